"""A claim read back from RDF, whoever wrote it; what lacks is said with its node."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from actorgraph.errors import ActorGraphError
from actorgraph.ontology.claim_iris import GEONAMES, PREFIXES, RELATION_IRIS, name_in
from actorgraph.ontology.claim_rdf import TYPE, term
from actorgraph.ontology.claims import Claim, claim_from_json
from actorgraph.ontology.oxigraph import BlankNode, Literal, NamedNode
from actorgraph.ontology.rdf_values import plain_value

Term: TypeAlias = Any  # a node, a literal, or a quoted triple, which no claim has
Node: TypeAlias = NamedNode | BlankNode
Nodes: TypeAlias = Callable[[Term], Mapping[NamedNode, Iterable[Term]]]

CLAIM = term("ag:Claim")
RELATIONS = {iri: name for name, iri in RELATION_IRIS.items()}


class BadNode(ActorGraphError):
    """A node of RDF is not of the form of a claim."""


def claim_of(node: Node, nodes: Nodes) -> Claim:
    """Return the claim of a node; `nodes` gives the properties of any node.

    Raises BadNode that names what lacks or is wrong, and UnknownRelation or UnknownKind.
    """
    try:
        return claim_from_json(_row(_Properties(node, nodes)))
    except (TypeError, ValueError) as error:
        raise BadNode(str(error)) from error


class _Properties:
    """The properties of one node, asked by their prefixed names."""

    def __init__(self, node: Term, nodes: Nodes) -> None:
        self.node, self.nodes = node, nodes
        self.values = nodes(node)

    def all(self, name: str) -> list[Term]:
        return list(dict.fromkeys(self.values.get(term(name), ())))

    def optional(self, name: str) -> Term | None:
        """Return the value, None where there is none; two are one too many."""
        found = self.all(name)
        if len(found) > 1:
            message = f"{shown(self.node)} has {len(found)} values of {name}, not one"
            raise BadNode(message)
        return found[0] if found else None

    def one(self, name: str) -> Term:
        found = self.optional(name)
        if found is None:
            message = f"{shown(self.node)} lacks {name}"
            raise BadNode(message)
        return found

    def text(self, name: str) -> str | None:
        found = self.optional(name)
        return None if found is None else self._literal(found, name).value

    def value(self, name: str) -> Any:
        found = self.optional(name)
        if found is None:
            return None
        try:
            return plain_value(self._literal(found, name))
        except ValueError as error:
            message = f"{shown(self.node)}, {name}: {error}"
            raise BadNode(message) from None

    def iri(self, name: str) -> str:
        found = self.one(name)
        if not isinstance(found, NamedNode):
            message = f"{shown(self.node)}, {name}: {shown(found)} is no IRI"
            raise BadNode(message)
        return found.value

    def at(self, name: str) -> "_Properties":
        """Return the node that this one names."""
        return _Properties(self.one(name), self.nodes)

    def maybe(self, name: str) -> "_Properties | None":
        return None if self.optional(name) is None else self.at(name)

    def needed(self, value: Any, name: str) -> Any:
        if value is None:
            self.one(name)
        return value

    def _literal(self, found: Term, name: str) -> Literal:
        if not isinstance(found, Literal):
            message = f"{shown(self.node)}, {name}: {shown(found)} is no literal"
            raise BadNode(message)
        return found


def _row(claim: _Properties) -> dict[str, Any]:
    """Return the claim as a line of a claims file."""
    speaker = claim.optional("ag:speaker") is not None or claim.optional("ag:speakerMention")
    denied = claim.needed(claim.value("ag:denied"), "ag:denied")
    article = _article(claim)
    return {
        "article": name_in(article.value, "article"),
        "source": _source(claim.maybe("ag:source") or _Properties(article, claim.nodes)),
        "relation": _relation(claim.iri("ag:relation")),
        "mode": _mode(claim),
        "subject": _mention(claim, "subject"),
        "object": _mention(claim, "object"),
        "cue": _words(claim.at("ag:cue")),
        "sentence": _words(claim.at("ag:sentence")),
        "denied": denied,
        "status": _local(claim.iri("ag:status")).lower(),
        "speaker": _mention(claim, "speaker") if speaker else None,
        "when": _when(claim.maybe("ag:when")),
        "where": _where(claim.maybe("ag:where")),
        "confidence": claim.needed(claim.value("ag:confidence"), "ag:confidence"),
        "extractor": _extractor(claim),
        "data_id": claim.text("ag:dataId"),
    }


def _article(claim: _Properties) -> NamedNode:
    sentence = claim.one("ag:sentence")
    found = [one for one in claim.all("prov:wasDerivedFrom") if one != sentence]
    if len(found) == 1 and isinstance(found[0], NamedNode):
        return found[0]
    message = f"{shown(claim.node)} needs one article as prov:wasDerivedFrom, not {len(found)}"
    raise BadNode(message)


def _source(node: _Properties) -> dict[str, str | None]:
    return {
        "title": node.text("dcterms:title") or "",
        "publisher": node.text("dc:publisher"),
        "published": node.text("dcterms:issued"),
        "url": node.text("schema:url"),
        "signature": node.text("ag:signature"),
    }


def _mention(claim: _Properties, role: str) -> dict[str, Any]:
    mention = claim.at(f"ag:{role}Mention")
    return {
        "actor": name_in(claim.iri(f"ag:{role}"), "actor", "place"),
        "name": mention.needed(mention.text("ag:name"), "ag:name"),
        "kind": _local(mention.iri("ag:kind")),
        **_words(mention),
        "resolution": mention.text("ag:resolution"),
    }


def _words(node: _Properties) -> dict[str, Any]:
    """Return text and offsets from the selectors of a node."""
    found: dict[str, Any] = {"text": None, "start": None, "end": None}
    for selector in (_Properties(one, node.nodes) for one in node.all("oa:hasSelector")):
        kinds = selector.all("rdf:type")
        if term("oa:TextPositionSelector") in kinds:
            found["start"] = selector.value("oa:start")
            found["end"] = selector.value("oa:end")
        if term("oa:TextQuoteSelector") in kinds:
            found["text"] = selector.text("oa:exact")
    if found["text"] is None:
        message = f"{shown(node.node)} lacks a TextQuoteSelector with oa:exact"
        raise BadNode(message)
    for name in ("start", "end"):
        if not isinstance(found[name], int | None):
            message = f"{shown(node.node)}: oa:{name} is no whole number"
            raise BadNode(message)
    return found


def _when(node: _Properties | None) -> dict[str, str | None] | None:
    if node is None:
        return None
    date = node.needed(node.text("ag:date"), "ag:date")
    precision = node.needed(node.text("ag:precision"), "ag:precision")
    return {"date": date, "precision": precision, "end": node.text("ag:end")}


def _where(node: _Properties | None) -> dict[str, Any] | None:
    if node is None:
        return None
    number = node.optional("ag:geonames") and node.iri("ag:geonames")
    return {
        "name": node.needed(node.text("ag:name"), "ag:name"),
        "geonames": _number(node, number) if number else None,
        "country": node.text("ag:country"),
        "lat": node.value("geo:lat"),
        "lon": node.value("geo:long"),
    }


def _number(node: _Properties, iri: str) -> int:
    found = re.fullmatch(r"https?://(?:sws|www)\.geonames\.org/(\d+)(?:/.*)?", iri)
    if not found:
        message = f"{shown(node.node)}, ag:geonames: <{iri}> is no {GEONAMES}NUMBER/"
        raise BadNode(message)
    return int(found[1])


def _extractor(claim: _Properties) -> dict[str, str]:
    program = claim.at("prov:wasGeneratedBy").at("prov:wasAssociatedWith")
    names = {"name": "schema:name", "version": "schema:softwareVersion", "model": "ag:model"}
    return {field: program.needed(program.text(name), name) for field, name in names.items()}


def _relation(iri: str) -> str:
    return RELATIONS.get(iri) or _local(iri)


def _mode(claim: _Properties) -> str | None:
    """Return the mode's name: "aerial" for ag:ASSAULT-aerial."""
    found = claim.optional("ag:mode")
    if isinstance(found, NamedNode):
        return _local(found.value).partition("-")[2] or found.value
    return claim.text("ag:mode")


def _local(iri: str) -> str:
    return iri.removeprefix(PREFIXES["ag"])


def shown(node: Term) -> str:
    """Return a node as Turtle would name it, for a message."""
    text = node.value if isinstance(node, NamedNode) else str(node)
    for prefix, start in PREFIXES.items():
        if text.startswith(start):
            return f"{prefix}:{text.removeprefix(start)}"
    return f"<{text}>" if isinstance(node, NamedNode) else text


__all__ = ["CLAIM", "TYPE", "BadNode", "Nodes", "claim_of", "shown"]
