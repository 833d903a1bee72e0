"""Scores of a pipeline on raw text against treebanks, as F1 over words with equal characters.

What is computed, for every treebank document, from its text alone (paragraphs stand apart by an
empty line; the pipeline finds words and sentences itself):

- A gold and a guessed word are aligned when their first and last characters are the same ones.
  Whitespace tokens are no words. An unaligned word counts against everything, so errors of the
  tokenizer are errors of the tagger and the parser too.
- For a measure, with `right` aligned words on which both agree: precision = right / guessed
  words, recall = right / gold words, F1 = 2 * right / (guessed words + gold words).
- words, upos, xpos, lemma (ignoring case): over all words. sentences: over sentences, right when
  the first and last characters agree.
- uas: the heads cover the same characters, or both words are roots. las: also the relation
  without its subtype ("nsubj" for "nsubj:pass"). las_subtypes: also the subtype. These three leave
  out punctuation: gold words whose gold relation is "punct" and guessed words whose guessed
  relation is "punct" are not counted, and an aligned pair is right only if neither is.

This is the scorer of the CoNLL 2018 shared task, except for punctuation (counted there), the
alignment inside multi-word tokens (by characters here, by sequence there) and the case of lemmas.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from treebanks import document, group, plain_gaps, read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

    Extent = tuple[int, int]

ALL_WORDS = ("words", "upos", "xpos", "lemma")
NO_PUNCTUATION = ("uas", "las", "las_subtypes")


def main() -> None:
    """Print the scores of one pipeline on each treebank file as JSON."""
    parser = argparse.ArgumentParser(description="Score a pipeline on CoNLL-U files.")
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.pipeline)
    for path in arguments.files:
        print(path.stem, json.dumps(evaluate(nlp, path)))


def evaluate(nlp: Language, path: Path) -> dict[str, float]:
    """Return the scores in percent on one CoNLL-U file, and words per second of processor time."""
    gold = [document(nlp.vocab, run, plain_gaps(run)) for run in group(read(path), 0)]
    start = time.process_time()
    guessed = list(nlp.pipe([doc.text for doc in gold]))
    seconds = time.process_time() - start
    scores = percentages(count(gold, guessed))
    scores["words_per_second"] = round(sum(map(len, guessed)) / seconds)
    return scores


def count(gold: Iterable[Doc], guessed: Iterable[Doc]) -> Counter[str]:
    """Count gold, guessed and rightly guessed things; keys are "<gold|guessed|right> <measure>"."""
    counts: Counter[str] = Counter()
    for truth, guess in zip(gold, guessed, strict=True):
        _count_document(truth, guess, counts)
    return counts


def percentages(counts: Counter[str]) -> dict[str, float]:
    """Return F1 in percent for each measure."""
    return {
        name: _f1(counts[f"right {name}"], counts[f"gold {base}"], counts[f"guessed {base}"])
        for base, names in (
            ("words", ALL_WORDS),
            ("sentences", ("sentences",)),
            ("arcs", NO_PUNCTUATION),
        )
        for name in names
    }


def _count_document(truth: Doc, guess: Doc, counts: Counter[str]) -> None:
    gold, guessed = _words(truth), _words(guess)
    counts["gold words"] += len(gold)
    counts["guessed words"] += len(guessed)
    counts["gold arcs"] += sum(not _is_punctuation(word) for word in gold.values())
    counts["guessed arcs"] += sum(not _is_punctuation(word) for word in guessed.values())
    gold_sentences, guessed_sentences = _sentences(truth), _sentences(guess)
    counts["gold sentences"] += len(gold_sentences)
    counts["guessed sentences"] += len(guessed_sentences)
    counts["right sentences"] += len(gold_sentences & guessed_sentences)
    for extent in gold.keys() & guessed.keys():
        counts.update(f"right {name}" for name in _agreements(gold[extent], guessed[extent]))


def _agreements(gold: Token, guess: Token) -> list[str]:
    names = ["words"]
    if gold.pos == guess.pos:
        names.append("upos")
    if gold.tag == guess.tag:
        names.append("xpos")
    if gold.lemma_.lower() == guess.lemma_.lower():
        names.append("lemma")
    if _is_punctuation(gold) or _is_punctuation(guess) or _head(gold) != _head(guess):
        return names
    names.append("uas")
    if _universal(gold) == _universal(guess):
        names.append("las")
    if gold.dep_.lower() == guess.dep_.lower():
        names.append("las_subtypes")
    return names


def _words(doc: Doc) -> dict[Extent, Token]:
    return {_extent(token): token for token in doc if not token.is_space}


def _sentences(doc: Doc) -> set[Extent]:
    return {extent for sentence in doc.sents if (extent := _visible(sentence)) is not None}


def _visible(sentence: Span) -> Extent | None:
    words = [token for token in sentence if not token.is_space]
    return (_extent(words[0])[0], _extent(words[-1])[1]) if words else None


def _extent(token: Token) -> Extent:
    return token.idx, token.idx + len(token)


def _head(token: Token) -> Extent | None:
    return None if token.head.i == token.i else _extent(token.head)


def _universal(token: Token) -> str:
    return token.dep_.partition(":")[0].lower()


def _is_punctuation(token: Token) -> bool:
    return _universal(token) == "punct"


def _f1(right: int, gold: int, guessed: int) -> float:
    return round(200 * right / (gold + guessed), 2) if gold + guessed else 0.0


if __name__ == "__main__":
    main()
