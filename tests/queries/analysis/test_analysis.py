"""Each analysis against small cases that were worked out by hand, and against networkx."""

import random
from collections.abc import Callable
from itertools import combinations, product

import networkx as nx
import pandas as pd
import pytest

from actorgraph.errors import UsageError
from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim, Status
from actorgraph.queries import analysis
from actorgraph.queries.analysis import structural_balance

Told = Callable[..., list[Claim]]

# a and b are friends, and enemies of c and d, who are friends; only e spoils it, a friend of a and c.
CAMPS = """
a supports b 2016-01-05
c aids d 2016-01-05
a attacks c 2016-01-06
b accuses c 2016-01-06
b attacks d 2016-01-07
d threatens a 2016-01-07
"""


# What counts


def test_only_what_is_stated_between_actors_counts(told: Told) -> None:
    claims = [
        *told("a attacks b"),
        *told("a attacks b", status=Status.ALLEGED),
        *told("a attacks b", status=Status.PLANNED),
        *told("a attacks b", denied=True),
        *told("a attacks aleppo"),
    ]

    assert len(list(analysis.deeds(claims))) == 2


@pytest.mark.parametrize(
    ("relation", "sign"),
    [("attacks", -1), ("accuses", -1), ("aids", 1), ("negotiates_with", 1), ("backs", 1),
     ("opposes", -1), ("member_of", 0), ("leads", 0)],
)  # fmt: skip
def test_a_relation_is_friendly_hostile_or_neither(told: Told, relation: str, sign: int) -> None:
    assert [deed.sign for deed in analysis.deeds(told(f"a {relation} b"))] == [sign]


def test_windows_cover_silence_and_dates_of_any_precision(told: Told) -> None:
    done = list(
        analysis.deeds(told("a attacks b 2016-11\na attacks b 2017\na attacks b 2016-12-31"))
    )

    months = list(analysis.windows(done, "month"))

    assert [str(month.first) for month in months] == ["2016-11-01", "2016-12-01", "2017-01-01"]
    assert [sum(month.holds(deed.day) for deed in done) for month in months] == [1, 1, 1]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [("week", "2016-02-29", "2016-03-06"), ("month", "2016-03-01", "2016-03-31"),
     ("quarter", "2016-01-01", "2016-03-31"), ("year", "2016-01-01", "2016-12-31")],
)  # fmt: skip
def test_periods_begin_and_end_where_calendars_say(
    told: Told, period: str, first: str, last: str
) -> None:
    window = next(analysis.windows(analysis.deeds(told("a attacks b 2016-03-02")), period))

    assert (str(window.first), str(window.last)) == (first, last)


def test_an_unknown_period_is_told(told: Told) -> None:
    with pytest.raises(UsageError, match="'fortnight' is no period; take one of week, month"):
        analysis.dyad_series(told("a attacks b 2016-03-02"), "a", "b", "fortnight")


# The signed network, balance, blocs


def test_the_sign_of_a_dyad_is_of_the_most_claims(told: Told) -> None:
    graph = analysis.signed_network(
        told("a attacks b\nb attacks a\na aids b\nc aids d\nc attacks d")
    )

    assert dict(graph.edges["a", "b"]) == {"friendly": 1, "hostile": 2, "sign": -1}
    assert not graph.has_edge("c", "d")  # as many of both: nothing can be said
    assert graph.nodes["a"]["name"] == "A"


def test_two_camps_are_balanced(told: Told) -> None:
    found = analysis.balance(analysis.signed_network(told(CAMPS)))

    assert (found.ppp, found.ppn, found.pnn, found.nnn) == (0, 0, 4, 0)
    assert (found.balanced, found.frustration, found.exact) == (1.0, 0, True)


def test_a_friend_of_both_camps_spoils_the_balance(told: Told) -> None:
    found = analysis.balance(analysis.signed_network(told(CAMPS + "e aids a\ne aids c")))

    assert found.ppn == 1  # e with a and c
    assert found.balanced == 4 / 5
    assert (found.frustration, found.frustrated) == (1, 1 / 8)


def test_three_enemies_are_frustrated_by_one(told: Told) -> None:
    found = analysis.balance(analysis.signed_network(told("a attacks b\nb attacks c\nc attacks a")))

    assert (found.nnn, found.balanced, found.frustration) == (1, 0.0, 1)


