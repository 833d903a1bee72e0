"""Cues: the words that state a relation, a status or a statement, and how they are looked up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, TypeVar

from actorgraph.ontology.claims import Status

PREPOSITIONS = frozenset(
    {
        "about",
        "after",
        "against",
        "along",
        "alongside",
        "beside",
        "among",
        "around",
        "as",
        "at",
        "before",
        "behind",
        "between",
        "by",
        "for",
        "from",
        "in",
        "inside",
        "into",
        "near",
        "of",
        "off",
        "on",
        "onto",
        "outside",
        "over",
        "past",
        "through",
        "to",
        "toward",
        "towards",
        "under",
        "upon",
        "with",
        "within",
    }
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the lexicon: its words, as lemmas, and the place of their head among them.

    The head is the word that syntax hangs the actors on; entries are looked up by it. Hyphens are
    words of their own. `origin` is the table and line that the entry was read from.
    """

    words: tuple[str, ...]
    head: int
    origin: str = ""

    @property
    def text(self) -> str:
        """The words as one string."""
        return " ".join(self.words).replace(" - ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue(Entry):
    """Words that state a relation, and the slots where its actors stand, likeliest first.

    `nouns` are lemmas, one of which must go with the cue ("lift" + "siege"); empty for none.
    `confidence` (0 to 1) is how often the cue, so read, really states the relation.
    """

    form: Form
    relation: str
    agent: tuple[str, ...]
    target: tuple[str, ...]
    confidence: float
    mode: str | None = None
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LightVerb(Entry):
    """A verb that carries an event noun: "launch an attack", "face sanctions".

    `subject` is the role of its subject in the noun's event: agent, target, both (one of the two
    sides of a symmetric one), or ends (it stops the event or keeps it from happening).
    `relations` limits what the noun may state; empty for anything.
    """

    subject: Literal["agent", "target", "both", "ends"]
    relations: frozenset[str]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWord(Entry):
    """A word that puts what it governs under a status, or denies it (`status` is None then).

    `form` and `governs` are words of statuses.tsv: what the word is, and what it acts on.
    """

    form: str
    status: Status | None
    governs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechWord(Entry):
    """A word that attributes what is said or thought to somebody.

    `form`, `kind` and `takes` are words of speech.tsv; `takes` says what holds the content.
    """

    form: str
    kind: str
    takes: tuple[str, ...]
    confidence: float


E = TypeVar("E", bound=Entry)
Index = Mapping[str, tuple[E, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All entries by their head word; of those with one head, the most specific come first.

    `fingerprint` is the SHA-256 of the tables that it was read from.
    """

    cues: Mapping[Form, Index[Cue]]
    light: Index[LightVerb]
    statuses: Index[StatusWord]
    speech: Index[SpeechWord]
    fingerprint: str


def index(entries: Iterable[E]) -> Index[E]:
    """Return the entries by their head word, the most specific first."""
    found: dict[str, list[E]] = {}
    for entry in entries:
        found.setdefault(entry.words[entry.head], []).append(entry)
    return MappingProxyType(
        {head: tuple(sorted(alike, key=_specific)) for head, alike in found.items()}
    )


def _specific(entry: Entry) -> tuple[int, bool, float]:
    """Order by number of words, then by having nouns, then by confidence."""
    confidence: float = getattr(entry, "confidence", 0.0)
    return -len(entry.words), not getattr(entry, "nouns", None), -confidence
