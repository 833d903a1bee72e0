"""Made-up sentences: their trees, their spelling, and that the tokenizer agrees with them."""

import sys
from pathlib import Path
from random import Random

import pytest
import spacy

sys.path.append(str(Path(__file__).parents[2] / "training"))

import drills
import phrases
import tokenizer
import treebanks


@pytest.fixture(scope="module")
def sentences() -> list[treebanks.Sentence]:
    return list(drills.drills(Random(7), 300))  # noqa: S311 - variety, not secrecy


def text(sentence: treebanks.Sentence) -> str:
    return "".join(word.form + " " * word.space for word in sentence.words).rstrip()


def test_an_apposition_keeps_the_subject_and_its_commas() -> None:
    verb = phrases.Node(form="spoke", lemma="speak", upos="VERB", xpos="VBD")
    envoy = phrases.noun("envoy").lead(phrases.mark(","), phrases.the())
    subject = phrases.name("Riad al-Amin").trail(("appos", envoy), phrases.mark(","))

    made = phrases.sentence(
        verb.lead(("nsubj", subject)), ident="1", document="d", opens_paragraph=True
    )

    assert text(made) == "Riad al-Amin, the envoy, spoke."
    assert [(word.form, word.head, word.deprel) for word in made.words] == [
        ("Riad", 9, "nsubj"),
        ("al", 1, "flat"),
        ("-", 4, "punct"),
        ("Amin", 1, "flat"),
        (",", 7, "punct"),
        ("the", 7, "det"),
        ("envoy", 1, "appos"),
        (",", 1, "punct"),
        ("spoke", 0, "root"),
        (".", 9, "punct"),
    ]


def test_every_sentence_is_one_tree(sentences: list[treebanks.Sentence]) -> None:
    for sentence in sentences:
        heads = [word.head for word in sentence.words]
        assert heads.count(0) == 1
        for start in range(1, len(heads) + 1):
            node, steps = start, 0
            while node:
                node, steps = heads[node - 1], steps + 1
                assert steps <= len(heads)


def test_no_marks_are_doubled(sentences: list[treebanks.Sentence]) -> None:
    joined = "\n".join(text(sentence) for sentence in sentences)

    assert not any(pair in joined for pair in (",,", ", ,", ",.", " ,", '" ,', '"."'))


def test_the_tokenizer_finds_the_same_words(sentences: list[treebanks.Sentence]) -> None:
    nlp = spacy.blank("en")
    tokenizer.adapt(nlp)

    wrong = [
        sentence
        for sentence in sentences
        if [word.form for word in sentence.words] != [token.text for token in nlp(text(sentence))]
    ]

    # "... of the U.N.." is the one spelling it cannot cut as the tree does.
    assert all(text(sentence).endswith("..") for sentence in wrong)
