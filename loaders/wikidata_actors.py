"""Wikidata's items as actors: kinds by class, countries, offices and memberships with dates."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from actorgraph.errors import DoubtfulInput
from actorgraph.loaders.dictionary_rows import LateTie, Row
from actorgraph.loaders.drafts import Report
from actorgraph.loaders.wikidata_dumps import (
    Entity,
    aliases_in,
    date_of,
    item_of,
    items,
    read_entities,
    statements,
    text_in,
    values,
)
from actorgraph.ontology.actors import Actor, Bond, slug
from actorgraph.ontology.catalogue import HEADS, Catalogue
from actorgraph.ontology.catalogue_files import NativeName

POSITIONS = frozenset({"Q4164871", "Q294414", "Q83307"})  # position, public office, minister
# Classes whose members are actors; others are added by the person who imports.
CLASSES: Mapping[str, str] = {
    "Q5": "Person",
    "Q3624078": "State", "Q6256": "State", "Q3024240": "State",
    "Q7188": "Government", "Q192350": "Ministry", "Q327333": "Ministry",
    "Q11204": "Legislature", "Q35749": "Legislature", "Q10553309": "Legislature",
    "Q41487": "Court", "Q190752": "Court",
    "Q772547": "Military", "Q37726": "Military", "Q4508": "Military", "Q11214": "Military",
    "Q176799": "Military", "Q35535": "Police", "Q47913": "Intelligence",
    "Q17149090": "ArmedGroup", "Q17127659": "ArmedGroup",
    "Q7278": "Party", "Q1127126": "Alliance", "Q245065": "IGO", "Q484652": "IGO",
    "Q79913": "NGO", "Q163740": "NGO", "Q1193236": "Media", "Q11032": "Media",
    "Q192283": "Media", "Q783794": "Company", "Q4830453": "Company", "Q6881511": "Company",
    "Q891723": "Company", "Q1530022": "Religious",
}  # fmt: skip
COUNTRY, CITIZEN, CODE = "P17", "P27", "P297"
POSITION, MEMBER, PARTY, PART = "P39", "P463", "P102", "P361"
SINCE, UNTIL = "P580", "P582"
OF_OFFICE, OF_PLACE = "P2389", "P1001"  # the body that an office directs; where it has a say
NATIVE = ("P1705", "P1559", "P1448")  # native label, name in native language, official name
HEAD_TITLES = HEADS | {"president", "prime minister", "king", "queen", "chancellor", "emir",
                       "sultan", "emperor", "pope", "supreme leader"}  # fmt: skip


def wikidata_rows(
    paths: Iterable[Path],
    catalogue: Catalogue,
    report: Report,
    *,
    classes: Mapping[str, str] | None = None,
    languages: Iterable[str] = (),
) -> Iterator[Row | LateTie]:
    """Yield the actors of dumps as they come, then the ties between them.

    Taken is what has an English label and is an instance of a class of CLASSES or `classes` (ids
    and kinds); people are taken where they hold an office or belong to something. `languages` are
    those whose labels and aliases are taken as native names, beside the native labels. Only ids,
    offices and ties are held in memory.
    """
    reading = _Reading(catalogue, {**CLASSES, **(classes or {})}, tuple(languages), report)
    for entity in chain.from_iterable(read_entities(path, report) for path in paths):
        if row := reading.add(entity):
            yield row
    yield from reading.ties()


@dataclass(frozen=True, slots=True)
class _Office:
    """A position: its label, and as items whom it directs, is part of, and where it has a say."""

    label: str
    directs: str | None
    inside: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class _Tie:
    """A statement that somebody holds a position, or is a member or part of something."""

    actor: str
    name: str  # of the property
    item: str
    since: str | None
    until: str | None


class _Reading:
    """Reads entities one by one; what needs others is kept until all are read."""

    def __init__(
        self,
        catalogue: Catalogue,
        classes: Mapping[str, str],
        languages: tuple[str, ...],
        report: Report,
    ) -> None:
        self.catalogue, self.classes, self.languages = catalogue, classes, languages
        self.report = report
        known = [actor for actor in catalogue.actors.values() if actor.wikidata]
        self.ids = {actor.wikidata or "": actor.id for actor in known}
        self.names = {actor.wikidata or "": actor.name for actor in known}
        self.codes = {
            actor.wikidata or "": actor.country
            for actor in known
            if actor.kind == "State" and actor.country
        }
        self.taken: set[str] = set()
        self.offices: dict[str, _Office] = {}
        self.waiting: list[_Tie] = []

    def add(self, entity: Entity) -> Row | None:
        """Return the actor that an entity is, if it is one; offices and ties are kept for later."""
        label = text_in(entity, "labels", "en")
        kind = self._kind(entity)
        if kind is None or not label:
            self._keep_office(entity, label)
            return None
        if kind == "Person" and not any(statements(entity, p) for p in (POSITION, MEMBER, PARTY)):
            return None
        item = str(entity["id"])
        actor = self.ids.get(item) or self._new_id(label, item)
        self.ids[item], self.names[item] = actor, label
        self.taken.add(actor)
        code = next((str(v) for v in values(entity, CODE)), "")
        if code:
            self.codes[item] = code
        self._keep_ties(entity, actor)
        made = Actor(
            id=actor,
            name=label,
            kind=kind,
            aliases=tuple(dict.fromkeys(aliases_in(entity, "en"))),
            country=self._country(entity, code),
            wikidata=item,
        )
        return Row(actor=made, native=tuple(dict.fromkeys(self._native(entity, actor))))

    def ties(self) -> Iterator[LateTie]:
        """Yield the ties, now that all actors and offices are known."""
        for tie in self.waiting:
            if bond := self._bond(tie):
                yield LateTie(subject=tie.actor, bond=bond)

    def _kind(self, entity: Entity) -> str | None:
        kinds = (self.classes.get(item) for item in items(entity, "P31"))
        return next((kind for kind in kinds if kind), None)

    def _new_id(self, label: str, item: str) -> str:
        plain = slug(label)
        free = plain not in self.taken and plain not in self.catalogue.actors
        return plain if free else f"{plain}-{item.lower()}"

    def _country(self, entity: Entity, code: str) -> str | None:
        found = (self.codes.get(i) for p in (COUNTRY, CITIZEN) for i in items(entity, p))
        return code or next((one for one in found if one), None)

    def _native(self, entity: Entity, actor: str) -> Iterator[NativeName]:
        for name in NATIVE:
            for value in values(entity, name):
                if isinstance(value, dict) and value.get("text") and value.get("language"):
                    yield from _named(value["text"], value["language"], actor)
        for language in self.languages:
            for text in (text_in(entity, "labels", language), *aliases_in(entity, language)):
                yield from _named(text, language, actor)

    def _keep_office(self, entity: Entity, label: str) -> None:
        directs, inside, place = (
            next(iter(items(entity, name)), None) for name in (OF_OFFICE, PART, OF_PLACE)
        )
        position = POSITIONS.intersection(items(entity, "P31"))
        if label and (directs or place or (inside and position)):
            self.offices[str(entity["id"])] = _Office(label, directs, inside, place)

    def _keep_ties(self, entity: Entity, actor: str) -> None:
        for name in (POSITION, MEMBER, PARTY, PART):
            for statement in statements(entity, name):
                if item := item_of(statement):
                    since, until = date_of(statement, SINCE), date_of(statement, UNTIL)
                    self.waiting.append(_Tie(actor, name, item, since, until))

    def _bond(self, tie: _Tie) -> Bond | None:
        if tie.since and tie.until and tie.since[: len(tie.until)] > tie.until:
            reason = f"a tie to {tie.item} ends ({tie.until}) before it begins ({tie.since})"
            self.report(DoubtfulInput(tie.actor, reason))
            return None
        relation, other, title = "member_of", tie.item, ""
        if tie.name == PART:
            relation = "part_of"
        elif tie.name == POSITION and (office := self.offices.get(tie.item)):
            whose = (office.directs, office.inside, office.place)
            other = next((item for item in whose if item in self.ids), None) or tie.item
            title = self._title(office, other)
            if other == office.directs or title in HEAD_TITLES:
                relation = "leads"
        return Bond(
            relation=relation,
            other=self.ids.get(other, other),
            title=title,
            since=tie.since,
            until=tie.until,
        )

    def _title(self, office: _Office, other: str) -> str:
        """The office as people say it: "president" of "President of France"."""
        title = office.label.casefold()
        for item in (other, office.place):
            for whose in (self.names.get(item or "", ""), *self._adjectives(item)):
                name = whose.casefold()
                for ending in (f" of the {name}", f" of {name}"):
                    title = title.removesuffix(ending) if name else title
                title = title.removeprefix(f"{name} ") if name else title
        return self.catalogue.tables.offices.get(title, title)

    def _adjectives(self, item: str | None) -> list[str]:
        state = self.ids.get(item or "", "")
        return [word for word, actor in self.catalogue.tables.adjectives if actor == state]


def _named(text: str, language: str, actor: str) -> Iterator[NativeName]:
    """Yield a name in another language, if its tag is one that the tables take."""
    if text and "|" not in text and language.isalpha() and len(language) in (2, 3):
        yield NativeName(text, language, actor)
