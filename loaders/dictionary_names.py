"""The names of other people's dictionaries as news writes them: Hamid Karzai of HAMID_KARZAI_."""

import re
from collections.abc import Iterable

from actorgraph.loaders.actor_words import titles
from actorgraph.ontology.spelling import ABBREVIATION

SMALL = frozenset(
    "of the and for in on at to de da do dos das "
    "del la le du des van von der den bin ibn e y".split()
)
_SPACES = re.compile(r"[\s_]+")
_BRACKETS = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")
_NUMERAL = re.compile(r"X{0,2}(IX|IV|VI{0,3}|I{1,3}|X)")
_VOWELS = frozenset("AEIOUY")


def spoken(phrase: str, abbreviations: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names in a phrase: "AL-QAEDA_(AQ)_" gives "Al-Qaeda" and "AQ".

    Capitals stay in words that are in `abbreviations`, have no vowel or have full stops in them.
    """
    plain = _SPACES.sub(" ", phrase).strip(" ,")
    bracketed = _BRACKETS.match(plain)
    if bracketed:
        return (*spoken(bracketed[1], (*abbreviations, bracketed[2])), bracketed[2])
    known = frozenset(abbreviations)
    short = plain in known and len(plain) <= ABBREVIATION
    if not plain or short or not plain.isupper():
        return (plain,) if plain else ()
    words = plain.split()
    return (" ".join(_word(word, first=not i, known=known) for i, word in enumerate(words)),)


def initials(name: str) -> str:
    """Return the abbreviation that a name makes: "ANSF" of Afghan National Security Forces."""
    words = re.split(r"[\s_-]+", name)
    return "".join(word[0] for word in words if word and word.lower() not in SMALL).upper()


def without_titles(name: str) -> str:
    """Return a person's name without the titles before it: "Karzai" of "President Karzai"."""
    words = name.split()
    while len(words) > 1 and words[0].casefold() in titles():
        words = words[1:]
    return " ".join(words)


def _word(word: str, *, first: bool, known: frozenset[str]) -> str:
    if word in known or "." in word.rstrip(".") or (len(word) == 1 and word.isalpha()):
        return word
    if word.isalpha() and len(word) <= ABBREVIATION and not _VOWELS & set(word):
        return word
    if not first and _NUMERAL.fullmatch(word):
        return word  # Elizabeth II
    if word.lower() in SMALL and not first:
        return word.lower()
    parts = re.split(r"([-'/])", word.lower())
    return "".join(_part(parts, place) for place in range(len(parts)))


def _part(parts: list[str], place: int) -> str:
    """A part of a word between hyphens and apostrophes: O'Brien and Al-Qaeda, but People's."""
    part = parts[place]
    behind = parts[place - 1] if place else ""
    if behind == "'" and len(parts[place - 2]) > 1:
        return part
    return part.capitalize()
