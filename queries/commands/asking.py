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
    DatabaseOption,
    GraphOption,
    Rows,
    expect_graph,
    open_claims,
    open_graph,
    write_page_file,
)
from actorgraph.queries.printing import Reports, say

app = typer.Typer()


@app.command(
    epilog='Example: `actorgraph query "MATCH (a)-[:ATTACKS]->(b) RETURN a.name, b.name LIMIT 9"`'
)
def query(
    cypher: Annotated[str, typer.Argument(help="Cypher that only reads; - for standard input.")],
    graph: GraphOption = DEFAULT_GRAPH,
    param: Annotated[
        list[str] | None,
        typer.Option(help="A parameter, name=value; JSON values are read as such."),
    ] = None,
    format: Annotated[Rows, typer.Option(help="How to print the rows.")] = Rows.TABLE,
    database: DatabaseOption = None,
) -> None:
    """Ask a graph with Cypher; nothing can be changed this way."""
    text = sys.stdin.read() if cypher == "-" else cypher
    expect_graph(graph)
    with open_graph(graph, database) as store:
        table = store.query(text, dict(map(_parameter, param or [])))
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
