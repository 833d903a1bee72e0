"""Refitting confidence to what coders found: how well it did before, and does after."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from actorgraph.errors import MissingExtra, TooFewVerdicts
from actorgraph.graph.verdicts import StoredVerdict
from actorgraph.ontology.calibration import Calibration
from actorgraph.ontology.verdicts import Answer, Verdict, majority

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]

FOLDS = 10
BINS = 10
STEPS = 100  # of the line that stands for a logistic curve
EDGE = 1e-3  # confidences of 0 and 1 have no log odds


class Method(StrEnum):
    """How confidence is refitted; AUTO takes isotonic from 500 checked claims on."""

    AUTO = "auto"
    LOGISTIC = "logistic"
    ISOTONIC = "isotonic"


NEEDED = {  # checked claims, and of each outcome
    Method.LOGISTIC: (100, 15),
    Method.ISOTONIC: (500, 50),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """A calibration, and how well it does on claims that it was not fitted to.

    `error` is the expected calibration error, `brier` the mean squared error, each before and
    after, in ten folds; smaller is better.
    """

    calibration: Calibration
    error: tuple[float, float]
    brier: tuple[float, float]

    @property
    def better(self) -> bool:
        """Whether the refitted confidence says more truly how many claims hold."""
        return self.brier[1] < self.brier[0] and self.error[1] < self.error[0]


def refit(
    verdicts: Iterable[StoredVerdict],
    claims_by_relation: Mapping[str, int],
    method: Method = Method.AUTO,
) -> Refit:
    """Fit the confidence of claims to what coders found; claims they disagree on are left out.

    Each relation weighs as much as it has claims in the graph, however many of it were checked.
    Raises TooFewVerdicts, and MissingExtra where scikit-learn lacks.
    """
    points = _points(verdicts)
    right = sum(one.right for one in points)
    wrong = len(points) - right
    if method is Method.AUTO:
        many = _enough(right, wrong, Method.ISOTONIC)
        method = Method.ISOTONIC if many else Method.LOGISTIC
    if not _enough(right, wrong, method):
        raise TooFewVerdicts(right, wrong, needed=NEEDED[method], method=method.value)
    return _fitted(points, claims_by_relation, method)


def _enough(right: int, wrong: int, method: Method) -> bool:
    every, each = NEEDED[method]
    return right + wrong >= every and min(right, wrong) >= each


@dataclass(frozen=True, slots=True)
class _Point:
    """A claim that was found right or wrong, with what its extractor said."""

    claim: str
    raw: float
    right: bool
    relation: str
    model: str


def _points(verdicts: Iterable[StoredVerdict]) -> list[_Point]:
    """Return the claims that are found right or wrong, in the order of their ids."""
    by_claim: dict[str, list[Verdict]] = defaultdict(list)
    on = {}
    for one in verdicts:
        if one.current and one.on and one.on.data_id is None:
            by_claim[one.verdict.claim].append(one.verdict)
            on[one.verdict.claim] = one.on
    outcomes = {claim: majority(one.outcome for one in own) for claim, own in by_claim.items()}
    return [
        _Point(
            claim, on[claim].raw, outcomes[claim] == Answer.RIGHT, on[claim].relation,
            on[claim].model,
        )
        for claim in sorted(outcomes)
        if outcomes[claim] in (Answer.RIGHT, Answer.WRONG)
    ]  # fmt: skip


def _fitted(points: list[_Point], claims: Mapping[str, int], method: Method) -> Refit:
    try:
        from sklearn.model_selection import StratifiedKFold  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError as lack:
        what = "refitting confidence"
        raise MissingExtra(what, "scikit-learn", "verdicts") from lack
    import numpy as np  # noqa: PLC0415

    raw = np.array([one.raw for one in points])
    right = np.array([float(one.right) for one in points])
    checked = Counter(one.relation for one in points)
    weight = np.array([claims.get(one.relation, 1) / checked[one.relation] for one in points])
    weight = weight / weight.mean()
    unseen = np.zeros_like(raw)
    for fit, held in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(raw, right):
        x, y = zip(*_knots(raw[fit], right[fit], weight[fit], method), strict=True)
        unseen[held] = np.interp(raw[held], x, y)
    error = _error(raw, right, weight), _error(unseen, right, weight)
    brier = _brier(raw, right, weight), _brier(unseen, right, weight)
    return Refit(
        calibration=Calibration(
            method=method.value,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            knots=_knots(raw, right, weight, method),
            models=tuple(sorted({one.model for one in points})),
            checked=len(points),
            error_before=round(error[0], 4),
            error_after=round(error[1], 4),
        ),
        error=error,
        brier=brier,
    )


def _knots(
    raw: "Array", right: "Array", weight: "Array", method: Method
) -> tuple[tuple[float, float], ...]:
    """Return the line fitted to the points: raw confidence and refitted, rising."""
    import numpy as np  # noqa: PLC0415
    from sklearn.isotonic import IsotonicRegression  # type: ignore[import-untyped]  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # noqa: PLC0415

    if method is Method.ISOTONIC:
        stairs = IsotonicRegression(y_min=0, y_max=1).fit(raw, right, sample_weight=weight)
        grid, fitted = stairs.X_thresholds_, stairs.y_thresholds_
    else:
        curve = LogisticRegression(C=1e6).fit(_odds(raw), right, sample_weight=weight)
        grid = np.linspace(raw.min(), raw.max(), STEPS + 1)  # beyond it, nobody has looked
        fitted = curve.predict_proba(_odds(grid))[:, 1]
    rising = np.maximum.accumulate(fitted)  # a curve that falls would turn the order of claims
    pairs = zip(grid, rising, strict=True)
    return tuple((round(float(x), 6), round(float(y), 6)) for x, y in pairs)


def _odds(raw: "Array") -> "Array":
    import numpy as np  # noqa: PLC0415

    inside = np.clip(raw, EDGE, 1 - EDGE)
    odds: Array = np.log(inside / (1 - inside)).reshape(-1, 1)
    return odds


def _error(said: "Array", right: "Array", weight: "Array") -> float:
    """Return the expected calibration error over ten bins with equally many claims."""
    import numpy as np  # noqa: PLC0415

    order = np.argsort(said, kind="stable")
    gap = 0.0
    for part in np.array_split(order, BINS):
        own = weight[part]
        gap += abs(float(own @ said[part]) - float(own @ right[part]))
    return gap / float(weight.sum())


def _brier(said: "Array", right: "Array", weight: "Array") -> float:
    return float(weight @ (said - right) ** 2 / weight.sum())
