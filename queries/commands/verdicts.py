"""Commands that check the extractor: sample, and verdicts add, report, list, refit."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actorgraph.queries import printing
from actorgraph.queries.commands.options import (
    DEFAULT_GRAPH,
    GraphOption,
    Lines,
    LinesOption,
    existing_graph,
)
from actorgraph.queries.printing import Reports, say

if TYPE_CHECKING:
    from actorgraph.graph.store import Store
    from actorgraph.ontology.verdicts import Verdict
    from actorgraph.queries.refitting import Refit

LONG = 300  # characters of a comment in a table

sampling = typer.Typer()
app = typer.Typer(help="Check the extractor by hand: verdicts of coders on sampled claims.")


class Strata(StrEnum):
    """What a sample has equally many claims of."""

    RELATION = "relation"
    CONFIDENCE = "confidence"
    NONE = "none"


class Methods(StrEnum):
    """How confidence is refitted."""

    AUTO = "auto"
    LOGISTIC = "logistic"
    ISOTONIC = "isotonic"


@sampling.command(
    epilog="Example: `actorgraph sample --n 100 --by relation --graph syria.db --out coding.html`"
)
def sample(
    out: Annotated[Path, typer.Option("--out", "-o", help="The page to write.")] = Path(
        "coding.html"
    ),
    graph: GraphOption = DEFAULT_GRAPH,
    n: Annotated[int, typer.Option("--n", "-n", min=1, help="How many claims.")] = 100,
    by: Annotated[
        Strata, typer.Option(help="Of each relation, or band of confidence, equally many.")
    ] = Strata.RELATION,
    seed: Annotated[int, typer.Option(help="The same seed draws the same claims.")] = 1,
    actor: Annotated[list[str] | None, typer.Option(help="Only claims with this actor.")] = None,
    relation: Annotated[list[str] | None, typer.Option(help="Only this relation.")] = None,
    since: Annotated[str | None, typer.Option(help="Only from this ISO date on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only up to this ISO date.")] = None,
    min_confidence: Annotated[float, typer.Option(help="The least confidence, 0 to 1.")] = 0.0,
    title: Annotated[str, typer.Option(help="The page's heading.")] = "Checking claims",
    *,
    unchecked: Annotated[
        bool, typer.Option("--unchecked", help="Only claims that nobody checked yet.")
    ] = False,
) -> None:
    """Draw claims, and write a page on which a coder says what is right about them."""
    from actorgraph.graph.sampling import By, SampleSettings
    from actorgraph.ontology.vocabulary import relation_named
    from actorgraph.queries.coding_page import write_coding_page

    relations = frozenset(relation_named(name).name for name in relation or ())
    with existing_graph(graph) as store:
        ids = frozenset(map(store.actor_names().resolve, actor)) if actor else frozenset[str]()
        drawn = store.sample(
            SampleSettings(
                n=n, by=By(by.value), seed=seed, actors=ids, relations=relations, since=since,
                until=until, confidence=min_confidence, unchecked=unchecked,
            )
        )  # fmt: skip
    size = write_coding_page(drawn, out, title=title)
    printing.print_table(
        ("stratum", "drawn", "of"), [(name, *numbers) for name, numbers in drawn.strata.items()]
    )
    say(f"page: {out} ({len(drawn.claims)} claims, {size / 1e6:.1f} MB); open it in a browser")


@app.command(epilog="Example: `actorgraph verdicts add verdicts-*.jsonl --graph syria.db`")
def add(
    files: Annotated[
        list[Path], typer.Argument(help="Files that coding pages saved, or CSV with such columns.")
    ],
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Keep coders' verdicts in the graph, and print what they say; twice changes nothing."""
    from actorgraph.errors import UnreadableFile
    from actorgraph.graph.verdict_file import read_verdicts
    from actorgraph.queries.verdict_printing import print_report
    from actorgraph.queries.verdict_report import verdict_report

    reports = Reports()
    given: list[Verdict] = []
    for file in files:
        try:
            given += read_verdicts(file, reports)
        except UnreadableFile as error:
            reports(error)
    with existing_graph(graph) as store:
        added = store.add_verdicts(given)
        report = verdict_report(store.verdicts(), store.claims_by_relation())
    say(
        f"{added.new} verdicts added, {added.known} were there already, "
        f"{added.replaced} have given way to newer ones of the same coder"
    )
    if added.homeless:
        say(
            f"note: of claims that {graph} does not have: {added.homeless} of them. They are kept, "
            "and count once such a claim is read; is it the right graph?"
        )
    print_report(report)
    raise typer.Exit(reports.exit_code)


