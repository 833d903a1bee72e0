"""Commands that read articles: build, extract, statements, explain, relate."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actorgraph.counters import COUNTERS
from actorgraph.errors import UsageError
from actorgraph.queries import printing
from actorgraph.queries.commands.options import (
    DEFAULT_GRAPH,
    AllowPrivate,
    DatabaseOption,
    GraphOption,
    Lines,
    LinesOption,
    MinConfidence,
    Paths,
    Pipeline,
    Reprints,
    Tables,
    Workers,
    open_graph,
    print_claims,
    reader_settings,
    web_settings,
    write_page_file,
)
from actorgraph.queries.printing import Reports, say

if TYPE_CHECKING:
    from actorgraph.graph.store import Store
    from actorgraph.graph.sums import Sums
    from actorgraph.loaders.reader_settings import ReaderSettings
    from actorgraph.loaders.web_settings import WebSettings
    from actorgraph.ontology.articles import Article

MOST_SHOWN = 40  # rows of the table that `build` prints

app = typer.Typer()


class Engines(StrEnum):
    """Who reads shards."""

    LOCAL = "local"
    RAY = "ray"


SomeWorkers = Annotated[
    int | None,
    typer.Option(
        "--workers", "-w", min=1,
        help="Processes that read, of about 0.5 GB each; 1, or with Ray one for each processor.",
    ),
]  # fmt: skip


@app.command(epilog="Example: `actorgraph build articles/ --graph syria.db --page syria.html`")
def build(
    paths: Paths,
    graph: GraphOption = DEFAULT_GRAPH,
    page: Annotated[Path | None, typer.Option(help="Also write the interactive page.")] = None,
    pipeline: Pipeline = "english",
    workers: Workers = 1,
    tables: Tables = None,
    min_confidence: MinConfidence = None,
    database: DatabaseOption = None,
    allow_private: AllowPrivate = False,
    reprints: Reprints = True,
) -> None:
    """Read articles, or files of claims, into a graph. Doing it twice changes nothing."""
    from actorgraph.queries import building

    reports = Reports()
    claim_files = [path for path in paths if building.is_claim_file(path)]
    articles = [path for path in paths if path not in claim_files]
    settings = reader_settings(pipeline, tables, min_confidence)
    settings.check()
    if reprints:  # the bulk import takes claims as they are
        claim_files = [path for path in claim_files if not _filled(path, graph, reports)]
    with open_graph(graph, database) as store:
        if articles:
            with printing.article_progress() as bar:
                task = bar.add_task("", total=None)
                built = building.build(
                    articles, store, settings.reader, report=reports, workers=workers,
                    progress=lambda article: bar.update(task, advance=1, description=article.id),
                    web=web_settings(allow_private=allow_private), reprints=reprints,
                )  # fmt: skip
            say(
                f"{built.read} articles read, {built.unchanged} of them there already; "
                f"{built.load.claims} claims added"
            )
        for path in claim_files:
            load = building.build_from_claims(path, store, report=reports, reprints=reprints)
            say(f"{path}: {load.claims} claims added")
        reports.close()
        _print_relations(store)
        if page:
            write_page_file(
                list(store.merged_claims()), page, title=f"Graph of claims: {graph}",
                checks=store.checks(),
            )  # fmt: skip
    raise typer.Exit(reports.exit_code)


def _filled(path: str, graph: str, reports: Reports) -> bool:
    """Load a large file of claims into an empty graph at once, where that can be."""
    from actorgraph.queries import building

    with printing.article_progress() as bar:
        task = bar.add_task("", total=None)
        load = building.fill_from_claims(
            path, graph, report=reports,
            progress=lambda doing, done: bar.update(task, completed=done, description=doing),
        )  # fmt: skip
    if load:
        say(f"{path}: {load.claims} claims added, by bulk import")
    return load is not None


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
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            help="Write shards of Parquet into this folder, here or in a store (s3://…); run "
            "again, it goes on where it was stopped.",
        ),
    ] = None,
    engine: Annotated[
        Engines, typer.Option(help="Who reads the shards: processes here, or a Ray cluster.")
    ] = Engines.LOCAL,
    pipeline: Pipeline = "english",
    workers: SomeWorkers = None,
    tables: Tables = None,
    min_confidence: MinConfidence = None,
    allow_private: AllowPrivate = False,
    reprints: Reprints = True,
) -> None:
    """Print the claims of articles, or write them into a folder; needs no graph."""
    from actorgraph.loaders.reading import read_articles
    from actorgraph.ontology.signatures import signed

    if out is None and engine is not Engines.LOCAL:
        message = "--engine ray writes a folder of shards; name it with --out"
        raise UsageError(message)
    if out is not None and format is not Lines.JSONL:
        message = "--out writes Parquet; leave out --format"
        raise UsageError(message)
    settings = reader_settings(pipeline, tables, min_confidence)
    web = web_settings(allow_private=allow_private)
    reports = Reports()
    if out is None:
        found = read_articles(paths, on_error=reports, web=web)
        articles = signed(found) if reprints else found
        _print_claims_of(articles, settings, workers or 1, format, reports)
    else:
        _extract_to_folder(paths, out, settings, web, (engine, workers), reports, reprints=reprints)
    reports.close()
    raise typer.Exit(reports.exit_code)


def _print_claims_of(
    articles: "Iterator[Article]",
    settings: "ReaderSettings",
    workers: int,
    format: Lines,
    reports: Reports,
) -> None:
    from actorgraph.loaders.workers import claims_of
    from actorgraph.ontology.claims import claim_to_json

    read = claims_of(_counted(articles), settings.reader, report=reports, workers=workers)
    claims = (claim for _, own in read for claim in own)
    with COUNTERS.stage("write"):
        if format is Lines.JSONL:
            printing.print_json(map(claim_to_json, claims))
        else:
            print_claims(claims)


def _extract_to_folder(
    paths: list[str],
    out: str,
    settings: "ReaderSettings",
    web: "WebSettings",
    crewed: tuple[Engines, int | None],
    reports: Reports,
    *,
    reprints: bool,
) -> None:
    from actorgraph.queries.shards.extraction import Crewing, Engine, extract_to_folder

    engine, workers = crewed
    with printing.article_progress() as bar:
        task = bar.add_task("", total=None)
        done = 0

        def progress(read: int, shards: int) -> None:
            nonlocal done
            done += 1
            bar.update(task, advance=read, description=f"{done} of {shards} shards")

        made = extract_to_folder(
            paths, out, settings, Crewing(engine=Engine(engine.value), workers=workers),
            report=reports, web=web, reprints=reprints, progress=progress,
        )  # fmt: skip
    before = f", {made.before} of them finished before" if made.before else ""
    failed = f", {made.failed} failed: run it again" if made.failed else ""
    say(
        f"{out}: {made.claims:,} claims of {made.articles:,} articles "
        f"in {made.shards} shards{before}{failed}"
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
    allow_private: AllowPrivate = False,
) -> None:
    """Print who says what; needs no graph."""
    from actorgraph.loaders.reading import read_articles
    from actorgraph.loaders.workers import statements_of
    from actorgraph.ontology.claims import statement_to_json

    reports = Reports()
    make = reader_settings(pipeline, tables).reader
    articles = _counted(
        read_articles(paths, on_error=reports, web=web_settings(allow_private=allow_private))
    )
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
    reader = reader_settings(pipeline, tables, min_confidence).reader()
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