def random_signs(count: int, seed: int) -> "nx.Graph[str]":
    draw = random.Random(seed)  # noqa: S311
    graph: nx.Graph[str] = nx.Graph()
    for one, other in combinations([f"n{i:02}" for i in range(count)], 2):
        if draw.random() < 0.5:
            graph.add_edge(one, other, sign=draw.choice([1, -1]))
    return graph


@pytest.mark.parametrize("seed", range(6))
def test_frustration_is_the_least_over_all_divisions_and_triangles_as_networkx_counts(
    seed: int,
) -> None:
    graph = random_signs(9, seed)
    nodes = list(graph)
    least = min(
        sum(camp[a] * camp[b] != sign for a, b, sign in graph.edges(data="sign"))
        for camp in (dict(zip(nodes, signs, strict=True)) for signs in product((1, -1), repeat=9))
    )

    found = analysis.balance(graph)

    assert found.frustration == least
    triangles = found.ppp + found.ppn + found.pnn + found.nnn
    assert triangles == sum(nx.triangles(graph).values()) // 3


def test_the_search_of_large_networks_finds_what_trying_all_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = random_signs(14, 3)
    tried = analysis.balance(graph)

    monkeypatch.setattr(structural_balance, "EXACT", 5)
    searched = analysis.balance(graph)

    assert (tried.exact, searched.exact) == (True, False)
    assert searched.frustration == tried.frustration


def test_balance_over_time_has_a_row_a_period(told: Told) -> None:
    frame = analysis.balance_over_time(told(CAMPS + "a attacks b 2016-03-01"), "month")

    assert list(frame["dyads"]) == [6, 0, 1]
    assert frame["balanced"][0] == 1.0
    assert frame["balanced"].isna().tolist() == [False, True, True]


def test_blocs_are_the_camps_and_a_change_of_sides_is_told(told: Told) -> None:
    later = CAMPS.replace("2016-01", "2016-02").replace("a supports b", "a attacks b")
    later = later.replace("b accuses c", "b aids c").replace("b attacks d", "b aids d")

    frame = analysis.blocs([*told(CAMPS), *told(later)], "month")
    changes = analysis.bloc_changes(frame)

    january = frame[frame["first"] == frame["first"].min()]
    assert {frozenset(bloc) for bloc in january.groupby("bloc")["actor"].apply(list)} == {
        frozenset("ab"),
        frozenset("cd"),
    }
    assert list(changes["actor"]) == ["b"]
    assert list(january[january["actor"] == "a"][["within", "across"]].iloc[0]) == [1, 2]


def test_blocs_of_nothing_are_an_empty_frame() -> None:
    frame = analysis.blocs([])

    assert frame.empty
    assert analysis.bloc_changes(frame).empty


# Dyads over time


def test_a_dyad_series_counts_quad_classes_and_silence(told: Told) -> None:
    claims = told(
        "a attacks b 2016-01-05\na accuses b 2016-01-20\nb attacks a 2016-01-21\n"
        "b negotiates_with a 2016-03-02\na attacks b"
    )

    frame = analysis.dyad_series(claims, "a", "b")

    assert list(frame["claims"]) == [2, 0, 1]  # January; nothing; talks, by whoever came to them
    assert list(frame["material_conflict"]) == [1, 0, 0]
    assert list(frame["verbal_conflict"]) == [1, 0, 0]
    assert list(frame["verbal_cooperation"]) == [0, 0, 1]
    assert frame["goldstein"][0] == pytest.approx(-9.6 - 2.0)
    assert frame["mean_goldstein"].isna().tolist() == [False, True, False]
    assert list(analysis.dyad_series(claims, "a", "b", directed=False)["claims"]) == [3, 0, 1]


def test_a_change_of_level_is_found_where_it_is() -> None:
    days = pd.date_range("2016-01-01", periods=24, freq="MS").date
    series = pd.DataFrame({"first": days, "goldstein": [0.0, 1.0] * 6 + [-30.0, -31.0] * 6})

    changes = analysis.change_points(series)

    assert list(changes["first"]) == [days[12]]
    assert (changes["before"][0], changes["after"][0]) == (0.5, -30.5)


