"""A page: one HTML file that shows a graph of claims, opened from disk and mailed to others."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment
from markupsafe import Markup
from pyvis.network import Network  # type: ignore[import-untyped]

from actorgraph.errors import UntrustedLibrary
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.verdicts import Answer, Check
from actorgraph.queries.layout import Community, Points, community_layout, whole_layout
from actorgraph.queries.page_data import article_groups, claim_columns, evidence, vocabulary
from actorgraph.queries.page_filters import PageFilters, chosen_claims
from actorgraph.queries.page_policy import data_block, policy
from actorgraph.queries.page_still import rows_of, still_of
from actorgraph.queries.page_style import asset, radius_of, style
from actorgraph.queries.page_tables import Tables, tables_of
from actorgraph.queries.story import Step, read_steps

MOST_WHOLE = 400
VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
# fmt: off
SCRIPTS = (
    "words", "data", "state", "view", "drawing", "labels", "camera", "communities", "timeline",
    "filters", "panel", "find", "path", "exports", "story", "keys",
)
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReport:
    """What was written; `communities` is 0 where all actors are drawn at once."""

    path: Path
    actors: int
    relations: int
    claims: int
    articles: int
    communities: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageExtras:
    """What a page may be given beside its claims.

    `actors` are those of the catalogue, by id, for aliases and roles; `steps` is a Markdown file
    with a guided tour; `citation` is printed at the foot. `checks` is what coders found, by id of
    claim.
    """

    actors: tuple[Actor, ...] = ()
    steps: Path | None = None
    citation: str = ""
    checks: Mapping[str, Check] = field(default_factory=dict)


def write_page(
    claims: Iterable[Claim],
    out: Path,
    *,
    title: str = "Graph of claims",
    filters: PageFilters | None = None,
    extras: PageExtras | None = None,
) -> PageReport:
    """Write the page that shows these claims, and return what is on it.

    The same claims, in any order, give the same bytes. Raises PageTooLarge above 10,000 actors
    or 50,000 relations, UnknownActor or UnknownRelation for a filter that nothing answers to,
    BadStep for a tour that cannot be shown, and UntrustedLibrary if pyvis has been changed.
    """
    filters, extras = filters or PageFilters(), extras or PageExtras()
    catalogue = {actor.id: actor for actor in extras.actors}
    chosen = chosen_claims(_found_right(claims, filters, extras), filters, catalogue)
    tables = tables_of(chosen, catalogue)
    points, communities = _placed(tables)
    steps = read_steps(extras.steps, tables) if extras.steps else ()
    shown = [claim for one in tables.relations for claim in one.claims]
    groups = article_groups(shown, tables.reprints)
    meta = _meta(title, filters, extras, steps) | {
        "communities": _community_rows(communities),
        "vocabulary": vocabulary(tables),
        "names": _names_of_others(tables, catalogue),
        "articles": len(groups),
        "sources": len(set(groups.values())),
    }
    network = _network(tables, points, communities)
    network.heading = title
    said = evidence(tables, groups, extras.checks)
    html = _rendered(network, tables, meta, said, still_of(tables, points, communities))
    content = html.encode("utf-8", "replace")
    out.write_bytes(content)
    return PageReport(
        path=out,
        actors=len(tables.actors),
        relations=len(tables.relations),
        claims=sum(len(relation.claims) for relation in tables.relations),
        articles=len(groups),
        communities=len(communities),
        size=len(content),
    )


def _found_right(
    claims: Iterable[Claim], filters: PageFilters, extras: PageExtras
) -> Iterable[Claim]:
    """Return the claims, or of these only such as coders found right."""
    if not filters.checked:
        return claims
    right = {name for name, check in extras.checks.items() if check.outcome == Answer.RIGHT}
    return (claim for claim in claims if claim.id in right)


def _placed(tables: Tables) -> tuple[Points, tuple[Community, ...]]:
    ties = [(relation.subject, relation.object) for relation in tables.relations]
    radii = [radius_of(actor.claims) for actor in tables.actors]
    if len(tables.actors) <= MOST_WHOLE:
        return whole_layout(ties, radii), ()
    return community_layout(ties, radii)


def _meta(
    title: str, filters: PageFilters, extras: PageExtras, steps: tuple[Step, ...]
) -> dict[str, Any]:
    return {
        "title": title,
        "filters": filters.described(),
        "citation": extras.citation,
        "strings": strings(),
        "shapes": style()["shapes"],
        "steps": [
            {"title": step.title, "paragraphs": step.paragraphs, "view": step.view}
            for step in steps
        ],
    }


def _names_of_others(tables: Tables, catalogue: Mapping[str, Actor]) -> dict[str, str]:
    """Return the names of those that roles speak of (a ministry), whether on the page or not."""
    others = {bond.other for actor in tables.actors for bond in actor.bonds}
    return {other: catalogue[other].name for other in sorted(others) if other in catalogue}


def _community_rows(communities: tuple[Community, ...]) -> list[dict[str, Any]]:
    return [
        {"x": round(one.x), "y": round(one.y), "r": round(one.radius), "members": one.members}
        for one in communities
    ]


def _network(tables: Tables, points: Points, communities: tuple[Community, ...]) -> Network:
    """Return the graph as pyvis holds it; edges are set directly, as add_edge compares them all."""
    network = Network(directed=True)
    network.toggle_physics(status=False)
    of = {member: number for number, one in enumerate(communities) for member in one.members}
    for number, (actor, (x, y)) in enumerate(zip(tables.actors, points, strict=True)):
        network.nodes.append(
            {
                "id": number,
                "key": actor.id,
                "label": actor.name,
                "kind": actor.kind,
                "aliases": actor.aliases,
                "bonds": [_bond(bond) for bond in actor.bonds],
                "x": round(float(x)),
                "y": round(float(y)),
                "size": round(radius_of(actor.claims), 1),
                "community": of.get(number, -1),
            }
        )
    for number, one in enumerate(tables.relations):
        ends = {"id": number, "from": one.subject, "to": one.object}
        network.edges.append(ends | {"relation": one.relation, "claims": len(one.claims)})
    return network


def _bond(bond: Bond) -> list[str]:
    return [bond.relation, bond.other, bond.title, bond.since or "", bond.until or ""]


@cache
def strings() -> dict[str, str]:
    """Return the interface's words, by name."""
    read: dict[str, str] = json.loads(asset("strings.json"))
    return read


