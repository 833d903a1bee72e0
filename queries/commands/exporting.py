"""The command that takes a graph elsewhere: export."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actorgraph.errors import UsageError
from actorgraph.queries import printing
from actorgraph.queries.commands.options import (
    Checked,
    Infer,
    expect_graph,
    open_claims,
    open_graph,
    open_source,
)
from actorgraph.queries.printing import Reports, say

if TYPE_CHECKING:
    from actorgraph.ontology.claims import Claim
    from actorgraph.queries.claim_sources import ClaimSource

app = typer.Typer()


class Format(StrEnum):
    """What a graph is exported as."""

    NEO4J_ADMIN = "neo4j-admin"
    CYPHER = "cypher"
    TRIG = "trig"
    TURTLE = "turtle"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    ICEWS = "icews"
    POLECAT = "polecat"


RELATIONS, EVENTS = "relations", "events"
COUNTED = {
    Format.GRAPHML: RELATIONS, Format.GEXF: RELATIONS, Format.JSON: RELATIONS,
    Format.ICEWS: EVENTS, Format.POLECAT: EVENTS,
}  # fmt: skip


@app.command(
    epilog="Example: `actorgraph export claims.jsonl --format neo4j-admin --out server-import`"
)
def export(
    source: Annotated[str, typer.Argument(help="A graph, or a file of claims.")],
    format: Annotated[
        Format,
        typer.Option(
            help="neo4j-admin: for a server's bulk import; cypher: a script for any server; "
            "trig to jsonld: RDF; graphml, gexf and "
            "json: the network; csv and parquet: a folder of tables; icews and polecat: events."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder or file to write.")],
    *,
    infer: Infer = False,
    checked: Checked = False,
) -> None:
    """Write a graph, or a file of claims, in a format of others."""
    if checked and format is Format.NEO4J_ADMIN:
        message = "neo4j-admin takes a graph whole, without --checked; in it claims that coders "
        raise UsageError(message + "found right have verdict = 'right'")
    reports = Reports()
    match format:
        case Format.NEO4J_ADMIN:
            _export_neo4j_admin(source, out, reports)
        case Format.CYPHER:
            _export_cypher(source, out, reports)
        case Format.TRIG | Format.TURTLE | Format.NQUADS | Format.JSONLD:
            with open_source(source, checked=checked) as opened:
                _export_rdf(opened, out, format.value, infer=infer, reports=reports)
        case _:
            with open_claims(source, reports, checked=checked) as claims:
                count = _writer(format)(claims, out)
            say(f"{out}: {count:,} {COUNTED.get(format, 'claims')}")
    reports.close()
    raise typer.Exit(reports.exit_code)


def _writer(format: Format) -> "Callable[[Iterable[Claim], Path], int]":
    from actorgraph.queries.exports import event_tables, network_files, tables

    return {
        Format.GRAPHML: network_files.write_graphml,
        Format.GEXF: network_files.write_gexf,
        Format.JSON: network_files.write_node_link,
        Format.CSV: tables.write_csv,
        Format.PARQUET: tables.write_parquet,
        Format.ICEWS: event_tables.write_icews,
        Format.POLECAT: event_tables.write_polecat,
    }[format]


def _export_neo4j_admin(source: str, out: Path, reports: Reports) -> None:
    from actorgraph.graph.import_folder import export_claims, export_graph
    from actorgraph.queries.building import is_claim_file

    with printing.article_progress() as bar:
        task = bar.add_task("", total=None)
        if is_claim_file(source):
            made = export_claims(
                source, out, report=reports, done=lambda done: bar.update(task, completed=done)
            )
        else:
            expect_graph(source)
            with open_graph(source) as store:
                made = export_graph(store, out)
    say(f"{made.rows:,} rows in {made.folder}; the command for the server is in import.sh there")
    _tell_foreign(made.foreign)


def _export_cypher(source: str, out: Path, reports: Reports) -> None:
    from actorgraph.graph.claim_script import export_claims_script
    from actorgraph.ontology.catalogue import shipped
    from actorgraph.queries.building import is_claim_file

    with printing.article_progress() as bar:
        task = bar.add_task("", total=None)
        if is_claim_file(source):
            made = export_claims_script(
                source, out, shipped().actors, report=reports,
                done=lambda done: bar.update(task, completed=done),
            )  # fmt: skip
        else:
            expect_graph(source)
            with open_graph(source) as store:
                made = store.write_script(out)
    say(f"{out}: {made.rows:,} nodes and relationships")
    _tell_foreign(made.foreign)


def _tell_foreign(nodes: int) -> None:
    if nodes:
        say(f"note: {nodes} nodes are not actorgraph's, and were left out")


def _export_rdf(
    source: "ClaimSource", out: Path, format: str, *, infer: bool, reports: Reports
) -> None:
    from actorgraph.graph.rdf_file import write_rdf
    from actorgraph.graph.rdf_formats import RdfForm
    from actorgraph.graph.rdf_view import counted

    inferred = source.inferred() if infer else ()
    with printing.claim_progress() as progress:
        count = write_rdf(
            counted(source.claims(reports), progress), out, RdfForm(format),
            articles=source.articles(), inferred=inferred,
        )  # fmt: skip
    say(f"{out}: {count:,} claims")
