"""Commands that ask and show: query, page."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from actorgraph.errors import UsageError
from actorgraph.queries import printing
from actorgraph.queries.commands.options import (
    DEFAULT_GRAPH,
    GraphOption,
    Infer,
    Rows,
    Sparql,
    expect_graph,
    open_claims,
    open_graph,
    open_source,
    write_page_file,
)
from actorgraph.queries.printing import Reports, say

app = typer.Typer()


@app.command(
    epilog='Example: `actorgraph query "MATCH (a)-[:ATTACKS]->(b) RETURN a.name, b.name LIMIT 9"`'
)
def query(
    cypher: Annotated[str, typer.Argument(help="A query that only reads; - for standard input.")],
    graph: GraphOption = DEFAULT_GRAPH,
    param: Annotated[
        list[str] | None,
        typer.Option(help="A parameter, name=value; JSON values are read as such."),
    ] = None,
    format: Annotated[Rows, typer.Option(help="How to print the rows.")] = Rows.TABLE,
    *,
    sparql: Sparql = False,
    infer: Infer = False,
) -> None:
    """Ask a graph with Cypher, or a graph or claims file with SPARQL; it cannot be changed so."""
    from actorgraph.graph.tables import Table

    text = sys.stdin.read() if cypher == "-" else cypher
    values = dict(map(_parameter, param or []))
    if sparql:
        if values:
            message = "--param is for Cypher; in SPARQL write VALUES ?name { … } into the query"
            raise UsageError(message)
        with open_source(graph) as source:
            running = source.sparql(text, infer=infer, report=Reports())
            table = Table(columns=running.columns, rows=tuple(running.rows))
    else:
        expect_graph(graph)
        with open_graph(graph) as store:
            table = store.query(text, values)
    match format:
        case Rows.JSON:
            printing.print_json(table.records())
        case Rows.CSV:
            printing.print_csv(table.columns, table.rows)
        case Rows.TABLE:
            printing.print_table(table.columns, table.rows)
            say(f"{len(table.rows)} row{'s' * (len(table.rows) != 1)}")


def _parameter(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        message = f"--param {text!r} is not of the form name=value"
        raise UsageError(message)
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


@app.command(epilog="Example: `actorgraph page claims.jsonl --out claims.html --actor Russia`")
def page(
    source: Annotated[str, typer.Argument(help="A graph (folder or address) or a claims file.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to write the page.")],
    title: Annotated[str, typer.Option(help="The page's heading.")] = "Graph of claims",
    actor: Annotated[list[str] | None, typer.Option(help="Only around this actor.")] = None,
    hops: Annotated[int, typer.Option(help="How far around the actors.")] = 1,
    since: Annotated[str | None, typer.Option(help="Only from this ISO date on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only up to this ISO date.")] = None,
    relation: Annotated[list[str] | None, typer.Option(help="Only this relation.")] = None,
    steps: Annotated[Path | None, typer.Option(help="A guided tour, in Markdown.")] = None,
) -> None:
    """Write one HTML file that shows the graph; it opens from disk and can be mailed."""
    from actorgraph.queries.page_filters import PageFilters

    reports = Reports()
    filters = PageFilters(
        actors=tuple(actor or ()), hops=hops, since=since, until=until,
        relations=tuple(relation or ()),
    )  # fmt: skip
    with open_claims(source, reports) as claims:
        write_page_file(claims, out, title=title, filters=filters, steps=steps)
    reports.close()
    raise typer.Exit(reports.exit_code)
