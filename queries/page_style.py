"""How relations and kinds of actor look: family, dash, shape and tone, read from style.json."""

import json
import math
import re
from functools import cache
from importlib.resources import files
from typing import Any

from actorgraph.ontology.vocabulary import KINDS, relation_named

ASSETS = files("actorgraph.queries").joinpath("page_assets")
SMALLEST, LARGEST = 9.0, 30.0
CONFLICT = 3  # the first of PLOVER's two quad classes of conflict


def asset(name: str) -> str:
    """Return the text of a file of the page, its line ends as browsers count them."""
    return ASSETS.joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def style() -> dict[str, Any]:
    """Return the content of style.json."""
    read: dict[str, Any] = json.loads(asset("style.json"))
    return read


@cache
def colours() -> dict[str, str]:
    """Return the page's colours by name, "hostile" and the like, as it has them in light."""
    light = asset("page.css").partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#\w+)", light))


def family_of(relation: str) -> str:
    """Return "hostile", "cooperative" (by quad class) or "neutral"; style.json lists the ties."""
    quad = relation_named(relation).quad
    if quad is None:
        return str(style()["ties"].get(relation, "neutral"))
    return "hostile" if quad >= CONFLICT else "cooperative"


def radius_of(claims: int) -> float:
    """Return the size of an actor with so many claims: its area grows with them."""
    return min(LARGEST, SMALLEST + 1.9 * math.sqrt(max(claims, 1) - 1))


def relation_style(name: str) -> dict[str, Any]:
    """Return what the page needs to know of a relation, in its own terms and in looks."""
    relation = relation_named(name)
    return {
        "name": name,
        "label": relation.label,
        "definition": relation.definition,
        "family": family_of(name),
        "dash": style()["dashes"].get(name, []),
        "symmetric": relation.symmetric,
        "quad": relation.quad,
        "plover": relation.plover,
    }


def kind_style(name: str) -> dict[str, Any]:
    """Return a kind of actor with its shape and tone; a new kind looks like its parent."""
    kind = KINDS[name]
    looks = style()["kinds"]
    shape, tone = looks.get(name) or looks.get(kind.parent) or looks["Group"]
    return {"name": name, "label": kind.label, "shape": shape, "tone": tone}
