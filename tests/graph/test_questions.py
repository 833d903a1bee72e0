"""The named questions: what their headers say, how names are found, and what they answer."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import (
    AmbiguousActor,
    BadParameter,
    BadQuestion,
    UnknownActor,
    UnknownQuestion,
    UnknownRelation,
    UnreadableFile,
)
from actorgraph.graph.store import Store
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.claims import Claim, Status
from actorgraph.ontology.verdicts import FIELDS, Answer, Verdict
from actorgraph.ontology.vocabulary import RELATIONS
from actorgraph.queries.asking import ask
from actorgraph.queries.questions import Question, parse_question, questions

Make = Callable[..., Any]
TEN = {
    "neighbours", "allies", "rivals", "dyad", "backers",
    "paths", "contested", "said", "sources", "escalation", "reprints",
}  # fmt: skip
KNOWN = {
    "russia": Actor(id="russia", name="Russia", kind="State", aliases=("Russian Federation",)),
    "rebels": Actor(id="rebels", name="Free Army", kind="ArmedGroup", aliases=("The Force",)),
    "turkey": Actor(id="turkey", name="Turkey", kind="State", aliases=("Türkiye", "The Force")),
}
NEEDED: dict[str, dict[str, str]] = {
    "neighbours": {"actor": "Russia"}, "allies": {"actor": "Russia"},
    "rivals": {"actor": "Russia"}, "escalation": {"actor": "Russia"},
    "dyad": {"actor": "Russia", "other": "rebels"},
    "paths": {"actor": "Russia", "other": "rebels"},
}  # fmt: skip


@pytest.fixture(scope="module")
def war(empty_store: Store, article: Make, claim: Make, reading: Make) -> Store:
    """A small war: two papers, three weeks, a denial, a plan, and somebody who talks."""
    first = article("a1", published="2016-10-10")
    second = article("a2", published="2016-10-12", publisher="The Other Paper")
    third = article("a3", published="2016-10-24")
    empty_store.load(
        [
            reading(
                first,
                claim("russia attacks rebels", first),
                claim("turkey backs rebels", first, start=40),
                claim("kerry accuses russia", first, start=80, speaker="kerry"),
            ),
            reading(
                second,
                claim("russia attacks rebels", second, confidence=0.9),
                claim("russia attacks rebels", second, start=40, denied=True, speaker="russia"),
                claim("russia attacks aleppo", second, start=80),
            ),
            reading(
                third,
                claim("russia negotiates_with rebels", third),
                claim("russia cooperates_with syria", third, start=40),
                claim("russia attacks turkey", third, start=80, status=Status.PLANNED),
                claim("turkey aids rebels", third, start=120, status=Status.ALLEGED),
            ),
        ],
        actors=KNOWN,
    )
    empty_store.add_verdicts(
        [
            judged(claim("russia attacks rebels", first)),
            judged(claim("russia attacks aleppo", second, start=80), relation="wrong"),
        ]
    )
    return empty_store


def judged(on: Claim, **answers: str) -> Verdict:
    """A coder's verdict; what is not said is right."""
    given = tuple(Answer(answers.get(name, "right")) for name in FIELDS)
    at = "2026-10-01T09:00:00.000+00:00"
    return Verdict(claim=on.id, coder="Ada", at=at, answers=given)


