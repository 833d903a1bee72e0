"""Explanations: why a text says the claims that were read from it, and no others."""

from dataclasses import dataclass
from enum import StrEnum

from actorgraph.ontology.claims import Claim, Span


class Outcome(StrEnum):
    """What became of a relation that a rule, or the model, read between two mentions."""

    KEPT = "kept"
    REFUSED = "refused"  # no claim can be of that form
    UNSURE = "unsure"  # below the least confidence
    DOUBTED = "doubted"  # judged too unlikely by the model to be weighed in full
    REPLACED = "replaced"  # a surer reading says something else of the same words
    REPEATED = "repeated"  # a surer reading says the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the parse; `place` and `head` count from the sentence's first word, at 0."""

    place: int
    text: str
    lemma: str
    tag: str
    arc: str
    head: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A mention and what it was resolved to; actor, rule and score are None where it was not."""

    span: Span
    form: str
    actor: str | None = None
    name: str | None = None
    kind: str | None = None
    rule: str | None = None
    alias: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptySlot:
    """A slot in which a rule looked for an actor in vain, and the words that it found there."""

    role: str
    slot: str
    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A feature that speaks for (weight above 0) or against a relation, in log odds."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The words that decided a claim's fields; "" where none did."""

    status: str = ""
    denied: str = ""
    speaker: str = ""
    when: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A relation between two mentions that was read, and what became of it.

    `line` is the line of the lexicon (or "learned"), `rule` the slots that held the two; `prior` is
    what rule and lexicon give it, None where no rule reads it, `first` the probability of the
    model's first step and `confidence` the final one (None where the model did not come so far).
    """

    subject: Span
    subject_name: str
    relation: str
    object: Span
    object_name: str
    cue: Span
    line: str
    rule: str
    prior: float | None
    first: float | None
    confidence: float | None
    outcome: Outcome
    why: str
    reasons: tuple[Reason, ...]
    claim: Claim | None = None
    grounds: Grounds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRead:
    """A line of the lexicon whose words stand in the sentence, and what the rules found with it.

    `taken` is false for a line that was passed over for another, or for want of its noun. `read`
    are places in the sentence's `considered`, `empty` slots that stayed empty; `why` says why the
    line was not taken or ties nobody, and is "" where only the slots decide.
    """

    span: Span
    line: str
    form: str
    relation: str
    mode: str | None
    agent: tuple[str, ...]
    target: tuple[str, ...]
    prior: float
    carrier: str
    taken: bool
    why: str
    empty: tuple[EmptySlot, ...]
    read: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidHere:
    """A statement that begins in the sentence: who says it, in which words, and how it counts."""

    speaker: Span | None
    cue: Span
    content: Span
    kind: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A verb, or a noun with actors around it, that no line of the lexicon read as a cue.

    `lines` counts the lines for this word, none of which fits the words around it.
    """

    text: str
    lemma: str
    noun: bool
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that was seen and decided in one sentence."""

    sentence: Span
    mentions: tuple[Named, ...]
    words: tuple[Word, ...]
    cues: tuple[CueRead, ...]
    considered: tuple[Considered, ...]
    statements: tuple[SaidHere, ...]
    unread: tuple[Unread, ...]
