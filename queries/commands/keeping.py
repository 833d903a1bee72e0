"""Commands that keep a graph in order: check, remove, log, dump, restore."""

from pathlib import Path
from typing import Annotated

import typer

from actorgraph.errors import UnknownArticle
from actorgraph.queries import printing
from actorgraph.queries.commands.checking import check_claims
from actorgraph.queries.commands.options import (
    DEFAULT_GRAPH,
    GraphOption,
    existing_graph,
    open_graph,
)
from actorgraph.queries.printing import say

app = typer.Typer()


@app.command(
    epilog="Example: `actorgraph check --graph syria.db --repair`, `actorgraph check claims.trig`"
)
def check(
    file: Annotated[
        Path | None, typer.Argument(help="A file of claims, JSON lines or RDF; else a graph.")
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    *,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make right what follows from the claims.")
    ] = False,
) -> None:
    """Recount a graph from its claims and look up their words, or check a file of claims.

    What differs, or breaks a rule of the ontology, is told: where, what, and what to do.
    """
    if file:
        raise typer.Exit(check_claims(file))
    wrong = left = 0
    with existing_graph(graph) as store:
        for finding in store.check(repair=repair):
            advice = "repaired" if finding.repaired else finding.advice
            print(f"{finding.sort}: {finding.where}: {finding.what}; {advice}")  # noqa: T201
            wrong, left = wrong + 1, left + (not finding.repaired)
    repaired = f", {wrong - left} of them repaired" if repair else ""
    say(f"{wrong} findings{repaired}" if wrong else "all is as the claims say")
    raise typer.Exit(1 if left else 0)


@app.command(epilog="Example: `actorgraph remove report.txt --graph syria.db`")
def remove(
    articles: Annotated[list[str], typer.Argument(help="Ids of articles.")],
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Remove articles with their claims; the relations are counted again."""
    code = 0
    with existing_graph(graph) as store:
        for article in articles:
            try:
                say(f"{article}: removed with {store.remove(article)} claims")
            except UnknownArticle as error:
                say(f"not removed: {error}")
                code = 1
    raise typer.Exit(code)


@app.command(epilog="Example: `actorgraph log --graph syria.db`")
def log(graph: GraphOption = DEFAULT_GRAPH) -> None:
    """List what was done to a graph, and what each load changed."""
    with existing_graph(graph) as store:
        rows = [
            (
                entry.started[:19], entry.action if entry.finished else f"{entry.action}, cut",
                f"{entry.extractor} ({entry.model})" if entry.extractor else "",
                entry.articles, entry.replaced, entry.unchanged, entry.claims, entry.removed,
                entry.moved, ", ".join(entry.what),
            )
            for entry in store.log()
        ]  # fmt: skip
    columns = (
        "started", "what", "by", "articles", "replaced", "unchanged", "claims", "removed", "moved",
        "which",
    )  # fmt: skip
    printing.print_table(columns, rows)


@app.command(epilog="Example: `actorgraph dump syria.dump --graph syria.db`")
def dump(
    file: Annotated[Path, typer.Argument(help="Where to write it; what is there is replaced.")],
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Write a whole graph, its articles' texts included, into one compressed file."""
    with existing_graph(graph) as store, printing.count_progress("lines") as bar:
        task = bar.add_task("", total=None)
        lines = store.dump(file, progress=lambda done: bar.update(task, completed=done))
    say(
        f"{file}: {lines['articles.jsonl']:,} articles, {lines['claims.jsonl']:,} claims "
        f"({file.stat().st_size / 1e6:.1f} MB)"
    )


@app.command(epilog="Example: `actorgraph restore syria.dump --graph copy.db`")
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `dump` wrote.")],
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Write a dump into an empty graph; run it again if it was cut."""
    from actorgraph.graph.restoring import check_dump

    check_dump(file)  # before an engine is started or a folder made
    with open_graph(graph) as store, printing.count_progress("articles") as bar:
        task = bar.add_task("", total=None)
        done = store.restore(file, progress=lambda n: bar.update(task, completed=n))
    say(
        f"{graph}: {done.lines['articles.jsonl']:,} articles, "
        f"{done.lines['claims.jsonl']:,} claims restored"
    )
