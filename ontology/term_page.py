"""The page of the ontology's terms: one anchor a term, made from the Turtle files.

`python -m actorgraph.ontology.term_page docs/ontology/index.html` writes it.
"""

import sys
from html import escape
from itertools import groupby
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SH
from rdflib.term import Node

from actorgraph.ontology.turtle import AG
from actorgraph.ontology.turtle_files import PARTS, SHAPES, ontology, shapes

BASE = str(AG).removesuffix("#")
SECTIONS = (
    "Event relations", "Lasting ties", "Inverses", "Relations of a mode", "Kinds of actor",
    "Classes", "Properties", "Statuses, rules and graphs", "Modes", "PLOVER", "CAMEO", "Shapes",
)  # fmt: skip
# What is said of a term, in this order; the rest is for machines.
SHOWN = {
    RDFS.domain: "from", RDFS.range: "to", OWL.inverseOf: "the other way round of",
    RDFS.subPropertyOf: "a kind of", RDFS.subClassOf: "a kind of", OWL.disjointWith: "never also",
    AG.hasMode: "with the mode", AG.modeOf: "mode of", AG.codedAs: "kept as",
    AG.ploverRoot: "PLOVER root", AG.quadClass: "quad class", AG.goldstein: "Goldstein weight",
    AG.cameoCode: "CAMEO codes", SKOS.broader: "below", SKOS.closeMatch: "close to",
    SKOS.broadMatch: "narrower than", SKOS.narrowMatch: "broader than",
    SKOS.relatedMatch: "related to", SKOS.note: "note", SKOS.scopeNote: "note",
}  # fmt: skip
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "dt{margin-top:1rem;font-weight:600}dt a{color:inherit}dd{margin:0 0 0 1.5rem}"
    "code{font-size:.9em}:target{background:#fff3c4}"
    "@media(prefers-color-scheme:dark){body{background:#16181d;color:#e6e6e6}"
    "a{color:#8ab4f8}:target{background:#4a3f12}}"
)


def term_page() -> str:
    """Return the page as HTML; the same files give the same text."""
    graph = Graph() + ontology() + shapes()
    terms = {term for term in graph.subjects() if _is_ours(term)}
    placed = sorted((SECTIONS.index(_section(graph, term)), _name(term)) for term in terms)
    lines = [_head(graph)]
    for number, group in groupby(placed, key=lambda pair: pair[0]):
        title = SECTIONS[number]
        lines += [f'<h2 id="section-{number + 1}">{title}</h2>', "<dl>"]
        for _, name in group:
            lines += _entry(graph, AG[name])
        lines.append("</dl>")
    return "\n".join([*lines, "</html>", ""])


def _head(graph: Graph) -> str:
    node = URIRef(BASE)
    version = graph.value(node, OWL.versionIRI)
    files = ", ".join(f"<code>{name}</code> ({what})" for name, what in PARTS.items())
    places = " · ".join(f'<a href="#section-{n}">{name}</a>' for n, name in enumerate(SECTIONS, 1))
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Terms of actorgraph</title>\n<style>{STYLE}</style>\n"
        f"<h1>Terms of actorgraph</h1>\n<p>{_text(graph, node, DCTERMS.description)}</p>\n"
        f"<p>Base: <code>{AG}</code>, prefix <code>ag:</code>. Version: <code>{version}</code>. "
        f"Files: {files}, <code>{SHAPES}</code> (SHACL shapes).</p>\n<p>{places}</p>"
    )


def _entry(graph: Graph, term: URIRef) -> list[str]:
    name = _name(term)
    label = _label(graph, term)
    about = [_text(graph, term, SKOS.definition)] + [
        f"{what} {', '.join(shown)}"
        for predicate, what in SHOWN.items()
        if (shown := sorted(_shown(value) for value in graph.objects(term, predicate)))
    ]
    if (term, RDF.type, OWL.SymmetricProperty) in graph:
        about.append("symmetric")
    lines = [f'<dt id="{name}"><a href="#{name}"><code>ag:{name}</code></a> {label}</dt>']
    return [*lines, *(f"<dd>{line}</dd>" for line in about if line)]


def _section(graph: Graph, term: Node) -> str:
    kinds = set(graph.objects(term, RDF.type))
    sections = {
        AG.EventRelation: "Event relations",
        AG.LastingTie: "Lasting ties",
        AG.KindOfActor: "Kinds of actor",
        AG.Mode: "Modes",
        SH.NodeShape: "Shapes",
        SH.PropertyShape: "Shapes",
        OWL.Class: "Classes",
    }
    for kind, section in sections.items():
        if kind in kinds:
            return section
    if (term, OWL.inverseOf, None) in graph:
        return "Inverses"
    if (term, AG.hasMode, None) in graph:
        return "Relations of a mode"
    for scheme in ("CAMEO", "PLOVER"):
        if term == AG[scheme] or (term, SKOS.inScheme, AG[scheme]) in graph:
            return scheme
    if (term, SH.declare, None) in graph:
        return "Shapes"
    properties = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    return "Properties" if kinds & properties else "Statuses, rules and graphs"


def _is_ours(term: Node) -> bool:
    return isinstance(term, URIRef) and term.startswith(AG)


def _name(term: Node) -> str:
    return str(term).removeprefix(str(AG))


def _label(graph: Graph, term: Node) -> str:
    found = (graph.value(term, p) for p in (SKOS.prefLabel, RDFS.label, DCTERMS.title))
    return escape(str(next((label for label in found if label), "")))


def _text(graph: Graph, term: Node, predicate: URIRef) -> str:
    value = graph.value(term, predicate)
    return "" if value is None else escape(str(value))


def _shown(value: Node) -> str:
    if _is_ours(value):
        return f'<a href="#{_name(value)}"><code>ag:{_name(value)}</code></a>'
    if isinstance(value, Literal):
        return escape(str(value))
    return f'<a href="{escape(str(value))}"><code>{escape(str(value))}</code></a>'


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(term_page(), encoding="utf-8")
