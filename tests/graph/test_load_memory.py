"""A load remembers what it wrote, and forgets it when somebody else writes in between."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from actorgraph.graph import load_memory, loading
from actorgraph.graph.networks import network, network_of
from actorgraph.graph.readings import Reading
from actorgraph.graph.store import Store

Make = Callable[..., Any]


@pytest.fixture
def readings(
    article: Make, claim: Make, reading: Make, monkeypatch: pytest.MonkeyPatch
) -> list[Reading]:
    """Twelve articles of the same relationship and another, in batches of two."""
    monkeypatch.setattr(loading, "BATCH_ARTICLES", 2)
    homes = [article(f"a{number:02}", publisher=f"P{number % 5}") for number in range(12)]
    return [
        reading(
            home,
            claim("russia attacks syria", home),
            claim("kerry accuses russia", home, start=40, denied=number % 3 == 0),
        )
        for number, home in enumerate(homes)
    ]


def edges(store: Store) -> list[Any]:
    return list(network_of(store.relations()).edges(data=True))


def expected(readings: list[Reading]) -> list[Any]:
    return list(network(one for reading in readings for one in reading.claims).edges(data=True))


def test_an_article_removed_in_the_midst_of_a_load_is_taken_out_of_the_sums(
    store: Store, readings: list[Reading]
) -> None:
    removed: list[int] = []

    def read() -> Iterator[Reading]:
        for number, reading in enumerate(readings):
            if number in {6, 9}:  # two batches later: the article is written by then
                removed.append(store.remove(readings[number - 6].article.id))
            yield reading

    store.load(read())

    assert removed == [2, 2]
    assert edges(store) == expected([*readings[1:3], *readings[4:]])


def test_a_load_within_a_load_counts_once(store: Store, readings: list[Reading]) -> None:
    def read() -> Iterator[Reading]:
        for number, reading in enumerate(readings):
            if number == 5:
                store.load(readings[8:])
            yield reading

    done = store.load(read())

    assert (done.articles, done.unchanged) == (8, 4)
    assert edges(store) == expected(readings)


def test_a_load_into_what_is_there_and_one_that_forgets_all_the_time_end_the_same(
    store: Store, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.load(readings[:4])
    monkeypatch.setattr(load_memory, "MOST_EDGES", 0)
    store.load(readings[2:])

    assert edges(store) == expected(readings)
