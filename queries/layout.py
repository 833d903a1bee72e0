"""Where actors stand on a page: positions and communities, the same on every run."""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import igraph  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Tie = tuple[int, int]

SEED = 7
GAP = 52.0  # free space between neighbours, in the units of the page (pixels at scale 1)
WIDE = 1.2  # labels and screens are wider than high, so sideways neighbours stand farther apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A group of actors that deal with each other more than with the rest."""

    members: tuple[int, ...]
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The room that a connected part takes, in its own coordinates."""

    left: float
    top: float
    right: float
    bottom: float


def whole_layout(ties: Sequence[Tie], radii: Sequence[float]) -> Points:
    """Return a position for every actor; `ties` may repeat a pair, which draws it closer."""
    with _seeded():
        return _placed(ties, np.asarray(radii, dtype=float), GAP)


def community_layout(
    ties: Sequence[Tie], radii: Sequence[float]
) -> tuple[Points, tuple[Community, ...]]:
    """Return positions and Leiden communities, largest first, each within its own disc."""
    with _seeded():
        groups = _leiden(len(radii), ties)
        points = np.zeros((len(radii), 2))
        discs = np.zeros(len(groups))
        of = {actor: number for number, group in enumerate(groups) for actor in group}
        inner = _inner_ties(ties, of, len(groups))
        for number, group in enumerate(groups):
            local = _placed(inner[number], np.asarray([radii[one] for one in group]), GAP / 2)
            points[list(group)] = local
            discs[number] = float(np.hypot(*local.T).max()) + 60
        between = [(of[a], of[b]) for a, b in ties if of[a] != of[b]]
        centres = _placed(between, discs, discs.mean() / 8)
    for number, group in enumerate(groups):
        points[list(group)] += centres[number]
    return points, tuple(
        Community(members=group, x=float(x), y=float(y), radius=float(radius))
        for group, (x, y), radius in zip(groups, centres, discs, strict=True)
    )


@contextmanager
def _seeded() -> Iterator[None]:
    """Give igraph a random source of its own, so that the caller's is left alone."""
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311  (drawing, not secrets)
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _leiden(count: int, ties: Sequence[Tie]) -> list[tuple[int, ...]]:
    graph, weights = _graph(count, ties)
    found = graph.community_leiden(
        objective_function="modularity", weights=weights or None, n_iterations=4
    )
    groups: dict[int, list[int]] = defaultdict(list)
    for actor, number in enumerate(found.membership):
        groups[number].append(actor)
    return sorted(map(tuple, groups.values()), key=lambda group: (-len(group), group))


def _inner_ties(ties: Sequence[Tie], of: dict[int, int], groups: int) -> list[list[Tie]]:
    place: dict[int, int] = {}
    sizes = Counter[int]()
    for actor in sorted(of):
        place[actor] = sizes[of[actor]]
        sizes[of[actor]] += 1
    inner: list[list[Tie]] = [[] for _ in range(groups)]
    for first, second in ties:
        if of[first] == of[second]:
            inner[of[first]].append((place[first], place[second]))
    return inner


def _graph(count: int, ties: Sequence[Tie]) -> tuple[igraph.Graph, list[float]]:
    pairs = Counter((min(tie), max(tie)) for tie in ties if tie[0] != tie[1])
    order = sorted(pairs)
    weights = [1 + math.log2(pairs[pair]) for pair in order]
    return igraph.Graph(n=count, edges=order), weights


def _placed(ties: Sequence[Tie], radii: Points, gap: float) -> Points:
    """Lay out each connected part by itself, then set the parts side by side."""
    if len(radii) == 0:
        return np.zeros((0, 2))
    graph, weights = _graph(len(radii), ties)
    graph.es["weight"] = weights
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part))
    points = np.zeros((len(radii), 2))
    boxes = []
    for part in parts:
        points[part] = _part(graph.induced_subgraph(part), radii[part], gap)
        boxes.append(_box(points[part], radii[part]))
    for part, origin in zip(parts, _packed(boxes, 1.3 * gap), strict=True):
        points[part] += origin
    middle: Points = (points.min(axis=0) + points.max(axis=0)) / 2
    return points - middle


