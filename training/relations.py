"""The recipe of `actorgraph relate` in one command: annotated pairs in, loaders/relate_model out.

Prints the figures of cross-validation over sentences (versions of one text in one fold), which are
the only ones to quote: the model that is written has learnt from every row.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from relation_rows import EVENTS, article_rows, groups, sentence_rows
from scipy import sparse
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from actorgraph.loaders.relating import Relater
from actorgraph.loaders.relation_model import RelationModel, opinion, save_model
from actorgraph.ontology.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from relation_rows import Row

    Floats = NDArray[np.float32]
    Answers = list[dict[str, float]]
    Label = str | int | None

NEWS_C, NEWS_LEAST = 0.2, 3  # strength of fit, and rows in which a feature of news must occur
OWN_C, SMOOTHED = 0.3, 0.25  # strength of fit, and what is added to counts of features
BINS = 10


def matrix(rows: Sequence[Row], places: dict[str, int]) -> sparse.csr_matrix:
    """Return the rows' values of the features that have a place; others are left out."""
    found = [
        (at, places[name], value)
        for at, row in enumerate(rows)
        for name, value in row.features.items()
        if name in places
    ]
    ats, columns, values = zip(*found, strict=True)
    shape = (len(rows), len(places))
    return sparse.csr_matrix((values, (ats, columns)), shape=shape, dtype=np.float32)


def fit_news(rows: Sequence[Row], places: dict[str, int]) -> Floats:
    """Return the weights of the first step: one logistic model over all relations."""
    counts = Counter(name for row in rows for name in row.features)
    kept = {name: place for name, place in places.items() if counts[name] >= NEWS_LEAST}
    inner = {name: place for place, name in enumerate(kept)}
    labels = [row.relation for row in rows]
    model = LogisticRegression(C=NEWS_C, max_iter=150).fit(matrix(rows, inner), labels)
    weights = np.zeros((len(places) + 1, len(EVENTS)), np.float32)
    order = [EVENTS.index(name) for name in model.classes_]
    weights[np.ix_(list(kept.values()), order)] = model.coef_.T
    weights[-1, order] = model.intercept_
    return weights


def fit_own(rows: Sequence[Row], places: dict[str, int], news: Floats) -> tuple[Floats, Floats]:
    """Return the weights of the second step, of the features and of what it hears of the first.

    One logistic model a relation; its features are first scaled by how much more often they go
    with the relation than with the others (Wang and Manning, 2012).
    """
    seen = matrix(rows, places)
    heard = opinion(seen @ news[:-1] + news[-1])
    data = sparse.hstack([seen, sparse.csr_matrix(heard)]).tocsr()
    labels = np.array([row.relation for row in rows])
    weights = np.zeros((data.shape[1] + 1, len(EVENTS)), np.float32)
    for column, relation in enumerate(EVENTS):
        mine = labels == relation
        scale = np.abs(_log_ratio(data, mine))
        model = LogisticRegression(C=OWN_C, solver="liblinear", random_state=0)
        model.fit(data @ sparse.diags(scale), mine)
        weights[:-1, column] = model.coef_[0] * scale
        weights[-1, column] = model.intercept_[0]
    return np.delete(weights, range(len(places), data.shape[1]), axis=0), weights[len(places) : -1]


def _log_ratio(data: sparse.csr_matrix, mine: NDArray[np.bool_]) -> Floats:
    """Return how much oftener each feature goes with the relation; 0 where it never occurs."""
    sums = [np.asarray(abs(data[rows]).sum(axis=0)).ravel() for rows in (mine, ~mine)]
    seen = (sums[0] + sums[1]) > 0
    shares = [(total + SMOOTHED) / (total + SMOOTHED)[seen].sum() for total in sums]
    ratio: Floats = (np.log(shares[0] / shares[1]) * seen).astype(np.float32)
    return ratio


def vocabulary(rows: Sequence[Row], news_rows: Sequence[Row]) -> dict[str, int]:
    """Return the place of every feature of the sentences, and of those usual in news."""
    counts = Counter(name for row in news_rows for name in row.features)
    names = {name for name, count in counts.items() if count >= NEWS_LEAST}
    names |= {name for row in rows for name in row.features}
    return {name: place for place, name in enumerate(sorted(names))}


def model_of(rows: Sequence[Row], places: dict[str, int], news: Floats) -> RelationModel:
    """Return the model whose second step learns from these rows."""
    own, heard = fit_own(rows, places, news)
    return RelationModel(relations=EVENTS, places=places, news=news, own=own, heard=heard)


