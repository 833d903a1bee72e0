"""Merging actors and splitting them again: sums, later loads, chains, and the way back."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import AmbiguousActor, BadMerge, UnknownActor
from actorgraph.graph.findings import Finding
from actorgraph.graph.merged_claims import as_merged
from actorgraph.graph.networks import network, network_of
from actorgraph.graph.store import Store
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.claims import Claim

Make = Callable[..., Any]


def wrong(store: Store) -> list[Finding]:
    """What a check finds; the articles of these tests do not hold the words of their claims."""
    return [finding for finding in store.check() if finding.sort != "words"]


LOAD = re.compile(rb'"load": "[^"]*"')
WORDS = [
    "russia attacks syria",
    "syria attacks rebels",
    "turkey attacks rebels",
    "rebels attacks russia",
    "turkey negotiates_with russia",
    "syria attacks turkey",
    "rebels attacks aleppo",
]
KNOWN = Actor(
    id="turkey", name="Türkiye", kind="State", aliases=("Ankara",), country="TR", wikidata="Q43",
    bonds=(Bond(relation="allied_with", other="syria", since="2010"),),
)  # fmt: skip


@pytest.fixture
def held(article: Make, claim: Make, reading: Make) -> list[Any]:
    """Readings of articles with a claim each, in which the actors do all sorts of things."""
    made = []
    for number, words in enumerate(WORDS * 2):
        home = article(f"a{number:02}", publisher=f"P{number % 3}")
        speaker = "kerry" if number % 2 else "turkey"
        made.append(reading(home, claim(words, home, speaker=speaker, denied=number % 4 == 3)))
    return made


def exported(store: Store, tmp_path: Path) -> dict[str, bytes]:
    """Return the members of a dump, without the history, and all links."""
    store.dump(tmp_path / "graph.dump")
    with zipfile.ZipFile(tmp_path / "graph.dump") as file:
        names = [n for n in file.namelist() if n not in ("loads.jsonl", "manifest.json")]
        members = {name: LOAD.sub(b"", file.read(name)) for name in names}
    links = store.query(
        "MATCH (a)-[r]->(b) WHERE NOT b:Load RETURN a.id, type(r), b.id, properties(r) AS p "
        "ORDER BY a.id, type(r), b.id"
    )
    return members | {"links": str(links.rows).encode()}


def sums(store: Store) -> list[str]:
    return sorted(map(str, network_of(store.relations()).edges(keys=True, data=True)))


def counted(claims: list[Claim], **merged: str) -> list[str]:
    stands = {old: (new, new.title(), "State") for old, new in merged.items()}
    return sorted(map(str, network(as_merged(claims, stands)).edges(keys=True, data=True)))


def test_two_actors_become_one_and_two_again(store: Store, held: list[Any], tmp_path: Path) -> None:
    claims = [one for reading in held for one in reading.claims]
    store.load(held, actors={"turkey": KNOWN})
    before = exported(store, tmp_path)

    assert store.merge("syria", "turkey") > 0
    assert sums(store) == counted(claims, turkey="syria")
    assert {a.id for a in store.actors()} == {"kerry", "rebels", "russia", "syria"}
    assert [m.actor for m in store.merges()] == ["turkey"]
    assert list(store.claims()) == claims
    shown = {m.actor for c in store.merged_claims() for m in (c.subject, c.object, c.speaker) if m}
    assert "turkey" not in shown
    assert wrong(store) == []

    assert store.split("turkey")[0] == ["turkey"]
    assert exported(store, tmp_path) == before
    assert list(store.merges()) == []
    assert [e.action for e in store.log()] == ["load", "merge", "split"]


def test_a_merge_is_heeded_by_later_loads_also_where_only_the_merged_one_is_named(
    store: Store, held: list[Any], article: Make, claim: Make, reading: Make, tmp_path: Path
) -> None:
    home = article("late", publisher="Other")
    late = reading(home, claim("turkey attacks aleppo", home, speaker="turkey"))
    store.load([*held, late], actors={"turkey": KNOWN})
    never = exported(store, tmp_path)
    for known in store.known():
        store.remove(known)
    store.load(held)
    store.merge("syria", "turkey")
    for known in store.known():
        store.remove(known)

    store.load([late], actors={"turkey": KNOWN})  # nobody names "syria", which stands for both
    assert [a.id for a in store.actors()] == ["syria"]
    assert sums(store) == counted(list(late.claims), turkey="syria")
    store.load(held, actors={"turkey": KNOWN})
    assert wrong(store) == []

    store.split("syria")
    assert exported(store, tmp_path) == never


def test_chains_are_followed_and_undone_link_by_link(
    store: Store, held: list[Any], tmp_path: Path
) -> None:
    claims = [one for reading in held for one in reading.claims]
    store.load(held)
    before = exported(store, tmp_path)
    store.merge("syria", "turkey")
    store.merge("russia", "syria")
    store.merge("turkey", "rebels")  # into one that was merged itself

    one = dict.fromkeys(("turkey", "syria", "rebels"), "russia")
    assert sums(store) == counted(claims, **one)
    assert {(m.actor, m.into, m.stands) for m in store.merges()} == {
        ("turkey", "syria", "russia"),
        ("syria", "russia", "russia"),
        ("rebels", "turkey", "russia"),
    }
    for into, merged, told in [
        ("turkey", "russia", "cannot be merged"),  # a circle
        ("russia", "russia", "the same"),
        ("russia", "turkey", "one actor already"),
        ("kerry", "turkey", "split it first"),
    ]:
        with pytest.raises(BadMerge, match=told):
            store.merge(into, merged)

    store.split("syria")  # takes those along that were merged into it
    assert sums(store) == counted(claims, turkey="syria", rebels="syria")
    assert wrong(store) == []
    store.split("rebels")
    store.split("turkey")
    assert exported(store, tmp_path) == before


def test_actors_are_named_by_id_name_or_alias_and_near_ones_are_offered(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    home = article()
    claims = [claim("turkey attacks rebels", home), claim("russia attacks syria", home, start=50)]
    twin = claims[1].subject
    claims.append(
        replace(claims[1], subject=replace(twin, actor="rus", start=90, end=96), mode="aerial")
    )
    store.load([reading(home, *claims)], actors={"turkey": KNOWN})

    with pytest.raises(UnknownActor, match=r"did you mean '[Rr]ebels'"):
        store.merge("rebells", "turkey")
    with pytest.raises(AmbiguousActor, match="rus, russia"):
        store.merge("RUSSIA", "turkey")
    with pytest.raises(BadMerge, match="was not merged"):
        store.split("syria")
    store.merge("Rebels", "ankara")
    assert [(m.actor, m.name, m.into) for m in store.merges()] == [("turkey", "Türkiye", "rebels")]
    assert store.split("Türkiye")[0] == ["turkey"]
    assert next(a for a in store.actors() if a.id == "turkey").aliases == ("Ankara",)


def test_a_claim_between_the_two_stays_as_a_relation_to_oneself(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    home = article()
    store.load([reading(home, claim("syria attacks rebels", home))])
    store.merge("syria", "rebels")

    (row,) = store.relations()
    assert (row.subject, row.object, row.sums.claims) == ("syria", "syria", 1)