@app.command(epilog="Example: `actorgraph verdicts report --graph syria.db --format jsonl`")
def report(
    graph: GraphOption = DEFAULT_GRAPH,
    format: Annotated[Lines, typer.Option(help="Tables, or one JSON object.")] = Lines.TABLE,
) -> None:
    """Print precision by relation and field with intervals, and how far coders agree."""
    from dataclasses import asdict

    from actorgraph.queries.verdict_printing import print_report
    from actorgraph.queries.verdict_report import verdict_report

    with existing_graph(graph) as store:
        made = verdict_report(store.verdicts(), store.claims_by_relation())
    if format is Lines.JSONL:
        printing.print_json([asdict(made)])
    else:
        print_report(made)


@app.command("list", epilog="Example: `actorgraph verdicts list > verdicts.jsonl`")
def list_(graph: GraphOption = DEFAULT_GRAPH, format: LinesOption = Lines.JSONL) -> None:
    """Print all verdicts, in lines that `verdicts add` takes, with what became of each."""
    from actorgraph.ontology.verdicts import verdict_to_row

    with existing_graph(graph) as store:
        rows = [
            verdict_to_row(one.verdict)
            | {"state": ("counts" if one.current else "replaced") if one.on else "claim is gone"}
            for one in store.verdicts()
        ]
    if format is Lines.JSONL:
        printing.print_json(rows)
    else:
        columns = (
            "said", "coder", "at", "subject", "object", "relation", "denied", "speaker", "date",
            "state", "comment",
        )  # fmt: skip
        printing.print_table(columns, [[row[name][:LONG] for name in columns] for row in rows])


@app.command(epilog="Example: `actorgraph verdicts refit --graph syria.db --dry-run`")
def refit(
    graph: GraphOption = DEFAULT_GRAPH,
    method: Annotated[
        Methods, typer.Option(help="auto takes isotonic from 500 checked claims on.")
    ] = Methods.AUTO,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how well it does.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take a refit back.")] = False,
) -> None:
    """Fit the claims' confidence to what coders found; later loads are fitted, too."""
    from actorgraph.queries.refitting import Method
    from actorgraph.queries.refitting import refit as fitted

    with existing_graph(graph) as store:
        if undo:
            _undo(store)
            return
        made = fitted(store.verdicts(), store.claims_by_relation(), Method(method.value))
        _print_refit(made)
        if dry_run:
            say("nothing was changed (--dry-run)")
        elif not made.better:
            say("nothing was changed: refitted, the confidence would be no better")
        else:
            say(f"{_applied(store, made):,} claims refitted; 'verdicts refit --undo' takes it back")


def _applied(store: "Store", made: "Refit") -> int:
    with printing.claim_progress() as progress:
        return store.calibrate(made.calibration, progress=progress)


def _undo(store: "Store") -> None:
    if store.calibration() is None:
        say("there is no refit to take back")
        return
    with printing.claim_progress() as progress:
        changed = store.calibrate(None, progress=progress)
    say(f"{changed:,} claims have their extractor's confidence again")


def _print_refit(made: "Refit") -> None:
    rows = [
        ("expected calibration error", *(round(one, 4) for one in made.error)),
        ("mean squared error (Brier)", *(round(one, 4) for one in made.brier)),
    ]
    calibration = made.calibration
    title = f"{calibration.method}, {calibration.checked} checked claims"
    printing.print_table(("on claims not fitted to", "before", "after"), rows, title=title)
    shown = [(x / 10, calibration.of(x / 10)) for x in range(1, 11)]
    printing.print_table(("confidence", "refitted"), shown)