def answer(store: Store, question: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    running = ask(store, question, given)
    places = [running.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in running.rows]


# -- answers -------------------------------------------------------------------------------------


def test_neighbours(war: Store) -> None:
    columns = ("other", "kind", "acts", "acted_on", "relations", "articles", "first", "last")

    assert answer(war, "neighbours", *columns, actor="Russia") == [
        ("Free Army", "ArmedGroup", 3, 0, ["attacks", "negotiates_with"], 3,
         "2016-10-10", "2016-10-24"),
        ("Aleppo", "Place", 1, 0, ["attacks"], 1, "2016-10-12", "2016-10-12"),
        ("Kerry", "Person", 0, 1, ["accuses"], 1, "2016-10-10", "2016-10-10"),
        ("Syria", "State", 1, 0, ["cooperates_with"], 1, "2016-10-24", "2016-10-24"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "others"),
    [
        ("2016-10-24", None, {"Free Army", "Syria"}),
        (None, "2016-10-11", {"Free Army", "Kerry"}),
        ("2016-10-12", "2016-10-12", {"Free Army", "Aleppo"}),
        ("2016-10", "2016-10", {"Free Army", "Aleppo", "Kerry", "Syria"}),
        ("2017", None, set()),
    ],
)
def test_dates_choose_and_include_both_ends(
    war: Store, since: str | None, until: str | None, others: set[str]
) -> None:
    rows = answer(war, "neighbours", "other", actor="Russia", since=since, until=until)

    assert {other for (other,) in rows} == others


def test_allies_and_rivals(war: Store) -> None:
    columns = ("other", "cooperation", "conflict")

    assert answer(war, "allies", *columns, actor="Russia") == [("Syria", 1, 0)]
    assert answer(war, "allies", *columns, actor="rebels") == [("Turkey", 2, 0)]
    assert answer(war, "rivals", *columns, actor="Russia") == [
        ("Free Army", 1, 2),
        ("Kerry", 0, 1),
    ]


def test_a_dyad_comes_day_by_day_with_its_denials_and_words(war: Store) -> None:
    columns = ("date", "who", "relation", "whom", "denied", "speaker", "article", "sentence")
    rows = answer(war, "dyad", *columns, actor="rebels", other="Russia")

    assert sorted(row[:7] for row in rows) == [
        ("2016-10-10", "Russia", "attacks", "Free Army", False, None, "a1"),
        ("2016-10-12", "Russia", "attacks", "Free Army", False, None, "a2"),
        ("2016-10-12", "Russia", "attacks", "Free Army", True, "Russia", "a2"),
        ("2016-10-24", "Russia", "negotiates_with", "Free Army", False, None, "a3"),
    ]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert all("russia struck rebels" in row[7] for row in rows if row[2] == "attacks")


def test_who_backs_whom(war: Store) -> None:
    columns = ("backer", "backed", "relation", "claims", "sources")
    every = [("Turkey", "Free Army", "aids", 1, 1), ("Turkey", "Free Army", "backs", 1, 1)]

    assert answer(war, "backers", *columns) == every
    assert answer(war, "backers", *columns, actor="Free Army") == every
    assert answer(war, "backers", *columns, actor="Syria") == []


def test_paths_between_two_actors(war: Store) -> None:
    columns = ("steps", "actors", "relations", "claims")

    assert answer(war, "paths", *columns, actor="kerry", other="rebels") == [
        (2, ["Kerry", "Russia", "Free Army"], ["accuses →", "attacks →"], 1),
        (2, ["Kerry", "Russia", "Free Army"], ["accuses →", "negotiates_with →"], 1),
    ]
    assert answer(war, "paths", *columns, actor="rebels", other="Turkey", until="2016-10-10") == [
        (1, ["Free Army", "Turkey"], ["← backs"], 1)
    ]
    assert answer(war, "paths", *columns, actor="rebels", other="rebels") == []
    assert questions()["paths"].cypher.count("ACCUSES") == 1
    for relation in RELATIONS.values():
        assert relation.neo4j_type in questions()["paths"].cypher


def test_what_is_contested(war: Store) -> None:
    columns = ("who", "relation", "whom", "asserted", "denied", "denied_by")
    found = [("Russia", "attacks", "Free Army", 2, 1, ["Russia"])]

    assert answer(war, "contested", *columns) == found
    assert answer(war, "contested", *columns, actor="Kerry") == []


def test_who_says_what_about_whom(war: Store) -> None:
    columns = ("speaker", "who", "relation", "whom", "asserted", "denied")

    assert answer(war, "said", *columns) == [
        ("Kerry", "Kerry", "accuses", "Russia", 1, 0),
        ("Russia", "Russia", "attacks", "Free Army", 0, 1),
    ]
    assert [row[0] for row in answer(war, "said", *columns, actor="kerry")] == ["Kerry"]


def test_sources(war: Store) -> None:
    columns = ("who", "whom", "sources", "publishers", "articles", "claims", "confidence")
    rows = answer(war, "sources", *columns, actor="rebels", relation="attacks")

    papers = ["The Other Paper", "The Paper"]
    assert rows == [("Russia", "Free Army", 2, papers, 2, 2, 0.9)]


def test_escalation_week_by_week(war: Store) -> None:
    columns = ("week", "claims", "cooperation", "conflict")
    rows = answer(war, "escalation", *columns, actor="Russia", other="rebels")
    weights = [
        round(row[0], 2) for row in answer(war, "escalation", "goldstein", actor="Russia", other="rebels")
    ]  # fmt: skip

    assert rows == [(dt.date(2016, 10, 10), 2, 0, 2), (dt.date(2016, 10, 24), 1, 1, 0)]
    assert weights == [
        round(RELATIONS["attacks"].goldstein or 0, 2),
        round(RELATIONS["negotiates_with"].goldstein or 0, 2),
    ]


def test_what_was_checked(war: Store) -> None:
    columns = ("who", "relation", "whom", "verdict", "coders", "wrong")

    assert answer(war, "checked", *columns, actor="Russia") == [
        ("Russia", "attacks", "Aleppo", "wrong", 1, ["relation"]),
        ("Russia", "attacks", "Free Army", "right", 1, []),
    ]
    assert answer(war, "checked", *columns, verdict="open") == []


def test_only_checked_claims_are_counted_on_demand(war: Store) -> None:
    def rows(question: str, *columns: str, **given: str) -> list[tuple[Any, ...]]:
        return answer(war, question, *columns, checked=True, **given)

    assert rows("neighbours", "other", "acts", actor="Russia") == [("Free Army", 1)]
    assert rows("rivals", "other", "conflict", actor="Russia") == [("Free Army", 1)]
    assert rows("escalation", "claims", actor="Russia") == [(1,)]
    assert len(rows("dyad", "claim", actor="Russia", other="rebels")) == 1
    for question, given in (("allies", {"actor": "Russia"}), ("contested", {}), ("said", {})):
        assert list(ask(war, question, given | {"checked": True}).rows) == []
    with pytest.raises(BadParameter, match="checked"):
        ask(war, "sources", {"checked": True})


# -- headers and parameters ----------------------------------------------------------------------


def test_ten_questions_ship() -> None:
    assert set(questions()) >= TEN


@pytest.mark.parametrize("name", sorted(questions()))
def test_a_question_returns_the_columns_that_it_promises(war: Store, name: str) -> None:
    question = questions()[name]
    running = ask(war, question, NEEDED.get(name, {}))

    assert running.columns == tuple(column.name for column in question.columns)
    assert list(running.rows)


@pytest.mark.parametrize(
    ("given", "id_"),
    [
        ("russia", "russia"),
        ("RUSSIA", "russia"),
        ("the Russian Federation", "russia"),
        ("Turkiye", "turkey"),
        ("free army", "rebels"),
        ("Aleppo", "aleppo"),
    ],
)
def test_an_actor_is_found_by_any_name(war: Store, tmp_path: Path, given: str, id_: str) -> None:
    mine = tmp_path / "who.cypher"
    mine.write_text(
        "// title: Who\n// answers: Who is it?\n// param actor: actor - who\n"
        "// column id: text - the id\nRETURN $actor AS id\n"
    )

    assert answer(war, str(mine), "id", actor=given) == [(id_,)]


def test_a_name_of_nobody_offers_near_ones_and_one_of_two_is_asked_about(war: Store) -> None:
    with pytest.raises(UnknownActor, match="turkey"):
        ask(war, "neighbours", {"actor": "Turkei"})
    with pytest.raises(AmbiguousActor, match="rebels, turkey"):
        ask(war, "neighbours", {"actor": "The Force"})


@pytest.mark.parametrize(
    ("question", "given", "error", "says"),
    [
        ("neighbors", {}, UnknownQuestion, "did you mean 'neighbours'"),
        ("neighbours", {}, BadParameter, "'actor' is missing"),
        ("neighbours", {"actor": "Russia", "sinse": "2016"}, BadParameter, "sinse.*since"),
        ("neighbours", {"actor": "Russia", "since": "24.10.2016"}, BadParameter, "2016-10-24"),
        ("neighbours", {"actor": "Russia", "since": "2016-13"}, BadParameter, "2016-13"),
        ("neighbours", {"actor": "Russia", "most": "many"}, BadParameter, "whole number"),
        ("neighbours", {"actor": "Russia", "most": 2.5}, BadParameter, "whole number"),
        ("sources", {"relation": "atacks"}, UnknownRelation, "attacks"),
        ("nowhere/mine.cypher", {}, UnreadableFile, "nowhere"),
    ],
)
def test_what_makes_no_sense_is_told(
    war: Store, question: str, given: dict[str, Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        ask(war, question, given)


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("// answers: b\n", "line 1.*title"),
        ("// title: a\n", "line 1.*answers"),
        ("// title: a\n// answers: b\n// param actor\n", "line 3.*name: type"),
        ("// title: a\n// answers: b\n// param a: person - b\n", "line 3.*'person'.*actor"),
        ("// title: a\n// answers: b\n// param a: text = x - b\n", "line 3.*double quotes"),
    ],
)
def test_a_header_that_says_too_little_is_told_with_its_line(header: str, says: str) -> None:
    with pytest.raises(BadQuestion, match=says):
        parse_question("mine", f"{header}RETURN 1 AS one\n", "mine.cypher")


def test_a_header_is_kept_apart_from_the_query() -> None:
    text = "// title: a\n// answers: b\n// param n: int = 3 - c\nRETURN $n AS n // title: no\n"
    question = parse_question("mine", text, "mine.cypher")

    assert isinstance(question, Question)
    assert question.cypher == "RETURN $n AS n // title: no\n"
    assert (question.takes(), question.text) == ("[n=3]", text)
