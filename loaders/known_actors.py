"""The catalogue's actors, arranged as resolving a name needs them."""

from rapidfuzz import fuzz, process

from actorgraph.ontology.actors import Actor
from actorgraph.ontology.catalogue import Catalogue

FUZZY = 90  # rapidfuzz ratio from which two spellings of a person's name are one person


class KnownActors:
    """Persons by surname, bodies by country and kind, states by their code."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.persons = {a.name: a for a in catalogue.actors.values() if a.kind == "Person"}
        self.surnames: dict[str, list[Actor]] = {}
        for actor in self.persons.values():
            for name in {surname_of(name) for name in (actor.name, *actor.aliases)}:
                self.surnames.setdefault(name, []).append(actor)
        self.by_country: dict[tuple[str, str], list[Actor]] = {}
        for actor in catalogue.actors.values():
            if actor.country:
                self.by_country.setdefault((actor.country, actor.kind), []).append(actor)
        self.states = {
            a.country: a for a in catalogue.actors.values() if a.kind == "State" and a.country
        }
        self.adjectives: dict[str, list[str]] = {}  # "Syrian" by the id of Syria
        for word, state in catalogue.tables.adjectives:
            self.adjectives.setdefault(state, []).append(word)
        self._fuzzy: dict[str, Actor | None] = {}

    def of_country(self, words: str, country: str | None, date: str | None) -> Actor | None:
        """Return the known actor that the words mean in a country: "Libyan rebels" of "rebels"."""
        state = self.states.get(country or "")
        for adjective in self.adjectives.get(state.id, ()) if state else ():
            for actor in self.catalogue.named(f"{adjective} {words}", date)[:1]:
                return actor
        return None

    def similar_person(self, name: str) -> Actor | None:
        """Return the catalogue's person whose name is spelt nearly like this one."""
        if name not in self._fuzzy:
            initial = name[:1]
            names = [n for n in self.persons if n[:1] == initial]
            best = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=FUZZY)
            self._fuzzy[name] = self.persons[best[0]] if best else None
        return self._fuzzy[name]


def surname_of(name: str) -> str:
    """Return the last word of a name, by which persons are remembered."""
    words = name.casefold().replace("’", "'").split()
    return words[-1] if words else ""
