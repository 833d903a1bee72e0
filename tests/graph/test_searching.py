"""Finding articles and sentences by their words, on both versions of Neo4j."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from actorgraph.errors import BadQuery
from actorgraph.graph.readings import readings_of
from actorgraph.graph.searching import passage, terms
from actorgraph.graph.store import Store

Make = Callable[..., Any]

LONG = "Nothing happened. " * 30 + "The ceasefire in Idlib did not hold. Nothing more."


@pytest.fixture
def searched(store: Store) -> Iterator[Store]:
    """Leave the engine, which other tests use, without the indexes."""
    yield store
    with store._connection.writing() as session:
        for name in ("article_words", "claim_words"):
            session.run(f"DROP INDEX {name} IF EXISTS").consume()


@pytest.fixture
def found(searched: Store, article: Make, claim: Make, reading: Make) -> Store:
    texts = {
        "a1": "Then russia struck rebels, said .",
        "a2": LONG,
        "a3": "Talks on Idlib went on. Ceasefires were far away.",
    }
    readings = []
    for id_, text in texts.items():
        one = article(id_, text)
        readings.append(
            reading(one, *([claim("russia attacks rebels", one)] if id_ == "a1" else []))
        )
    searched.load(readings)
    return searched


def ids(store: Store, words: str) -> set[str]:
    return {one.article for one in store.search(words)}


def test_words_are_found_in_articles_whatever_their_ending(found: Store) -> None:
    assert ids(found, "ceasefire") == {"a2", "a3"}
    assert ids(found, "ceasefire AND talk") == {"a3"}
    assert ids(found, '"ceasefire in Idlib"') == {"a2"}
    assert ids(found, "Idlib NOT talks") == {"a2"}
    assert ids(found, "nowhere") == set()


def test_claims_come_with_the_articles_in_whose_sentences_the_words_are(found: Store) -> None:
    (one,) = found.search("struck")

    assert one.article == "a1"
    assert [claim.relation for claim in one.claims] == ["attacks"]
    assert [claim.cue.text for claim in one.claims] == ["struck"]


def test_a_passage_shows_the_words(found: Store) -> None:
    shown = {one.article: one.passage for one in found.search("Idlib ceasefire")}

    assert shown["a2"] == "The ceasefire in Idlib did not hold."


def test_what_is_loaded_later_is_found_too(found: Store, article: Make, reading: Make) -> None:
    assert ids(found, "armistice") == set()
    found.load([reading(article("a9", "An armistice was signed."))])

    assert ids(found, "armistice") == {"a9"}


def test_claims_without_their_articles_text_are_found(
    searched: Store, article: Make, claim: Make
) -> None:
    searched.load(readings_of([claim("russia attacks rebels", article("a5"))]))

    (one,) = searched.search("rebels")
    assert (one.article, one.passage) == ("a5", "Then russia struck rebels, said .")


def test_words_that_lucene_cannot_read_are_told(found: Store) -> None:
    with pytest.raises(BadQuery, match="cannot be read; quote"):
        list(found.search('"ceasefire AND ('))


def test_terms_are_beginnings_without_operators_and_what_is_excluded() -> None:
    assert terms('ceasefires AND "no fly" NOT talks -Aleppo title:bombing') == [
        "ceasefir", "no", "fly", "bombi",
    ]  # fmt: skip


def test_a_passage_of_a_long_sentence_is_cut_around_the_words() -> None:
    text = "word " * 100 + "Idlib " + "word " * 100

    shown = passage(text, "Idlib")

    assert "Idlib" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 210
