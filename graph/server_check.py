"""What a server must be and allow, asked before anything is written to it."""

import re

from neo4j import Session

from actorgraph.errors import StoreUnreachable
from actorgraph.graph.connection import Connection

OLDEST = (5, 26)
AGENT = re.compile(r"Neo4j/(\d+)\.(\d+)")
# Everything that a load does, on nodes of its own; it is rolled back.
PROBE = (
    "CREATE (a:Actor {id: $id})<-[:SUBJECT]-(c:Claim {id: $id}) "
    "SET c.relation = 'probe' DETACH DELETE a, c"
)


def check_version(connection: Connection) -> None:
    """Raise StoreUnreachable where the server is no Neo4j of 5.26 or newer, or does not answer."""
    with connection.reading() as session:
        agent = session.run("RETURN 1").consume().server.agent
    expect_version(agent, connection.address)


def expect_version(agent: str, address: str) -> None:
    """Raise StoreUnreachable where an agent ("Neo4j/5.26.0") is too old, or something else."""
    found = AGENT.match(agent)
    if found and (int(found[1]), int(found[2])) >= OLDEST:
        return
    oldest = ".".join(map(str, OLDEST))
    advice = f"Neo4j {oldest} LTS or newer is needed (compose.yaml starts one with Docker)"
    raise StoreUnreachable(address, f"the server is {agent}", advice)


def check_rights(connection: Connection) -> None:
    """Raise StoreUnreachable where the user cannot write; nothing is left of the attempt."""
    with connection.writing() as session:
        _try_to_write(session)


def _try_to_write(session: Session) -> None:
    with session.begin_transaction() as tx:
        tx.run(PROBE, id="probe").consume()
        tx.rollback()
