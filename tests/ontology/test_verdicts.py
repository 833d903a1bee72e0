"""Verdicts as values: rows of files and back, what a claim's coders say together, calibrations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actorgraph.ontology.calibration import Calibration, knots_of
from actorgraph.ontology.verdicts import (
    FIELDS,
    Answer,
    Check,
    Verdict,
    check_of,
    verdict_from_row,
    verdict_to_row,
)

ID = "0123456789abcdef" * 2
ROW = {"claim": ID, "coder": "Ada", "at": "2026-10-01T09:00:00Z", "relation": "Wrong"}


def verdict(coder: str = "Ada", **answers: str) -> Verdict:
    given = tuple(Answer(answers.get(name, "right")) for name in FIELDS)
    return Verdict(claim=ID, coder=coder, at="2026-10-01T09:00:00.000+00:00", answers=given)


@settings(max_examples=50)
@given(
    st.text(min_size=1, max_size=20).map(lambda name: " ".join(name.split())).filter(bool),
    st.tuples(*[st.sampled_from(Answer)] * len(FIELDS)),
    st.text(max_size=40).map(str.strip),
)
def test_a_verdict_comes_back_from_its_row(
    coder: str, answers: tuple[Answer, ...], comment: str
) -> None:
    made = Verdict(
        claim=ID, coder=coder, at="2026-10-01T09:00:00.123+00:00", answers=answers,
        comment=comment, article="a1", said="Russia attacks Syria",
    )  # fmt: skip

    assert verdict_from_row(verdict_to_row(made)) == made
    assert verdict_from_row(verdict_to_row(made)).id == made.id


def test_what_a_row_does_not_say_is_open_and_times_are_of_one_form() -> None:
    read = verdict_from_row(ROW | {"coder": " Ada \n Lovelace", "at": "2026-10-01T11:00:00+02:00"})

    assert (read.coder, read.at) == ("Ada Lovelace", "2026-10-01T09:00:00.000+00:00")
    assert read.answers.count(Answer.OPEN) == 5
    assert (read.answer("relation"), read.outcome) == (Answer.WRONG, Answer.WRONG)
    assert verdict_from_row(ROW | {"at": "2026-10-01"}).at == "2026-10-01T00:00:00.000+00:00"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"claim": "c1"}, "no id of a claim"),
        ({"coder": " "}, "no name"),
        ({"coder": "x" * 201}, "200 characters"),
        ({"relation": "maybe"}, "relation is 'maybe'; it has to be right, wrong, open"),
        ({"relation": 1}, "relation is 1, which is no text"),
        ({"at": "yesterday"}, "no ISO date"),
        ({"at": "0001-01-01T00:00:00+10:00"}, "beyond the calendar"),
    ],
)
def test_a_row_that_is_none_says_why(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        verdict_from_row(ROW | wrong)


def test_a_claim_holds_if_its_actors_relation_and_denial_are_right() -> None:
    assert verdict(speaker="wrong", date="open").outcome == "right"
    assert verdict(object="open").outcome == "open"
    assert verdict(object="open", denied="wrong").outcome == "wrong"


def test_coders_together() -> None:
    right, wrong = verdict(), verdict("Ben", object="wrong", date="wrong")

    assert check_of([right]) == Check(coders=1, outcome="right")
    assert check_of([right, wrong]) == Check(coders=2, outcome="disputed")
    assert check_of([right, wrong, verdict("Cy", object="wrong")]) == Check(
        coders=3, outcome="wrong", wrong=("object",)
    )
    assert check_of([verdict(object="open")]) == Check(coders=1, outcome="open")


def test_a_calibration_runs_through_its_knots_and_flat_beyond() -> None:
    made = Calibration(
        method="isotonic", at="2026-10-01", knots=((0.2, 0.1), (0.6, 0.5), (0.6, 0.7), (0.8, 0.9)),
        models=("m1",), checked=500, error_before=0.2, error_after=0.1,
    )  # fmt: skip

    assert [made.of(raw) for raw in (0.0, 0.2, 0.4, 0.7, 0.8, 1.0)] == [
        0.1, 0.1, 0.3, 0.8, 0.9, 0.9
    ]  # fmt: skip
    assert made.of(0.6) in (0.5, 0.7)
    assert knots_of(made.knots_as_text()) == made.knots
    assert made.fits("m1", None)
    assert not made.fits("m2", None)
    assert not made.fits("m1", "gdelt 1")
