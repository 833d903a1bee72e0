"""The command line: each command calls one public function and prints what it returns."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actorgraph.errors import ActorGraphError, UsageError
from actorgraph.queries import printing
from actorgraph.queries.printing import Reports, say

if TYPE_CHECKING:
    from actorgraph.graph.store import Store
    from actorgraph.graph.sums import Sums
    from actorgraph.loaders.reader_settings import ReaderSettings
    from actorgraph.ontology.articles import Article
    from actorgraph.ontology.claims import Claim
    from actorgraph.queries.page_filters import PageFilters

# Imports of spaCy, Neo4j and pyvis stand inside the commands, so that each starts at once.

DEFAULT_GRAPH = "actorgraph.db"
MOST_SHOWN = 40  # rows of the table that `build` prints

app = typer.Typer(
    name="actorgraph",
    help="Who did what to whom, according to whom: articles in, a graph of actors out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
actors_app = typer.Typer(help="Look up actors in the catalogue.", no_args_is_help=True)
app.add_typer(actors_app, name="actors")
engine_app = typer.Typer(help="The local Neo4j of a graph folder.", no_args_is_help=True)
app.add_typer(engine_app, name="engine")


class Lines(StrEnum):
    """Formats of claims and statements."""

    JSONL = "jsonl"
    TABLE = "table"


class Rows(StrEnum):
    """Formats of query results."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Paths = Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")]
GraphOption = Annotated[
    str,
    typer.Option(
        "--graph", "-g", envvar="ACTORGRAPH_GRAPH",
        help="A folder (a private Neo4j is started for it) or a neo4j:// address.",
    ),
]  # fmt: skip
LinesOption = Annotated[Lines, typer.Option(help="One JSON object a line, or a table.")]
Pipeline = Annotated[
    str, typer.Option(help="A spaCy pipeline: the one that ships, or an installed one.")
]
Tables = Annotated[
    list[str] | None,
    typer.Option(
        help="A folder of your own lexicon and catalogue tables, laid over the shipped ones; again "
        "for more, the last on top."
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        help="The least confidence of a claim, 0 to 1; without it as docs/commands.md says."
    ),
]

Workers = Annotated[
    int, typer.Option("--workers", "-w", min=1, help="Processes that read, of about 0.5 GB each.")
]


