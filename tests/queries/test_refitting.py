"""Refitting: what is off comes right on claims not fitted to, what is right stays as it is."""

import random

import pytest

from actorgraph.errors import TooFewVerdicts
from actorgraph.graph.verdicts import JudgedClaim, StoredVerdict
from actorgraph.ontology.verdicts import FIELDS, Answer, Verdict
from actorgraph.queries.refitting import Method, refit


def checked(n: int, power: float, seed: int = 1) -> list[StoredVerdict]:
    """Return n checked claims whose chance to hold is their confidence to some power."""
    chance = random.Random(seed)  # noqa: S311
    made = []
    for number in range(n):
        raw = 0.05 + 0.9 * chance.random()
        holds = chance.random() < raw**power
        answers = tuple(Answer.RIGHT if holds else Answer.WRONG for _ in FIELDS)
        relation = "attacks" if number % 3 else "aids"
        on = JudgedClaim(relation=relation, confidence=raw, raw=raw, model="m", data_id=None)
        verdict = Verdict(claim=f"{number:032x}", coder="Ada", at="2026-10-01", answers=answers)
        made.append(StoredVerdict(verdict=verdict, current=True, on=on))
    return made


CLAIMS = {"attacks": 600, "aids": 300}


@pytest.mark.parametrize(("n", "method"), [(400, "logistic"), (900, "isotonic")])
def test_overconfident_claims_are_brought_down(n: int, method: str) -> None:
    made = refit(checked(n, power=3), CLAIMS)

    assert made.calibration.method == method
    assert made.better
    assert made.error[0] > 0.15
    assert made.error[1] < 0.08
    for raw in (0.3, 0.5, 0.7, 0.9):
        assert made.calibration.of(raw) == pytest.approx(raw**3, abs=0.1)
    line = [made.calibration.of(n / 100) for n in range(101)]
    assert line == sorted(line)
    assert (made.calibration.models, made.calibration.checked) == (("m",), n)
    assert refit(checked(n, power=3), CLAIMS).calibration.knots == made.calibration.knots


def test_what_is_calibrated_is_not_made_better() -> None:
    made = refit(checked(2000, power=1), CLAIMS, Method.LOGISTIC)

    assert made.error[0] < 0.05
    assert made.brier[1] == pytest.approx(made.brier[0], abs=0.002)


def test_relations_weigh_as_in_the_graph() -> None:
    verdicts = checked(600, power=1)
    aids = [one for one in verdicts if one.on and one.on.relation == "aids"]
    wrong = [
        StoredVerdict(
            verdict=Verdict(
                claim=one.verdict.claim, coder="Ada", at="2026-10-01",
                answers=(Answer.WRONG,) * len(FIELDS),
            ),
            current=True, on=one.on,
        )
        for one in aids
    ]  # fmt: skip
    mixed = [one for one in verdicts if one not in aids] + wrong

    few = refit(mixed, {"attacks": 9900, "aids": 100}, Method.LOGISTIC).calibration.of(0.8)
    many = refit(mixed, {"attacks": 100, "aids": 9900}, Method.LOGISTIC).calibration.of(0.8)
    assert many < 0.1
    assert few > 0.7


def test_too_few_verdicts_are_refused_with_numbers() -> None:
    with pytest.raises(TooFewVerdicts, match=r"needs 100, and at least 15 of each.*sample"):
        refit(checked(60, power=1), CLAIMS)
    with pytest.raises(TooFewVerdicts, match="isotonic refit needs 500"):
        refit(checked(400, power=1), CLAIMS, Method.ISOTONIC)
