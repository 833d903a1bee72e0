"""The catalogue of known actors: their names, adjectives, capitals, offices and memberships."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from actorgraph.errors import UnreadableFile
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.catalogue_files import FOLDER, Alias
from actorgraph.ontology.catalogue_tables import TABLES, Spelled, Tables
from actorgraph.ontology.spelling import alias_key, folded

__all__ = ["Catalogue", "alias_key", "folded", "shipped"]

# Words for whoever leads, whatever the title.
HEADS = frozenset(("leader", "head", "chief", "boss"))
DEPTH = 3  # a person heads a branch of an army that is part of a state


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Actors by id, and the ways a text can name them.

    `names`, `adjectives`, `demonyms` and `capitals` are (spelling, actor id) pairs grouped by
    `alias_key`; `held` lists who has a bond to an actor; `tables` is what all was read from.
    """

    actors: Mapping[str, Actor]
    names: Mapping[str, tuple[tuple[Alias, str], ...]]
    adjectives: Mapping[str, tuple[Spelled, ...]]
    demonyms: Mapping[str, tuple[Spelled, ...]]
    capitals: Mapping[str, tuple[Spelled, ...]]
    held: Mapping[str, tuple[tuple[str, Bond], ...]]
    tables: Tables = field(repr=False)

    def named(self, alias: str, date: str | None = None) -> tuple[Actor, ...]:
        """Return the actors of this name on the ISO date, the usual one first.

        Names, aliases and metonyms count; adjectives, demonyms and capitals have their own
        look-ups. Without a date, names of any time count.
        """
        key = alias_key(alias)
        uses = self.names.get(key) or self.names.get(key.casefold(), ())
        ids = dict.fromkeys(actor for use, actor in uses if use.used_on(date))
        usual = self.tables.defaults.get(key)
        return tuple(self.actors[i] for i in sorted(ids, key=lambda i: i != usual))

    def adjective(self, word: str) -> Actor | None:
        """Return the state of an adjective: "Turkish", "US"."""
        return self._first(self.adjectives, word)

    def demonym(self, word: str) -> Actor | None:
        """Return the state of a word for its people: "Russians"."""
        return self._first(self.demonyms, word)

    def capital(self, word: str) -> Actor | None:
        """Return the state whose capital this is, so that "Ankara" can stand for Turkey."""
        return self._first(self.capitals, word)

    def _first(self, words: Mapping[str, tuple[Spelled, ...]], word: str) -> Actor | None:
        key = alias_key(word)
        known = words.get(key) or words.get(key.casefold())
        if not known:
            return None
        ids = [actor for _, actor in known]
        usual = self.tables.defaults.get(key)
        return self.actors[usual if usual in ids else ids[0]]

    def holders(self, title: str, other: str, date: str | None = None) -> tuple[Actor, ...]:
        """Return the persons in an office on a date: the "foreign minister" of "russia".

        Where the other has no such office, the bodies that are part of it are asked. Without a
        date, whoever holds it today.
        """
        wanted = self.office(title)
        for depth, bodies in enumerate(self._within(other, date)):
            ties = [tie for body in bodies for tie in self.held.get(body, ())]
            found = [
                person
                for person, tie in ties
                if self.actors[person].kind == "Person"
                and tie.holds_on(date)
                and self._is_office(tie, wanted, direct=depth == 0)
            ]
            if found:
                return tuple(self.actors[person] for person in dict.fromkeys(found))
        return ()

    def terms(self, title: str, other: str) -> tuple[tuple[Actor, Bond], ...]:
        """Return who ever held an office, with the bond that says when, the earliest first.

        As in `holders`, the bodies inside are asked only where the actor itself has no such office.
        """
        wanted = self.office(title)
        for depth, bodies in enumerate(self._within(other, None)):
            found = [
                (self.actors[person], tie)
                for body in bodies
                for person, tie in self.held.get(body, ())
                if self.actors[person].kind == "Person"
                and self._is_office(tie, wanted, direct=depth == 0)
            ]
            if found:
                return tuple(sorted(found, key=lambda term: term[1].since or ""))
        return ()

    def _is_office(self, tie: Bond, wanted: str, *, direct: bool) -> bool:
        if tie.relation not in ("leads", "member_of", "speaks_for"):
            return False
        if wanted in HEADS:
            return direct and tie.relation == "leads"
        return self.office(tie.title) == wanted

    def office(self, title: str) -> str:
        """Return the name that bonds use for an office: "minister for foreign affairs" too."""
        key = folded(title).replace("-", " ").casefold().strip()
        return self.tables.offices.get(key, key)

    def _within(self, other: str, date: str | None) -> Iterator[list[str]]:
        """Yield the actor, then the bodies that are part of it, then the parts of these."""
        seen, layer = {other}, [other]
        for _ in range(DEPTH):
            yield layer
            parts = [
                part
                for body in layer
                for part, tie in self.held.get(body, ())
                if tie.relation == "part_of" and (date is None or tie.holds_on(date))
            ]
            layer = [part for part in dict.fromkeys(parts) if part not in seen]
            seen.update(layer)

    def wholes(self, actor: str, date: str | None = None) -> tuple[Actor, ...]:
        """Return what the actor is part of or a member of on a date, as the bonds say it."""
        known = self.actors.get(actor)
        ties = known.bonds if known else ()
        inside = [b for b in ties if b.relation in ("part_of", "member_of") and b.holds_on(date)]
        return tuple(self.actors[other] for other in dict.fromkeys(b.other for b in inside))

    def government(self, state: str, date: str | None = None) -> Actor | None:
        """Return the government that is an actor apart from its state: "syrian-government"."""
        for body, tie in self.held.get(state, ()):
            governs = tie.relation == "leads" and self.actors[body].kind == "Government"
            if governs and (date is None or tie.holds_on(date)):
                return self.actors[body]
        return None

    def aliases(self) -> Iterator[tuple[str, str]]:
        """Yield every spelling as it is written, with the actor's id, for building a matcher.

        Names first, then adjectives, demonyms and capitals; an ambiguous one comes once an actor.
        """
        for uses in self.names.values():
            yield from ((use.text, actor) for use, actor in uses)
        for words in (self.adjectives, self.demonyms, self.capitals):
            for spelled in words.values():
                yield from spelled

    def is_not(self, words: str, actor: str) -> bool:
        """Whether a judgement says that these words do not mean this actor."""
        unlike = self.tables.unlike
        return bool(unlike) and (alias_key(words), actor) in unlike

    def fingerprint(self) -> str:
        """Return a SHA-256 of all that the tables say, so that other tables are known as such."""
        return self.tables.fingerprint()

    def extended(self, folder: Path | str) -> "Catalogue":
        """Return this catalogue with a folder's tables laid over it.

        A line with a known id replaces what it says of that actor and keeps its other names.
        """
        from actorgraph.ontology.vocabulary import KINDS  # noqa: PLC0415 - reads the Turtle file

        path = Path(folder)
        if not any((path / name).is_file() for name in TABLES):
            raise UnreadableFile(str(path), f"holds none of {', '.join(TABLES)}")
        tables = self.tables.copy(frozenset(KINDS))
        tables.read(path)
        return _indexed(tables)


