"""Cutting articles: everything is in a passage, each is short, and cuts are between sentences."""

from itertools import pairwise
from pathlib import Path

import pytest

from actorgraph.loaders.language_models.passages import Passage, passages_of
from actorgraph.ontology.articles import Article

ROOT = Path(__file__).parents[3]
LIVE = (ROOT / "examples/articles/syria-2016-10-25-aleppo-live.txt").read_text(encoding="utf-8")


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("longest", [300, 1_000, 1_000_000])
def test_every_word_is_in_a_passage_in_order(longest: int) -> None:
    passages = passages_of(Article(id="a", text=LIVE), longest)
    sentences = sorted({sentence for one in passages for sentence in one.sentences})

    assert letters("".join(LIVE[a:b] for a, b in sentences)) == letters(LIVE)
    assert [one.start for one in passages] == sorted({one.start for one in passages})
    assert all(one.end - one.start <= longest or len(one.sentences) == 1 for one in passages)


def test_a_passage_begins_with_the_end_of_the_one_before() -> None:
    passages = passages_of(Article(id="a", text=LIVE), 1_500)

    assert len(passages) > 2
    for before, after in pairwise(passages):
        assert after.sentences[:2] == before.sentences[-2:]


def test_a_sentence_that_is_too_long_stands_alone() -> None:
    text = f"Turkey bombed the YPG. {'and so on ' * 50}. Russia denied it."
    passages = passages_of(Article(id="a", text=text), 100)

    assert [text[one.start : one.end][:6] for one in passages] == ["Turkey", "and so", "Russia"]


def test_what_is_not_english_is_not_sent() -> None:
    german = (
        "Die türkische Armee hat am Montag nach eigenen Angaben Stellungen der kurdischen Miliz "
        "im Norden des Landes angegriffen, wie der Sprecher des Ministeriums in der Hauptstadt "
        "mitteilte, und er sagte auch, dass die Angriffe nicht enden werden, bis die Miliz sich "
        "aus dem Gebiet an der Grenze zurückgezogen hat."
    )
    text = f"Turkey bombed the YPG.\n\n{german}\n\nRussia denied it."
    (passage,) = passages_of(Article(id="a", text=text), 6_000)

    assert passage.text(text) == "Turkey bombed the YPG.\n\nRussia denied it."


def test_halves_share_a_sentence_and_come_to_an_end() -> None:
    whole = Passage(tuple((at, at + 1) for at in range(6)))
    first, second = whole.halves()

    assert first.sentences[-1] == second.sentences[0]
    assert first.sentences + second.sentences[1:] == whole.sentences
    waiting, single = [whole], []
    while waiting:
        halves = (one := waiting.pop()).halves()
        waiting += halves
        single += [] if halves else one.sentences
    assert set(single) == set(whole.sentences)
