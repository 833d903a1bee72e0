"""The named questions: what their headers say, how names are found, and what they answer."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import (
    AmbiguousActor,
    BadParameter,
    BadQuestion,
    UnknownActor,
    UnknownKind,
    UnknownQuestion,
    UnknownRelation,
    UnreadableFile,
)
from actorgraph.graph.store import Store
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Mention, Status, Where
from actorgraph.ontology.signatures import signature_of
from actorgraph.ontology.verdicts import FIELDS, Answer, Verdict
from actorgraph.ontology.vocabulary import RELATIONS
from actorgraph.queries.asking import ask
from actorgraph.queries.question_methods import Ask
from actorgraph.queries.questions import TOPICS, Question, parse_question, questions

Make = Callable[..., Any]
KNOWN = {
    "russia": Actor(id="russia", name="Russia", kind="State", aliases=("Russian Federation",)),
    "rebels": Actor(id="rebels", name="Free Army", kind="ArmedGroup", aliases=("The Force",)),
    "turkey": Actor(id="turkey", name="Turkey", kind="State", aliases=("Türkiye", "The Force")),
    "league": Actor(id="league", name="League", kind="IGO"),
    "envoy": Actor(
        id="envoy", name="Envoy", kind="Person",
        bonds=(Bond(relation="leads", other="league", since="2019-05", until="2021"),),
    ),
}  # fmt: skip
NEEDED: dict[str, dict[str, str]] = {
    "neighbours": {"actor": "Russia"}, "allies": {"actor": "Russia"},
    "rivals": {"actor": "Russia"}, "escalation": {"actor": "Russia"},
    "dyad": {"actor": "Russia", "other": "rebels"},
    "paths": {"actor": "Russia", "other": "rebels"}, "backers": {}, "contested": {}, "said": {},
    "sources": {}, "checked": {},
}  # fmt: skip
NORTH, SOUTH = "North Post", "South Post"
# A second war, of 2020, among made-up states: article, day, publisher, and what it claims.
SECOND = {
    ("b1", "2020-01-01", NORTH): (
        "north yields_to south mode=ceasefire", "north controls port", "patron backs militia",
        "envoy leads league", "north member_of league", "league negotiates_with north",
        "league negotiates_with south mode=third-party",
    ),
    ("b2", "2020-01-05", SOUTH): (
        "north attacks south at=hill", "militia attacks south", "south coerces port mode=seize",
        "north attacks militia speaker=witness status=alleged", "south threatens north",
        "patron attacks south",
    ),
    ("b3", "2020-02-01", SOUTH): ("south attacks north",),
    ("b4", "2020-01-06", NORTH): (
        "north attacks militia speaker=north denied=yes", "south sanctions patron status=planned",
        "patron sanctions south mode=expel",
    ),
    ("b5", "2020-06-01", NORTH): (
        "south negotiates_with north confidence=0.5", "witness supports north",
        "south rejects north mode=meet",
    ),
}  # fmt: skip
KINDS = {"port": "Place", "witness": "Person", "envoy": "Person", "militia": "ArmedGroup"}
HILL = Where(name="Hill", country="SY", lat=36.5, lon=37.0)


def as_it_is(mention: Mention | None) -> Mention | None:
    """Give the mention the kind of its actor, and say how the militia was found."""
    if mention is None or mention.actor not in KINDS:
        return mention
    found = "as written (0.30)" if mention.actor == "militia" else None
    return replace(mention, kind=KINDS[mention.actor], resolution=found)


def told(line: str, article: Article, claim: Make, start: int) -> Claim:
    """Make the claim that a line of SECOND tells of."""
    triple, given = line.split()[:3], dict(pair.split("=") for pair in line.split()[3:])
    values: dict[str, Any] = {"mode": given.get("mode"), "speaker": given.get("speaker")}
    values["status"] = Status(given.get("status", "actual"))
    values["confidence"] = float(given.get("confidence", 0.8))
    values |= {"denied": "denied" in given, "where": HILL if "at" in given else None}
    made = claim(" ".join(triple), article, start=start, **values)
    return replace(
        made, subject=as_it_is(made.subject), object=as_it_is(made.object),
        speaker=as_it_is(made.speaker),
    )  # fmt: skip


def second_war(article: Make, claim: Make, reading: Make) -> Iterator[Any]:
    for (id_, day, publisher), lines in SECOND.items():
        words = "".join(f"{id_}x{word} " for word in range(60))
        own = article(id_, published=day, publisher=publisher)
        own = replace(own, signature=signature_of(words))
        yield reading(own, *(told(line, own, claim, 60 * n) for n, line in enumerate(lines)))


@pytest.fixture(scope="module")
def war(empty_store: Store, article: Make, claim: Make, reading: Make) -> Store:
    """A small war: two papers, three weeks, a denial, a plan, and somebody who talks; a second."""
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
            *second_war(article, claim, reading),
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

    assert answer(war, "backers", *columns, until="2016") == every
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

    assert answer(war, "contested", *columns, until="2016") == found
    assert answer(war, "contested", *columns, actor="Kerry") == []


def test_who_says_what_about_whom(war: Store) -> None:
    columns = ("speaker", "who", "relation", "whom", "asserted", "denied")

    assert answer(war, "said", *columns, until="2016") == [
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
        ask(war, "newcomers", {"checked": True})


DAY = ("2020-01-01", "2020-01-05", "2020-01-06", "2020-02-01", "2020-06-01")
# Of each further question: what it is given, the columns that are looked at, and their rows.
Case = tuple[dict[str, Any], str, list[tuple[Any, ...]]]
ANSWERS: dict[str, list[Case]] = {
    "actors": [
        ({"kind": "igo"}, "actor kind country acts acted_on says articles first last",
         [("League", "IGO", None, 2, 2, 0, 1, DAY[0], DAY[0])]),
    ],
    "relations": [
        ({"actor": "north"}, "relation claims denied intended pairs articles", [
            ("attacks", 3, 1, 0, 3, 3), ("negotiates_with", 2, 0, 0, 2, 2),
            ("controls", 1, 0, 0, 1, 1), ("member_of", 1, 0, 0, 1, 1), ("rejects", 1, 0, 0, 1, 1),
            ("supports", 1, 0, 0, 1, 1), ("threatens", 1, 0, 0, 1, 1),
            ("yields_to", 1, 0, 0, 1, 1),
        ]),
    ],
    "ego": [
        ({"actor": "patron"}, "who relation whom direct claims", [
            ("Patron", "attacks", "South", True, 1), ("Patron", "backs", "Militia", True, 1),
            ("Patron", "sanctions", "South", True, 1), ("Militia", "attacks", "South", False, 1),
        ]),
        ({"actor": "patron", "until": "2020-01-04"}, "who relation whom",
         [("Patron", "backs", "Militia")]),
    ],
    "newcomers": [
        ({"kind": "Person", "since": "2020"}, "actor kind first publisher claims", [
            ("Envoy", "Person", DAY[0], NORTH, 1), ("Witness", "Person", DAY[1], SOUTH, 2),
        ]),
        ({"kind": "Person", "until": "2019"}, "actor", [("Kerry",)]),
    ],
    "unresolved": [
        ({"kind": "ArmedGroup"}, "actor name kind claims articles words rules",
         [("militia", "Militia", "ArmedGroup", 4, 3, ["militia"], ["as written"])]),
    ],
    "publishers": [
        ({"since": "2020"}, "publisher articles claims attributed denied cooperation conflict", [
            (NORTH, 3, 13, 1, 1, 5, 2), (SOUTH, 2, 7, 1, 0, 0, 7),
        ]),
        ({"actor": "league"}, "publisher claims first last", [(NORTH, 4, DAY[0], DAY[0])]),
    ],
    "mediators": [
        ({}, "mediator one other talks brokered conflict", [("League", "North", "South", 1, 1, 2)]),
        ({"actor": "patron"}, "mediator", []),
    ],
    "brokers": [
        ({"since": "2020"}, "actor kind partners open_pairs share",
         [("North", "State", 3, 2, 0.67)]),
        ({}, "actor open_pairs share",
         [("North", 2, 0.67), ("Free Army", 1, 1.0), ("Russia", 1, 1.0)]),
    ],
    "proxies": [
        ({"actor": "militia", "until": "2020-01"}, "patron proxy target support attacks direct",
         [("Patron", "Militia", "South", 1, 1, 1)]),
    ],
    "co_belligerents": [
        ({}, "one other enemies cooperation conflict", [
            ("Militia", "Patron", ["South"], 1, 0), ("North", "Patron", ["South"], 0, 0),
        ]),
    ],
    "leaders": [
        ({"on": "2020"}, "person relation body since until claims",
         [("Envoy", "leads", "League", "2019-05", "2021", 1)]),
        ({"on": "2022"}, "person", []),
        ({"on": "2019-04"}, "person", []),
    ],
    "members": [
        ({"actor": "league"}, "member kind relation since until claims denied articles confidence",
         [("North", "State", "member_of", None, None, 1, 0, 1, 0.8)]),
    ],
    "places": [
        ({"since": "2020"}, "place country lat lon claims attackers articles first last",
         [("Hill", "SY", 36.5, 37.0, 1, ["North"], 1, DAY[1], DAY[1])]),
        ({"actor": "Russia"}, "place attackers", [("Aleppo", ["Russia"])]),
    ],
    "territory": [
        ({"actor": "port"}, "place date holder before relation article", [
            ("Port", DAY[0], "North", None, "controls", "b1"),
            ("Port", DAY[1], "South", "North", "coerces", "b2"),
        ]),
    ],
    "sanctions": [
        ({"actor": "patron"}, "who whom modes claims intended denied sources", [
            ("Patron", "South", ["expel"], 1, 0, 0, 1), ("South", "Patron", [], 0, 1, 0, 1),
        ]),
    ],
    "concessions": [
        ({}, "who whom mode claims intended denied sources first",
         [("North", "South", "ceasefire", 1, 0, 0, 1, DAY[0])]),
    ],
    "talks": [
        ({"since": "2020"}, "one other talks agreements refusals intended modes", [
            ("League", "North", 1, 0, 0, 0, []), ("League", "South", 1, 0, 0, 0, ["third-party"]),
            ("North", "South", 1, 0, 1, 0, []),
        ]),
    ],
    "broken_ceasefires": [
        ({}, "one other agreed attacker broken days",
         [("North", "South", DAY[0], "North", DAY[1], 4)]),
        ({"within": 3}, "one", []),
    ],
    "carried_out": [
        ({}, "who whom threatened relation done days",
         [("South", "North", DAY[1], "attacks", DAY[3], 27)]),
        ({"within": 26}, "who", []),
    ],
    "reciprocal": [
        ({}, "one other by_one by_other evenness first last",
         [("North", "South", 1, 1, 1.0, DAY[1], DAY[3])]),
        ({"until": "2020-01"}, "one", []),
    ],
    "changes": [
        ({"since": "2020-01-05", "until": "2020-01-08", "actor": "south"},
         "change who relation whom before between", [
            ("gone", "League", "negotiates_with", "South", 1, 0),
            ("new", "Militia", "attacks", "South", 0, 1),
            ("new", "North", "attacks", "South", 0, 1),
            ("gone", "North", "yields_to", "South", 1, 0),
            ("new", "Patron", "attacks", "South", 0, 1),
            ("new", "Patron", "sanctions", "South", 0, 1),
            ("new", "South", "coerces", "Port", 0, 1),
            ("new", "South", "threatens", "North", 0, 1),
        ]),
    ],
    "dormant": [
        ({"until": dt.date(2020, 12, 1), "actor": "north"}, "one other claims relations last days", [
            ("North", "South", 6, ["attacks", "negotiates_with", "rejects", "threatens",
                                   "yields_to"], DAY[4], 183),
        ]),
        ({}, "one other claims last days", [("Free Army", "Russia", 3, "2016-10-24", 1316)]),
    ],
    "chronicle": [
        ({"actor": "militia"}, "date who relation whom status denied speaker", [
            (DAY[0], "Patron", "backs", "Militia", "actual", False, None),
            (DAY[1], "Militia", "attacks", "South", "actual", False, None),
            (DAY[1], "North", "attacks", "Militia", "alleged", False, "Witness"),
            (DAY[2], "North", "attacks", "Militia", "actual", True, "North"),
        ]),
    ],
    "happened_at": [
        ({"place": "hill"}, "date who relation whom", [(DAY[1], "North", "attacks", "South")]),
        ({"place": "port"}, "date who relation whom", [
            (DAY[0], "North", "controls", "Port"), (DAY[1], "South", "coerces", "Port"),
        ]),
    ],
    "speakers": [
        ({"since": "2020"}, "speaker kind verbal_conflict material_conflict denied goldstein", [
            ("North", "State", 0, 0, 1, None), ("Witness", "Person", 0, 1, 0, -9.6),
        ]),
        ({"actor": "Russia"}, "speaker verbal_conflict denied", [("Kerry", 1, 0), ("Russia", 0, 1)]),
    ],
    "denials": [
        ({"actor": "north"}, "date speaker who relation whom contradicted article",
         [(DAY[2], "North", "North", "attacks", "Militia", 1, "b4")]),
    ],
    "accusations": [
        ({}, "speaker who relation whom claims denied sources",
         [("Witness", "North", "attacks", "Militia", 1, 1, 1)]),
    ],
    "exclusives": [
        ({"publisher": "north post", "actor": "patron"}, "publisher who relation whom claims article", [
            (NORTH, "Patron", "backs", "Militia", 1, "b1"),
            (NORTH, "Patron", "sanctions", "South", 1, "b4"),
        ]),
    ],
    "compare": [
        ({"one": NORTH, "other": SOUTH, "actor": "militia"},
         "who relation whom by_one by_other denied_by_one denied_by_other attributed", [
            ("North", "attacks", "Militia", 0, 1, 1, 0, ["North", "Witness"]),
            ("Militia", "attacks", "South", 0, 1, 0, 0, []),
            ("Patron", "backs", "Militia", 1, 0, 0, 0, []),
        ]),
    ],
    "contradictions": [
        ({"since": "2020"},
         "who relation whom denied_by denial_article asserted_by assertion_article",
         [("North", "attacks", "Militia", "North", "b4", "Witness", "b2")]),
    ],
    "allegations": [
        ({"since": "2020"}, "who relation whom alleged denied alleged_by sources",
         [("North", "attacks", "Militia", 1, 1, ["Witness"], 1)]),
        ({"until": "2016"}, "who relation whom", [("Turkey", "aids", "Free Army")]),
    ],
    "intentions": [
        ({}, "who relation whom planned demanded hypothetical happens", [
            ("Russia", "attacks", "Turkey", 1, 0, 0, 0),
            ("South", "sanctions", "Patron", 1, 0, 0, 0),
        ]),
    ],
    "fragile": [
        ({}, "who relation whom confidence article",
         [("South", "negotiates_with", "North", 0.5, "b5")]),
        ({"below": 0.4}, "who", []),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_further_questions_have_the_answers_that_the_claims_give(war: Store, name: str) -> None:
    for given, columns, rows in ANSWERS[name]:
        found = ask(war, name, given)
        every = list(found.rows)
        places = [found.columns.index(column) for column in columns.split()]

        assert [tuple(row[place] for place in places) for row in every] == rows
        assert_as_promised(questions()[name], found.columns, every)


# -- from Python ---------------------------------------------------------------------------------


def test_a_question_is_a_method_whose_rows_have_names(war: Store) -> None:
    graph_ask = Ask(war)
    rivals = graph_ask.rivals("Russia", until=dt.date(2016, 12, 31))

    assert [(row.other, row.conflict) for row in rivals] == [("Free Army", 2), ("Kerry", 1)]
    assert (rivals[1].other, len(rivals), rivals.columns[0]) == ("Kerry", 2, "other")
    assert graph_ask("rivals", actor="Russia", until="2016").rows == tuple(map(tuple, rivals))
    assert list(rivals.dicts())[1]["kind"] == "Person"
    assert graph_ask.compare(NORTH, other=SOUTH, most=1)[0].attributed == ["North", "Witness"]
    with pytest.raises(BadParameter, match="'actor' is missing"):
        graph_ask.rivals()  # type: ignore[call-arg]
    with pytest.raises(BadParameter, match="sinse"):
        graph_ask.rivals("Russia", sinse="2016")  # type: ignore[call-arg]


# -- headers and parameters ----------------------------------------------------------------------

TYPES = {
    "text": str, "date": str, "day": dt.date, "int": int, "float": float, "bool": bool,
    "list": list,
}  # fmt: skip


def assert_as_promised(
    question: Question, columns: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    """The columns are those of the header, and every value is of the type that it says."""
    assert columns == tuple(column.name for column in question.columns)
    for row in rows:
        for column, value in zip(question.columns, row, strict=True):
            if value is None:
                assert column.optional, column
            else:
                assert type(value) is TYPES[column.type], (column, value)


def test_every_question_is_tested_and_belongs_to_a_topic() -> None:
    elsewhere = {"reprints"}  # test_stored_reports.py
    assert set(questions()) == ANSWERS.keys() | NEEDED.keys() | elsewhere
    assert len(questions()) >= 32
    assert {one.topic for one in questions().values()} == set(TOPICS)


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_a_question_returns_the_columns_that_it_promises(war: Store, name: str) -> None:
    question = questions()[name]
    running = ask(war, question, NEEDED[name])
    rows = list(running.rows)

    assert rows
    assert_as_promised(question, running.columns, rows)


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
        ("actors", {"kind": "Sate"}, UnknownKind, "State"),
        ("exclusives", {"publisher": "Nort Post"}, BadParameter, "did you mean 'North Post'"),
        ("exclusives", {"publisher": "zzz"}, BadParameter, "'publishers' shows them"),
        ("changes", {"since": "2016-10", "until": "2017"}, BadParameter, "day; write it as 2016"),
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
