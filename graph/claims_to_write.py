"""The claims of a batch in the forms in which they are written: facts, rows, links, actors."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from actorgraph.graph.claim_rows import claim_row, place_id
from actorgraph.graph.edges import PLACE, Edge, Node, node_of
from actorgraph.graph.readings import Reading
from actorgraph.graph.sums import Fact, fact_of
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim


class ClaimsToWrite:
    """The claims of a batch, in the forms in which they are written."""

    def __init__(self, readings: Sequence[Reading], merges: Mapping[str, str]) -> None:
        self.facts: dict[Edge, list[Fact]] = defaultdict(list)
        self.rows: list[tuple[Edge, dict[str, Any]]] = []
        self.speakers: dict[str, list[dict[str, str]]] = defaultdict(list)
        self.places: list[dict[str, str]] = []
        self.mentioned: dict[Node, dict[str, Any]] = {}
        self._merges = merges
        for reading in readings:
            for claim in {claim.id: claim for claim in reading.claims}.values():
                self._add(claim, reading.article)

    def _add(self, claim: Claim, article: Article) -> None:
        subject, obj = self._node(claim, "subject"), self._node(claim, "object")
        edge = Edge(subject, claim.relation, obj)
        self.facts[edge].append(fact_of(claim))
        self.rows.append((edge, claim_row(claim, article)))
        if claim.speaker:
            speaker = self._node(claim, "speaker")
            self.speakers[speaker.label].append({"claim": claim.id, "node": speaker.id})
        if claim.where:
            where, place = claim.where, place_id(claim.where)
            self.places.append({"claim": claim.id, "node": place})
            self._mention(
                Node(PLACE, place),
                {
                    "name": where.name,
                    "kind": PLACE,
                    "geonames": where.geonames,
                    "country": where.country,
                    "lat": where.lat,
                    "lon": where.lon,
                },
            )

    def _node(self, claim: Claim, role: str) -> Node:
        mention = getattr(claim, role)
        node = node_of(mention, self._merges)
        if node.id == mention.actor:
            self._mention(node, {"name": mention.name, "kind": mention.kind})
        return node

    def _mention(self, node: Node, says: dict[str, Any]) -> None:
        known = self.mentioned.get(node)
        if known is None or _order(says) < _order(known):
            self.mentioned[node] = says


def _order(says: Mapping[str, Any]) -> tuple[str, str, bool]:
    """Order what mentions say of one actor, so that the first of them does not depend on chance."""
    return says["name"], says["kind"], says.get("geonames") is None
