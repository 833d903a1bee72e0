"""How far a statement can be trusted: a logistic model over what is seen of it."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from math import exp

from actorgraph.loaders.actor_words import actor_nouns
from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.said import Said

TABLE = "statement_weights.tsv"  # made by training/statements.py
_PERSONS = frozenset({"he", "she", "they", "i", "we", "who"})
_LENGTHS = ((1, "1"), (3, "2-3"), (6, "4-6"), (12, "7-12"), (30, "13-30"))
_NAMES = ((15, "short"), (40, "middle"), (90, "long"))
_MARKS = ("“", '"', "‘", "''")


def confidence(text: QuotedText, said: Said) -> float:
    """Return how often (0 to 1) a statement that looks so is right: content and speaker."""
    weights = _weights()
    total = sum(weights.get(name, 0.0) * value for name, value in features(text, said))
    return round(1 / (1 + exp(-total)), 3)


@cache
def fingerprint() -> str:
    """Return the SHA-256 of the weights, a part of what names the extractor."""
    table = files("actorgraph.loaders").joinpath("lexicon", TABLE)
    return hashlib.sha256(table.read_bytes()).hexdigest()


@cache
def _weights() -> dict[str, float]:
    table = files("actorgraph.loaders").joinpath("lexicon", TABLE).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    return {name: float(weight) for name, weight in lines[1:]}


def features(text: QuotedText, said: Said) -> Iterator[tuple[str, float]]:
    """Yield what the model looks at; `said.confidence` must be that of the lexicon."""
    cue, rule = text.doc[said.cue_head], said.rule
    content = text.words[slice(*said.content)]
    lemma, size = cue.lemma_.lower(), _bin(content.count(" ") + 1, _LENGTHS, "31+")
    yield "always", 1.0
    yield "lexicon", said.confidence
    yield f"lexicon, {rule}", said.confidence
    yield f"rule {rule}", 1.0
    yield f"{rule}, {said.kind}", 1.0
    yield f"kind {said.kind}", 1.0
    yield f"tag {cue.tag_}", 1.0
    yield f"cue {lemma}", 1.0
    yield f"cue {lemma}, {rule}", 1.0
    yield f"words {size}", 1.0
    yield f"words {size}, {rule}", 1.0
    yield f"clause {text.syntax.label(said.cue_head)}", 1.0
    if any(mark in content for mark in _MARKS):
        yield "with quotation", 1.0
    if content[:4].lower() == "that":
        yield "begins with that", 1.0
    yield from _of_verb(text, said.cue_head)
    yield from _of_speaker(text, said)


def _of_verb(text: QuotedText, verb: int) -> Iterator[tuple[str, float]]:
    helpers = [text.doc[c] for c in text.syntax.children(verb, "auxiliary")]
    if any(helper.tag_ == "MD" for helper in helpers):
        yield "modal", 1.0
    if any(helper.lemma_ == "have" for helper in helpers):
        yield "perfect", 1.0
    if text.syntax.negated(verb) is not None:
        yield "negated", 1.0


def _of_speaker(text: QuotedText, said: Said) -> Iterator[tuple[str, float]]:
    if said.speaker is None or said.speaker_head is None:
        yield "no speaker", 1.0
        return
    head = text.doc[said.speaker_head]
    known = head.lemma_.lower() in actor_nouns()
    if head.pos_ in ("PRON", "DET"):
        yield f"speaker {head.lower_}", 1.0
    yield f"speaker {head.pos_}", 1.0
    if known:
        yield "actor noun", 1.0
    if known or head.pos_ == "PROPN" or head.lower_ in _PERSONS:
        yield "can speak", 1.0
        yield f"can speak, {said.rule}", 1.0
    yield f"name {_bin(said.speaker[1] - said.speaker[0], _NAMES, 'endless')}", 1.0
    if said.speaker[0] < said.cue[0]:
        yield "speaker first", 1.0


def _bin(number: int, limits: tuple[tuple[int, str], ...], beyond: str) -> str:
    return next((name for limit, name in limits if number <= limit), beyond)
