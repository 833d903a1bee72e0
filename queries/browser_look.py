"""How Neo4j Browser draws our graph: kinds and relations in the colours of our page."""

from actorgraph.ontology.vocabulary import KINDS, RELATIONS
from actorgraph.queries.page_style import colours, family_of, kind_style

Rules = dict[str, dict[str, str]]


def style_sheet() -> Rules:
    """Return Browser's style sheet (GraSS): selectors with their rules, the later ones stronger."""
    return _nodes() | _relationships()


def _nodes() -> Rules:
    tint = colours()
    rules = {
        "node": _node("name", 50, tint["light"], tint["edge"], tint["ink"]),
        "node.Claim": _node("relation", 40, tint["mention"], tint["field"], tint["ink"]),
        "node.Denial": {"color": tint["hostile-wash"], "border-color": tint["hostile"]},
        "node.Article": _node("title", 40, tint["wash"], tint["field"], tint["ink"]),
        "node.Load": _node("started", 25, tint["paper"], tint["rule"], tint["soft"]),
    }
    for kind in KINDS:
        tone = kind_style(kind)["tone"]
        edge, ink = (tint["edge"], tint["ink"]) if tone == "light" else (tint["paper"],) * 2
        rules[f"node.{kind}"] = _node("name", 50, tint[tone], edge, ink)
    return rules


def _node(caption: str, size: int, color: str, border: str, ink: str) -> dict[str, str]:
    return {
        "caption": f"{{{caption}}}", "diameter": f"{size}px", "font-size": "10px",
        "color": color, "border-color": border, "border-width": "2px", "text-color-internal": ink,
    }  # fmt: skip


def _relationships() -> Rules:
    tint = colours()
    looks = {
        "caption": "<type>", "shaft-width": "2px", "font-size": "9px", "padding": "3px",
        "text-color-internal": tint["card"],
    }  # fmt: skip
    coloured = {
        f"relationship.{relation.neo4j_type}": _coloured(tint[family_of(name)])
        for name, relation in RELATIONS.items()
    }
    return {"relationship": looks | _coloured(tint["field"])} | coloured


def _coloured(color: str) -> dict[str, str]:
    return {"color": color, "border-color": color, "text-color-external": color}
