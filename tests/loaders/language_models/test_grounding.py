"""Finding a model's words in the text: exactly, else with other quotes and spaces, else not."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actorgraph.loaders.language_models.answers import Stated, read_answer
from actorgraph.loaders.language_models.dropped import Dropped
from actorgraph.loaders.language_models.grounding import Grounded, ground, places
from actorgraph.loaders.language_models.prompts import examples
from actorgraph.ontology.claims import Status

TEXT = (
    "Iranian officials met in Rome. Iran attacked Iraq, and Iraq attacked Iran’s ally.\n"
    "“We will not stop,” the army said."
)


def stated(**more: object) -> Stated:
    claim = Stated(
        sentence="Iran attacked Iraq, and Iraq attacked Iran’s ally.", subject="Iran",
        relation="attacks", mode=None, object="Iraq", cue="attacked", denied=False,
        status=Status.ACTUAL, speaker=None,
    )  # fmt: skip
    return replace(claim, **more)


def words(found: Grounded | Dropped, text: str = TEXT) -> list[tuple[str, int]]:
    assert isinstance(found, Grounded), found
    return [(text[a:b], a) for a, b in (found.subject, found.cue, found.object)]


def test_words_are_found_in_the_sentence_and_not_before_it() -> None:
    found = ground(stated(), TEXT, (0, len(TEXT)))

    assert words(found) == [("Iran", 31), ("attacked", 36), ("Iraq", 45)]


def test_of_several_places_those_nearest_to_each_other_count() -> None:
    found = ground(stated(subject="Iraq", object="ally"), TEXT, (0, len(TEXT)))

    assert words(found) == [("Iraq", 55), ("attacked", 60), ("ally", 76)]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"sentence": "Iran attacked Iraq and left."}, Dropped.SENTENCE),
        ({"subject": "Tehran"}, Dropped.SUBJECT),
        ({"object": "the army"}, Dropped.OBJECT),
        ({"cue": "bombed"}, Dropped.CUE),
        ({"cue": "attack"}, Dropped.CUE),  # a part of a word is no word
        ({"subject": "Ira"}, Dropped.SUBJECT),
        ({"subject": "—"}, Dropped.SUBJECT),
        (
            {"object": "Iran", "subject": "Iran", "sentence": "Iran attacked Iraq"},
            Dropped.SAME_WORDS,
        ),
        ({"speaker": "the minister"}, Dropped.SPEAKER),
    ],
)
def test_what_is_not_in_the_text_is_dropped(more: dict[str, str], reason: Dropped) -> None:
    assert ground(stated(**more), TEXT, (0, len(TEXT))) is reason


def test_what_the_model_was_not_shown_is_not_found() -> None:
    assert ground(stated(), TEXT, (0, 30)) is Dropped.SENTENCE
    assert ground(stated(speaker="the army"), TEXT, (0, 82)) is Dropped.SPEAKER


def test_a_speaker_may_stand_in_another_sentence_the_one_before_first() -> None:
    found = ground(stated(speaker="Iranian officials"), TEXT, (0, len(TEXT)))

    assert isinstance(found, Grounded)
    assert found.speaker == (0, 17)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Iran's ally", "Iran’s ally"),
        ('"We will not stop," the army', "“We will not stop,” the army"),
        ("ally. “We", "ally.\n“We"),
        ("ally.  “We", "ally.\n“We"),
        ("met  in Rome", "met in Rome"),
    ],
)
def test_other_quotes_and_spaces_are_the_same_words(asked: str, text: str) -> None:
    assert [TEXT[a:b] for a, b in places(asked, TEXT, (0, len(TEXT)))] == [text]


def test_a_sentence_may_come_without_or_with_another_mark_at_its_end() -> None:
    for end in ("", ".", "!", "”", " …"):
        sentence = f"Iran attacked Iraq, and Iraq attacked Iran's ally{end}"
        assert isinstance(ground(stated(sentence=sentence), TEXT, (0, len(TEXT))), Grounded)


@given(st.text(), st.text(alphabet="ab .…'\"“-(\n"), st.integers(0, 30), st.integers(0, 30))
def test_every_place_is_inside_and_has_the_same_letters(
    asked: str, text: str, start: int, end: int
) -> None:
    for words_ in (asked, text[start:end], text[start:end].replace("“", '"')):
        for a, b in places(words_, text, (start, end)):
            letters = [list(filter(str.isalnum, part)) for part in (text[a:b], words_)]
            assert start <= a < b <= end
            assert letters[0] == letters[1]


def test_a_hostile_text_costs_little() -> None:
    text = "a " * 3_000
    assert places("a " * 500 + "b", text, (0, len(text))) == []
    assert len(places("a", text, (0, len(text)))) == 50


def test_the_examples_of_the_prompt_do_what_they_show() -> None:
    for example in examples():
        read = read_answer(json.dumps({"claims": example["claims"]}))
        text = example["text"]
        found = [ground(one, text, (0, len(text))) for one in read]

        assert [type(one) for one in found] == [Grounded] * len(example["claims"])
        for one, claim in zip(found, example["claims"], strict=True):
            assert [text[slice(*one.subject)], text[slice(*one.cue)]] == [
                claim["subject"],
                claim["cue"],
            ]
