"""Everything that a folder of catalogue tables says, checked line by line."""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, fields
from importlib.resources.abc import Traversable

from actorgraph.ontology import catalogue_files as rows
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.catalogue_files import Alias, Line, NativeName
from actorgraph.ontology.spelling import alias_key, folded

Spelled = tuple[str, str]  # a spelling and the id of an actor
TABLES = (
    "actors.csv",
    "bonds.csv",
    "ambiguous.csv",
    "judgements.csv",
    "states.csv",
    "offices.csv",
    "native.csv",
    "native-states.csv",
)
# What finding and showing alone use: no reader of English reads otherwise for it.
UNREAD = ("kinds", "native")


@dataclass(slots=True, kw_only=True)
class Tables:
    """What the tables say: the one thing here that changes, while they are read.

    `kinds` are the kinds of actor to accept; None accepts all, for the shipped tables, which a
    test has checked.
    """

    kinds: Collection[str] | None = None
    actors: dict[str, Actor] = field(default_factory=dict)
    names: list[tuple[Alias, str]] = field(default_factory=list)
    adjectives: list[Spelled] = field(default_factory=list)
    demonyms: list[Spelled] = field(default_factory=list)
    capitals: list[Spelled] = field(default_factory=list)
    bonds: list[tuple[str, Bond]] = field(default_factory=list)
    defaults: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    unlike: set[Spelled] = field(default_factory=set)  # judgements that a name is not an actor's
    native: list[NativeName] = field(default_factory=list)  # names in other languages and scripts

    def copy(self, kinds: Collection[str]) -> "Tables":
        """Return tables that can grow without changing these."""
        return Tables(
            kinds=kinds,
            actors=dict(self.actors),
            names=list(self.names),
            adjectives=list(self.adjectives),
            demonyms=list(self.demonyms),
            capitals=list(self.capitals),
            bonds=list(self.bonds),
            defaults=dict(self.defaults),
            offices=dict(self.offices),
            unlike=set(self.unlike),
            native=list(self.native),
        )

    def fingerprint(self) -> str:
        """Return a SHA-256 of what reading depends on."""
        said = (getattr(self, part.name) for part in fields(self) if part.name not in UNREAD)
        digest = hashlib.sha256()
        for part in said:
            listed = part.items() if isinstance(part, dict) else part
            digest.update(repr(listed if isinstance(part, list) else sorted(listed)).encode())
        return digest.hexdigest()

    def read(self, folder: Traversable) -> None:
        """Add the tables of a folder; those that are not there are passed over."""
        for name, columns, add in self._readers():
            path = folder.joinpath(name)
            if path.is_file():
                for line in rows.lines(path, columns):
                    add(line)

    def _readers(self) -> list[tuple[str, tuple[str, ...], Callable[[Line], None]]]:
        return [
            ("states.csv", ("code", "name", "aliases", "adjectives"), self._state),
            ("actors.csv", ("name", "kind"), self._actor),
            ("bonds.csv", ("subject", "relation", "other"), self._bond),
            ("offices.csv", ("office", "names"), self._office),
            ("ambiguous.csv", ("alias", "default"), self._default),
            ("judgements.csv", ("alias", "actor", "verdict"), self._judgement),
            ("native-states.csv", ("actor", "language", "names"), self._native),
            ("native.csv", ("actor", "language", "names"), self._native),
        ]

    def _state(self, line: Line) -> None:
        actor = rows.identified(line)
        self._add(line, "State", line["code"])
        self.names += [(alias, actor) for alias in rows.aliases(line, "metonyms")]
        self.adjectives += [(word, actor) for word in line.parts("adjectives")]
        self.demonyms += [(word, actor) for word in line.parts("demonyms")]
        self.capitals += [(word, actor) for word in line.parts("capital")]

    def _actor(self, line: Line) -> None:
        kind = line["kind"] if self.kinds is None else line.one_of("kind", self.kinds)
        self._add(line, kind, line["country"])

    def _add(self, line: Line, kind: str, country: str) -> None:
        actor = rows.identified(line)
        known = self.actors.get(actor)
        spellings = (*rows.aliases(line, "aliases"), *rows.aliases(line, "short"))
        texts = [*(known.aliases if known else ()), *(alias.text for alias in spellings)]
        self.actors[actor] = Actor(
            id=actor,
            name=line["name"],
            kind=kind,
            aliases=tuple(dict.fromkeys(texts)),
            country=country or (known.country if known else None),
            wikidata=rows.wikidata(line) or (known.wikidata if known else None),
        )
        own = dict.fromkeys((Alias(line["name"]), *spellings))
        self.names += [(alias, actor) for alias in own]

    def _bond(self, line: Line) -> None:
        subject = line.one_of("subject", self.actors)
        line.one_of("other", self.actors)
        self.bonds.append((subject, rows.bond(line)))

    def _office(self, line: Line) -> None:
        for name in line.parts("names"):
            self.offices[folded(name).casefold()] = line["office"]

    def _native(self, line: Line) -> None:
        actor, language = line.one_of("actor", self.actors), rows.language(line)
        self.native += [NativeName(name, language, actor) for name in line.parts("names")]

    def _default(self, line: Line) -> None:
        self.defaults[alias_key(line["alias"])] = line.one_of("default", self.actors)

    def _judgement(self, line: Line) -> None:
        actor, key = line.one_of("actor", self.actors), alias_key(line["alias"])
        if not key:
            line.refuse("the alias is empty")
        if line.one_of("verdict", rows.VERDICTS) == "is":
            self.names.append((Alias(line["alias"]), actor))
            self.defaults[key] = actor
            self.unlike.discard((key, actor))
            return
        self.unlike.add((key, actor))
        self.names = [
            (alias, named)
            for alias, named in self.names
            if named != actor or alias_key(alias.text) != key
        ]
        for spelled in (self.adjectives, self.demonyms, self.capitals):
            spelled[:] = [one for one in spelled if one[1] != actor or alias_key(one[0]) != key]
