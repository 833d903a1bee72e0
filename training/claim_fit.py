"""Fitting the two steps of the claim model: a linear one over features, trees over figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from actorgraph.loaders.claim_context import CLASSES
from actorgraph.loaders.claim_features import SYMMETRIC
from actorgraph.loaders.claim_model import IMPOSSIBLE, Linear, Trees, known, softmax

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actorgraph.loaders.claim_context import Floats
    from actorgraph.loaders.claim_features import Candidate

SEEN = 8  # how often a feature must occur
PENALTY, SHARED_PENALTY = 15.0, 2.0
STEPS = 35
WIDTH = len(CLASSES)
SYMMETRIC_COLUMNS = np.array([place for place, name in enumerate(CLASSES) if name in SYMMETRIC])
TREES = {
    "n_estimators": 150,
    "learning_rate": 0.05,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 30,
    "subsample": 0.7,
    "max_features": 0.5,
    "random_state": 1,
}


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is known of some rows of the table, a line each: (rows,), (rows, classes), (rows,).

    `wanted` marks the classes of which one is right; `counts` says how much each row counts.
    """

    rows: np.ndarray
    wanted: Floats
    counts: Floats


class Table:
    """The features of many candidates as sparse matrices."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.features = _listed(c.features for c in candidates)
        self.shared = _listed(names for c in candidates for names in c.shared.values())
        self.forward = np.array([c.forward for c in candidates])
        self.rows = _matrix([known(self.features, c.features) for c in candidates], self.features)
        by_class = [
            known(self.shared, c.shared.get(name, ())) for c in candidates for name in CLASSES
        ]
        self.shared_rows = _matrix(by_class, self.shared)

    def fit(self, lessons: Sequence[Lessons]) -> Linear:
        """Fit to all of these."""
        return _Fit(self, lessons).run()

    def probabilities(self, linear: Linear, chosen: Sequence[int]) -> Floats:
        """Return the probabilities that a model gives these candidates, as it does when reading."""
        rows = np.array(chosen, int)
        scores = self.rows[rows] @ linear.weights[:-1] + linear.bias
        weights = np.array(list(linear.shared.values()), np.float32)
        shared = self.shared_rows[_with_classes(rows)] @ weights
        scores += shared.reshape(-1, WIDTH)
        scores[np.ix_(~self.forward[rows], SYMMETRIC_COLUMNS)] = IMPOSSIBLE
        return softmax(scores)


def _listed(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    counts = Counter(name for names in groups for name in names)
    often = sorted(name for name, count in counts.items() if count >= SEEN)
    return {name: place for place, name in enumerate(often)}


def _matrix(rows: Sequence[Sequence[int]], names: dict[str, int]) -> csr_matrix:
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((c for row in rows for c in row), np.int32, count=int(ends[-1]))
    ones = np.ones(len(columns), np.float32)
    return csr_matrix((ones, columns, ends), shape=(len(rows), len(names)))


def _with_classes(rows: np.ndarray) -> np.ndarray:
    return (rows[:, None] * WIDTH + np.arange(WIDTH)).ravel()


class _Fit:
    """One fit: the likelihood of the accepted classes, with a penalty on large weights."""

    def __init__(self, table: Table, lessons: Sequence[Lessons]) -> None:
        chosen = np.concatenate([part.rows for part in lessons])
        self.table = table
        self.wanted = np.concatenate([part.wanted for part in lessons])
        self.counts = np.concatenate([part.counts for part in lessons])[:, None].astype(np.float32)
        self.rows = table.rows[chosen]
        self.shared_rows = table.shared_rows[_with_classes(chosen)]
        self.rows_turned = self.rows.T.tocsr()
        self.shared_turned = self.shared_rows.T.tocsr()
        self.impossible = np.ix_(~table.forward[chosen], SYMMETRIC_COLUMNS)
        self.split = len(table.features) * WIDTH

    def run(self) -> Linear:
        start = np.zeros(self.split + WIDTH + len(self.table.shared))
        options = {"maxiter": STEPS, "maxcor": 6}
        found = minimize(self.loss, start, jac=True, method="L-BFGS-B", options=options)
        weights, bias, shared = self.parts(found.x)
        return Linear(
            features=self.table.features,
            weights=np.vstack([weights, np.zeros((1, WIDTH), np.float32)]),
            bias=bias,
            shared=dict(zip(self.table.shared, shared.tolist(), strict=True)),
        )

    def parts(self, values: np.ndarray) -> tuple[Floats, Floats, Floats]:
        narrow = values.astype(np.float32)
        end = self.split + WIDTH
        return narrow[: self.split].reshape(-1, WIDTH), narrow[self.split : end], narrow[end:]

    def loss(self, values: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias, shared = self.parts(values)
        scores = self.rows @ weights + bias + (self.shared_rows @ shared).reshape(-1, WIDTH)
        scores[self.impossible] = IMPOSSIBLE
        chances = softmax(scores)
        good = chances * self.wanted
        total = np.maximum(good.sum(1, keepdims=True), 1e-30)
        slope = (chances - good / total) * self.counts
        slope[self.impossible] = 0
        loss = -float((np.log(total) * self.counts).sum(dtype=np.float64))
        loss += PENALTY / 2 * float((weights**2).sum())
        loss += SHARED_PENALTY / 2 * float((shared**2).sum())
        parts = (
            (self.rows_turned @ slope + PENALTY * weights).ravel(),
            slope.sum(0),
            self.shared_turned @ slope.ravel() + SHARED_PENALTY * shared,
        )
        return loss, np.concatenate(parts).astype(np.float64)


def fit_trees(rows: Floats, right: np.ndarray) -> Trees:
    """Fit the trees of the second step to likely claims that are right or not."""
    model = GradientBoostingClassifier(**TREES).fit(rows, right)
    trees = [stage[0].tree_ for stage in model.estimators_]
    width = max(tree.node_count for tree in trees)
    shape = (len(trees), width)
    figure, left, right_, threshold, value = (
        np.full(shape, -1, np.int16),
        np.zeros(shape, np.int16),
        np.zeros(shape, np.int16),
        np.zeros(shape),
        np.zeros(shape),
    )
    for place, tree in enumerate(trees):
        inner = tree.children_left >= 0
        nodes = slice(0, tree.node_count)
        figure[place, nodes] = np.where(inner, tree.feature, -1)
        left[place, nodes] = np.where(inner, tree.children_left, 0)
        right_[place, nodes] = np.where(inner, tree.children_right, 0)
        threshold[place, nodes] = np.where(inner, tree.threshold, 0)
        value[place, nodes] = tree.value[:, 0, 0] * TREES["learning_rate"]
    share = float(right.mean())
    return Trees(
        figure=figure,
        threshold=threshold,
        left=left,
        right=right_,
        value=value,
        start=float(np.log(share / (1 - share))),
    )


def fit_scale(confidences: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Return slope and offset that make log odds of unseen claims tell how many are right."""
    kept = np.clip(np.array(confidences), 1e-4, 1 - 1e-4)
    odds = np.log(kept / (1 - kept))[:, None]
    model = LogisticRegression(C=1e6).fit(odds, np.array(right))
    return float(model.coef_[0, 0]), float(model.intercept_[0])
