"""Finding actors in the catalogue: by any name in any script, and what each is on a date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as calendar_date

from rapidfuzz import fuzz

from actorgraph.errors import BadTable, InputError, UnknownActor, UsageError
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.catalogue import Catalogue, folded, shipped
from actorgraph.ontology.catalogue_files import Alias, NativeName
from actorgraph.ontology.spelling import alias_key, consonants, is_abbreviation, latin

LIKE = 70  # rapidfuzz score from which a name counts as found
PART, TURNED, SOUNDS = 5, 3, 6  # what a likeness in part, in other order, by sound falls short
SOUND = 3  # consonants, so that a likeness of sound says anything
HEARD = 0.7  # what the consonants weigh in a likeness by sound; the rest are all letters


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundActor:
    """An actor that was searched for, the name that is like it, and how like: 0 to 100."""

    actor: Actor
    name: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownActor:
    """An actor with what the catalogue says of it: plain facts, and its ties on a date."""

    actor: Actor
    dated: tuple[Alias, ...]  # names that are its own at some time only
    native: tuple[NativeName, ...]
    bonds: tuple[tuple[Actor, Bond], ...]  # to whom, the earliest first
    held: tuple[tuple[Actor, Bond], ...]  # who leads it, speaks for it, is part of it


def catalogue_with(tables: Iterable[str] = ()) -> Catalogue:
    """Return the shipped catalogue with these folders of tables over it, or raise BadTable."""
    catalogue = shipped()
    try:
        for folder in tables:
            catalogue = catalogue.extended(folder)
    except InputError as error:
        raise BadTable(str(error)) from error
    return catalogue


def find_actors(name: str, *, most: int = 10, catalogue: Catalogue | None = None) -> list[Actor]:
    """Return the actors whose names are most like this one, the likest first."""
    return [found.actor for found in search_actors(name, most=most, catalogue=catalogue)]


def search_actors(
    name: str, *, most: int = 10, catalogue: Catalogue | None = None
) -> list[FoundActor]:
    """Return who is most like a name, with the alias that is, the likest first.

    Accents, case, the order of words and the choices of transliteration count little; names in
    other scripts are compared as they are written, and by their letters in Latin.
    """
    catalogue = catalogue or shipped()
    wanted = _Wanted(name)
    best: dict[str, FoundActor] = {}
    for alias, actor in _spelled(catalogue):
        score = wanted.likeness(alias)
        if score >= LIKE and (actor not in best or score > best[actor].score):
            best[actor] = FoundActor(actor=catalogue.actors[actor], name=alias, score=score)
    for rank, known in enumerate(catalogue.named(name)):  # the usual one stays before the others
        best[known.id] = FoundActor(actor=known, name=name, score=100 - rank / 1000)
    found = sorted(best.values(), key=lambda one: (-one.score, len(one.name), one.actor.name))
    return found[:most]


def _spelled(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    yield from catalogue.aliases()
    for native in catalogue.tables.native:
        yield native.text, native.actor


class _Wanted:
    """A name that is searched for, prepared once for all comparisons."""

    def __init__(self, name: str) -> None:
        self.plain = folded(name).casefold().strip()
        self.several = " " in self.plain
        self.letters, self.sound = latin(self.plain).casefold(), consonants(name)

    def likeness(self, alias: str) -> float:
        """How like the alias, or the likest of its words, is to what is wanted: 0 to 100."""
        name = folded(alias).casefold()
        scores = [fuzz.ratio(self.plain, name)]
        if self.several:
            scores.append(fuzz.token_sort_ratio(self.plain, name) - TURNED)
        else:
            scores += [fuzz.ratio(self.plain, word) - PART for word in name.split()]
        if len(self.sound) >= SOUND and not is_abbreviation(alias):
            heard = [name] if self.several else [name, *name.split()]
            scores += [self._by_sound(one) for one in heard]
        return max(scores)

    def _by_sound(self, name: str) -> float:
        sound = fuzz.ratio(self.sound, consonants(name))
        if sound < LIKE:
            return 0.0
        letters = fuzz.ratio(self.letters, latin(name).casefold())
        return HEARD * sound + (1 - HEARD) * letters - SOUNDS


def show_actor(
    name: str, date: str | None = None, *, catalogue: Catalogue | None = None
) -> ShownActor:
    """Return one actor by id or name, with its ties; with a date, those that hold then.

    Raises UnknownActor, which offers the nearest name, and UsageError for a date that is none.
    """
    catalogue = catalogue or shipped()
    date = checked_date(date)
    actor = catalogue.actors.get(name) or next(iter(catalogue.named(name, date)), None)
    actor = actor or next(iter(natively_named(catalogue, name)), None)
    if actor is None:
        raise UnknownActor(name, (known.name for known in catalogue.actors.values()))
    ties = ((catalogue.actors[bond.other], bond) for bond in actor.bonds)
    held = ((catalogue.actors[other], bond) for other, bond in catalogue.held.get(actor.id, ()))
    return ShownActor(
        actor=actor,
        dated=tuple(
            alias
            for alias, owner in catalogue.tables.names
            if owner == actor.id and (alias.since or alias.until)
        ),
        native=tuple(one for one in catalogue.tables.native if one.actor == actor.id),
        bonds=_in_time(ties, date),
        held=_in_time(held, date),
    )


def natively_named(catalogue: Catalogue, name: str) -> list[Actor]:
    """Return the actors that have this name in some other language."""
    key = alias_key(name)
    ids = dict.fromkeys(n.actor for n in catalogue.tables.native if alias_key(n.text) == key)
    return [catalogue.actors[actor] for actor in ids]


def checked_date(date: str | None) -> str | None:
    """Return the ISO date of a day, or raise UsageError for what is none."""
    if date is None:
        return None
    try:
        return calendar_date.fromisoformat(date).isoformat()
    except ValueError:
        message = f"{date!r} is not a date; write it as 2016-10-24"
        raise UsageError(message) from None


def _in_time(
    ties: Iterable[tuple[Actor, Bond]], date: str | None
) -> tuple[tuple[Actor, Bond], ...]:
    holding = (tie for tie in ties if date is None or tie[1].holds_on(date))
    return tuple(sorted(holding, key=lambda tie: tie[1].since or ""))
