"""Claims as JSON-LD that reads like a claims file: one tree a claim, in the ontology's words."""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any, TypeAlias

from actorgraph.ontology.claim_iris import PREFIXES
from actorgraph.ontology.claim_rdf import TYPE, Triples
from actorgraph.ontology.oxigraph import Literal, NamedNode

AG, XSD = PREFIXES["ag"], PREFIXES["xsd"]
EXACT = 2**53  # whole numbers below it are the same in every JSON reader
NODES = (
    "ag:subject", "ag:object", "ag:speaker", "ag:source", "ag:subjectMention", "ag:objectMention",
    "ag:speakerMention", "ag:cue", "ag:sentence", "ag:when", "ag:where", "ag:geonames",
    "prov:wasDerivedFrom", "prov:wasGeneratedBy", "prov:wasAssociatedWith", "prov:used",
    "prov:specializationOf", "oa:hasSource", "oa:hasSelector",
)  # fmt: skip
WORDS = ("ag:relation", "ag:status", "ag:kind", "ag:mode", "ag:rule")
NUMBERS = ("ag:confidence", "ag:goldstein", "geo:lat", "geo:long")
PLAIN = (
    "oa:start", "oa:end", "oa:exact", "oa:prefix", "oa:suffix", "dcterms:identifier",
    "dcterms:title", "dcterms:issued", "dc:publisher", "schema:url",
    "schema:softwareVersion", "rdfs:label",
)  # fmt: skip

Pairs: TypeAlias = list[tuple[NamedNode, NamedNode | Literal]]


def context() -> dict[str, Any]:
    """Return the context: terms of the ontology need no prefix, the others have a short name."""
    named = {"id": "@id", "type": "@type", "@vocab": AG} | PREFIXES
    typed = {"@id": NODES, "@vocab": WORDS, "xsd:double": NUMBERS}
    for coercion, names in typed.items():
        for name in names:
            named[_short(name)] = {"@id": name, "@type": coercion}  # type: ignore[assignment]
    return named | {_short(name): name for name in PLAIN}


def write_json_ld(runs: Iterable[tuple[NamedNode, Triples]], file: IO[bytes]) -> None:
    """Write the graphs one after another; what is in memory is one article."""
    terms = (f"{json.dumps(name)}: {json.dumps(value)}" for name, value in context().items())
    file.write(('{"@context": {\n ' + ",\n ".join(terms) + '\n},\n"@graph": [').encode())
    for number, (graph, triples) in enumerate(runs):
        opening = json.dumps({"id": _compact(graph.value)}, ensure_ascii=False)
        file.write((",\n" if number else "\n").encode() + opening[:-1].encode())
        file.write(b', "@graph": [')
        for count, node in enumerate(_trees(triples)):
            text = json.dumps(node, ensure_ascii=False)
            file.write((",\n  " if count else "\n  ").encode() + text.encode())
        file.write(b"\n]}")
    file.write(b"\n]}\n")


def _trees(triples: Triples) -> Iterator[dict[str, Any]]:
    """Yield each node with the parts that its IRI has a fragment for inside it.

    Triples of a node that come apart give several objects of one id, which say the same.
    """
    nodes: dict[NamedNode, Pairs] = {}
    root = ""
    for subject, predicate, value in triples:
        document = subject.value.partition("#")[0]
        if document != root and nodes:
            yield from _rooted(nodes)
            nodes = {}
        root = document
        nodes.setdefault(subject, []).append((predicate, value))
    yield from _rooted(nodes)


def _rooted(nodes: dict[NamedNode, Pairs]) -> Iterator[dict[str, Any]]:
    while nodes:
        yield _object(next(iter(nodes)), nodes)


def _object(node: NamedNode, nodes: dict[NamedNode, Pairs]) -> dict[str, Any]:
    """Return a node as an object, and take it and what is inside it out of `nodes`."""
    pairs = nodes.pop(node)
    types = [_local(value.value) for predicate, value in pairs if predicate == TYPE]
    made: dict[str, Any] = {"id": _compact(node.value)}
    if types:
        made["type"] = types[0] if len(types) == 1 else types
    for predicate, value in pairs:
        if predicate != TYPE:
            _put(made, _key(predicate.value), _value(value, predicate, nodes))
    return made


def _put(made: dict[str, Any], name: str, value: Any) -> None:
    if name not in made:
        made[name] = value
    elif isinstance(made[name], list):
        made[name].append(value)
    else:
        made[name] = [made[name], value]


def _value(value: NamedNode | Literal, predicate: NamedNode, nodes: dict[NamedNode, Pairs]) -> Any:
    coerced = COERCED.get(predicate.value)
    if isinstance(value, NamedNode):
        if value in nodes and "#" in value.value:
            return _object(value, nodes)
        text = _local(value.value) if coerced == "@vocab" else _compact(value.value)
        return text if coerced else {"id": text}
    datatype = value.datatype.value.removeprefix(XSD)
    if coerced == f"xsd:{datatype}":
        return value.value
    if datatype == "string":
        return {"@value": value.value} if coerced else value.value
    if not coerced and datatype == "boolean":
        return value.value == "true"
    if not coerced and datatype == "integer" and abs(int(value.value)) < EXACT:
        return int(value.value)
    return {"@type": f"xsd:{datatype}", "@value": value.value}


def _compact(iri: str) -> str:
    for prefix, start in SORTS:
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def _local(iri: str) -> str:
    """Return a word of the ontology as it is, anything else with its prefix."""
    return iri.removeprefix(AG) if iri.startswith(AG) else _compact(iri)


def _key(iri: str) -> str:
    """Return the name of a property: the ontology's own need a prefix only where another has it."""
    if iri in SHORT:
        return SHORT[iri]
    local = _local(iri)
    return _compact(iri) if local in TAKEN else local


def _short(name: str) -> str:
    return name.split(":", 1)[1]


def _full(name: str) -> str:
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local


SORTS = tuple(PREFIXES.items())
SHORT = {_full(name): _short(name) for name in (*NODES, *WORDS, *NUMBERS, *PLAIN)}
TAKEN = frozenset(SHORT.values())
COERCED = (
    {_full(name): "@id" for name in NODES}
    | {_full(name): "@vocab" for name in WORDS}
    | {_full(name): "xsd:double" for name in NUMBERS}
)
