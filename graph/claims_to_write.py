"""The claims of a batch in the forms in which they are written: facts, rows, links, actors."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from actorgraph.graph.claim_rows import claim_row, place_id
from actorgraph.graph.edges import PLACE, Edge, Node, node_of
from actorgraph.graph.load_memory import EdgeState, state_of
from actorgraph.graph.node_rows import is_better, said_of_actor, said_of_place
from actorgraph.graph.readings import Reading
from actorgraph.graph.sums import Fact, as_reports, fact_of
from actorgraph.ontology.calibration import Calibration
from actorgraph.ontology.claims import Claim, Mention


class Shape(NamedTuple):
    """What a statement that writes claims has to name: labels, and which links there are."""

    subject: str
    object: str
    speaker: str | None
    place: bool


class ClaimToWrite(NamedTuple):
    """A claim's shape, and its values: "claim" the node's, "s", "o", "v", "p" the ids it links."""

    shape: Shape
    values: dict[str, Any]


class ClaimsToWrite:
    """The claims of a batch, in the forms in which they are written.

    With a calibration, the confidence is the refitted one, and `raw_confidence` keeps the other.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        merges: Mapping[str, str],
        calibration: Calibration | None = None,
    ) -> None:
        self._facts: dict[Edge, list[Fact]] = defaultdict(list)
        self.rows: list[ClaimToWrite] = []
        self.mentioned: dict[Node, dict[str, Any]] = {}
        self._merges, self._calibration = merges, calibration
        self._of_article: list[dict[str, Any]] = []  # rows whose origin is their article
        for reading in readings:
            for id_, claim in {claim.id: claim for claim in reading.claims}.items():
                self._add(id_, claim, reading)
        # Added up here, while the graph takes in another batch.
        self._states = {edge: state_of(facts) for edge, facts in self._facts.items()}

    def put_reports(self, reports: Mapping[str, str]) -> dict[Edge, EdgeState]:
        """Let the claims of reprints come from their report, by article; return what they add."""
        for claim in self._of_article:
            claim["origin"] = reports.get(claim["article"], claim["article"])
        others = {article: report for article, report in reports.items() if article != report}
        if not others:
            return self._states
        return self._states | {
            edge: state_of(list(as_reports(facts, others)))
            for edge, facts in self._facts.items()
            if any(fact.origin in others for fact in facts)
        }

    def _add(self, id_: str, claim: Claim, reading: Reading) -> None:
        subject, obj = self._node(claim.subject), self._node(claim.object)
        speaker = self._node(claim.speaker) if claim.speaker else None
        place = Node(PLACE, place_id(claim.where)) if claim.where else None
        if claim.where and place:
            self._mention(place, said_of_place(claim.where))
        fact, refitted = fact_of(claim), {}
        known = self._calibration
        if known and known.fits(claim.extractor.model, claim.data_id):
            fact = replace(fact, confidence=known.of(claim.confidence))
            refitted = {"confidence": fact.confidence, "raw_confidence": claim.confidence}
        self._facts[Edge(subject, claim.relation, obj)].append(fact)
        shape = Shape(subject.label, obj.label, speaker and speaker.label, place is not None)
        row = claim_row(claim, reading, (id_, fact)) | refitted
        values: dict[str, Any] = {"claim": row, "s": subject.id, "o": obj.id}
        if fact.origin == fact.article:
            self._of_article.append(row)
        if speaker:
            values["v"] = speaker.id
        if place:
            values["p"] = place.id
        self.rows.append(ClaimToWrite(shape, values))

    def _node(self, mention: Mention) -> Node:
        node = node_of(mention, self._merges)
        if node.id == mention.actor:
            self._mention(node, said_of_actor(mention))
        return node

    def _mention(self, node: Node, says: dict[str, Any]) -> None:
        known = self.mentioned.get(node)
        if known is None or is_better(says, known):
            self.mentioned[node] = says
