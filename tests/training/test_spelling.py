"""What the tokenizer keeps whole or splits, and how training sentences are respelt."""

import sys
from pathlib import Path
from random import Random

import pytest
import spacy
from spacy.language import Language

sys.path.append(str(Path(__file__).parents[2] / "training"))

import tokenizer
import treebanks
import variants


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    tokenizer.adapt(pipeline)
    return pipeline


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Turkish-backed rebels", "Turkish - backed rebels"),
        ("pro-Assad Ex-president", "pro-Assad Ex-president"),
        ("U.S.-led, al-Qaeda’s", "U.S. - led , al - Qaeda ’s"),
        ("S-400 in mid-2016", "S - 400 in mid-2016"),
        ("on Sept. 19", "on Sept. 19"),
        ("What?! and/or", "What ?! and / or"),
        ("“We don’t,” he said", "“ We do n’t , ” he said"),
    ],
)
def test_words(nlp: Language, text: str, words: str) -> None:
    assert [token.text for token in nlp(text)] == words.split()


def test_the_patterns_survive_saving(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)

    assert [token.text for token in spacy.load(tmp_path)("pro-Assad U.S.-led")] == [
        *("pro-Assad", "U.S.", "-", "led")
    ]


def sentence(*forms_and_tags: tuple[str, str]) -> treebanks.Sentence:
    words = tuple(
        treebanks.Word(
            form=form,
            lemma=form,
            upos="X",
            xpos=tag,
            feats="",
            head=0 if index == 0 else 1,
            deprel="root" if index == 0 else "dep",
            space=True,
        )
        for index, (form, tag) in enumerate(forms_and_tags)
    )
    return treebanks.Sentence(ident="s", document="d", opens_paragraph=True, words=words)


def test_respelling_meets_curly_and_straight_marks_and_only_changes_forms() -> None:
    plain = sentence(('"', "``"), ("We", "PRP"), ("n't", "RB"), ('"', "''"))
    random = Random(0)  # noqa: S311 - variety, not secrecy

    respelt = [variants.respell([plain], random)[0] for _ in range(200)]

    spellings = {" ".join(word.form for word in each.words) for each in respelt}
    assert {'" We n\'t "', "“ We n’t ”"} <= spellings
    assert {tuple(word.xpos for word in each.words) for each in respelt} == {
        ("``", "PRP", "RB", "''")
    }
