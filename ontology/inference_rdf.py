"""What was inferred, as RDF: a graph of its own, each statement with its rule and its claim."""

from collections.abc import Iterable

from actorgraph.ontology.claim_iris import INFERRED, PREFIXES, actor_iri, camel_case, digest, iri_of
from actorgraph.ontology.claim_rdf import TYPE, Triples, term
from actorgraph.ontology.inference import Inference, Party, Rule
from actorgraph.ontology.oxigraph import Literal, NamedNode
from actorgraph.ontology.rdf_values import literal

GRAPH = NamedNode(INFERRED)
RULES = {
    Rule.SYMMETRIC: "ag:SymmetricRule",
    Rule.SUB_RELATION: "ag:SubRelationRule",
    Rule.PART_OF: "ag:PartOfRule",
}


def inference_triples(inferred: Iterable[Inference], *, plain: bool) -> Triples:
    """Yield the triples of the graph ag:inferred; `plain` adds the statement itself as one.

    A format without named graphs must leave the plain ones out, or they would stand among what
    was read. Each inference is a node of its own, of one claim.
    """
    for one in inferred:
        subject, obj = _node(one.subject), _node(one.object)
        relation = NamedNode(PREFIXES["ag"] + camel_case(one.relation))
        name = digest(subject.value, relation.value, obj.value, one.claim)
        node = NamedNode(iri_of("inference", name))
        yield node, TYPE, term("ag:Inference")
        yield node, term("ag:subject"), subject
        yield node, term("ag:relation"), relation
        yield node, term("ag:object"), obj
        yield node, term("ag:confidence"), literal(one.confidence)
        for rule in one.rules:
            yield node, term("ag:rule"), term(RULES[rule])
        yield node, term("prov:wasDerivedFrom"), NamedNode(iri_of("claim", one.claim))
        for tie in one.ties:
            if tie.claim:
                yield node, term("prov:wasDerivedFrom"), NamedNode(iri_of("claim", tie.claim))
            else:
                part = f"{tie.part} part_of {tie.whole.actor}"
                yield node, term("ag:catalogueTie"), Literal(part)
        for party in (one.subject, one.object):
            yield _node(party), term("rdfs:label"), Literal(party.name)
        if plain:
            yield subject, relation, obj


def _node(party: Party) -> NamedNode:
    return NamedNode(actor_iri(party.actor, party.kind))
