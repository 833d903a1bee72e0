"""The ontology as OWL: complete, consistent, and saying what it should."""

from itertools import chain

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from actorgraph.ontology.turtle import AG
from actorgraph.ontology.turtle_files import FOLDER, PARTS, SHAPES, ontology, parsed, shapes
from actorgraph.ontology.vocabulary import KINDS, RELATIONS

RELATION_CLASSES = (AG.EventRelation, AG.LastingTie)
EXAMPLE = "https://example.org/"


def relations(graph: Graph) -> list[Node]:
    return [node for one in RELATION_CLASSES for node in graph.subjects(RDF.type, one)]


def closed(graph: Graph) -> tuple[Graph, list[str]]:
    """Return the graph with all that OWL 2 RL concludes, and the contradictions found."""
    reasoner = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
    reasoner.closure()
    return graph, list(reasoner.error_messages)


@pytest.fixture(scope="module")
def closure() -> tuple[Graph, list[str]]:
    facts = parsed(*PARTS).parse(
        data="""@prefix ag: <https://w3id.org/actorgraph/ontology#> .
        @prefix : <https://example.org/> .
        :russia a ag:State . :aleppo a ag:Place . :putin a ag:Person ; ag:leads :russia .
        :russia ag:bombsFromTheAir :aleppo . :turkey ag:alliedWith :russia .
        :claim a ag:Claim ; ag:subject :russia ; ag:object :aleppo .""",
        format="turtle",
    )
    return closed(facts)


def test_every_turtle_file_of_the_folder_is_a_part_of_the_ontology() -> None:
    found = {file.name for file in FOLDER.iterdir() if file.name.endswith(".ttl")}

    assert found == {*PARTS, SHAPES}


def test_the_closure_is_consistent(closure: tuple[Graph, list[str]]) -> None:
    assert closure[1] == []


def test_contradictions_are_found() -> None:
    """Each of the four nodes is a contradiction of its own, and reasoning tells of each."""
    wrong = f"""@prefix ag: <{AG}> . @prefix : <{EXAMPLE}> .
        :acting-place a ag:Place ; ag:attacks :russia .
        :state-and-person a ag:State, ag:Person .
        :someone ag:leads :led-place . :led-place a ag:Place .
        :claim-and-state a ag:Claim, ag:State ."""
    graph = parsed("actor_relations.ttl", "claim_terms.ttl").parse(data=wrong, format="turtle")

    told = "\n".join(closed(graph)[1])
    for name in ("acting-place", "state-and-person", "led-place", "claim-and-state"):
        assert name in told
    assert "someone" not in told


@pytest.mark.parametrize(
    ("subject", "predicate", "object_"),
    [
        ("russia", AG.attacks, "aleppo"),
        ("aleppo", AG.attackedBy, "russia"),
        ("russia", AG.alliedWith, "turkey"),
        ("russia", AG.ledBy, "putin"),
        ("turkey", RDF.type, AG.Actor),
        ("claim", RDF.type, URIRef("http://www.w3.org/ns/prov#Entity")),
        ("putin", RDF.type, URIRef("https://schema.org/Person")),
        ("aleppo", RDF.type, AG.Participant),
    ],
)
def test_what_follows(
    closure: tuple[Graph, list[str]], subject: str, predicate: URIRef, object_: str
) -> None:
    end = object_ if isinstance(object_, URIRef) else URIRef(EXAMPLE + object_)

    assert (URIRef(EXAMPLE + subject), predicate, end) in closure[0]


@pytest.mark.parametrize(
    ("subject", "predicate", "object_"),
    [("aleppo", AG.attacks, "russia"), ("russia", AG.shells, "aleppo")],
)
def test_what_does_not_follow(
    closure: tuple[Graph, list[str]], subject: str, predicate: URIRef, object_: str
) -> None:
    assert (URIRef(EXAMPLE + subject), predicate, URIRef(EXAMPLE + object_)) not in closure[0]


def test_the_ontology_has_a_version() -> None:
    node = URIRef("https://w3id.org/actorgraph/ontology")
    version = ontology().value(node, OWL.versionInfo)

    assert ontology().value(node, OWL.versionIRI) == URIRef(f"{node}/{version}")


def test_every_relation_has_domain_range_label_and_definition() -> None:
    graph = ontology()
    assert len(relations(graph)) == len(RELATIONS) == 24
    for node in relations(graph):
        for predicate in (RDFS.domain, RDFS.range, RDFS.label, SKOS.definition):
            assert len(list(graph.objects(node, predicate))) == 1, (node, predicate)


def test_a_relation_is_symmetric_or_has_an_inverse() -> None:
    graph = ontology()
    for node in relations(graph):
        inverses = list(graph.subjects(OWL.inverseOf, node))
        symmetric = (node, RDF.type, OWL.SymmetricProperty) in graph
        assert symmetric == ((node, RDF.type, AG.SymmetricRelation) in graph), node
        assert len(inverses) == (0 if symmetric else 1), node


def test_every_term_that_is_used_is_defined_with_a_label() -> None:
    whole = ontology() + shapes()
    used = {
        term
        for term in chain.from_iterable(whole)
        if isinstance(term, URIRef) and term.startswith(AG)
    }
    unnamed = [
        term
        for term in used
        if not (set(whole[term : RDFS.label]) or set(whole[term : SKOS.prefLabel]))
        and whole.value(term, URIRef("http://purl.org/dc/terms/title")) is None
    ]

    assert unnamed == []


def test_each_kind_of_actor_has_a_match_in_other_vocabularies() -> None:
    graph = ontology()
    predicates = (RDFS.subClassOf, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)
    for kind in KINDS:
        matches = [str(o) for p in predicates for o in graph.objects(AG[kind], p)]
        for base in ("https://schema.org/", "http://www.wikidata.org/entity/Q"):
            # An organ of state is what its broader kind is; a population is no thing of schema.org.
            inherited = KINDS[kind].parent == "Government" or kind == "Population"
            found = any(match.startswith(base) for match in matches)
            assert found or (inherited and "schema" in base), (kind, base)


def test_an_alignment_says_something_of_a_term_that_we_define() -> None:
    own = parsed(*(name for name in PARTS if name != "alignments.ttl"))
    known = set(own.subjects())

    assert set(parsed("alignments.ttl").subjects()) <= known