def answers_in_folds(
    rows: Sequence[Row], news_rows: Sequence[Row], folds: int, seed: int
) -> Answers:
    """Return what a model that has not seen a row's text, or a version of it, says of the row."""
    labels = [row.relation for row in rows]
    places = vocabulary(rows, news_rows)  # names only: what a fold has not seen gets no weight
    news = fit_news(news_rows, places)
    found: Answers = [{} for _ in rows]
    cut = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    for seen, unseen in cut.split(labels, labels, groups([row.text for row in rows])):
        model = model_of([rows[at] for at in seen], places, news)
        for at in unseen:
            found[at] = model.probabilities(rows[at].features)
    return found


def sharpened(answers: Answers, power: float) -> Answers:
    """Return the answers with their probabilities raised to a power, summing to one."""
    raised = [{name: p**power for name, p in answer.items()} for answer in answers]
    return [{name: p / sum(row.values()) for name, p in row.items()} for row in raised]


def best_power(answers: Answers, rows: Sequence[Row]) -> float:
    """Return the power that makes the annotated relations most probable."""

    def loss(power: float) -> float:
        pairs = zip(sharpened(answers, power), rows, strict=True)
        return -sum(float(np.log(answer[row.relation] + 1e-9)) for answer, row in pairs)

    return float(minimize_scalar(loss, bounds=(0.3, 3.0), method="bounded").x)


def figures(answers: Answers, rows: Sequence[Row]) -> dict[str, object]:
    """Return macro-F1 of roots and quad classes, accuracy, and the error of the confidence."""
    told = [max(answer, key=lambda name: (answer[name], name)) for answer in answers]
    gold = [row.relation for row in rows]
    sure = np.array([max(answer.values()) for answer in answers])
    right = np.array([a == b for a, b in zip(told, gold, strict=True)])
    each = f1_scores(gold, told)
    quads = [row.quad for row in rows], [RELATIONS[name].quad for name in told]
    half = np.argsort(-sure, kind="stable")[: len(sure) // 2]
    return {
        "root_macro_f1": _mean(each.values()),
        "quad_macro_f1": _mean(f1_scores(*quads).values()),
        "root_accuracy": round(float(right.mean()), 4),
        "surer_half_accuracy": round(float(right[half].mean()), 4),
        "calibration_error": round(calibration_error(sure, right), 4),
        "relations": {str(name): round(score, 3) for name, score in each.items()},
    }


def _mean(scores: Iterable[float]) -> float:
    return round(float(np.mean(list(scores))), 4)


def f1_scores(gold: Sequence[Label], told: Sequence[Label]) -> dict[Label, float]:
    """Return the F1 of each label that is annotated."""
    both = Counter(a for a, b in zip(gold, told, strict=True) if a == b)
    wanted, made = Counter(gold), Counter(told)
    return {name: 2 * both[name] / (wanted[name] + made[name]) for name in sorted(wanted, key=str)}


def calibration_error(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the mean distance of confidence and accuracy over tenths of the confidence."""
    tenth = np.minimum((sure * BINS).astype(int), BINS - 1)
    bins = [tenth == number for number in range(BINS) if (tenth == number).any()]
    return float(sum(abs(sure[one].mean() - right[one].mean()) * one.mean() for one in bins))


def main() -> None:
    """Print the figures of cross-validation; with --out, write the model of all rows too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path, help="plv.jsonl")
    parser.add_argument("articles", type=Path, help="train/news.jsonl")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=1, help="how often to fold anew")
    parser.add_argument("--out", type=Path, help="folder of the model")
    asked = parser.parse_args()
    relater = Relater(model=RelationModel.blank())
    rows = sentence_rows(asked.sentences, relater)
    news_rows = list(article_rows(asked.articles, relater))
    print(f"{len(rows)} sentences, {len(news_rows)} pairs of articles")
    powers = []
    for seed in range(asked.seeds):
        raw = answers_in_folds(rows, news_rows, asked.folds, seed)
        powers.append(best_power(raw, rows))
        print(json.dumps({"seed": seed, **figures(sharpened(raw, powers[-1]), rows)}))
    if asked.out:
        places = vocabulary(rows, news_rows)
        model = model_of(rows, places, fit_news(news_rows, places))
        model = replace(model, sharpness=float(np.mean(powers)))
        path = save_model(model, asked.out)
        print(f"{path}: {path.stat().st_size} bytes, {len(model.places)} features")


if __name__ == "__main__":
    main()
