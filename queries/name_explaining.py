"""How a name resolves on a date: which names and rules match it, who wins and why, who else could.

It asks the tables that reading asks, in the same order. What only an article can tell, such as
whom it named before, is said as a condition.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from actorgraph.loaders.known_actors import KnownActors, surname_of
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.catalogue import Catalogue, shipped
from actorgraph.ontology.catalogue_files import Alias
from actorgraph.ontology.catalogue_tables import Spelled
from actorgraph.ontology.gazetteer import named as places_named
from actorgraph.ontology.spelling import alias_key
from actorgraph.queries.actor_search import checked_date, natively_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody whom the name could mean.

    `rule` is the way it leads there, `words` the spelling or office that matches; `since` and
    `until` say when that holds, `holds` whether it does on the date that was asked for.
    """

    rule: str
    words: str
    actor: str
    name: str
    kind: str
    since: str | None = None
    until: str | None = None
    holds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NameExplained:
    """What a name means: the winner's id, or None where it takes an article to say, and why."""

    name: str
    date: str | None
    winner: str | None
    why: str
    candidates: tuple[Candidate, ...]


def explain_name(
    name: str, date: str | None = None, *, catalogue: Catalogue | None = None
) -> NameExplained:
    """Explain how a name of the news, or an office such as "Russian foreign minister", resolves.

    Without a date, names and offices of any time count. Raises UsageError for a date that is none.
    """
    return _Explaining(catalogue or shipped(), name, checked_date(date)).explained()


