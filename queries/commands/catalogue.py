"""Commands of the catalogue as a whole: actors explain, actors export, actors import."""

import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actorgraph.errors import UsageError
from actorgraph.queries import printing
from actorgraph.queries.commands.options import Lines
from actorgraph.queries.printing import Reports, say

if TYPE_CHECKING:
    from actorgraph.loaders.dictionary_rows import LateTie, Row
    from actorgraph.ontology.catalogue import Catalogue

app = typer.Typer()

Tables = Annotated[
    list[str] | None,
    typer.Option(
        help="A folder of your own catalogue tables over the shipped ones; again for more."
    ),
]


class Dictionary(StrEnum):
    """Forms of other people's dictionaries."""

    PETRARCH = "petrarch"
    WIKIDATA = "wikidata"
    CSV = "csv"


class Rdf(StrEnum):
    """How RDF is written."""

    TURTLE = "turtle"
    NTRIPLES = "nt"
    JSONLD = "json-ld"


@app.command(
    "explain", epilog='Example: `actorgraph actors explain "King Abdullah" --date 2010-01-01`'
)
def actors_explain(
    name: Annotated[str, typer.Argument(help="A name, or an office: Russian foreign minister.")],
    date: Annotated[str | None, typer.Option(help="The ISO date of the article.")] = None,
    tables: Tables = None,
    format: Annotated[Lines, typer.Option(help="One JSON object, or a table.")] = Lines.TABLE,
) -> None:
    """Show how a name resolves on a date: who matches by which rule, who wins and why."""
    from dataclasses import asdict

    from actorgraph.queries.actor_search import catalogue_with
    from actorgraph.queries.name_explaining import explain_name

    catalogue = catalogue_with(tables or ())
    found = explain_name(name, date, catalogue=catalogue)
    if format is Lines.JSONL:
        printing.print_json([asdict(found)])
        return
    if found.candidates:
        rows = (
            (c.rule, c.words, c.name, c.kind, c.since, c.until, "yes" if c.holds else "no",
             "←" if c.actor and c.actor == found.winner and c.holds else "")
            for c in found.candidates
        )  # fmt: skip
        columns = ("rule", "words", "actor", "kind", "since", "until", "holds", "means")
        printing.print_table(columns, rows)
    who = catalogue.actors[found.winner].name if found.winner else "no actor for sure"
    typer.echo(f"{found.name}: {who} ({found.why})")


@app.command("export", epilog="Example: `actorgraph actors export --out catalogue.ttl`")
def actors_export(
    format: Annotated[Rdf, typer.Option(help="How to write it.")] = Rdf.TURTLE,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file; else standard output.")
    ] = None,
    tables: Tables = None,
) -> None:
    """Write the catalogue as RDF: SKOS concepts of their kinds, and dated roles in ORG."""
    from actorgraph.ontology.catalogue_rdf import catalogue_graph
    from actorgraph.queries.actor_search import catalogue_with

    if out and not out.parent.is_dir():
        message = f"{out} cannot be written: there is no folder {out.parent}"
        raise UsageError(message)
    with printing.errors.status("writing the catalogue"):
        catalogue = catalogue_with(tables or ())
        graph = catalogue_graph(catalogue)
        text = graph.serialize(format=format.value)
    if out is None:
        sys.stdout.write(text)
    else:
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            message = f"{out} cannot be written: {error.strerror or error}"
            raise UsageError(message) from error
    say(f"{len(catalogue.actors):,} actors, {len(graph):,} triples")


@app.command(
    "import",
    epilog="Example: `actorgraph actors import Phoenix.*.txt --format petrarch --out phoenix`",
)
def actors_import(
    files: Annotated[list[Path], typer.Argument(help="The dictionary's files.")],
    format: Annotated[Dictionary, typer.Option(help="What they are.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="A new folder for the tables.")],
    column: Annotated[
        list[str] | None, typer.Option(help="csv: a column, as name=Organisation; for each.")
    ] = None,
    kind: Annotated[str, typer.Option(help="csv: the kind of all lines without one.")] = "",
    take: Annotated[
        list[str] | None, typer.Option(help="wikidata: a class more, as Q43229=Group.")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="wikidata: names in this language too, as ru.")
    ] = None,
) -> None:
    """Make tables for --tables out of somebody else's dictionary of actors."""
    from actorgraph.loaders.actor_dictionaries import write_tables
    from actorgraph.ontology.catalogue import shipped

    reports = Reports()
    pairs = (_pairs("--column", column), _pairs("--take", take))
    with printing.errors.status("reading the dictionary"):
        rows = _rows(files, format, reports, pairs, (kind, tuple(language or ())))
        imported = write_tables(rows(shipped()), out, shipped())
    for line in imported.lines():
        say(line)
    say(f"use it with --tables {out}")
    reports.close()
    raise typer.Exit(reports.exit_code)


def _rows(
    files: list[Path],
    format: Dictionary,
    reports: Reports,
    pairs: tuple[dict[str, str], dict[str, str]],
    more: tuple[str, tuple[str, ...]],
) -> "Callable[[Catalogue], Iterator[Row | LateTie]]":
    from actorgraph.loaders.csv_actors import Mapped, csv_rows
    from actorgraph.loaders.petrarch_actors import petrarch_rows
    from actorgraph.loaders.wikidata_actors import wikidata_rows

    columns, classes = pairs
    kind, languages = more
    match format:
        case Dictionary.PETRARCH:
            return lambda catalogue: petrarch_rows(files, catalogue, reports)
        case Dictionary.WIKIDATA:
            return lambda catalogue: wikidata_rows(
                files, catalogue, reports, classes=classes, languages=languages
            )
        case Dictionary.CSV:
            mapped = Mapped(columns=columns, kind=kind)
            return lambda catalogue: csv_rows(files, catalogue, reports, mapped)


def _pairs(option: str, given: list[str] | None) -> dict[str, str]:
    pairs = {}
    for one in given or ():
        name, equals, value = one.partition("=")
        if not (name and equals and value):
            message = f"{option} {one!r} is not of the form name=value"
            raise UsageError(message)
        pairs[name] = value
    return pairs
