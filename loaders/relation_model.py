"""The learned choice among the event relations: two linear steps over named features.

The first step learnt from news articles, the second from single sentences, and hears what the first
one says. `training/relations.py` makes both; `loaders/relate_model` holds them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SHIPPED = files("actorgraph.loaders").joinpath("relate_model")
WEIGHTS = "weights.npz"
HEARD = 0.6  # how loud the second step hears the first one's log odds
LEAST_LOG = -6.0  # below which an improbable relation is just improbable

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationModel:
    """Weights by feature (rows) and relation (columns); the last row of each is the constant.

    `heard` weighs the first step's opinion; `sharpness` is the power that calibrates the answer.
    """

    relations: tuple[str, ...]
    places: Mapping[str, int]
    news: Floats
    own: Floats
    heard: Floats
    sharpness: float = 1.0

    @staticmethod
    def blank() -> "RelationModel":
        """Return a model that has learnt nothing: what training starts from."""
        nothing = np.zeros((1, 1), np.float32)
        return RelationModel(relations=("",), places={}, news=nothing, own=nothing, heard=nothing)

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return how probable each relation is, given the features of a pair."""
        known = {self.places[name]: v for name, v in features.items() if name in self.places}
        rows = np.array([*known, -1])
        values = np.array([*known.values(), 1.0], np.float32)
        odds = values @ self.own[rows] + opinion(values @ self.news[rows]) @ self.heard
        single = 1 / (1 + np.exp(-odds.astype(np.float64)))
        powers = single**self.sharpness
        return dict(zip(self.relations, (powers / powers.sum()).tolist(), strict=True))


def opinion(scores: Floats) -> Floats:
    """Return what the second step hears of the first one's scores (a row, or rows, of them)."""
    top = scores.max(axis=-1, keepdims=True)
    logs = scores - top - np.log(np.exp(scores - top).sum(axis=-1, keepdims=True))
    heard: Floats = (HEARD * np.maximum(logs, LEAST_LOG)).astype(np.float32)
    return heard


@cache
def shipped() -> RelationModel:
    """Return the model that ships."""
    return _read(SHIPPED.joinpath(WEIGHTS).read_bytes())


def _read(data: bytes) -> RelationModel:
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        names = bytes(arrays["features"]).decode().split("\n")
        return RelationModel(
            relations=tuple(bytes(arrays["relations"]).decode().split("\n")),
            places={name: place for place, name in enumerate(names)},
            news=_restored(arrays["news"], arrays["news_scale"]),
            own=_restored(arrays["own"], arrays["own_scale"]),
            heard=arrays["heard"],
            sharpness=float(arrays["sharpness"]),
        )


def save_model(model: RelationModel, folder: Path) -> Path:
    """Write the weights, a byte each, and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    (news, news_scale), (own, own_scale) = _rounded(model.news), _rounded(model.own)
    arrays = {
        "features": _bytes(list(model.places)),
        "relations": _bytes(model.relations),
        "news": news,
        "news_scale": news_scale,
        "own": own,
        "own_scale": own_scale,
        "heard": model.heard,
        "sharpness": np.float64(model.sharpness),
    }
    path = folder / WEIGHTS
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    return path


def _bytes(words: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _rounded(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return the weights as bytes and the scale of each row."""
    scale = np.maximum(np.abs(weights).max(axis=1, keepdims=True), 1e-9) / 127
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float16).astype(np.float32)


def _restored(weights: NDArray[np.int8], scale: Floats) -> Floats:
    restored: Floats = weights.astype(np.float32) * scale
    return restored
