"""The still picture and the table of a page, for browsers without scripts and for first paint."""

import math
from dataclasses import dataclass
from typing import Any

from actorgraph.ontology.vocabulary import relation_named
from actorgraph.queries.layout import Community, Points
from actorgraph.queries.page_style import family_of, kind_style, radius_of, style
from actorgraph.queries.page_tables import PageRelation, Tables

MOST_ROWS = 400
MOST_LABELS = 40
LABEL = 13.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """An SVG's parts, for the template to write: lines, marks and labels in its box."""

    box: str
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
    radii = [radius_of(actor.claims) for actor in tables.actors]
    shapes = style()["shapes"]
    marks = []
    for actor, (x, y), radius in zip(tables.actors, points, radii, strict=True):
        looks = kind_style(actor.kind)
        corners = " ".join(
            f"{x + dx * radius:.0f},{y + dy * radius:.0f}" for dx, dy in shapes[looks["shape"]]
        )
        marks.append({"points": corners, "tone": looks["tone"]})
    lines = tuple(
        _line(relation, points) for relation in tables.relations
        if relation.drawn and relation.subject != relation.object
    )
    order = sorted(range(len(radii)), key=lambda one: -tables.actors[one].claims)
    named = [(tables.actors[i].name, *points[i], radii[i]) for i in order]
    size = _text_size(points)
    return Still(
        box=_box(points, max(radii, default=1) + 4 * size),
        lines=lines,
        marks=tuple(marks),
        labels=_labels(named, size),
        size=size,
    )


def _of_communities(tables: Tables, communities: tuple[Community, ...]) -> Still:
    marks = [
        {"x": round(one.x), "y": round(one.y), "r": round(one.radius * 0.86), "tone": "light"}
        for one in communities
    ]
    named = []
    for one in communities:
        top = max(one.members, key=lambda member: (tables.actors[member].claims, -member))
        named.append((f"{tables.actors[top].name} +{len(one.members) - 1}", one.x, one.y, 0.0))
    reach = max((one.radius for one in communities), default=1)
    spread = [(one.x, one.y) for one in communities]
    size = _text_size(spread)
    return Still(
        box=_box(spread, reach), lines=(), marks=tuple(marks), labels=_labels(named, size), size=size
    )


def _line(relation: PageRelation, points: Points) -> dict[str, Any]:
    (x1, y1), (x2, y2) = points[relation.subject], points[relation.object]
    name = relation.relation
    return {
        "path": f"M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}",
        "family": family_of(name),
        "dash": " ".join(map(str, style()["dashes"].get(name, []))),
        "width": round(1 + math.log2(len(relation.claims)) * 0.6, 1),
        "arrow": not relation_named(name).symmetric,
    }


def _box(points: Any, margin: float) -> str:
    if len(points) == 0:
        return "0 0 100 100"
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    width, height = right - left + 2 * margin, bottom - top + 2 * margin
    return f"{left - margin:.0f} {top - margin:.0f} {width:.0f} {height:.0f}"


def _text_size(points: Any) -> float:
    """Return a label's height: about one sixtieth of the picture, and never tiny."""
    if len(points) == 0:
        return LABEL
    width = max(x for x, _ in points) - min(x for x, _ in points)
    return round(max(LABEL, float(width) / 75), 1)


def _labels(named: list[tuple[str, float, float, float]], size: float) -> tuple[dict[str, Any], ...]:
    """Return the labels that fit, the most important first, none over another."""
    taken: list[tuple[float, float, float, float]] = []
    labels = []
    for name, x, y, radius in named:
        short = name if len(name) <= 32 else name[:31] + "…"  # noqa: PLR2004
        half, top = len(short) * size * 0.28, y + radius + 2
        box = (x - half, top, x + half, top + size * 1.2)
        if any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        labels.append({"x": round(x), "y": round(top + size), "text": short})
        if len(labels) == MOST_LABELS:
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