@contextmanager
def _store(address: str) -> "Iterator[Store]":
    """Open a store; the first use of a folder shows how Neo4j is fetched."""
    from actorgraph.graph.store import open_store

    with printing.fetch_progress() as bar:
        task = bar.add_task("fetch", total=None, visible=False)

        def fetched(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        store = open_store(address, progress=fetched)
    with store:
        yield store


def _settings(
    pipeline: str, tables: list[str] | None, min_confidence: float | None = None
) -> "ReaderSettings":
    from actorgraph.loaders.reader_settings import settings_for

    return settings_for(pipeline, tables=tables or (), least=min_confidence)


@app.command(epilog="Example: `actorgraph build articles/ --graph syria.db --page syria.html`")
def build(
    paths: Paths,
    graph: GraphOption = DEFAULT_GRAPH,
    page: Annotated[Path | None, typer.Option(help="Also write the interactive page.")] = None,
    pipeline: Pipeline = "english",
    workers: Workers = 1,
    tables: Tables = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Read articles, or files of claims, into a graph. Doing it twice changes nothing."""
    from actorgraph.queries import building

    reports = Reports()
    claim_files = [path for path in paths if building.is_claim_file(path)]
    articles = [path for path in paths if path not in claim_files]
    settings = _settings(pipeline, tables, min_confidence)
    settings.check()
    with _store(graph) as store:
        if articles:
            with printing.article_progress() as bar:
                task = bar.add_task("", total=None)
                built = building.build(
                    articles, store, settings.reader, report=reports, workers=workers,
                    progress=lambda article: bar.update(task, advance=1, description=article.id),
                )  # fmt: skip
            say(
                f"{built.read} articles read, {built.unchanged} of them there already; "
                f"{built.load.claims} claims added"
            )
        for path in claim_files:
            load = building.build_from_claims(path, store, report=reports)
            say(f"{path}: {load.claims} claims added")
        reports.close()
        _print_relations(store)
        if page:
            _write_page(list(store.claims()), page, title=f"Graph of claims: {graph}")
    raise typer.Exit(reports.exit_code)


def _print_relations(store: "Store") -> None:
    rows = list(store.relations())
    actors = len({end for row in rows for end in (row.subject, row.object)})
    printing.print_table(
        ("who", "relation", "whom", "claims", "articles", "first", "last"),
        (
            (row.subject_name, row.relation, row.object_name, _counts(row.sums),
             row.sums.articles, row.sums.first, row.sums.last)
            for row in rows[:MOST_SHOWN]
        ),
    )  # fmt: skip
    more = f"; {len(rows) - MOST_SHOWN} more" if len(rows) > MOST_SHOWN else ""
    say(f"{actors} actors, {len(rows)} relations{more}")
    if any(row.sums.alleged for row in rows[:MOST_SHOWN]):
        say("claims: as facts + as allegations")


def _counts(sums: "Sums") -> str:
    return f"{sums.claims} + {sums.alleged}" if sums.alleged else str(sums.claims)


@app.command(epilog="Example: `actorgraph extract report.txt --format table`")
def extract(
    paths: Paths,
    format: LinesOption = Lines.JSONL,
    pipeline: Pipeline = "english",
    workers: Workers = 1,
    tables: Tables = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Print the claims of articles; needs no graph."""
    from actorgraph.loaders.reading import read_articles
    from actorgraph.loaders.workers import claims_of
    from actorgraph.ontology.claims import claim_to_json

    reports = Reports()
    make = _settings(pipeline, tables, min_confidence).reader
    articles = _counted(read_articles(paths, on_error=reports))
    read = claims_of(articles, make, report=reports, workers=workers)
    claims = (claim for _, found in read for claim in found)
    if format is Lines.JSONL:
        printing.print_json(map(claim_to_json, claims))
    else:
        _print_claims(claims)
    reports.close()
    raise typer.Exit(reports.exit_code)


def _print_claims(claims: "Iterator[Claim]") -> None:
    printing.print_table(
        ("who", "relation", "whom", "status", "according to", "words", "confidence"),
        (
            (
                claim.subject.name,
                f"not: {claim.relation}" if claim.denied else claim.relation,
                claim.object.name,
                claim.status.value,
                claim.speaker.name if claim.speaker else "",
                claim.cue.text,
                claim.confidence,
            )
            for claim in claims
        ),
    )


def _counted(articles: "Iterator[Article]") -> "Iterator[Article]":
    with printing.article_progress() as bar:
        task = bar.add_task("", total=None)
        for article in articles:
            yield article
            bar.update(task, advance=1)


@app.command(epilog="Example: `actorgraph statements report.txt --format table`")
def statements(
    paths: Paths,
    format: LinesOption = Lines.JSONL,
    pipeline: Pipeline = "english",
    workers: Workers = 1,
    tables: Tables = None,
) -> None:
    """Print who says what; needs no graph."""
    from actorgraph.loaders.reading import read_articles
    from actorgraph.loaders.workers import statements_of
    from actorgraph.ontology.claims import statement_to_json

    reports = Reports()
    make = _settings(pipeline, tables).reader
    articles = _counted(read_articles(paths, on_error=reports))
    read = statements_of(articles, make, report=reports, workers=workers)
    said = (statement for _, found in read for statement in found)
    if format is Lines.JSONL:
        printing.print_json(map(statement_to_json, said))
    else:
        rows = ((s.speaker.name if s.speaker else "", s.cue.text, s.content.text) for s in said)
        printing.print_table(("speaker", "cue", "content"), rows)
    reports.close()
    raise typer.Exit(reports.exit_code)


@app.command(
    epilog='Example: `actorgraph explain "Turkey shelled the YPG today." --published 2016-10-26`'
)
def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence or more; - for standard input.")],
    format: Annotated[Lines, typer.Option(help="One JSON object a sentence, or tables.")] = (
        Lines.TABLE
    ),
    published: Annotated[
        str | None,
        typer.Option(help="The article's ISO date, by which dates and offices are read."),
    ] = None,
    pipeline: Pipeline = "english",
    tables: Tables = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Show how a text is read: its mentions, parse and cues, and why it says what it says."""
    from actorgraph.loaders.explaining import explain_text
    from actorgraph.queries.explanation_printing import explanation_to_json, print_explanations

    text = sys.stdin.read() if sentence == "-" else sentence
    reader = _settings(pipeline, tables, min_confidence).reader()
    explanations = explain_text(reader, text, published=published)
    if format is Lines.JSONL:
        printing.print_json(map(explanation_to_json, explanations))
    else:
        print_explanations(explanations)


@app.command(epilog="Example: `actorgraph relate pairs.jsonl --format table`")
def relate(
    pairs: Annotated[str, typer.Argument(help="JSON lines of id, text, source, target.")],
    format: LinesOption = Lines.JSONL,
    pipeline: Pipeline = "english",
) -> None:
    """Say which relation holds between two actors whose places in a text are given."""
    from dataclasses import asdict

    from actorgraph.loaders.relating import Relater, read_pairs

    reports = Reports()
    related = Relater(pipeline).relate(read_pairs(pairs, on_error=reports))
    if format is Lines.JSONL:
        printing.print_json(map(asdict, related))
    else:
        rows = ((r.id, r.relation, r.plover, r.mode, r.quad, r.confidence) for r in related)
        printing.print_table(("id", "relation", "PLOVER", "mode", "quad", "confidence"), rows)
    reports.close()
    raise typer.Exit(reports.exit_code)


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
) -> None:
    """Ask a graph with Cypher; nothing can be changed this way."""
    text = sys.stdin.read() if cypher == "-" else cypher
    _expect_graph(graph)
    with _store(graph) as store:
        table = store.query(text, dict(map(_parameter, param or [])))
    match format:
        case Rows.JSON:
            printing.print_json(table.records())
        case Rows.CSV:
            printing.print_csv(table.columns, table.rows)
        case Rows.TABLE:
            printing.print_table(table.columns, table.rows)
            say(f"{len(table.rows)} row{'s' * (len(table.rows) != 1)}")


def _expect_graph(graph: str) -> None:
    """Refuse a folder that holds no graph, rather than start an empty one for a mistyped name."""
    from actorgraph.graph.store import SCHEMES

    if not graph.startswith(SCHEMES) and not Path(graph).is_dir():
        message = f"there is no graph in {graph}; make one with 'actorgraph build', or name another"
        raise UsageError(message)


def _parameter(text: str) -> tuple[str, object]:
    import json

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
    with _claims(source, reports) as claims:
        _write_page(claims, out, title=title, filters=filters, steps=steps)
    reports.close()
    raise typer.Exit(reports.exit_code)


@contextmanager
def _claims(source: str, reports: Reports) -> "Iterator[Iterator[Claim]]":
    """Open the claims of a graph or of a file of claims."""
    from actorgraph.graph.claim_file import read_claims
    from actorgraph.queries.building import is_claim_file

    if is_claim_file(source):
        yield read_claims(source, reports)
    else:
        _expect_graph(source)
        with _store(source) as store:
            yield store.claims()


def _write_page(
    claims: "Iterable[Claim]",
    out: Path,
    *,
    title: str,
    filters: "PageFilters | None" = None,
    steps: Path | None = None,
) -> None:
    from actorgraph.ontology.catalogue import shipped
    from actorgraph.queries.page import PageExtras, write_page

    extras = PageExtras(actors=tuple(shipped().actors.values()), steps=steps)
    made = write_page(claims, out, title=title, filters=filters, extras=extras)
    say(
        f"page: {made.path} ({made.actors} actors, {made.relations} relations, "
        f"{made.claims} claims, {made.size / 1e6:.1f} MB)"
    )


@actors_app.command("find", epilog="Example: `actorgraph actors find lavrov`")
def actors_find(
    name: Annotated[str, typer.Argument(help="Any name or part of one.")],
    most: Annotated[int, typer.Option(help="How many to show.")] = 10,
) -> None:
    """Search the catalogue by any name, fuzzily."""
    from actorgraph.queries.actor_search import find_actors

    found = find_actors(name, most=most)
    rows = ((a.id, a.name, a.kind, a.country, "; ".join(a.aliases[:4])) for a in found)
    printing.print_table(("id", "name", "kind", "country", "aliases"), rows)


@actors_app.command(
    "show", epilog='Example: `actorgraph actors show "John Kerry" --date 2016-10-24`'
)
def actors_show(
    name: Annotated[str, typer.Argument(help="A name or an id.")],
    date: Annotated[str | None, typer.Option(help="What holds on this ISO date.")] = None,
) -> None:
    """Show one actor: its names, and its roles over time."""
    from actorgraph.queries.actor_search import show_actor

    shown = show_actor(name, date)
    actor = shown.actor
    facts = [
        ("id", actor.id),
        ("kind", actor.kind),
        ("country", actor.country),
        ("also known as", "; ".join(actor.aliases)),
        ("Wikidata", actor.wikidata),
    ]
    printing.print_table((actor.name, ""), facts)
    if shown.bonds:
        rows = [
            (bond.relation, bond.other, bond.title, bond.since, bond.until) for bond in shown.bonds
        ]
        printing.print_table(("relation", "whom", "as", "since", "until"), rows)
    if shown.held:
        rows = [
            (who.name, bond.relation, bond.title, bond.since, bond.until)
            for who, bond in shown.held
        ]
        printing.print_table(("who", "relation", "as", "since", "until"), rows)


def _engine_folder(graph: str) -> Path:
    from actorgraph.graph.store import SCHEMES

    if graph.startswith(SCHEMES):
        message = f"{graph} is a server; only a folder has an engine of its own"
        raise UsageError(message)
    return Path(graph)


@engine_app.command("status", epilog="Example: `actorgraph engine status --graph syria.db`")
def engine_status(graph: GraphOption = DEFAULT_GRAPH) -> None:
    """Say whether the engine runs, and how other Bolt clients reach it."""
    from actorgraph.graph.engine import engine_state

    state = engine_state(_engine_folder(graph))
    if not state.address:
        sys.stdout.write(f"{state.folder}: not running\n")
        return
    sys.stdout.write(
        f"{state.folder}: running, process {state.address.pid}\n"
        f"address   {state.address.uri}\n"
        f"user      neo4j\n"
        f"password  in {state.password_file}\n"
        f"log       {state.log}\n"
    )


@engine_app.command("start", epilog="Example: `actorgraph engine start --graph syria.db`")
def engine_start(graph: GraphOption = DEFAULT_GRAPH) -> None:
    """Start the engine, or find that it runs; the first time Neo4j is fetched."""
    with _store(str(_engine_folder(graph))):
        pass
    engine_status(graph)


@engine_app.command("stop", epilog="Example: `actorgraph engine stop --graph syria.db`")
def engine_stop(graph: GraphOption = DEFAULT_GRAPH) -> None:
    """Stop the engine of a folder; nothing is lost."""
    from actorgraph.graph.engine import stop_engine

    stopped = stop_engine(_engine_folder(graph))
    say("stopped" if stopped else "it was not running")


@engine_app.command("fetch", epilog="Example: `actorgraph engine fetch --to jars/`")
def engine_fetch(
    to: Annotated[Path | None, typer.Option(help="Put them there instead, to be carried.")] = None,
    from_: Annotated[Path | None, typer.Option("--from", help="Take the jars from there.")] = None,
) -> None:
    """Fetch Neo4j's jars now, or carry them to a machine without network."""
    from actorgraph.graph.jars import fetch_jars

    with printing.fetch_progress() as bar:
        task = bar.add_task("fetch", total=None, visible=False)

        def fetched(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        folder = fetch_jars(to=to, source=from_, progress=fetched)
    say(f"Neo4j's jars are in {folder}")


def main() -> None:
    """Run the command line; an error is told in a line, its exit code says of what sort it is."""
    try:
        app()
    except ActorGraphError as error:
        say(f"actorgraph: {error}")
        sys.exit(error.exit_code)
