"""Actors are found by any name in any script, and shown with their roles over time."""

from pathlib import Path

import pytest

from actorgraph.errors import BadTable, UnknownActor, UsageError
from actorgraph.queries.actor_search import (
    catalogue_with,
    find_actors,
    search_actors,
    show_actor,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lavrov", "sergey-lavrov"),
        ("Lavrow", "sergey-lavrov"),
        ("putin vladimir", "vladimir-putin"),
        ("Mevlut Cavusoglu", "mevlut-cavusoglu"),
        ("Mohamed ben Salman", "mohammed-bin-salman"),
        ("Khadafi", "muammar-gaddafi"),
        ("Hizbulla", "hezbollah"),
        ("Лавров", "sergey-lavrov"),
        ("зеленский", "volodymyr-zelenskyy"),
        ("بشار الاسد", "bashar-al-assad"),
        ("נתניהו", "benjamin-netanyahu"),
        ("習近平", "xi-jinping"),
        ("俄罗斯", "russia"),
        ("Україна", "ukraine"),
        ("Κυριάκος Μητσοτάκης", "kyriakos-mitsotakis"),
        ("Саакашвили", "mikheil-saakashvili"),  # only its letters in Latin lead there
        ("Deutschland", "germany"),
    ],
)
def test_the_likest_actor_comes_first(name: str, expected: str) -> None:
    assert find_actors(name, most=1)[0].id == expected


def test_what_was_like_it_is_told_and_the_best_is_first() -> None:
    found = search_actors("Кадыров", most=5)

    assert (found[0].actor.id, found[0].name) == ("ramzan-kadyrov", "Рамзан Кадыров")
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({one.actor.id for one in found}) == len(found)


def test_the_usual_meaning_of_an_ambiguous_name_is_found_first() -> None:
    found = [one.actor.id for one in search_actors("RSF", most=2)]

    assert found == ["rapid-support-forces", "reporters-without-borders"]


@pytest.mark.parametrize("name", ["", "  ", "qxzvw qqq", "龘龘龘"])
def test_what_is_like_nothing_is_not_found(name: str) -> None:
    assert find_actors(name) == []


def test_roles_come_in_the_order_of_time_and_those_of_a_date_alone() -> None:
    roles = [(whom.id, bond.title) for whom, bond in show_actor("putin").bonds]
    then = [(whom.id, bond.title) for whom, bond in show_actor("putin", "2010-01-01").bonds]

    assert roles[0] == ("federal-security-service", "director")
    assert roles[-1] == ("russia", "president")
    assert then == [("russia", "prime minister")]


def test_names_of_a_time_and_names_in_other_languages_are_shown() -> None:
    saudi, chinese = show_actor("abdullah-of-saudi-arabia"), show_actor("习近平")

    assert [(one.text, one.since, one.until) for one in saudi.dated] == [
        ("King Abdullah", "2005-08", "2015-01")
    ]
    assert chinese.actor.id == "xi-jinping"
    assert {"习近平", "習近平"} <= {one.text for one in chinese.native}


def test_a_name_that_nobody_has_and_a_date_that_is_none_are_refused() -> None:
    with pytest.raises(UnknownActor, match="Vladimir Putin"):
        show_actor("Vladimir Puten")
    with pytest.raises(UsageError, match="write it as 2016-10-24"):
        show_actor("putin", "24.10.2016")


def test_tables_of_ones_own_are_searched_too(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("name,kind\nBlue Brigade,ArmedGroup\n", encoding="utf-8")
    (tmp_path / "native.csv").write_text(
        "actor,language,names\nblue-brigade,ru,Синяя бригада\n", encoding="utf-8"
    )

    found = find_actors("синяя бригада", most=1, catalogue=catalogue_with([str(tmp_path)]))

    assert [actor.id for actor in found] == ["blue-brigade"]
    with pytest.raises(BadTable, match="nowhere"):
        catalogue_with([str(tmp_path / "nowhere")])