def test_a_level_series_has_no_change_and_an_unknown_column_is_told() -> None:
    series = pd.DataFrame({"first": [1, 2, 3], "goldstein": [2.0, 2.0, 2.0]})

    assert analysis.change_points(series).empty
    with pytest.raises(UsageError, match="no column 'tone'; it has first, goldstein"):
        analysis.change_points(series, "tone")


# Third parties, roles, reciprocity, similarity


def test_a_proxy_is_backed_by_one_and_attacks_another(told: Told) -> None:
    frame = analysis.proxies(
        told("a backs b\na aids b\nb attacks c\nb attacks c\na attacks c\nd backs b\nb attacks a")
    )

    rows = frame[["patron", "proxy", "target", "support", "attacks", "direct"]].to_numpy().tolist()
    assert rows == [["a", "b", "c", 2, 2, 1], ["d", "b", "c", 1, 2, 0], ["d", "b", "a", 1, 1, 0]]


def test_a_mediator_talks_with_both_sides_and_fights_none(told: Told) -> None:
    frame = analysis.mediators(
        told(
            "a attacks b\nm negotiates_with a\nb negotiates_with m\nm negotiates_with b\n"
            "f negotiates_with a\nf negotiates_with b\nf attacks a"
        )
    )

    rows = frame[["mediator", "one", "other", "talks", "conflict"]].to_numpy().tolist()
    assert rows == [["m", "a", "b", 1, 1]]


def test_roles_count_both_sides_and_agree_with_networkx(told: Told) -> None:
    frame = analysis.roles(
        told(
            "a attacks b\na attacks b\nc accuses a\nd aids b\n"
            "m negotiates_with a\nm negotiates_with b\nm negotiates_with c"
        )
    ).set_index("actor")

    assert list(frame.loc["b", ["attacked", "receives", "talks"]]) == [2, 1, 1]
    assert list(frame.loc["a", ["attacks", "accused", "talks"]]) == [2, 1, 1]
    assert frame.loc["m", "broker"] == 1.0  # all ways between the others lead through it
    assert frame.loc["a", "broker"] == 0.0
    assert frame.loc["b", "reach"] == pytest.approx(nx.pagerank(nx.DiGraph([("a", "b")]))["b"])


def test_reciprocity_is_one_where_both_do_as_much(told: Told) -> None:
    frame = analysis.reciprocity(
        told("a attacks b\nb attacks a\nc attacks d\nc attacks d\nd attacks c\na negotiates_with b")
    ).set_index(["one", "other"])

    assert frame.loc[("a", "b"), "hostile_share"] == 1.0
    assert frame.loc[("c", "d"), "hostile_share"] == pytest.approx(2 / 3)
    assert pd.isna(frame.loc[("a", "b"), "friendly_share"])  # talks are done by both at once


def test_actors_with_the_same_partners_are_alike(told: Told) -> None:
    frame = analysis.similar_actors(
        told("a attacks x\na attacks y\nb attacks x\nb attacks y\nc aids x\nc aids y\na aids b"),
        least=2,
    ).set_index(["one", "other"])

    assert frame.loc[("a", "b"), "cosine"] == pytest.approx(1.0)
    assert ("a", "c") not in frame.index  # what one attacks the other aids


def test_two_publishers_are_compared_by_their_shares(told: Told) -> None:
    claims = told("a attacks b\na attacks b\na aids b\nb attacks a", publisher="One") + told(
        "a attacks b\nb attacks a", publisher="Two"
    )

    frame = analysis.compare_publishers(
        claims, "One", "Two", ClaimFilter(actors=frozenset(["a"]))
    ).set_index(["who", "relation", "whom"])

    assert list(frame.loc[("a", "aids", "b")][["claims_one", "claims_other"]]) == [1, 0]
    assert frame.loc[("b", "attacks", "a"), "difference"] == pytest.approx(1 / 4 - 1 / 2)
    assert frame.loc[("a", "attacks", "b"), "difference"] == pytest.approx(0.0)


@pytest.mark.parametrize(
    "analyse",
    [analysis.proxies, analysis.mediators, analysis.roles, analysis.reciprocity,
     analysis.similar_actors, analysis.balance_over_time],
)  # fmt: skip
def test_no_claims_give_an_empty_frame_with_its_columns(
    analyse: Callable[..., pd.DataFrame],
) -> None:
    frame = analyse([])

    assert frame.empty
    assert len(frame.columns) > 3
