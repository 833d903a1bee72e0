"""What verdicts say: intervals and agreement against other implementations, and by hand."""

import krippendorff
import pytest
from scipy.stats import binomtest  # type: ignore[import-untyped]

from actorgraph.graph.verdicts import JudgedClaim, StoredVerdict
from actorgraph.ontology.verdicts import FIELDS, Answer, Verdict
from actorgraph.queries.verdict_report import agreement, verdict_report, wilson


def stored(number: int, coder: str, on_: str | None = "attacks", **answers: str) -> StoredVerdict:
    """Make a verdict on the claim of this number; without a relation, the claim is gone."""
    given = tuple(Answer(answers.get(name, "right")) for name in FIELDS)
    verdict = Verdict(claim=f"{number:032}", coder=coder, at="2026-10-01", answers=given)
    on = on_ and JudgedClaim(relation=on_, confidence=0.5, raw=0.5, model="m", data_id=None)
    return StoredVerdict(verdict=verdict, current=answers.get("old") is None, on=on or None)


@pytest.mark.parametrize(("right", "of"), [(0, 1), (1, 1), (7, 10), (93, 100), (480, 2000)])
def test_intervals_are_those_of_scipy(right: int, of: int) -> None:
    known = binomtest(right, of).proportion_ci(0.95, method="wilson")

    assert wilson(right, of) == pytest.approx((known.low, known.high), abs=1e-12)


def test_precision_counts_each_claim_once_and_weighs_relations() -> None:
    verdicts = [
        stored(1, "Ada"), stored(2, "Ada"), stored(3, "Ada", object="wrong"),
        stored(1, "Ben", speaker="wrong"), stored(3, "Ben", object="wrong"),
        stored(4, "Ada"), stored(4, "Ben", subject="wrong"),
        stored(5, "Ada", "aids", relation="wrong"), stored(6, "Ada", "aids", denied="open"),
        stored(7, "Ada", None), stored(1, "Cy", object="wrong", old="yes"),
    ]  # fmt: skip
    report = verdict_report(verdicts, {"attacks": 60, "aids": 20, "backs": 20})

    attacks, aids = report.relations["attacks"], report.relations["aids"]
    assert (attacks.right, attacks.wrong, attacks.undecided) == (2, 1, 1)
    assert (aids.right, aids.wrong, aids.undecided, aids.share) == (0, 1, 1, 0.0)
    assert (report.overall.right, report.overall.wrong) == (2, 2)
    assert (attacks.low, attacks.high) == wilson(2, 3)
    assert report.weighted == pytest.approx(60 / 80 * 2 / 3)
    assert report.covered == 0.8
    assert (report.fields["object"].right, report.fields["object"].wrong) == (5, 1)
    assert report.fields["speaker"].undecided == 1  # the coders of one claim do not agree
    assert (report.claims, report.replaced, len(report.gone)) == (6, 1, 1)
    assert report.coders == {"Ada": 7, "Ben": 3}


def test_agreement_is_krippendorffs_alpha_with_missing_answers() -> None:
    # Nominal data of three coders with gaps; None: did not judge, or cannot tell.
    table = {
        "Ada": [1, 1, 0, 1, 0, 0, 1, None, 1, 0],
        "Ben": [1, 0, 0, 1, 0, None, 1, 0, 1, 1],
        "Cy": [None, 1, 0, 1, 1, 0, 1, 0, None, None],
    }
    words = {1: "right", 0: "wrong", None: "open"}
    claims = [
        [stored(n, coder, object=words[row[n]]).verdict for coder, row in table.items()]
        for n in range(10)
    ]
    numbers = [[float("nan") if n is None else n for n in row] for row in table.values()]

    found = agreement(claims, "object")
    assert found.claims == 10
    assert found.alpha == pytest.approx(krippendorff.alpha(numbers, level_of_measurement="nominal"))
    assert found.alpha == pytest.approx(by_hand(list(zip(*table.values(), strict=True))))
    assert found.share == pytest.approx(pairs_that_agree(list(zip(*table.values(), strict=True))))


def by_hand(units: list[tuple[int | None, ...]]) -> float:
    """Return alpha from its definition: one less observed by expected disagreement."""
    kept = [[n for n in unit if n is not None] for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    every = [n for unit in kept for n in unit]
    observed = sum(
        sum(a != b for a in unit for b in unit) / (len(unit) - 1) for unit in kept
    ) / len(every)
    ones = sum(every)
    expected = 2 * ones * (len(every) - ones) / (len(every) * (len(every) - 1))
    return 1 - observed / expected


def pairs_that_agree(units: list[tuple[int | None, ...]]) -> float:
    kept = [[n for n in unit if n is not None] for unit in units]
    pairs = [(a, b) for unit in kept for i, a in enumerate(unit) for b in unit[i + 1 :]]
    return sum(a == b for a, b in pairs) / len(pairs)


def test_agreement_that_is_not_defined_is_none() -> None:
    alike = [[stored(1, "Ada").verdict, stored(1, "Ben").verdict]]

    assert agreement(alike, "claim").alpha is None
    assert agreement(alike, "claim").share == 1.0
    assert agreement([[stored(1, "Ada").verdict]], "claim").claims == 0
    assert agreement([], "date").share is None
