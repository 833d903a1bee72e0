"""The words by which texts name actors, and what is found of them in a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Form = Literal["known", "name", "phrase", "pronoun"]

PRONOUNS = frozenset(
    "he she they it we him her them us his their its our himself herself itself themselves i me "
    "my you your who whom whose".split()
)
# Words inside a noun phrase that say which group it is, and so belong to the mention.
KIND_WORDS = frozenset(
    "opposition rebel government islamist jihadist jihadi sunni shia shiite shi'ite kurdish arab "
    "armed military security terror terrorist militant extremist separatist insurgent special air "
    "ground naval coalition state federal foreign defense defence interior intelligence police "
    "border coast loyalist regime army paramilitary civilian christian muslim jewish hindu "
    "buddhist tribal world international western european african gulf latin american palestinian "
    "riot guerrilla peacekeeping joint transitional interim ruling moderate fighter peace local "
    "regional central provincial municipal justice finance oil nuclear human rights aid news "
    "operations prime vice deputy crown secretary supreme attorney criminal".split()
)


# Nouns that with "both" or "two" before them mean two actors that were named before.
PAIRED = frozenset(
    "side party country nation state government leader president man woman power neighbour "
    "neighbor rival enemy foe adversary army military ally minister superpower capital "
    "counterpart belligerent".split()
)
# What a minister or secretary is of: "the secretary of state", "minister for foreign affairs".
OFFICE_OF = frozenset(
    "state defense defence foreign external internal affairs interior finance treasury energy "
    "homeland security justice health oil trade commerce information labor labour education "
    "agriculture transport transportation war intelligence economy".split()
)


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """A noun that can stand for an actor, what it stands for, and the kind of actor."""

    noun: str
    stands_for: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Words that may name an actor; `start`, `end` and `head` are positions of tokens.

    `alias` is the spelling by which the catalogue knows them (form "known"), `noun` the actor noun
    at the head (form "phrase"), `owner` the place in the list of the mention that tells whose they
    are: "Russian" in "Russian warplanes". `inside` marks an owner that is part of a longer mention,
    `titled` a name behind a title of office. A phrase for two actors, "both sides", comes twice,
    as `member` 1 and 2 of them.
    """

    start: int
    end: int
    head: int
    form: Form
    alias: str | None = None
    noun: ActorNoun | None = None
    owner: int | None = None
    inside: int | None = None
    titled: bool = False
    member: int = 0
    index: int = -1  # the mention's own place in the list


@cache
def actor_nouns() -> Mapping[str, ActorNoun]:
    """Return the nouns of actor_nouns.tsv by lemma."""
    lines = _lines("actor_nouns.tsv")
    return {noun: ActorNoun(noun, rule, kind) for noun, rule, kind in map(_cells, lines)}


@cache
def first_names() -> Mapping[str, str]:
    """Return "he" or "she" for first names in lower case that tell which."""
    return dict(line.split("\t") for line in _lines("first_names.tsv"))


@cache
def titles() -> frozenset[str]:
    """Return the titles that stand before names, in lower case."""
    return frozenset(_lines("titles.tsv"))


@cache
def no_actors() -> frozenset[str]:
    """Return the words in capitals that name nobody, as they are written, without full stop."""
    return frozenset(_lines("no_actors.tsv"))


def _lines(name: str) -> list[str]:
    text = files("actorgraph.loaders").joinpath("lexicon", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")][1:]


def _cells(line: str) -> tuple[str, str, str]:
    noun, rule, kind = line.split("\t")
    return noun, rule, kind
