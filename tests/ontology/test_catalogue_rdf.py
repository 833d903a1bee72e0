"""The catalogue as RDF says what the tables say, and rdflib reads it back."""

import re
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal
from rdflib.namespace import ORG, OWL, RDF, SKOS, XSD

from actorgraph.ontology.catalogue import Catalogue, _indexed, shipped
from actorgraph.ontology.catalogue_rdf import SCHEME, WD, XL, actor_iri, catalogue_graph
from actorgraph.ontology.catalogue_tables import Tables
from actorgraph.ontology.turtle import AG
from actorgraph.ontology.vocabulary import KINDS


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The shipped catalogue, written and read back."""
    written = catalogue_graph(shipped()).serialize(format="nt")
    return Graph().parse(data=written, format="nt")


def test_every_actor_is_a_concept_of_its_kind(graph: Graph) -> None:
    catalogue = shipped()
    concepts = set(graph.subjects(SKOS.inScheme, SCHEME))

    assert concepts == {actor_iri(actor) for actor in catalogue.actors}
    assert concepts == set(graph.subjects(RDF.type, SKOS.Concept))
    for kind in KINDS:
        known = {actor_iri(a.id) for a in catalogue.actors.values() if a.kind == kind}
        assert set(graph.subjects(RDF.type, AG[kind])) == known, kind


def test_labels_and_links_are_as_many_as_the_tables_have(graph: Graph) -> None:
    actors = shipped().actors.values()
    other = {(a.id, alias) for a in actors for alias in a.aliases if alias != a.name}
    native = {(n.actor, n.text, n.language) for n in shipped().tables.native}
    dated = {(a, use.text) for use, a in shipped().tables.names if use.since or use.until}

    assert len(set(graph.subject_objects(SKOS.prefLabel))) >= len(shipped().actors)
    assert len(set(graph.subject_objects(SKOS.altLabel))) == len(other) + len(native)
    assert len(set(graph.objects(None, XL.literalForm))) == len({text for _, text in dated})
    assert len(set(graph.subjects(OWL.sameAs))) == sum(bool(a.wikidata) for a in actors)
    assert (actor_iri("russia"), OWL.sameAs, WD.Q159) in graph


def test_every_tie_is_a_statement_and_every_office_a_membership(graph: Graph) -> None:
    bonds = {(a.id, bond) for a in shipped().actors.values() for bond in a.bonds}
    offices = {b for b in bonds if b[1].relation in ("leads", "member_of", "speaks_for")}

    assert len(set(graph.subjects(RDF.type, RDF.Statement))) == len(bonds)
    assert len(set(graph.subjects(RDF.type, ORG.Membership))) == len(offices)
    assert len(set(graph.subject_objects(ORG.role))) == sum(bool(b.title) for _, b in offices)


def test_roles_have_their_time_and_only_those_of_today_are_plain(graph: Graph) -> None:
    asked = """
        PREFIX org: <http://www.w3.org/ns/org#> PREFIX time: <http://www.w3.org/2006/time#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?since ?until WHERE {
            ?tie org:member ?who ; org:role/skos:prefLabel "secretary of state"@en ;
                 org:memberDuring ?time .
            ?who skos:prefLabel "John Kerry"@en .
            ?time time:hasBeginning/time:inXSDDate ?since ; time:hasEnd/time:inXSDDate ?until }"""
    state = actor_iri("united-states-department-of-state")

    assert [tuple(row) for row in graph.query(asked)] == [  # type: ignore[arg-type]
        (Literal("2013-02-01", datatype=XSD.date), Literal("2017-01-20", datatype=XSD.date))
    ]
    assert (actor_iri("marco-rubio"), AG.leads, state) in graph
    assert (actor_iri("john-kerry"), AG.leads, state) not in graph


@pytest.mark.parametrize("form", ["turtle", "json-ld"])
def test_other_forms_say_the_same(form: str, tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(
        'id,name,kind,aliases\nx1,"Quote ""Q"" & Ünïcode",NGO,Alias@2001..2002|<b>\nx2,Else,State,\n',
        encoding="utf-8",
    )
    (tmp_path / "bonds.csv").write_text(
        "subject,relation,other,title,since,until\nx1,part_of,x2,,2001,2002-03\n",
        encoding="utf-8",
    )
    tables = Tables()
    tables.read(tmp_path)
    small = catalogue_graph(_indexed(tables))

    read = Graph().parse(data=small.serialize(format=form), format=form)

    assert read.isomorphic(small)
    assert (actor_iri("x1"), SKOS.prefLabel, Literal('Quote "Q" & Ünïcode', lang="en")) in read


def test_the_example_of_the_documents_is_what_is_written(graph: Graph) -> None:
    text = (Path(__file__).parents[2] / "docs" / "actors.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```turtle\n(.*?)```", text, re.DOTALL)
    prefixes = "\n".join(
        f"@prefix {prefix}: <{iri}> ." for prefix, iri in catalogue_graph(_none()).namespaces()
    )
    shown = Graph().parse(data=f"{prefixes}\n{example}", format="turtle")
    plain = [triple for triple in shown if not any(isinstance(node, BNode) for node in triple)]

    assert len(plain) > 12
    assert [triple for triple in plain if triple not in graph] == []


def _none() -> Catalogue:
    return _indexed(Tables())
