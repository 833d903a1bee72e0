"""Which articles of a graph are one report: read, written, and what of the sums hangs on it.

Each article with a signature has `report`, and each of its claims has that as `origin`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from neo4j import ManagedTransaction

from actorgraph.graph.edges import PLACE, Edge, Node
from actorgraph.graph.readings import Reading
from actorgraph.graph.sums import ASSERTING

if TYPE_CHECKING:
    from actorgraph.graph.reports import Reports, Signed

# A claim may describe its article otherwise than that describes itself, and without a signature.
OF_REPORT = "(c.source_title IS NULL OR c.source_signature IS NOT NULL)"
SIGNED = "a.id AS id, a.published AS published, a.signature AS signature, a.report AS report"
MOST_ROWS = 1_000  # articles whose claims are written anew in one statement


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What a batch changes about reports: `own` those of its own articles.

    `edges` are the relationships of other articles that went to another report. `renamed` tells
    the new id of each report that is gone, or is None where one came apart.
    """

    own: Mapping[str, str] = field(default_factory=dict)
    edges: frozenset[Edge] = frozenset()
    renamed: Mapping[str, str] | None = field(default_factory=dict)


def read_reports(tx: ManagedTransaction) -> "Reports":
    """Return the articles of the graph that have a signature, with their reports."""
    # numpy takes as long to import as a query takes, and queries need no reports.
    from actorgraph.graph.reports import Reports, Signed  # noqa: PLC0415

    rows = tx.run(f"MATCH (a:Article) WHERE a.report IS NOT NULL RETURN {SIGNED}")
    return Reports.known(
        (Signed(row["id"], row["published"], row["signature"]), row["report"]) for row in rows
    )


def regroup(
    tx: ManagedTransaction, reports: "Reports", new: Iterable[Reading], replaced: Iterable[str]
) -> Regrouped:
    """Find the reports of a batch's articles, and write those that this makes others.

    `replaced` are ids of new articles that the graph has in an older state.
    """
    signed = {one.id: one for one in map(signed_article, new) if one}
    moved, apart = reports.change(put=signed.values(), drop=set(replaced) - signed.keys())
    others = {article: now for article, (_, now) in moved.items() if article not in signed}
    edges = write_reports(tx, others)
    renamed = {before: now for before, now in moved.values() if before is not None}
    own = {article: reports[article] for article in signed}
    return Regrouped(own, frozenset(edges), None if apart else renamed)


def signed_article(reading: Reading) -> "Signed | None":
    """Return what of a reading's article tells its report; None without a signature."""
    from actorgraph.graph.reports import Signed  # noqa: PLC0415

    article = reading.article
    if article.signature is None:
        return None
    return Signed(article.id, article.published, article.signature)


def write_reports(tx: ManagedTransaction, reports: Mapping[str, str]) -> set[Edge]:
    """Write the reports of stored articles; return the relationships whose sources that changes."""
    rows = [{"id": article, "report": report} for article, report in sorted(reports.items())]
    edges: set[Edge] = set()
    for at in range(0, len(rows), MOST_ROWS):
        records = tx.run(
            "UNWIND $rows AS row MATCH (a:Article {id: row.id}) WITH a, row, a.report AS old "
            "SET a.report = row.report WITH a, row, old "
            f"MATCH (a)<-[:STATED_IN]-(c:Claim) WHERE c.origin = old OR {OF_REPORT} "
            "SET c.origin = row.report WITH c WHERE NOT c.denied AND c.status IN $asserting "
            "MATCH (c)-[:SUBJECT]->(s) MATCH (c)-[:OBJECT]->(o) "
            "RETURN DISTINCT s:Place AS sp, s.id AS s, c.relation AS relation, "
            "o:Place AS op, o.id AS o",
            rows=rows[at : at + MOST_ROWS],
            asserting=ASSERTING,
        )
        for row in records:
            subject = Node(PLACE if row["sp"] else "Actor", row["s"])
            edges.add(
                Edge(subject, row["relation"], Node(PLACE if row["op"] else "Actor", row["o"]))
            )
    return edges


def leave_report(tx: ManagedTransaction, article: str) -> set[Edge]:
    """Let an article leave its report before it is removed; return what is to count again."""
    from actorgraph.graph.reports import Reports, Signed  # noqa: PLC0415

    rows = tx.run(
        "MATCH (gone:Article {id: $id}) WITH gone.report AS report WHERE report IS NOT NULL "
        f"MATCH (a:Article {{report: report}}) WHERE a.id <> $id RETURN {SIGNED}",
        id=article,
    )
    stored = {row["id"]: row for row in rows}
    left = Reports(Signed(id_, row["published"], row["signature"]) for id_, row in stored.items())
    moved = {id_: report for id_, report in left.items() if report != stored[id_]["report"]}
    return write_reports(tx, moved)


def expected_reports(tx: ManagedTransaction) -> dict[str, tuple[str, str | None]]:
    """Return for each article with a signature its report as the texts say, and as written."""
    from actorgraph.graph.reports import Reports, Signed  # noqa: PLC0415

    rows = tx.run(f"MATCH (a:Article) WHERE a.signature IS NOT NULL RETURN {SIGNED}")
    stored = {row["id"]: row for row in rows}
    reports = Reports(
        Signed(id_, row["published"], row["signature"]) for id_, row in stored.items()
    )
    return {id_: (report, stored[id_]["report"]) for id_, report in reports.items()}


def strayed_claims(tx: ManagedTransaction) -> dict[str, int]:
    """Return the articles with claims that come from another report, and how many those are."""
    rows = tx.run(
        "MATCH (a:Article)<-[:STATED_IN]-(c:Claim) WHERE a.report IS NOT NULL "
        f"AND c.origin <> a.report AND {OF_REPORT} RETURN a.id AS id, count(c) AS claims"
    )
    return {row["id"]: row["claims"] for row in rows}