@cache
def shipped() -> Catalogue:
    """Return the catalogue that comes with the package; it is read once."""
    tables = Tables()
    tables.read(FOLDER)
    return _indexed(tables)


def _indexed(tables: Tables) -> Catalogue:
    names: dict[str, dict[tuple[Alias, str], None]] = defaultdict(dict)
    for alias, actor in tables.names:
        names[alias_key(alias.text)][alias, actor] = None
    bonds: dict[str, list[Bond]] = defaultdict(list)
    held: dict[str, list[tuple[str, Bond]]] = defaultdict(list)
    for subject, bond in tables.bonds:
        bonds[subject].append(bond)
        held[bond.other].append((subject, bond))
    actors = {
        known.id: replace(known, bonds=tuple(bonds[known.id])) if known.id in bonds else known
        for known in tables.actors.values()
    }
    return Catalogue(
        actors=MappingProxyType(actors),
        names=MappingProxyType({key: tuple(uses) for key, uses in names.items()}),
        adjectives=_by_key(tables.adjectives),
        demonyms=_by_key(tables.demonyms),
        capitals=_by_key(tables.capitals),
        held=MappingProxyType({other: tuple(ties) for other, ties in held.items()}),
        tables=tables,
    )


def _by_key(spelled: Iterable[Spelled]) -> Mapping[str, tuple[Spelled, ...]]:
    grouped: dict[str, list[Spelled]] = defaultdict(list)
    for word, actor in spelled:
        grouped[alias_key(word)].append((word, actor))
    return MappingProxyType({key: tuple(words) for key, words in grouped.items()})