def _box(points: Points, radii: Points) -> Box:
    left, top = (points - radii[:, None]).min(axis=0)
    right, bottom = (points + radii[:, None]).max(axis=0)
    return Box(left=float(left), top=float(top), right=float(right), bottom=float(bottom))


def _part(graph: igraph.Graph, radii: Points, gap: float) -> Points:
    count = graph.vcount()
    if count == 1:
        return np.zeros((1, 2))
    if count <= 150:  # stress layouts read better, but their cost grows with the square
        first = graph.layout_kamada_kawai(maxiter=50 * count)
    else:
        first = graph.layout_fruchterman_reingold(
            weights="weight",
            niter=500 if count < 1000 else 150,
            grid="nogrid" if count < 1000 else "grid",
            seed=graph.layout_circle(),
        )
    points = np.asarray(first.coords)
    points -= points.mean(axis=0)
    points = _lying(points)
    spacing = 2 * float(radii.mean()) + gap
    points = _without_outliers(points)
    span = float(np.percentile(np.hypot(*points.T), 80)) or 1.0
    points *= spacing * math.sqrt(count) * 0.55 / span
    return _apart(points * [WIDE, 1.0], radii, gap)


def _lying(points: Points) -> Points:
    """Turn the picture so that its longer side lies flat, and always the same way up."""
    _, axes = np.linalg.eigh(np.cov(points.T) if len(points) > 1 else np.eye(2))
    turned = points @ axes[:, ::-1]
    signs = np.sign((turned**3).sum(axis=0))
    upright: Points = turned * np.where(signs == 0, 1, signs)
    return upright


def _without_outliers(points: Points) -> Points:
    """Pull in what lies far outside, so that one stray actor does not shrink all others."""
    far = np.hypot(*points.T)
    limit = 1.5 * float(np.percentile(far, 85)) or 1.0
    pulled = limit * (1 + np.log(np.maximum(far / limit, 1.0)) * 0.25)
    return points * np.where(far > limit, pulled / np.maximum(far, 1e-9), 1.0)[:, None]


def _apart(points: Points, radii: Points, gap: float) -> Points:
    """Push overlapping actors apart, comparing each with those next to it from left to right."""
    points = points / [WIDE, 1.0]
    widest = 2 * float(radii.max()) + gap
    for _ in range(120 if len(points) <= 150 else 60):
        order = np.argsort(points[:, 0], kind="stable")
        moved = np.zeros_like(points)
        ranked, sized = points[order], radii[order]
        for step in range(1, len(points)):
            apart = ranked[step:] - ranked[:-step]
            if apart[:, 0].min() > widest:
                break
            length = np.hypot(*apart.T)
            overlap = np.maximum(sized[step:] + sized[:-step] + gap - length, 0)
            push = apart / np.maximum(length, 1e-6)[:, None] * (overlap * 0.35)[:, None]
            moved[order[step:]] += push
            moved[order[:-step]] -= push
        if float(np.abs(moved).max(initial=0)) < 0.5:
            break
        points = points + moved
    return points * [WIDE, 1.0]


def _packed(boxes: Sequence[Box], gap: float) -> list[Points]:
    """Return where each box's origin goes: the first on top, the others in rows below it."""
    width = max(boxes[0].right - boxes[0].left, WIDE * math.sqrt(sum(map(_area, boxes))))
    origins: list[Points] = []
    top = 0.0
    for row in _rows(boxes, width, gap):
        length = sum(box.right - box.left + gap for box in row) - gap
        left = (width - length) / 2
        for box in row:
            origins.append(np.array([left - box.left, top - box.top]))
            left += box.right - box.left + gap
        top += max(box.bottom - box.top for box in row) + gap
    return origins


def _rows(boxes: Sequence[Box], width: float, gap: float) -> list[list[Box]]:
    rows, free = [[boxes[0]]], 0.0
    for box in boxes[1:]:
        length = box.right - box.left + gap
        if length > free:
            rows.append([])
            free = width + gap
        rows[-1].append(box)
        free -= length
    return rows


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)