@cache
def _vis_network() -> str:
    """Return vis-network as pyvis ships it, if it is the very file that was looked at."""
    file = files("pyvis").joinpath("templates").joinpath(VIS_NETWORK)
    content = file.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != VIS_SHA256:
        raise UntrustedLibrary(str(file), VIS_SHA256, found)
    return content.decode("utf-8").replace("\r\n", "\n").replace("</script", "<\\/script")


@cache
def _script() -> str:
    parts = "\n".join(asset(f"{name}.js") for name in (*SCRIPTS, "start"))
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


def _rendered(
    network: Network, tables: Tables, meta: dict[str, Any], said: dict[str, Any], still: Any
) -> str:
    """Fill the page's own template through pyvis, whose template it replaces."""
    styles, library, script = asset("page.css"), _vis_network(), _script()
    environment = Environment(
        loader=DictLoader({"page.html.j2": asset("page.html.j2")}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    graph = {"nodes": network.nodes, "edges": network.edges, "claims": claim_columns(tables)}
    environment.globals.update(
        blocks=[
            data_block("meta", meta),
            data_block("graph", graph),
            data_block("evidence", said),
        ],
        meta=meta,
        t=strings(),
        rows=rows_of(tables),
        relation_count=sum(relation.drawn for relation in tables.relations),
        still=still,
        policy=policy(styles, library, script),
        # these three come from files of packages, never from articles
        styles=Markup(styles),  # noqa: S704
        library=Markup(library),  # noqa: S704
        script=Markup(script),  # noqa: S704
    )
    network.templateEnv = environment
    network.path = "page.html.j2"
    return str(network.generate_html())
