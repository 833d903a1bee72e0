"""PETRARCH's actors as ours: kinds and countries by their CAMEO codes, dated codes as ties."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from actorgraph.errors import DoubtfulInput
from actorgraph.loaders.actor_words import actor_nouns, titles
from actorgraph.loaders.cameo_codes import Code, read_code
from actorgraph.loaders.dictionary_names import SMALL, initials, spoken, without_titles
from actorgraph.loaders.dictionary_rows import Row
from actorgraph.loaders.drafts import Report
from actorgraph.loaders.known_actors import KnownActors
from actorgraph.loaders.names import ORGANISATION_WORDS
from actorgraph.loaders.petrarch_files import (
    DatedCode,
    Entry,
    holds_agents,
    read_agents,
    read_entries,
)
from actorgraph.ontology.actors import Actor, Bond, slug
from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.gazetteer import named as places_named

FORMER = "ELI"
# Roles by which a person belongs to a state, and the kind of the body where there is just one.
SERVING = {
    "GOV": "", "MIL": "Military", "LEG": "Legislature", "JUD": "", "COP": "", "SPY": "",
}  # fmt: skip
NAME_WORDS = range(2, 5)  # words of a person's name
BODIES = frozenset("body state armed opposition".split())
PLURAL_BODIES = BODIES | frozenset("group people".split())
WORDS_FOR_BODIES = frozenset(
    "government regime rebels militants militia gang union republic kingdom islands command "
    "parliament assembly guards troops junta cartel ltd plc group holdings un united world "
    "international european african asian arab american global inter".split()
)
ORGANISATIONS = ("IGO", "NGO")  # sources whose names are often abbreviations


def petrarch_rows(paths: Iterable[Path], catalogue: Catalogue, report: Report) -> Iterator[Row]:
    """Yield the actors, with their ties, of PETRARCH's actor files.

    Agent files may be among them: their words tell bodies and offices from persons. Lines that
    make no sense are reported, and so is every entry that is left out.
    """
    actors: list[Path] = []
    agents: dict[str, str] = {}
    for path in paths:
        if holds_agents(path):
            agents.update(read_agents(path, report))
        else:
            actors.append(path)
    reading = _Reading(catalogue, agents)
    for entry in chain.from_iterable(read_entries(path, report) for path in actors):
        if left := reading.add(entry):
            report(DoubtfulInput(entry.path, left, entry.where))
    yield from reading.rows()


@dataclass(slots=True)
class _Made:
    """An actor while its entries are being collected."""

    actor: Actor
    names: dict[str, None] = field(default_factory=dict)
    bonds: dict[Bond, None] = field(default_factory=dict)


class _Reading:
    """Collects the entries of all files: one actor may come in several."""

    def __init__(self, catalogue: Catalogue, agents: Mapping[str, str]) -> None:
        self.catalogue, self.known = catalogue, KnownActors(catalogue)
        self.agents = {agent for agent in agents if " " not in agent}
        self.given = {
            name.split()[0].casefold() for name in self.known.persons if " " in name
        } - ORGANISATION_WORDS
        self.made: dict[str, _Made] = {}

    def rows(self) -> Iterator[Row]:
        for made in self.made.values():
            names = [name for name in made.names if name != made.actor.name]
            yield Row(actor=replace(made.actor, aliases=tuple(names), bonds=tuple(made.bonds)))

    def add(self, entry: Entry) -> str:
        """Take an entry in; return why it was left out, or nothing."""
        if not entry.codes:
            return "has no code, so nobody knows what it is"
        codes = [(dated, read_code(dated.code)) for dated in entry.codes]
        if not any(code.country or code.roles for _, code in codes):
            return f"of the code {entry.codes[0].code} no part is known"
        names = self._names(entry)
        main = next((code for _, code in codes if code.roles), codes[0][1])
        plain = [code for _, code in codes if code.country and not code.unknown]
        if plain and not any(code.roles for _, code in codes):
            return self._add_country(plain[-1], names)
        person = self._is_person(names, entry.codes, main)
        if not person and self._is_office(names[0]) and not self.catalogue.named(names[0]):
            return "is an office; bonds.csv says who holds one when"
        if person:
            untitled = dict.fromkeys(without_titles(name) for name in names)
            names = [name for name in untitled if " " in name] or list(untitled)
        kind = "Person" if person else self._kind(main, names[0])
        made = self._actor(names, kind, self._country(codes))
        made.names.update(dict.fromkeys(names))
        if person and not self._bonds_known(made.actor.id):
            made.bonds.update(dict.fromkeys(self._bonds(codes)))
        return ""

    def _names(self, entry: Entry) -> list[str]:
        first = spoken(entry.phrases[0])
        short = {initials(name) for name in entry.phrases if "_" in name.strip("_ ")}
        words = {word for phrase in entry.phrases for word in phrase.replace("_", " ").split()}
        short |= {word for word in words if word in self.catalogue.names}
        if entry.codes[0].code.startswith(ORGANISATIONS):
            short |= {
                p.strip("_ ") for p in entry.phrases if not self.catalogue.named(p.strip("_ "))
            }
        names = [name for phrase in entry.phrases for name in spoken(phrase, short)]
        return list(dict.fromkeys(names or first))

    # -- what it is -------------------------------------------------------------------------------

    def _is_person(self, names: list[str], dated: list[DatedCode], code: Code) -> bool:
        words = without_titles(names[0]).casefold().replace("-", " ").split()
        if any(self._tells_body(word) for word in words):
            return False
        roles = {role.code for one in dated for role in read_code(one.code).roles}
        if FORMER in roles or any(one.since or one.until for one in dated):
            return True
        if len(words) in NAME_WORDS and words[0] in self.given:
            return True
        if len(words) not in NAME_WORDS or roles & {"REB", "INS"}:
            return False
        if code.text.startswith("IGO") and code.organisation:
            return not any(self.catalogue.adjective(word.title()) for word in words)
        return code.country is not None and code.text.startswith(code.country.code)

    def _tells_body(self, word: str) -> bool:
        if word in ORGANISATION_WORDS | WORDS_FOR_BODIES or word[0].isdigit():
            return True
        if word in self.given:
            return False
        if word in ("of", "the", "and", "for"):
            return True
        noun, nouns = actor_nouns().get(word), actor_nouns().get(word.removesuffix("s"))
        one = noun is not None and noun.stands_for in BODIES
        return one or (nouns is not None and word[-1] == "s" and nouns.stands_for in PLURAL_BODIES)

    def _is_office(self, name: str) -> bool:
        """Whether all that is said is a title: "UN Secretary General", "special envoy"."""
        words = name.casefold().replace("-", " ").split()
        last = actor_nouns().get(words[-1])
        of = words.index("of") if "of" in words else 0
        if of and words[of - 1] in titles():
            return True  # "president of the United States"
        title = words[-1] in titles() or words[-1] in self.agents
        return (last is not None and last.stands_for == "person") or (
            title and all(word in titles() | SMALL | self.agents for word in words)
        )

    def _kind(self, code: Code, name: str) -> str:
        words = name.casefold().split()
        if code.kind == "Opposition" and "party" in words:
            return "Party"
        if code.kind == "Ministry" and words[-1:] == ["government"]:
            return "Government"
        return "Group" if code.kind in ("Person", "State") else code.kind

    def _country(self, codes: list[tuple[DatedCode, Code]]) -> str | None:
        return next((code.country.country for _, code in codes if code.country), "") or None

    # -- who it is --------------------------------------------------------------------------------

    def _add_country(self, code: Code, names: list[str]) -> str:
        """Take the names of a country, but not those of its places and people."""
        if code.country is None:
            return "has no country"
        state = self.known.states.get(code.country.country)
        actor = self.catalogue.actors.get(code.country.actor) or state
        if actor is None:
            actor = Actor(id=slug(names[0]), name=names[0], kind="Region",
                          country=code.country.country or None)  # fmt: skip
        made = self.made.setdefault(actor.id, _Made(actor))
        kept = [name for name in names if not self._otherwise_known(name)]
        made.names.update(dict.fromkeys(kept))
        return ""

    def _otherwise_known(self, name: str) -> bool:
        known = self.catalogue
        words_for_it = known.adjective(name) or known.demonym(name) or known.capital(name)
        return bool(words_for_it or places_named(name))

    def _actor(self, names: list[str], kind: str, country: str | None) -> _Made:
        known = self._known(names, kind, country)
        if known is None:
            actor = slug(names[0])
            taken = self.made[actor].actor if actor in self.made else None
            taken = taken or self.catalogue.actors.get(actor)
            if taken and not _alike(taken, kind, country):
                actor = slug(f"{names[0]} {country or kind}")
            known = Actor(id=actor, name=names[0], kind=kind, country=country)
        return self.made.setdefault(known.id, _Made(known))

    def _known(self, names: list[str], kind: str, country: str | None) -> Actor | None:
        """The catalogue's actor of one of these names, if it can be the same."""
        for name in names:
            if " " not in name and not name.isupper() and name != names[0]:
                continue  # a surname may be anybody's
            for actor in self.catalogue.named(name):
                if _alike(actor, kind, country):
                    return actor
        return None

    def _bonds_known(self, actor: str) -> bool:
        return actor in self.catalogue.actors and bool(self.catalogue.actors[actor].bonds)

    def _bonds(self, codes: list[tuple[DatedCode, Code]]) -> Iterator[Bond]:
        for dated, code in codes:
            other = self._belongs_to(code)
            if other:
                yield Bond(relation="member_of", other=other, since=dated.since, until=dated.until)

    def _belongs_to(self, code: Code) -> str | None:
        if code.organisation:
            return code.organisation
        serving = [role.code for role in code.roles if role.code in SERVING]
        if code.country is None or not serving or FORMER in {r.code for r in code.roles}:
            return None
        state = self.known.states.get(code.country.country)
        whole = code.country.actor or (state.id if state else None)
        bodies = self.known.by_country.get((code.country.country, SERVING[serving[-1]]), [])
        return bodies[0].id if len(bodies) == 1 else whole


def _alike(actor: Actor, kind: str, country: str | None) -> bool:
    """Whether an actor can be the one of this kind and country."""
    if (actor.kind == "Person") != (kind == "Person"):
        return False
    if actor.kind in ("State", "Population", "Place") and actor.kind != kind:
        return False
    return actor.country is None or country is None or actor.country == country
