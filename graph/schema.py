"""The graph's constraints and indexes, and the one node that says which version wrote it."""

from neo4j import ManagedTransaction

from actorgraph.errors import WrongSchema
from actorgraph.graph.connection import Connection
from actorgraph.graph.server_check import check_rights

SCHEMA_VERSION = 2  # 1 had a property for each end of a span

OF_SCHEMA_1 = "MATCH (c:Claim) WITH c LIMIT 1 WHERE 'cue_start' IN keys(c)"

LABELS = (  # each has an id
    "Actor", "Place", "Article", "Claim", "Load", "ActorGraph", "Merge", "Verdict", "Calibration",
)  # fmt: skip
UNIQUE_ID = "CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
VERDICT_INDEX = "CREATE INDEX verdict_claim IF NOT EXISTS FOR (v:Verdict) ON (v.claim)"

CONSTRAINTS = tuple(UNIQUE_ID.format(name=label.lower(), label=label) for label in LABELS)
INDEXES = (
    "CREATE INDEX actor_name IF NOT EXISTS FOR (a:Actor) ON (a.name)",
    # The claims of one relationship, found without walking through all claims of a large actor.
    "CREATE INDEX claim_triple IF NOT EXISTS FOR (c:Claim) ON (c.subject, c.relation, c.object)",
    # Denials are few: who looks for those of a relationship need not go through all its claims.
    "CREATE INDEX denial_triple IF NOT EXISTS FOR (c:Denial) ON (c.subject, c.relation, c.object)",
    VERDICT_INDEX,
    # The articles that print one report.
    "CREATE INDEX article_report IF NOT EXISTS FOR (a:Article) ON (a.report)",
)
FILLED = "CALL db.awaitIndexes(3600)"
# An index is filled in the background: over a graph that is full already, beside the constraints.
STATEMENTS = (*INDEXES, *CONSTRAINTS, FILLED)

# Every writing transaction begins with this: it waits for its turn, so that two loaders at once
# never count the same relationship from an old state, nor lock each other's actors. The number
# tells a loader whether somebody else wrote since its last turn.
TAKE_TURN = (
    "MATCH (g:ActorGraph {id: 'graph'}) SET g.turn = coalesce(g.turn, 0) + 1 RETURN g.turn AS turn"
)


def schema_of(connection: Connection) -> int | None:
    """Return the version of the schema that the graph was written with; None where it has none.

    Claims that were imported from CSV files of an older version come without the node that says so.
    """
    with connection.reading() as session:
        record = session.run("MATCH (g:ActorGraph) RETURN g.schema AS schema").single()
        old = record or session.run(f"{OF_SCHEMA_1} RETURN 1 AS schema").single()
    return old["schema"] if old else None


def prepare_schema(connection: Connection) -> None:
    """Make the graph ready for writing; raise WrongSchema where another version wrote it."""
    found = schema_of(connection)
    check_schema(found, connection.address)
    if connection.server:
        check_rights(connection)
    if found is None:
        with connection.writing() as session:
            session.execute_write(_create_indexes)
            for statement in (*CONSTRAINTS, FILLED):
                session.run(statement).consume()
            session.execute_write(_sign)


def check_schema(found: int | None, address: str) -> None:
    """Raise WrongSchema where a graph of this version cannot be read here."""
    if found is None or found == SCHEMA_VERSION:
        return
    newer = found > SCHEMA_VERSION
    advice = (
        "install a newer actorgraph"
        if newer
        else "write a dump with the actorgraph that made it, and restore it here"
    )
    message = f"the graph has schema {found}, and this actorgraph reads {SCHEMA_VERSION}; {advice}"
    raise WrongSchema(address, message)


def _create_indexes(tx: ManagedTransaction) -> None:
    for statement in INDEXES:  # of one transaction they are filled in one go over the graph
        tx.run(statement).consume()


def _sign(tx: ManagedTransaction) -> None:
    tx.run(
        "MERGE (g:ActorGraph {id: 'graph'}) ON CREATE SET g.schema = $schema",
        schema=SCHEMA_VERSION,
    ).consume()
