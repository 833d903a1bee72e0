"""Checking which articles are one report, and whether their claims say so."""

from collections.abc import Iterator, Mapping

from neo4j import ManagedTransaction

from actorgraph.graph.connection import Connection
from actorgraph.graph.findings import Finding
from actorgraph.graph.schema import TAKE_TURN
from actorgraph.graph.stored_reports import expected_reports, strayed_claims, write_reports
from actorgraph.graph.upkeep import chunks

ARTICLES = 500  # a transaction
ADVICE = "find the reports again with 'actorgraph check --repair'"


def report_findings(connection: Connection, *, repair: bool) -> Iterator[Finding]:
    """Yield the articles whose report is not what their signatures say, and claims of another."""
    with connection.reading() as session:
        reports = session.execute_read(expected_reports)
        strayed = session.execute_read(strayed_claims)
    wrong = {article: right for article, (right, found) in reports.items() if right != found}
    if repair:
        astray = {article: reports[article][0] for article in strayed}
        for some in chunks(sorted((wrong | astray).items()), ARTICLES):
            with connection.writing() as session:
                session.execute_write(_write, dict(some))
    for article, right in sorted(wrong.items()):
        said = f"its report is {reports[article][1]} (the texts say {right})"
        yield Finding("reports", article, said, ADVICE, repaired=repair)
    for article, count in sorted(strayed.items()):
        if article not in wrong:
            said = f"{count} of its claims come from another report than it does itself"
            yield Finding("reports", article, said, ADVICE, repaired=repair)


def _write(tx: ManagedTransaction, reports: Mapping[str, str]) -> None:
    tx.run(TAKE_TURN).consume()
    write_reports(tx, reports)
