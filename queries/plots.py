"""Pictures for papers: timeline, matrix, balance and blocs, as SVG or PNG, readable in grey."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from actorgraph.errors import MissingExtra, UsageError

try:
    import matplotlib as mpl
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.colors import TwoSlopeNorm
    from matplotlib.figure import Figure
except ImportError:
    raise MissingExtra("drawing", "matplotlib", "analysis") from None  # noqa: EM101

from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim
from actorgraph.queries.analysis.counted import Deed, deeds, names, windows
from actorgraph.queries.analysis.series import QUADS
from actorgraph.queries.analysis.signed_blocs import blocs
from actorgraph.queries.analysis.structural_balance import balance_over_time

SUFFIXES = (".svg", ".png")
WIDTH, DPI = 7.0, 200  # inches, as wide as a page of a journal; dots an inch of PNG
# Blue to red through two greys' lightness, with hatching: told apart in print without colour.
LOOKS = {1: ("#9ecae1", ""), 2: ("#3182bd", "//"), 3: ("#fdae6b", ""), 4: ("#a63603", "\\\\")}
BLOCS = ("#1b6ca8", "#d95f02", "#4d9221", "#7b3294", "#8c6d31", "#555555")
MARKS = "osD^vP"
STYLE: Any = {
    "svg.hashsalt": "actorgraph",  # the same claims give the same bytes
    "svg.fonttype": "none",  # text stays text: it can be searched and edited
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotOptions:
    """What a picture shows: which claims, periods of which length, and at most so many actors.

    Of more actors those with most claims are shown, and the picture says so. `title` is put above.
    """

    only: ClaimFilter | None = None
    period: str = "month"
    most: int = 20
    title: str = ""


def plot(kind: str, claims: Iterable[Claim], out: Path, options: PlotOptions | None = None) -> None:
    """Draw one of KINDS into a file, SVG or PNG by its suffix.

    Raises UsageError for another kind or suffix, and where the claims have nothing to draw.
    """
    options = options or PlotOptions()
    if kind not in KINDS:
        message = f"{kind!r} is no picture; take one of {', '.join(KINDS)}"
        raise UsageError(message)
    if out.suffix.lower() not in SUFFIXES:
        message = f"{out}: pictures are {' or '.join(SUFFIXES)}, told by the file's name"
        raise UsageError(message)
    with mpl.rc_context(STYLE):
        figure = KINDS[kind](list(claims), options)
        if options.title:
            figure.suptitle(options.title)
        svg = out.suffix.lower() == ".svg"
        figure.savefig(out, dpi=DPI, metadata={"Date": None} if svg else None)


def timeline(claims: Sequence[Claim], options: PlotOptions) -> Figure:
    """Draw claims by quad class over time: cooperation upwards, conflict downwards."""
    done = _dated(claims, options)
    spans = list(windows(done, options.period))
    figure, axes = _figure(3.2)
    ends = {1: np.zeros(len(spans)), -1: np.zeros(len(spans))}
    for quad in (2, 1, 4, 3):  # what is done nearest to the line, what is said beyond
        way = 1 if quad in (1, 2) else -1
        counts = np.array(
            [sum(d.quad == quad and span.holds(d.day) for d in done) for span in spans]
        )
        colour, hatch = LOOKS[quad]
        axes.bar(
            range(len(spans)), way * counts, bottom=way * ends[way], width=0.9, color=colour,
            hatch=hatch, edgecolor="white", linewidth=0.3, label=QUADS[quad].replace("_", " "),
        )  # fmt: skip
        ends[way] += counts
    axes.axhline(0, color="black", linewidth=0.8)
    axes.set_ylabel(f"claims a {options.period}")
    axes.yaxis.set_major_formatter(lambda value, _place: f"{abs(value):g}")
    _label_periods(axes, [span.first for span in spans], options.period)
    axes.legend(ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False, fontsize=8)
    return figure


def matrix(claims: Sequence[Claim], options: PlotOptions) -> Figure:
    """Draw who does what to whom: rows act on columns; the net sign as colour, claims as number."""
    done = [d for d in deeds(claims, options.only) if d.sign and d.who != d.whom]
    shown, left = _busiest(done, options.most)
    place, called = {actor: at for at, actor in enumerate(shown)}, names(done)
    counts, signs = (np.zeros((len(shown), len(shown))) for _ in range(2))
    for deed in done:
        if deed.who in place and deed.whom in place:
            ways = [(deed.who, deed.whom)] + [(deed.whom, deed.who)] * deed.symmetric
            for who, whom in ways:
                counts[place[who], place[whom]] += 1
                signs[place[who], place[whom]] += deed.sign
    size = 1.6 + 0.27 * len(shown)
    figure, axes = _figure(size, width=size + 1.2)
    tone = np.divide(signs, counts, out=np.full_like(signs, np.nan), where=counts > 0)
    image = axes.imshow(tone, cmap="RdBu", norm=TwoSlopeNorm(0, -1.15, 1.15))
    for row, column in zip(*np.nonzero(counts), strict=True):
        ink = "white" if abs(tone[row, column]) > 0.75 else "black"
        axes.text(
            column,
            row,
            f"{counts[row, column]:.0f}{_sign(tone[row, column])}",
            ha="center",
            va="center",
            fontsize=7,
            color=ink,
        )
    labels = [called[actor] for actor in shown]
    axes.set_xticks(range(len(shown)), labels, rotation=60, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(shown)), labels)
    axes.set_xlabel("whom" + _left_out(left))
    axes.set_ylabel("who")
    axes.spines[:].set_visible(False)
    bar = figure.colorbar(image, ax=axes, shrink=0.6, ticks=[-1, 0, 1])
    bar.ax.set_yticklabels(["all hostile", "as much", "all friendly"])
    return figure


def balance(claims: Sequence[Claim], options: PlotOptions) -> Figure:
    """Draw the balanced share of triangles over time, above the number of each kind."""
    frame = balance_over_time(claims, options.period, options.only)
    if frame.empty:
        raise UsageError(NOTHING)
    figure = Figure(figsize=(WIDTH, 4.2), layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=[2, 3])
    at = range(len(frame))
    above.plot(
        at, frame["balanced"], color="black", marker="o", markersize=3, label="balanced triangles"
    )
    above.plot(at, frame["frustrated"], color="#777777", linestyle="--", marker="x", markersize=4,
               label="frustrated dyads")  # fmt: skip
    above.set_ylim(-0.05, 1.05)
    above.set_ylabel("share")
    above.legend(frameon=False, fontsize=8, ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    base = np.zeros(len(frame))
    for column, label, quad in (
        ("ppp", "+ + +", 2),
        ("pnn", "+ − −", 1),
        ("ppn", "+ + −", 3),
        ("nnn", "− − −", 4),
    ):
        colour, hatch = LOOKS[quad]
        below.bar(at, frame[column], bottom=base, color=colour, hatch=hatch, edgecolor="white",
                  linewidth=0.3, label=label)  # fmt: skip
        base += frame[column].to_numpy()
    below.set_ylabel("triangles")
    below.legend(frameon=False, fontsize=8, ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    _label_periods(below, list(frame["first"]), options.period)
    return figure


def bloc_chart(claims: Sequence[Claim], options: PlotOptions) -> Figure:
    """Draw each actor's bloc over time: a row an actor, and marks that tell the bloc by form."""
    frame = blocs(claims, options.period, options.only)
    if frame.empty:
        raise UsageError(NOTHING)
    counts = frame["actor"].value_counts()
    shown = sorted(counts.index, key=lambda actor: (-counts[actor], actor))[: options.most]
    called = dict(zip(frame["actor"], frame["name"], strict=True))
    rows = {actor: at for at, actor in enumerate(_by_bloc(frame, shown))}
    starts = sorted(set(frame["first"]))
    figure, axes = _figure(1.2 + 0.22 * len(rows))
    frame = frame[frame["actor"].isin(shown)]
    common = [int(number) for number in frame["bloc"].value_counts().index[: len(BLOCS) - 1]]
    parts = [(f"bloc {number}", frame[frame["bloc"] == number]) for number in sorted(common)]
    parts.append(("any other bloc", frame[~frame["bloc"].isin(common)]))
    for (label, part), colour, mark in zip(parts, BLOCS, MARKS, strict=False):
        axes.scatter(
            [starts.index(first) for first in part["first"]], [rows[a] for a in part["actor"]],
            color=colour, marker=mark, s=34, label=label,
        )  # fmt: skip
    axes.set_yticks(range(len(rows)), [called[actor] for actor in rows])
    axes.invert_yaxis()
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    _label_periods(axes, starts, options.period)
    axes.set_xlabel(_left_out(len(counts) - len(shown)).strip())
    axes.legend(frameon=False, fontsize=8, ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return figure


KINDS: dict[str, Callable[[Sequence[Claim], PlotOptions], Figure]] = {
    "timeline": timeline,
    "matrix": matrix,
    "balance": balance,
    "blocs": bloc_chart,
}
NOTHING = "nothing to draw: no claim that is stated, dated and within the filters"


def _figure(height: float, width: float = WIDTH) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots()


def _dated(claims: Sequence[Claim], options: PlotOptions) -> list[Deed]:
    done = [deed for deed in deeds(claims, options.only) if deed.day and deed.quad]
    if not done:
        raise UsageError(NOTHING)
    return done


def _busiest(done: Sequence[Deed], most: int) -> tuple[list[str], int]:
    """Return the actors with most claims, and how many others there are."""
    counts = pd.Series(
        [end for deed in done for end in (deed.who, deed.whom)], dtype=str
    ).value_counts()
    if counts.empty:
        raise UsageError(NOTHING)
    order = sorted(counts.index, key=lambda actor: (-counts[actor], actor))
    return order[:most], max(0, len(order) - most)


def _by_bloc(frame: pd.DataFrame, shown: list[str]) -> list[str]:
    """Order actors by the bloc that they are most often in, so that camps stand together."""
    often = {actor: part["bloc"].mode().min() for actor, part in frame.groupby("actor")}
    return sorted(shown, key=lambda actor: (often[actor], actor))


def _sign(tone: float) -> str:
    """Return the sign that stands beside the number, as red and blue look alike in grey."""
    return "±" if abs(tone) < 1 / 3 else "+" if tone > 0 else "−"


def _left_out(number: int) -> str:
    others = "1 actor" if number == 1 else f"{number} actors"
    return f"\n({others} with fewer claims not shown)" if number > 0 else ""


def _label_periods(axes: Axes, starts: Sequence[date], period: str) -> None:
    step = max(1, len(starts) // 12)
    at = range(0, len(starts), step)
    axes.set_xticks(at, [_called(starts[place], period) for place in at], rotation=40, ha="right")


def _called(first: date, period: str) -> str:
    match period:
        case "year":
            return f"{first.year}"
        case "quarter":
            return f"{first.year} Q{(first.month + 2) // 3}"
        case "month":
            return f"{first:%Y-%m}"
    return first.isoformat()
