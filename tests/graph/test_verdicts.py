"""Verdicts stay with the claims they judge, through loads, removals, merges and dumps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import GraphNotEmpty, NotANetwork
from actorgraph.graph.networks import ClaimFilter, network
from actorgraph.graph.store import Store
from actorgraph.graph.verdicts import Added
from actorgraph.ontology.claims import Claim, Extractor
from actorgraph.ontology.verdicts import FIELDS, Answer, Check, Verdict

Make = Callable[..., Any]
LATER = Extractor(name="rules", version="2", model="def")
EDGE = "MATCH (s)-[r:ATTACKS]->(o) RETURN s.id, o.id, r.claims, r.checked, r.upheld ORDER BY s.id"


def verdict(on: Claim | str, coder: str = "Ada", day: int = 1, **answers: str) -> Verdict:
    """Make a verdict; what is not said is right."""
    return Verdict(
        claim=on if isinstance(on, str) else on.id,
        coder=coder,
        at=f"2026-01-{day:02}T09:00:00.000+00:00",
        answers=tuple(Answer(answers.get(name, "right")) for name in FIELDS),
        article="a1",
        said="somebody attacks somebody",
    )


@pytest.fixture
def war(store: Store, article: Make, claim: Make, reading: Make) -> tuple[Claim, Claim, Claim]:
    """Two articles: russia attacks rebels in both, and syria attacks rebels in the first."""
    first, second = article("a1"), article("a2", publisher="The Other Paper")
    claims = (
        claim("russia attacks rebels", first),
        claim("russia attacks rebels", second),
        claim("syria attacks rebels", first, start=60),
    )
    store.load([reading(first, claims[0], claims[2]), reading(second, claims[1])])
    return claims


def findings(store: Store) -> list[str]:
    return [f"{one.where}: {one.what}" for one in store.check() if one.sort != "words"]


def test_verdicts_come_in_once_and_the_newest_of_a_coder_counts(
    store: Store, war: tuple[Claim, ...]
) -> None:
    old, new = verdict(war[0]), verdict(war[0], day=2, relation="wrong")
    other = verdict(war[0], "Ben", relation="wrong", speaker="wrong")
    gone = verdict("0" * 32)

    assert store.add_verdicts([old, gone]) == Added(new=2, homeless=1)
    assert store.add_verdicts([old, gone]) == Added(known=2)
    assert store.add_verdicts([new, other, old]) == Added(new=2, known=1, replaced=1)
    assert store.add_verdicts([verdict(war[0], day=1, date="open")]) == Added(new=1, replaced=1)
    assert store.checks() == {
        war[0].id: Check(coders=2, outcome="wrong", wrong=("relation",)),
    }
    kept = {(one.verdict.id, one.current, one.on is not None) for one in store.verdicts()}
    assert {(old.id, False, True), (new.id, True, True), (gone.id, True, False)} <= kept
    assert len(kept) == 5
    assert [entry.what for entry in store.log() if entry.action == "verdicts"] == [
        ("2 of Ada",), ("1 of Ada", "1 of Ben"), ("1 of Ada",)
    ]  # fmt: skip
    assert findings(store) == []


def test_claims_and_relationships_tell_what_was_checked(
    store: Store, war: tuple[Claim, ...]
) -> None:
    store.add_verdicts([verdict(war[0]), verdict(war[1], object="wrong")])
    store.add_verdicts([verdict(war[2]), verdict(war[2], "Ben", subject="wrong")])

    rows = "MATCH (c:Claim) RETURN c.id, c.checked, c.verdict"
    assert {id_: said for id_, *said in store.query(rows).rows} == {
        war[0].id: [1, "right"], war[1].id: [1, "wrong"], war[2].id: [2, "disputed"]
    }  # fmt: skip
    assert store.query(EDGE).rows == (("russia", "rebels", 2, 2, 1), ("syria", "rebels", 1, 1, 0))
    assert list(store.claims(checked=True)) == [war[0]]
    for evidence in (True, False):
        graph = store.network(ClaimFilter(checked=True), evidence=evidence)
        assert [(s, o, n) for s, o, n in graph.edges(data="claims")] == [("russia", "rebels", 1)]
    with pytest.raises(NotANetwork, match="checked"):
        network(store.claims(), ClaimFilter(checked=True))


def test_verdicts_outlive_reading_again_and_removing(
    store: Store, war: tuple[Claim, ...], article: Make, claim: Make, reading: Make
) -> None:
    store.add_verdicts([verdict(war[0]), verdict(war[2], subject="wrong")])
    first = article("a1")
    again = claim("russia attacks rebels", first, extractor=LATER, confidence=0.3)
    store.load([reading(first, again, extractor=LATER)])

    assert store.query(EDGE).rows == (("russia", "rebels", 2, 1, 1),)
    assert {one.verdict.claim: one.on is not None for one in store.verdicts()} == {
        war[0].id: True, war[2].id: False
    }  # fmt: skip
    assert findings(store) == []

    store.remove("a1")
    assert store.checks() == {}
    assert store.query(EDGE).rows == (("russia", "rebels", 1, None, None),)
    store.load([reading(first, war[0], war[2])])
    assert len(store.checks()) == 2
    assert store.query(EDGE).rows == (("russia", "rebels", 2, 1, 1), ("syria", "rebels", 1, 1, 0))
    assert findings(store) == []


def test_merged_actors_keep_what_was_checked(store: Store, war: tuple[Claim, ...]) -> None:
    store.add_verdicts([verdict(war[0]), verdict(war[2], subject="wrong")])
    store.merge("syria", "russia")

    assert store.query(EDGE).rows == (("syria", "rebels", 3, 2, 1),)
    assert {one.id for one in store.merged_claims()} & store.checks().keys() == {
        one.id for one in store.merged_claims() if one.article == "a1"
    }
    assert {war[0].id, war[2].id} <= store.checks().keys()
    assert findings(store) == []
    store.split("syria")
    assert store.query(EDGE).rows == (("russia", "rebels", 2, 1, 1), ("syria", "rebels", 1, 1, 0))


def test_what_is_wrong_about_checks_is_found_and_repaired(
    store: Store, war: tuple[Claim, ...]
) -> None:
    store.add_verdicts([verdict(war[0]), verdict(war[2])])
    with store._connection.writing() as session:
        session.run("MATCH (:Verdict {claim: $id})-[j:JUDGES]->() DELETE j", id=war[0].id)
        session.run("MATCH (c:Claim {id: $id}) SET c.verdict = 'wrong'", id=war[2].id)
        session.run("MATCH ()-[r:ATTACKS]->() SET r.upheld = 7, r.checked = 7")
    told = findings(store)

    assert len(told) == 5
    for part in ("not linked", f"claim {war[2].id}", "russia attacks rebels", "(7, 7)"):
        assert part in "\n".join(told)
    assert all(one.repaired for one in store.check(repair=True) if one.sort == "verdicts")
    assert findings(store) == []
    assert store.query(EDGE).rows == (("russia", "rebels", 2, 1, 1), ("syria", "rebels", 1, 1, 1))


def test_a_dump_carries_verdicts_and_a_graph_of_them_alone_is_not_empty(
    store: Store, war: tuple[Claim, ...], tmp_path: Path
) -> None:
    store.add_verdicts([verdict(war[0]), verdict(war[0], day=2), verdict("0" * 32, "Ben")])
    before = list(store.verdicts())
    store.dump(tmp_path / "graph.dump")
    store.remove("a1")
    store.remove("a2")

    with pytest.raises(GraphNotEmpty):
        store.restore(tmp_path / "graph.dump")
    with store._connection.writing() as session:
        session.run("MATCH (n:Verdict|Load) DETACH DELETE n").consume()
    store.restore(tmp_path / "graph.dump")
    assert list(store.verdicts()) == before
    assert store.query(EDGE).rows[0] == ("russia", "rebels", 2, 1, 1)
    assert findings(store) == []
