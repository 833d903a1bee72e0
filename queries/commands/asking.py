"""Commands that ask and show: query, ask, page."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actorgraph.errors import UsageError
from actorgraph.queries import printing
from actorgraph.queries.commands.options import (
    DEFAULT_GRAPH,
    Checked,
    DatabaseOption,
    GraphOption,
    Infer,
    Lines,
    LinesOption,
    Rows,
    Sparql,
    expect_graph,
    open_checked,
    open_graph,
    open_source,
    open_to_ask,
    write_page_file,
)
from actorgraph.queries.printing import Reports, say

if TYPE_CHECKING:
    from actorgraph.graph.limits import Limits
    from actorgraph.graph.searching import Found
    from actorgraph.graph.tables import Rows as RunningRows
    from actorgraph.ontology.claims import Claim
    from actorgraph.queries.questions import Question

SECONDS = 60.0  # what a query may take
IN_TABLE = 1000  # rows; a longer table is nothing to read

app = typer.Typer()


Format = Annotated[Rows, typer.Option(help="How to write the rows.")]
Limit = Annotated[
    int | None,
    typer.Option(min=1, help="The most rows (a table 1,000, else a million and no more)."),
]
Timeout = Annotated[float, typer.Option(min=0.1, help="The most seconds that a query may take.")]
Params = Annotated[
    list[str] | None,
    typer.Option("--param", help="A parameter, name=value; JSON values are read as such."),
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="A file to write to, not standard output.")
]


@app.command(
    epilog='Example: `actorgraph query "MATCH (a)-[:ATTACKS]->(b) RETURN a.name, b.name LIMIT 9"`'
)
def query(
    cypher: Annotated[str, typer.Argument(help="A query that only reads; - for standard input.")],
    graph: GraphOption = DEFAULT_GRAPH,
    database: DatabaseOption = None,
    param: Params = None,
    format: Format = Rows.TABLE,
    limit: Limit = None,
    timeout: Timeout = SECONDS,
    out: Out = None,
    *,
    sparql: Sparql = False,
    infer: Infer = False,
) -> None:
    """Ask a graph with Cypher, or a graph or claims file with SPARQL; it cannot be changed so."""
    text = sys.stdin.read() if cypher == "-" else cypher
    values = dict(map(_parameter, param or []))
    if sparql:
        if values:
            message = "--param is for Cypher; in SPARQL write VALUES ?name { … } into the query"
            raise UsageError(message)
        with open_source(graph) as source:
            limits = _limits(format, limit, timeout)
            with printing.claim_progress() as progress:
                found = source.sparql(
                    text, limits=limits, infer=infer, report=Reports(), progress=progress
                )
            _print_rows(found, format, limit, out)
        return
    with open_to_ask(graph, database) as reader:
        running = reader.stream(text, values, limits=_limits(format, limit, timeout))
        _print_rows(running, format, limit, out)


def _limits(format: Rows, limit: int | None, timeout: float) -> "Limits":
    from actorgraph.graph.limits import Limits

    default = Limits()
    rows = IN_TABLE if format is Rows.TABLE else default.rows
    return Limits(seconds=timeout, rows=limit or rows)


def _print_rows(running: "RunningRows", format: Rows, limit: int | None, out: Path | None) -> None:
    from actorgraph.queries.row_printing import print_rows

    print_rows(running, format.value, out, cut=limit is not None or format is Rows.TABLE)


def _parameter(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        message = f"--param {text!r} is not of the form name=value"
        raise UsageError(message)
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _complete_question(incomplete: str) -> list[tuple[str, str]]:
    """Offer the shell the questions, and files of Cypher in this folder."""
    from actorgraph.queries.questions import SUFFIX, questions

    known = [(one.name, one.title) for one in questions().values()]
    known += [(str(path), "your own") for path in Path().glob(f"*{SUFFIX}")]
    return [pair for pair in known if pair[0].startswith(incomplete)]


@app.command(epilog="Example: `actorgraph ask dyad --actor Russia --actor Turkey --since 2016-10`")
def ask(
    question: Annotated[
        str,
        typer.Argument(
            help="A question's name, or a .cypher file of your own.",
            autocompletion=_complete_question,
        ),
    ] = "",
    graph: GraphOption = DEFAULT_GRAPH,
    actor: Annotated[
        list[str] | None,
        typer.Option(help="An actor, by any name; again for the second where it takes two."),
    ] = None,
    since: Annotated[str | None, typer.Option(help="Only from this ISO date on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only up to this ISO date.")] = None,
    param: Params = None,
    format: Format = Rows.TABLE,
    limit: Limit = None,
    timeout: Timeout = SECONDS,
    out: Out = None,
    checked: Checked = False,
    list_: Annotated[bool, typer.Option("--list", help="Show the questions.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the Cypher, do not ask.")] = False,
) -> None:
    """Ask a graph one of the questions that ship, or one of your own."""
    from actorgraph.queries.questions import question_named, questions

    if list_ or not question:
        rows = ((one.topic, one.name, one.takes(), one.answers) for one in questions().values())
        printing.print_table(("topic", "question", "parameters", "what it answers"), rows)
        return
    asked = question_named(question)
    if show:
        sys.stdout.write(asked.text)
        return
    given = _given(asked, actor or [], {"since": since, "until": until})
    given |= {"checked": True} if checked else {}
    given |= dict(map(_parameter, param or []))
    with open_to_ask(graph) as reader:
        from actorgraph.queries.asking import ask as answer

        running = answer(reader, asked, given, limits=_limits(format, limit, timeout))
        _print_rows(running, format, limit, out)


def _given(
    question: "Question", actors: list[str], dates: dict[str, str | None]
) -> dict[str, object]:
    """Return the options as parameters: actors in the order in which the question has them."""
    places = [one.name for one in question.parameters if one.type == "actor"]
    if len(actors) > len(places):
        message = f"{question.name} takes {len(places)} --actor, not {len(actors)}"
        raise UsageError(message)
    given: dict[str, object] = dict(zip(places, actors, strict=False))
    return given | {name: day for name, day in dates.items() if day is not None}


@app.command(epilog='Example: `actorgraph search "ceasefire AND Idlib" --graph syria.db`')
def search(
    words: Annotated[str, typer.Argument(help='Words; AND, OR, NOT, "in a row", begin*.')],
    graph: GraphOption = DEFAULT_GRAPH,
    database: DatabaseOption = None,
    most: Annotated[int, typer.Option(min=1, help="The most articles.")] = 20,
    format: LinesOption = Lines.TABLE,
) -> None:
    """Find articles and sentences by their words, with the claims found in them."""
    expect_graph(graph)
    with open_graph(graph, database) as store:
        found = list(store.search(words, most=most))
    if format is Lines.JSONL:
        printing.print_json(map(_found_to_json, found))
        return
    rows = (
        (one.title or one.article, one.publisher, one.published, one.passage,
         "; ".join(sorted({_said(claim) for claim in one.claims})))
        for one in found
    )  # fmt: skip
    printing.print_table(("article", "publisher", "published", "passage", "claims"), rows)
    say(f"{len(found)} article{'s' * (len(found) != 1)}")


def _said(claim: "Claim") -> str:
    negated = "not: " if claim.denied else ""
    return f"{claim.subject.name} {negated}{claim.relation} {claim.object.name}"


def _found_to_json(found: "Found") -> dict[str, object]:
    from actorgraph.ontology.claims import claim_to_json

    said = {name: getattr(found, name) for name in found.__slots__ if name != "claims"}
    return said | {"claims": [claim_to_json(claim) for claim in found.claims]}


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
    checked: Checked = False,
) -> None:
    """Write one HTML file that shows the graph; it opens from disk and can be mailed."""
    from actorgraph.queries.page_filters import PageFilters

    reports = Reports()
    filters = PageFilters(
        actors=tuple(actor or ()), hops=hops, since=since, until=until,
        relations=tuple(relation or ()), checked=checked,
    )  # fmt: skip
    with open_checked(source, reports, checked=checked) as (claims, checks):
        write_page_file(claims, out, title=title, filters=filters, steps=steps, checks=checks)
    reports.close()
    raise typer.Exit(reports.exit_code)
