"""The catalogue as RDF: actors as SKOS concepts and individuals of their kind, dated roles in ORG.

Each tie is one rdf:Statement with the time in which it holds (OWL-Time); offices and memberships
are org:Memberships as well. Ties that hold today are also plain triples; those that ended are not.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import TypeAlias
from urllib.parse import quote

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG, OWL, RDF, SKOS, TIME, XSD
from rdflib.term import Node

from actorgraph.ontology.actors import Actor, Bond, slug
from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.turtle import AG

ID = "https://w3id.org/actorgraph/id/"
SCHEME = URIRef("https://w3id.org/actorgraph/catalogue")
WD = Namespace("http://www.wikidata.org/entity/")
XL = Namespace("http://www.w3.org/2008/05/skos-xl#")
OFFICES = ("leads", "member_of", "speaks_for")  # ties that a person or body has in an organisation
# How precise a date is by its length, and what OWL-Time and XML Schema call a date of that sort.
PRECISION = {
    4: (TIME.inXSDgYear, XSD.gYear),
    7: (TIME.inXSDgYearMonth, XSD.gYearMonth),
    10: (TIME.inXSDDate, XSD.date),
}
Triples: TypeAlias = Iterator[tuple[Node, Node, Node]]


def catalogue_graph(catalogue: Catalogue) -> Graph:
    """Return all that a catalogue says, with prefixes bound, ready to be serialised."""
    graph = Graph(bind_namespaces="none")
    prefixes = {
        "ag": AG, "dcterms": DCTERMS, "org": ORG, "owl": OWL, "rdf": RDF, "skos": SKOS,
        "skosxl": XL, "time": TIME, "xsd": XSD, "wd": WD,
        "actor": f"{ID}actor/", "role": f"{ID}role/", "tie": f"{ID}tie/",
    }  # fmt: skip
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)
    for triple in catalogue_triples(catalogue):
        graph.add(triple)
    return graph


def catalogue_triples(catalogue: Catalogue) -> Triples:
    """Yield the triples of the scheme and of its actors, an actor at a time."""
    yield SCHEME, RDF.type, SKOS.ConceptScheme
    yield SCHEME, DCTERMS.title, Literal("actorgraph: catalogue of political actors", lang="en")
    yield SCHEME, OWL.versionInfo, Literal(catalogue.fingerprint()[:16])
    native: dict[str, list[Literal]] = {}
    for name in catalogue.tables.native:
        native.setdefault(name.actor, []).append(Literal(name.text, lang=name.language))
    for actor in catalogue.actors.values():
        yield from _facts(actor)
        yield from (
            (actor_iri(actor.id), SKOS.altLabel, label) for label in native.get(actor.id, ())
        )
        for bond in actor.bonds:
            yield from _tie(actor.id, bond)
    for alias, actor_id in catalogue.tables.names:
        if alias.since or alias.until:
            yield from _dated_name(actor_id, alias.text, (alias.since, alias.until))


def actor_iri(actor: str) -> URIRef:
    """Return the IRI of an actor, the same that claims have."""
    return URIRef(f"{ID}actor/{quote(actor, safe='')}")


def _facts(actor: Actor) -> Triples:
    iri = actor_iri(actor.id)
    yield iri, RDF.type, SKOS.Concept
    yield iri, RDF.type, AG[actor.kind]
    yield iri, SKOS.inScheme, SCHEME
    yield iri, SKOS.notation, Literal(actor.id)
    yield iri, SKOS.prefLabel, Literal(actor.name, lang="en")
    for alias in actor.aliases:
        if alias != actor.name:  # a label is preferred or not
            yield iri, SKOS.altLabel, Literal(alias, lang="en")
    if actor.country:
        yield iri, DCTERMS.coverage, Literal(actor.country)
    if actor.wikidata:
        yield iri, OWL.sameAs, WD[actor.wikidata]


def _tie(subject: str, bond: Bond) -> Triples:
    told = "|".join((subject, bond.relation, bond.other, bond.title, bond.since or "",
                     bond.until or ""))  # fmt: skip
    tie = URIRef(f"{ID}tie/{sha256(told.encode()).hexdigest()[:16]}")
    first, *more = bond.relation.split("_")
    relation = AG[first + "".join(map(str.title, more))]
    who, whom = actor_iri(subject), actor_iri(bond.other)
    if bond.until is None:
        yield who, relation, whom
    yield tie, RDF.type, RDF.Statement
    yield tie, RDF.subject, who
    yield tie, RDF.predicate, relation
    yield tie, RDF.object, whom
    when = BNode() if bond.since or bond.until else None
    if bond.relation in OFFICES:
        yield tie, RDF.type, ORG.Membership
        yield tie, ORG.member, who
        yield tie, ORG.organization, whom
        if bond.title:
            yield from _role(tie, bond.title)
    if when:
        during = ORG.memberDuring if bond.relation in OFFICES else DCTERMS.temporal
        yield tie, during, when
        yield from _interval(when, bond.since, bond.until)


def _role(tie: URIRef, title: str) -> Triples:
    role = URIRef(f"{ID}role/{slug(title)}")
    yield tie, ORG.role, role
    yield role, RDF.type, ORG.Role
    yield role, SKOS.prefLabel, Literal(title, lang="en")


def _dated_name(actor: str, text: str, span: tuple[str | None, str | None]) -> Triples:
    """A name that is the actor's for a time only, as a label that can be spoken of."""
    label, when = BNode(), BNode()
    yield actor_iri(actor), XL.altLabel, label
    yield label, RDF.type, XL.Label
    yield label, XL.literalForm, Literal(text, lang="en")
    yield label, DCTERMS.temporal, when
    yield from _interval(when, *span)


def _interval(when: BNode, since: str | None, until: str | None) -> Triples:
    yield when, RDF.type, TIME.Interval
    for end, date in ((TIME.hasBeginning, since), (TIME.hasEnd, until)):
        if date:
            instant = BNode()
            at, sort = PRECISION[len(date)]
            yield when, end, instant
            yield instant, RDF.type, TIME.Instant
            yield instant, at, Literal(date, datatype=sort)
