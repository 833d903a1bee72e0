"""Cues: words that state a relation, a status or a statement, and where they are looked up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, Protocol, TypeVar

from actorgraph.ontology.claims import Status

PREPOSITIONS = frozenset(
    "about after against along alongside among amongst around as at behind between by for from in "
    "inside into near of off on onto outside over past through to toward towards under upon with "
    "within".split()
)


class Form(StrEnum):
    """What kind of word a cue is; it decides which slots its actors can stand in."""

    VERB = "verb"
    NOUN = "noun"
    PHRASE = "phrase"
    OFFICE = "office"
    TIE = "tie"
    SUFFIX = "suffix"
    PREFIX = "prefix"
    ALIAS = "alias"


Role = Literal["agent", "target", "both", "ends"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that state a relation, and the slots where its two actors stand, likeliest first.

    `nouns` are lemmas, one of which must go with the cue ("lift" + "siege"); empty for none.
    `head` is the place in `words` of the word that syntax hangs the actors on. `origin` is the
    table and line that it was read from.
    """

    words: tuple[str, ...]
    head: int
    form: Form
    relation: str
    agent: tuple[str, ...]
    target: tuple[str, ...]
    confidence: float
    mode: str | None = None
    nouns: frozenset[str] = frozenset()
    origin: str = ""

    @property
    def text(self) -> str:
        """The words as one string."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class LightVerb:
    """A verb that carries an event noun: "launch an attack", "face sanctions".

    `subject` is the role of its subject in the noun's event; "ends" means that the verb stops the
    event or keeps it from happening. `relations` limits the nouns; empty for any.
    """

    words: tuple[str, ...]
    head: int
    subject: Role
    relations: frozenset[str]
    confidence: float
    origin: str = ""

    @property
    def text(self) -> str:
        """The words as one string."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWord:
    """A word that puts what it governs under a status, or denies it (`status` is None then)."""

    words: tuple[str, ...]
    head: int
    form: str
    status: Status | None
    governs: str
    origin: str = ""

    @property
    def denied(self) -> bool:
        """Whether what it governs is not so."""
        return self.status is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechWord:
    """A word that attributes what is said or thought; `takes` says what holds the content."""

    words: tuple[str, ...]
    head: int
    form: str
    kind: str
    takes: tuple[str, ...]
    confidence: float
    origin: str = ""


class Entry(Protocol):
    """What all entries of the lexicon have."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words, as lemmas."""

    @property
    def head(self) -> int:
        """The place of the word under which the entry is looked up."""


E = TypeVar("E", bound=Entry)
Index = Mapping[str, tuple[E, ...]]


def index(entries: Iterable[E]) -> Index[E]:
    """Return the entries by their head word, in the order given."""
    found: dict[str, list[E]] = {}
    for entry in entries:
        found.setdefault(entry.words[entry.head], []).append(entry)
    return MappingProxyType({head: tuple(entries) for head, entries in found.items()})


def _nothing() -> Mapping[str, tuple[object, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All cues, looked up by the lemma (or the word) of their head, most specific first.

    `fingerprint` is the SHA-256 of the tables that it was read from.
    """

    cues: Mapping[Form, Index[Cue]]
    light: Index[LightVerb]
    statuses: Index[StatusWord]
    speech: Index[SpeechWord]
    fingerprint: str
    classes: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
