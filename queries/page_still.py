"""The still picture and the table of a page, for browsers without scripts and for first paint."""

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from actorgraph.ontology.vocabulary import relation_named
from actorgraph.queries.layout import Community, Points
from actorgraph.queries.page_style import family_of, kind_style, radius_of, style
from actorgraph.queries.page_tables import PageRelation, Tables

MOST_ROWS = 400
MOST_LABELS = 60
LABEL = 13.0
LONGEST = 32
FAN = 16.0  # between parallel lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """An SVG's parts, for the template to write: lines, marks and labels in its box."""

    box: str
    width: int
    height: int
    lines: tuple[dict[str, Any], ...]
    marks: tuple[dict[str, Any], ...]
    labels: tuple[dict[str, Any], ...]
    size: float


def still_of(tables: Tables, points: Points, communities: tuple[Community, ...]) -> Still:
    """Return the picture: every actor, or the communities where there are too many actors."""
    if communities:
        return _of_communities(tables, communities)
    return _of_actors(tables, points)


def _of_actors(tables: Tables, points: Points) -> Still:
    spots = [
        Spot(name=actor.name, x=float(x), y=float(y), radius=radius_of(actor.claims))
        for actor, (x, y) in zip(tables.actors, points, strict=True)
    ]
    shapes = style()["shapes"]
    marks = []
    for actor, spot in zip(tables.actors, spots, strict=True):
        looks = kind_style(actor.kind)
        corners = " ".join(
            f"{spot.x + dx * spot.radius:.1f},{spot.y + dy * spot.radius:.1f}"
            for dx, dy in shapes[looks["shape"]]
        )
        marks.append({"points": corners, "tone": looks["tone"]})
    order = sorted(range(len(spots)), key=lambda one: -tables.actors[one].claims)
    return _still(spots, [spots[one] for one in order], marks, _lines(tables, spots))


def _of_communities(tables: Tables, communities: tuple[Community, ...]) -> Still:
    spots, marks = [], []
    for one in communities:
        top = max(one.members, key=lambda member: (tables.actors[member].claims, -member))
        name = f"{tables.actors[top].name} +{len(one.members) - 1}"
        spots.append(Spot(name=name, x=one.x, y=one.y, radius=one.radius * 0.86))
        marks.append(
            {"x": round(one.x), "y": round(one.y), "r": round(one.radius * 0.86), "tone": "light"}
        )
    return _still(spots, spots, marks, [])


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Something with a name on the picture."""

    name: str
    x: float
    y: float
    radius: float


def _still(
    spots: list[Spot], ranked: list[Spot], marks: list[dict[str, Any]], lines: list[dict[str, Any]]
) -> Still:
    left = min((spot.x - spot.radius for spot in spots), default=0.0)
    right = max((spot.x + spot.radius for spot in spots), default=100.0)
    top = min((spot.y - spot.radius for spot in spots), default=0.0)
    bottom = max((spot.y + spot.radius for spot in spots), default=100.0)
    size = round(max(LABEL, (right - left) / 85), 1)  # never too small for the whole picture
    side, over = 6 * size, 2 * size
    width, height = right - left + 2 * side, bottom - top + 2 * over
    return Still(
        box=f"{left - side:.0f} {top - over:.0f} {width:.0f} {height:.0f}",
        width=round(width * 1.25),
        height=round(height * 1.25),
        lines=tuple(lines),
        marks=tuple(marks),
        labels=_labels(ranked, size),
        size=size,
    )


def _lines(tables: Tables, spots: list[Spot]) -> list[dict[str, Any]]:
    """Return the lines, parallel ones spread like a fan as the live picture does."""
    together: dict[tuple[int, int], list[PageRelation]] = defaultdict(list)
    for one in tables.relations:
        if one.drawn:
            together[min(one.subject, one.object), max(one.subject, one.object)].append(one)
    return [
        _line(one, spots, (number - (len(fan) - 1) / 2) * FAN)
        for fan in together.values()
        for number, one in enumerate(fan)
    ]


def _line(relation: PageRelation, spots: list[Spot], offset: float) -> dict[str, Any]:
    name = relation.relation
    side = offset if relation.subject < relation.object else -offset
    return {
        "path": _path(spots[relation.subject], spots[relation.object], side),
        "family": family_of(name),
        "dash": " ".join(map(str, style()["dashes"].get(name, []))),
        "width": round(1 + math.log2(len(relation.claims)) * 0.6, 1),
        "arrow": not relation_named(name).symmetric,
    }


def _path(start: Spot, end: Spot, side: float) -> str:
    """Return a line that ends before the mark it points at; a loop where both ends are one."""
    if start is end:
        x, y, reach = start.x + start.radius * 0.7, start.y - start.radius * 0.7, start.radius + 6
        bow = f"{reach * 0.7:.0f} {reach * 0.7:.0f} 0 1 1"
        return f"M{x:.0f} {y:.0f}a{bow} {reach * 0.5:.0f} {reach * 0.9:.0f}"
    dx, dy = end.x - start.x, end.y - start.y
    length = math.hypot(dx, dy) or 1.0
    bend_x = (start.x + end.x) / 2 - dy / length * side * 2
    bend_y = (start.y + end.y) / 2 + dx / length * side * 2
    last = math.hypot(end.x - bend_x, end.y - bend_y) or 1.0
    back = min(end.radius + 4, last * 0.9) / last
    x, y = end.x - (end.x - bend_x) * back, end.y - (end.y - bend_y) * back
    return f"M{start.x:.0f} {start.y:.0f}Q{bend_x:.0f} {bend_y:.0f} {x:.0f} {y:.0f}"


def _labels(ranked: list[Spot], size: float) -> tuple[dict[str, Any], ...]:
    """Return the labels that fit below or above, the most important first, none over another."""
    taken: list[tuple[float, float, float, float]] = []
    labels: list[dict[str, Any]] = []
    for spot in ranked:
        short = spot.name if len(spot.name) <= LONGEST else spot.name[: LONGEST - 1] + "…"
        half = len(short) * size * 0.29
        for top in (spot.y + spot.radius + 2, spot.y - spot.radius - 2 - size * 1.2):
            box = (spot.x - half, top, spot.x + half, top + size * 1.2)
            if len(labels) < MOST_LABELS and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                labels.append({"x": round(spot.x), "y": round(top + size), "text": short})
                break
    return tuple(labels)


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def rows_of(tables: Tables) -> list[dict[str, Any]]:
    """Return the rows of the table, the relations with most claims first."""
    drawn = [relation for relation in tables.relations if relation.drawn]
    drawn.sort(key=lambda relation: -relation.sums.asserting)
    return [_row(tables, relation) for relation in drawn[:MOST_ROWS]]


def _row(tables: Tables, relation: PageRelation) -> dict[str, Any]:
    sums = relation.sums
    return {
        "subject": tables.actors[relation.subject].name,
        "relation": relation_named(relation.relation).label,
        "object": tables.actors[relation.object].name,
        "claims": sums.claims,
        "alleged": sums.alleged,
        "denied": sums.denials,
        "articles": sums.articles,
        "first": sums.first or "",
        "last": sums.last or "",
    }
