"""What follows from claims by rule, on cases made by hand; and that nothing else follows."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from rdflib import Graph

from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.catalogue import Catalogue, shipped
from actorgraph.ontology.catalogue_tables import Tables
from actorgraph.ontology.claims import (
    Claim,
    Extractor,
    Mention,
    Source,
    Span,
    Status,
    When,
)
from actorgraph.ontology.inference import Inference, Rule, claimed_ties, inferences
from actorgraph.ontology.sub_relations import finer_in, finer_relations
from actorgraph.ontology.vocabulary import RELATIONS

KINDS = {
    "airforce": "Military", "army": "Military", "turkey": "State", "senate": "Legislature",
    "pentagon": "Ministry", "us": "State", "kerry": "Person", "rebels": "ArmedGroup",
    "front": "ArmedGroup", "chechnya": "Region", "russia": "State", "ypg": "ArmedGroup",
}  # fmt: skip
BONDS = [
    ("airforce", "part_of", "army", None),
    ("army", "part_of", "turkey", "1923"),
    ("senate", "part_of", "us", None),
    ("pentagon", "part_of", "us", None),
    ("chechnya", "part_of", "russia", None),
    ("kerry", "member_of", "us", None),
    ("kerry", "part_of", "us", None),  # a person acts for itself, whatever the bond is called
    ("turkey", "member_of", "us", None),
]
SPAN = Span(text="x", start=0, end=1)


def catalogue() -> Catalogue:
    bonds = {
        name: tuple(
            Bond(relation=relation, other=other, since=since)
            for part, relation, other, since in BONDS
            if part == name
        )
        for name in KINDS
    }
    actors = {n: Actor(id=n, name=n.title(), kind=k, bonds=bonds[n]) for n, k in KINDS.items()}
    return Catalogue(
        actors=actors, names={}, adjectives={}, demonyms={}, capitals={}, held={}, tables=Tables()
    )


def claim(words: str, confidence: float = 0.8) -> Claim:
    subject, relation, obj = words.split()

    def mention(actor: str) -> Mention:
        return Mention(actor=actor, name=actor.title(), kind=KINDS[actor], text="x", start=0, end=1)

    return Claim(
        article="a1",
        source=Source(published="2016-10-24"),
        relation=relation,
        subject=mention(subject),
        object=mention(obj),
        cue=SPAN,
        sentence=SPAN,
        confidence=confidence,
        extractor=Extractor(name="hand", version="1", model="-"),
    )


def follows(*claims: Claim) -> list[Inference]:
    return list(inferences(claims, catalogue(), claimed_ties(claims)))


def said(found: Iterable[Inference]) -> set[str]:
    return {f"{one.subject.actor} {one.relation} {one.object.actor}" for one in found}


def test_what_an_organ_does_its_whole_does() -> None:
    stated = claim("airforce attacks ypg")
    found = follows(stated)

    assert said(found) == {"army attacks ypg", "turkey attacks ypg"}
    turkey = next(one for one in found if one.subject.actor == "turkey")
    assert (turkey.rules, turkey.claim, turkey.confidence) == ((Rule.PART_OF,), stated.id, 0.8)
    assert [(tie.part, tie.whole.actor, tie.claim) for tie in turkey.ties] == [
        ("airforce", "army", None), ("army", "turkey", None),
    ]  # fmt: skip
    assert turkey.subject.name == "Turkey"


def test_what_is_done_to_an_organ_is_done_to_its_whole() -> None:
    assert said(follows(claim("ypg attacks army"))) == {"ypg attacks turkey"}
    assert "turkey attacks us" in said(follows(claim("airforce attacks pentagon")))


def test_the_same_follows_from_the_catalogue_that_ships() -> None:
    raid = claim("airforce attacks ypg")
    raid = replace(raid, subject=replace(raid.subject, actor="turkish-air-force"))

    assert "turkey attacks ypg" in said(inferences([raid], shipped()))


@pytest.mark.parametrize(
    "words",
    [
        "senate accuses pentagon",  # both are the state's: its own affair
        "army attacks turkey",
        "turkey attacks army",
        "kerry accuses russia",  # persons act for themselves
        "turkey attacks russia",  # and so do members of an alliance
        "chechnya attacks ypg",  # a region is a part, and no organ
        "airforce leads ypg",  # lasting ties are not passed on
        "airforce controls ypg",
    ],
)
def test_what_does_not_follow(words: str) -> None:
    assert follows(claim(words)) == []


@pytest.mark.parametrize("more", [{"denied": True}, *({"status": s} for s in list(Status)[1:])])
def test_nothing_follows_from_what_is_not_stated_as_a_fact(more: dict[str, object]) -> None:
    assert follows(replace(claim("airforce attacks ypg"), **more)) == []  # type: ignore[arg-type]


def test_a_tie_counts_only_while_it_holds() -> None:
    old = replace(claim("airforce attacks ypg"), when=When(date="1922-08-26", precision="day"))

    assert said(follows(old)) == {"army attacks ypg"}


def test_symmetric_relations_hold_the_other_way_too() -> None:
    found = follows(claim("russia negotiates_with airforce"))

    assert said(found) == {
        "airforce negotiates_with russia",
        "russia negotiates_with army", "army negotiates_with russia",
        "russia negotiates_with turkey", "turkey negotiates_with russia",
    }  # fmt: skip
    rules = {f"{one.subject.actor} {one.object.actor}": one.rules for one in found}
    assert rules["airforce russia"] == (Rule.SYMMETRIC,)
    assert rules["turkey russia"] == (Rule.PART_OF, Rule.SYMMETRIC)
    assert said(follows(claim("russia allied_with turkey"))) == {"turkey allied_with russia"}


def test_a_claimed_tie_counts_with_its_claim_and_its_doubt() -> None:
    weak, tie = claim("rebels part_of front", 0.4), claim("rebels part_of front", 0.6)
    tie = replace(tie, cue=replace(SPAN, start=5, end=6))
    found = follows(claim("rebels attacks russia"), weak, tie)

    assert said(found) == {"front attacks russia"}
    assert (found[0].confidence, found[0].ties[0].claim) == (0.6, tie.id)
    denied = replace(tie, denied=True)
    assert follows(claim("rebels attacks russia"), denied) == []
    person = claim("kerry part_of front")
    assert follows(claim("kerry accuses russia"), person) == []


def test_ties_in_a_circle_come_to_an_end() -> None:
    circle = [claim("rebels part_of front"), claim("front part_of rebels")]

    assert said(follows(claim("rebels attacks russia"), *circle)) == {"front attacks russia"}


def test_every_mode_of_the_ontology_has_its_finer_relation() -> None:
    modes = {(name, mode) for name, one in RELATIONS.items() for mode, _ in one.modes}

    assert finer_relations().keys() == modes
    assert finer_relations()["attacks", "heavy-weapons"] == "shells"
    assert len(set(finer_relations().values())) == len(modes)


FINER = """
@prefix ag: <https://w3id.org/actorgraph/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ag:shells rdfs:subPropertyOf ag:attacks ; ag:hasMode ag:ASSAULT-heavy-weapons .
ag:ASSAULT-heavy-weapons skos:notation "heavy-weapons" .
"""


def test_a_mode_is_the_finer_relation_of_the_ontology(monkeypatch: pytest.MonkeyPatch) -> None:
    finer = finer_in(Graph().parse(data=FINER, format="turtle"))
    assert finer == {("attacks", "heavy-weapons"): "shells"}

    monkeypatch.setattr("actorgraph.ontology.sub_relations.finer_relations", lambda: finer)
    found = follows(replace(claim("army attacks ypg"), mode="heavy-weapons"))

    assert said(found) == {"army shells ypg", "turkey attacks ypg", "turkey shells ypg"}
    assert found[0].rules == (Rule.SUB_RELATION,)
