"""A networkx graph back as claims: those that its edges carry, or edges that somebody coded."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from actorgraph.errors import ActorGraphError, NotANetwork
from actorgraph.graph.networks import EVIDENCE, PLACE, UNASSERTED, Network
from actorgraph.ontology.actors import slug
from actorgraph.ontology.claims import Claim, Extractor, Mention, Source, Span, Status, When
from actorgraph.ontology.vocabulary import KINDS, relation_named

SHOWN = 10  # problems that a message names
NOWHERE = Span(text="", start=0, end=0)  # who codes by hand points at no words
PRECISION = {4: "year", 7: "month", 10: "day"}
SOURCE = ("title", "publisher", "published", "url")
ADVICE = (
    "an edge made by hand needs a relation of the ontology (as its key, or the attribute "
    "'relation'), a node its 'kind'; docs/store-reading.md has the other attributes"
)


def claims_in(network: Network, *, coded_by: str | None = None) -> list[Claim]:
    """Return the claims of a network, in the order of articles and words.

    Edges made with `evidence` give the very claims that they carry. Others are claims "coded by"
    somebody, one an edge, without offsets. Raises NotANetwork with all that lacks.
    """
    claims: dict[str, Claim] = {one.id: one for one in network.graph.get(UNASSERTED, ())}
    problems: list[str] = []
    for subject, obj, key, says in network.edges(keys=True, data=True):
        edge = f"edge {subject!r} -> {obj!r} ({key!r})"
        if EVIDENCE in says:
            claims |= {one.id: one for one in says[EVIDENCE]}
            continue
        found = list(_lacking(network, (subject, obj, key), says, coded_by))
        problems += [f"{edge}: {problem}" for problem in found]
        if not found:
            claim = _coded(network, (subject, obj, key), coded_by or "")
            if claim.id in claims:
                problems.append(f"{edge}: another edge has the event {claim.data_id!r} too")
            claims[claim.id] = claim
    if problems:
        more = f"; and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
        raise NotANetwork("; ".join(dict.fromkeys(problems[:SHOWN])) + more, ADVICE)
    return sorted(claims.values(), key=_place)


def _lacking(
    network: Network, ends: tuple[str, str, Any], says: Mapping[str, Any], coded_by: str | None
) -> Iterator[str]:
    """Yield what keeps the edge from being a claim."""
    if "claims" in says:
        yield "it has the sums of claims, but not the claims; make the network with evidence=True"
        return
    if not coded_by:
        yield "it carries no claims, so say who coded it (coded_by=…)"
    for node in (*ends[:2], says.get("speaker")):
        if node is not None:
            yield from _node_problems(network, node)
    for check in (_relation, _status, _when, _confidence):
        try:
            check(ends[2], says)
        except (ValueError, TypeError, ActorGraphError) as error:
            yield str(error)


def _node_problems(network: Network, node: str) -> Iterator[str]:
    if node not in network:
        yield f"its speaker {node!r} is no node"
    elif (kind := network.nodes[node].get("kind")) not in KINDS:
        said = "has no kind" if kind is None else f"has the kind {kind!r}"
        yield f"the node {node!r} {said}; known: {', '.join(sorted(KINDS))}"


def _coded(network: Network, ends: tuple[str, str, Any], coder: str) -> Claim:
    subject, obj, key = ends
    says = network.edges[subject, obj, key]
    relation, data = _relation(key, says), f"coded:{slug(coder)}"
    source = {name: says[name] for name in SOURCE if says.get(name) is not None}
    event = says.get("event") or f"{subject} {key} {obj}"
    return Claim(
        article=f"{data}:{event}",  # its own: coding on never takes away what was coded before
        source=Source(**{"title": f"coded by {coder}", "publisher": coder} | source),
        relation=relation,
        mode=says.get("mode"),
        subject=_mention(network, subject),
        object=_mention(network, obj),
        speaker=_mention(network, says["speaker"]) if says.get("speaker") else None,
        cue=NOWHERE,
        sentence=NOWHERE,
        denied=bool(says.get("denied", False)),
        status=_status(key, says),
        when=_when(key, says),
        confidence=_confidence(key, says),
        extractor=Extractor(name=f"coded by {coder}", version="", model=""),
        data_id=f"{data}:{event}",
    )


def _mention(network: Network, node: str) -> Mention:
    says = network.nodes[node]
    name, kind = str(says.get("name") or node), says["kind"]
    actor = node.removeprefix("place:") if kind == PLACE else node
    return Mention(actor=actor, name=name, kind=kind, text=name, start=None, end=None)


def _relation(key: Any, says: Mapping[str, Any]) -> str:
    return relation_named(str(says.get("relation", key))).name


def _status(_key: Any, says: Mapping[str, Any]) -> Status:
    return Status(says.get("status", Status.ACTUAL))


def _when(_key: Any, says: Mapping[str, Any]) -> When | None:
    """Return the date of the attribute `when`, with its last day in `end`."""
    if says.get("when") is None:
        return None
    first = _day(says["when"])
    end = None if says.get("end") is None else _day(says["end"])
    return When(date=first, precision=PRECISION[len(first)], end=end)


def _day(value: Any) -> str:
    text = value.isoformat()[:10] if isinstance(value, dt.date) else str(value)
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
        PRECISION[len(text)]
    except (KeyError, ValueError):
        message = f"{value!r} is no date; write it as 2016, 2016-10 or 2016-10-24"
        raise ValueError(message) from None
    return text


def _confidence(_key: Any, says: Mapping[str, Any]) -> float:
    value = float(says.get("confidence", 1.0))
    if not 0 <= value <= 1:
        message = f"the confidence {value:g} is not between 0 and 1"
        raise ValueError(message)
    return value


def _place(claim: Claim) -> tuple[str, int, int, int, str]:
    """Order claims as a store gives them."""
    start = -1 if claim.subject.start is None else claim.subject.start
    return claim.article, claim.sentence.start, claim.cue.start, start, claim.id