class _Explaining:
    """One name being explained."""

    def __init__(self, catalogue: Catalogue, name: str, date: str | None) -> None:
        self.catalogue, self.name, self.date = catalogue, name.strip(), date
        self.key = alias_key(name)

    def explained(self) -> NameExplained:
        for look in (self._names, self._words_for_states, self._offices, self._likely):
            candidates = list(look())
            if candidates:
                winner, why = self._choice(candidates)
                winner, why = self._unless_judged(winner, why)
                return self._result(winner, why, candidates)
        why = "nothing in the catalogue is like it; an article's own words decide what it is"
        native = natively_named(self.catalogue, self.name)
        if native:
            why = "only English is read; names in other languages serve to find actors"
        found = [self._candidate("name in another language", self.name, one) for one in native]
        return self._result(None, why, found)

    def _result(self, winner: str | None, why: str, candidates: list[Candidate]) -> NameExplained:
        return NameExplained(
            name=self.name, date=self.date, winner=winner, why=why, candidates=tuple(candidates)
        )

    def _candidate(
        self, rule: str, words: str, actor: Actor, when: Bond | Alias | None = None
    ) -> Candidate:
        holds = True
        if isinstance(when, Alias):
            holds = when.used_on(self.date)
        elif when is not None:
            holds = self.date is None or when.holds_on(self.date)
        return Candidate(
            rule=rule,
            words=words,
            actor=actor.id,
            name=actor.name,
            kind=actor.kind,
            since=when.since if when else None,
            until=when.until if when else None,
            holds=holds,
        )

    # -- where it can lead ------------------------------------------------------------------------

    def _names(self) -> Iterator[Candidate]:
        names = self.catalogue.names
        for use, owner in names.get(self.key) or names.get(self.key.casefold(), ()):
            actor = self.catalogue.actors[owner]
            rule = "name" if use.text == actor.name else "alias"
            yield self._candidate(rule, use.text, actor, use)

    def _words_for_states(self) -> Iterator[Candidate]:
        known = self.catalogue
        for rule, words in (
            ("adjective", known.adjectives),
            ("people", known.demonyms),
            ("capital", known.capitals),
        ):
            for word, owner in self._spelled(words.get(self.key) or words.get(self.key.casefold())):
                yield self._candidate(rule, word, known.actors[owner])

    def _spelled(self, found: tuple[Spelled, ...] | None) -> tuple[Spelled, ...]:
        return found or ()

    def _offices(self) -> Iterator[Candidate]:
        for title, owner in self._titles():
            terms = self.catalogue.terms(title, owner.id)
            if terms:
                for person, bond in terms:
                    whose = self.catalogue.actors[bond.other].name
                    words = f"{bond.title or bond.relation}, {whose}"
                    yield self._candidate("office", words, person, bond)
                return

    def _titles(self) -> Iterator[tuple[str, Actor]]:
        """Yield the ways to part the words into a title and whose it is."""
        words = self.name.replace("’", "'").split()
        for cut in range(len(words) - 1, 0, -1):
            owner = self._owner(" ".join(words[:cut]).removesuffix("'s").removesuffix("'"))
            if owner:
                yield " ".join(words[cut:]), owner
        for cut in range(1, len(words) - 1):
            owner = self._owner(" ".join(words[cut + 1 :])) if words[cut] == "of" else None
            if owner:
                yield " ".join(words[:cut]).removeprefix("the "), owner

    def _owner(self, words: str) -> Actor | None:
        known = self.catalogue
        named = known.named(words, self.date) or known.named(words)
        return named[0] if named else known.adjective(words) or known.capital(words)

    def _likely(self) -> Iterator[Candidate]:
        known = KnownActors(self.catalogue)
        if " " not in self.name:
            yield from self._places()
        elif similar := known.similar_person(self.name):
            yield self._candidate("similar name", similar.name, similar)
            return
        for person in known.surnames.get(surname_of(self.name), []):
            for bond in (bond for bond in person.bonds if bond.title):
                whose = self.catalogue.actors[bond.other].name
                yield self._candidate("surname", f"{bond.title}, {whose}", person, bond)
        if " " in self.name:
            yield from self._places()

    def _places(self) -> Iterator[Candidate]:
        for place in places_named(self.name):
            words = f"{place.name}, {place.country or 'no country'}"
            yield Candidate(rule="place", words=words, actor="", name=place.name, kind="Place")

    # -- who it is --------------------------------------------------------------------------------

    def _choice(self, candidates: list[Candidate]) -> tuple[str | None, str]:
        match candidates[0].rule:
            case "name" | "alias":
                return self._named(candidates)
            case "office":
                return self._holder(candidates)
            case "similar name":
                return candidates[0].actor, "no name is the same, and this person's is nearly so"
            case "place":
                return None, "a place of the gazetteer, unless a title before it makes it a person"
            case "surname":
                return self._surname(candidates)
            case _:
                return self._state(candidates)

    def _named(self, candidates: list[Candidate]) -> tuple[str, str]:
        usual = self.catalogue.tables.defaults.get(self.key)
        holding = [one for one in candidates if one.holds]
        ids = list(dict.fromkeys(one.actor for one in holding or candidates))
        winner = usual if usual in ids else ids[0]
        if not holding:
            return winner, "nobody was called so on that date, so names of any time count"
        if len(ids) == 1:
            others = {one.actor for one in candidates} - set(ids)
            alone = "the only one of this name"
            return winner, f"{alone} on that date" if others else alone
        if winner == usual:
            return winner, "ambiguous.csv says that it is the usual one"
        return winner, "the first of this name in the tables"

    def _state(self, candidates: list[Candidate]) -> tuple[str, str]:
        same = [one.actor for one in candidates if one.rule == candidates[0].rule]
        usual = self.catalogue.tables.defaults.get(self.key)
        marked = len(same) > 1 and usual in same
        winner = usual if usual is not None and usual in same else same[0]
        why = {
            "adjective": "its adjective",
            "people": "the word for its people",
            "capital": "its capital, which stands for it except where a place is meant",
        }[candidates[0].rule]
        return winner, f"{why}; ambiguous.csv says that it is the usual one" if marked else why

    def _holder(self, candidates: list[Candidate]) -> tuple[str | None, str]:
        if self.date is None:
            return None, "it depends on the date; give one with --date"
        holding = list(dict.fromkeys(one.actor for one in candidates if one.holds))
        if len(holding) == 1:
            return holding[0], "holds the office on that date"
        if not holding:
            return None, "nobody is known to hold the office on that date"
        return None, "several hold it on that date: the one that the article names"

    def _surname(self, candidates: list[Candidate]) -> tuple[str | None, str]:
        holding = list(dict.fromkeys(one.actor for one in candidates if one.holds))
        if self.date is not None and len(holding) == 1:
            told = "if a title stands before it or the article is about the same country"
            return holding[0], f"the only one of this surname in office on that date, {told}"
        if self.date is None and len({one.actor for one in candidates}) == 1:
            told = "if a title stands before it or the article is about the same country"
            return candidates[0].actor, f"the only one of this surname, {told}"
        return None, "a surname alone: the person of this name that the article names in full"

    def _unless_judged(self, winner: str | None, why: str) -> tuple[str | None, str]:
        if winner is not None and self.catalogue.is_not(self.name, winner):
            return None, f"judgements.csv says that it is not {self.catalogue.actors[winner].name}"
        return winner, why
