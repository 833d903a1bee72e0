"""Pictures: what stands in them, that they are the same on every run, and what cannot be drawn."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from actorgraph.errors import UsageError
from actorgraph.graph.claim_file import write_claims
from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim
from actorgraph.queries import plots
from actorgraph.queries.command_line import app
from actorgraph.queries.plots import PlotOptions, plot

Told = Callable[..., list[Claim]]

CASE = """
a attacks b 2016-01-05
a attacks b 2016-01-06
a accuses b 2016-03-01
b negotiates_with c 2016-03-02
c attacks a 2016-03-02
c aids b 2016-03-03
"""


@pytest.mark.parametrize("kind", plots.KINDS)
def test_a_picture_is_the_same_on_every_run_and_its_text_is_text(
    told: Told, tmp_path: Path, kind: str
) -> None:
    files = [tmp_path / f"{number}.svg" for number in (1, 2)]
    for file in files:
        plot(kind, told(CASE), file, PlotOptions(title="A case"))

    first, second = (file.read_text() for file in files)
    assert first == second
    assert "A case" in first
    assert ("2016-01" in first) == (kind != "matrix")
    assert (">C<" in first) == (kind in ("matrix", "blocs"))  # the actors' names


def test_a_timeline_stacks_the_quad_classes_of_each_month(told: Told) -> None:
    axes = plots.timeline(told(CASE), PlotOptions()).axes[0]

    heights = {bars.get_label(): [bar.get_height() for bar in bars] for bars in axes.containers}
    assert heights == {
        "material cooperation": [0, 0, 1],
        "verbal cooperation": [0, 0, 1],
        "material conflict": [-2, 0, -1],
        "verbal conflict": [0, 0, -1],
    }


def test_a_matrix_numbers_claims_and_signs_them(told: Told) -> None:
    axes = plots.matrix(told(CASE), PlotOptions()).axes[0]

    told_at = {text.get_position(): text.get_text() for text in axes.texts}
    names = [label.get_text() for label in axes.get_yticklabels()]
    place = {name: at for at, name in enumerate(names)}
    assert told_at[place["B"], place["A"]] == "3−"  # column, row
    assert told_at[place["C"], place["B"]] == "1+"
    assert told_at[place["B"], place["C"]] == "2+"  # talks are of both
    assert len(told_at) == 4


def test_how_many_actors_are_left_out_is_said(told: Told) -> None:
    axes = plots.matrix(told(CASE), PlotOptions(most=2)).axes[0]

    assert "1 actor with fewer claims not shown" in axes.get_xlabel()


def test_png_is_png(told: Told, tmp_path: Path) -> None:
    plot("balance", told(CASE), tmp_path / "b.png")

    assert (tmp_path / "b.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", plots.KINDS)
def test_nothing_to_draw_is_told_and_no_file_is_written(
    told: Told, tmp_path: Path, kind: str
) -> None:
    options = PlotOptions(only=ClaimFilter(actors=frozenset(["nobody"])))

    with pytest.raises(UsageError, match="nothing to draw: no claim"):
        plot(kind, told(CASE), tmp_path / "x.svg", options)
    assert not list(tmp_path.iterdir())


def test_other_suffixes_and_kinds_are_told(told: Told, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"pictures are \.svg or \.png"):
        plot("matrix", told(CASE), tmp_path / "x.jpg")
    with pytest.raises(UsageError, match="'pie' is no picture; take one of timeline, matrix"):
        plot("pie", told(CASE), tmp_path / "x.svg")


def test_the_command_draws_a_file_of_claims(told: Told, tmp_path: Path) -> None:
    write_claims(told(CASE), tmp_path / "claims.jsonl")
    out = tmp_path / "t.svg"

    done = CliRunner().invoke(
        app,
        ["plot", "timeline", str(tmp_path / "claims.jsonl"), "--out", str(out), "--period", "year"],
    )

    assert done.exit_code == 0, done.output
    assert ">2016<" in out.read_text()
