"""What verdicts say of the claims: precision with its interval, and how far coders agree."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from actorgraph.graph.verdicts import StoredVerdict
from actorgraph.ontology.verdicts import DISPUTED, FIELDS, Answer, Verdict, majority

CLAIM = "claim"  # subject, object, relation and denial together
LEVEL = 0.95  # of intervals
NUMBERS = {Answer.RIGHT: 1.0, Answer.WRONG: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How many claims are right, each counted once whoever checked it; `undecided` is left out.

    `share` lies between `low` and `high`, Wilson's interval at 95 %; None without a claim.
    """

    right: int
    wrong: int
    undecided: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far coders agree on the `claims` that two or more judged.

    `alpha` is Krippendorff's, nominal: 1 all agree, 0 as by chance; None where it is not defined,
    because there is nothing to compare or all say the same. `share` is that of pairs that agree.
    """

    claims: int
    alpha: float | None
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictReport:
    """What the verdicts of a graph say; `coders` counts verdicts, `gone` claims no longer there.

    `weighted` is the share of right claims with each relation weighted by its claims in the
    graph, and `covered` the share of the graph's claims whose relation was checked at all.
    """

    coders: Mapping[str, int]
    claims: int
    replaced: int
    gone: tuple[Verdict, ...]
    relations: Mapping[str, Precision]
    fields: Mapping[str, Precision]
    overall: Precision
    weighted: float | None
    covered: float
    agreement: Mapping[str, Agreement]


def verdict_report(
    verdicts: Iterable[StoredVerdict], claims_by_relation: Mapping[str, int]
) -> VerdictReport:
    """Return the report of a graph's verdicts; only the newest of each coder counts."""
    listed = list(verdicts)
    current = [one for one in listed if one.current]
    held: dict[str, list[Verdict]] = defaultdict(list)
    relation_of: dict[str, str] = {}
    for one in current:
        if one.on:
            held[one.verdict.claim].append(one.verdict)
            relation_of[one.verdict.claim] = one.on.relation
    outcomes = {claim: majority(one.outcome for one in own) for claim, own in held.items()}
    relations = {
        relation: precision(outcomes[one] for one in outcomes if relation_of[one] == relation)
        for relation in sorted(set(relation_of.values()))
    }
    weighted, covered = _weighted(relations, claims_by_relation)
    gone = [one.verdict for one in current if not one.on]
    return VerdictReport(
        coders=dict(sorted(Counter(one.verdict.coder for one in current).items())),
        claims=len(held),
        replaced=len(listed) - len(current),
        gone=tuple({one.claim: one for one in gone}.values()),
        relations=relations,
        fields={
            name: precision(majority(one.answer(name) for one in own) for own in held.values())
            for name in FIELDS
        },
        overall=precision(outcomes.values()),
        weighted=weighted,
        covered=covered,
        agreement={name: agreement(held.values(), name) for name in (CLAIM, *FIELDS)},
    )


def precision(outcomes: Iterable[str]) -> Precision:
    """Return the share of right among right and wrong."""
    counted = Counter(outcomes)
    right, wrong = counted[Answer.RIGHT], counted[Answer.WRONG]
    low, high = wilson(right, right + wrong) if right + wrong else (None, None)
    return Precision(
        right=right,
        wrong=wrong,
        undecided=counted[Answer.OPEN] + counted[DISPUTED],
        share=right / (right + wrong) if right + wrong else None,
        low=low,
        high=high,
    )


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return Wilson's score interval (1927) of a share, without correction for continuity."""
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    share, spread = successes / trials, z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    reach = sqrt(share * (1 - share) * spread + spread * spread / 4) / (1 + spread)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _weighted(
    relations: Mapping[str, Precision], claims: Mapping[str, int]
) -> tuple[float | None, float]:
    known = {name: one.share for name, one in relations.items() if one.share is not None}
    total = sum(claims.get(name, 0) for name in known)
    if not total:
        return None, 0.0
    weighted = sum(claims.get(name, 0) * share for name, share in known.items()) / total
    return weighted, total / sum(claims.values())


def agreement(judged: Iterable[Sequence[Verdict]], name: str) -> Agreement:
    """Return how far coders agree on a field, or on CLAIM; who cannot tell is left out."""
    answers = [{one.coder: _answer(one, name) for one in own} for own in judged]
    rows = [
        {coder: NUMBERS[said] for coder, said in row.items() if said in NUMBERS} for row in answers
    ]
    units = [row for row in rows if len(row) > 1]
    pairs = [first == second for row in units for first, second in _pairs(list(row.values()))]
    return Agreement(
        claims=len(units),
        alpha=_alpha(units),
        share=sum(pairs) / len(pairs) if pairs else None,
    )


def _answer(verdict: Verdict, name: str) -> Answer:
    return verdict.outcome if name == CLAIM else verdict.answer(name)


def _pairs(values: Sequence[float]) -> Iterator[tuple[float, float]]:
    for place, value in enumerate(values):
        for other in values[place + 1 :]:
            yield value, other


def _alpha(units: Sequence[Mapping[str, float]]) -> float | None:
    # Without stubs; with numpy, which most commands do not need.
    import krippendorff  # type: ignore[import-untyped]  # noqa: PLC0415

    coders = sorted({coder for row in units for coder in row})
    if len({value for row in units for value in row.values()}) < 2:
        return None
    table = [[row.get(coder, float("nan")) for row in units] for coder in coders]
    return float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal"))
