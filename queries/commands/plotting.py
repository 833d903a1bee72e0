"""Pictures from the command line: plot."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from actorgraph.queries.commands.options import Checked, open_claims
from actorgraph.queries.printing import Reports, say

app = typer.Typer()


class Pictures(StrEnum):
    """What can be drawn."""

    TIMELINE = "timeline"
    MATRIX = "matrix"
    BALANCE = "balance"
    BLOCS = "blocs"


class Periods(StrEnum):
    """Lengths of the periods on the axis of time."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@app.command(epilog="Example: `actorgraph plot timeline syria.db --out syria.svg --actor russia`")
def plot(
    kind: Annotated[Pictures, typer.Argument(help="What to draw.")],
    source: Annotated[str, typer.Argument(help="A graph (folder or address) or a claims file.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="An .svg or .png file.")],
    period: Annotated[Periods, typer.Option(help="How long a period is.")] = Periods.MONTH,
    actor: Annotated[list[str] | None, typer.Option(help="Only claims with this actor.")] = None,
    relation: Annotated[list[str] | None, typer.Option(help="Only this relation.")] = None,
    since: Annotated[str | None, typer.Option(help="Only from this ISO date on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only up to this ISO date.")] = None,
    min_confidence: Annotated[float, typer.Option(help="The least confidence, 0 to 1.")] = 0.0,
    most: Annotated[int, typer.Option(min=2, help="At most so many actors.")] = 20,
    title: Annotated[str, typer.Option(help="A title above the picture.")] = "",
    checked: Checked = False,
) -> None:
    """Draw claims for print: over time, who to whom, structural balance, or blocs."""
    from actorgraph.graph.networks import ClaimFilter
    from actorgraph.queries.plots import PlotOptions
    from actorgraph.queries.plots import plot as draw

    reports = Reports()
    only = ClaimFilter(
        actors=frozenset(actor or ()), relations=frozenset(relation or ()),
        since=since, until=until, confidence=min_confidence,
    )  # fmt: skip
    options = PlotOptions(only=only, period=period.value, most=most, title=title)
    with open_claims(source, reports, checked=checked) as claims:
        draw(kind.value, claims, out, options)
    say(f"picture: {out}")
    reports.close()
    raise typer.Exit(reports.exit_code)
