"""The shipped pipeline: what it needs, and sentences whose arcs extraction lives on."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

ENGLISH = Path(__file__).parents[2] / "loaders" / "english"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(ENGLISH)


def arcs(nlp: Language, text: str) -> set[tuple[str, str, str]]:
    return {(token.text, token.dep_, token.head.text) for token in nlp(text)}


def test_the_directory_says_where_it_comes_from() -> None:
    meta = json.loads((ENGLISH / "meta.json").read_text(encoding="utf-8"))

    assert meta["name"] == "actorgraph_english"
    assert meta["license"] == "CC BY-SA 4.0"
    assert "Attribution" in (ENGLISH / "LICENSE").read_text(encoding="utf-8")
    # Floors from the targets of the recipe; lower them only on purpose.
    scores = meta["performance"]
    assert scores["en_ewt-test"]["uas"] >= 84.0
    assert scores["en_ewt-test"]["las"] >= 81.0
    assert scores["en_gum-open-test"]["uas"] >= 87.0
    assert scores["en_gum-open-test"]["las"] >= 83.0


def test_nothing_of_the_training_is_left_in_its_configuration() -> None:
    config = (ENGLISH / "config.cfg").read_text(encoding="utf-8")

    assert not any(word in config for word in ("treebanks", "adapt_tokenizer", "paths"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels captured Dabiq from Islamic State.",
            {
                ("Rebels", "nsubj", "captured"),
                ("Dabiq", "obj", "captured"),
                ("State", "obl", "captured"),
            },
        ),
        (
            "Bashar al-Assad, the Syrian president, accused Turkey of invading Syria.",
            {
                ("Bashar", "nsubj", "accused"),
                ("Turkey", "obj", "accused"),
                ("Syria", "obj", "invading"),
            },
        ),
        (
            "Rebels said government forces, which were backed by Russian jets, shelled a convoy.",
            {
                ("forces", "nsubj", "shelled"),
                ("shelled", "ccomp", "said"),
                ("jets", "obl:agent", "backed"),
            },
        ),
        (
            "US Secretary of State John Kerry met his Russian counterpart in Geneva.",
            {("John", "nsubj", "met"), ("Secretary", "nmod:desc", "John")},
        ),
        (
            "Rebels retook the village from the al-Nusra Front.",
            {("Front", "obl", "retook"), ("village", "obj", "retook")},
        ),
    ],
)
def test_what_news_is_full_of(
    nlp: Language, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert expected <= arcs(nlp, text)


def test_curly_marks_are_read_as_straight_ones(nlp: Language) -> None:
    curly = nlp("“We don’t accept Russia’s offer,” the envoy told reporters.")
    straight = nlp("\"We don't accept Russia's offer,\" the envoy told reporters.")

    def told(doc: spacy.tokens.Doc) -> list[tuple[str, str, int]]:
        return [(token.tag_, token.dep_, token.head.i) for token in doc]

    assert told(curly) == told(straight)


def test_lemmas_of_news_verbs(nlp: Language) -> None:
    doc = nlp("They fled. Troops staged a coup, waged war and were struck. Rebels don’t hold it.")

    lemmas = {token.text: token.lemma_ for token in doc}

    assert (lemmas["fled"], lemmas["staged"], lemmas["waged"], lemmas["struck"]) == (
        *("flee", "stage", "wage", "strike"),
    )
    assert (lemmas["were"], lemmas["n’t"]) == ("be", "not")
