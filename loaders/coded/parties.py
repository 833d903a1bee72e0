"""The actors of coded events: by their names in the catalogue, else by their codes."""

from dataclasses import dataclass

from actorgraph.loaders.cameo_codes import read_code
from actorgraph.loaders.known_actors import KnownActors
from actorgraph.ontology.actors import Actor, slug
from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.claims import Mention
from actorgraph.ontology.vocabulary import KINDS

RULERS = ("State", "Government", "Ministry")  # without a name, they are the state


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side of an event as a data set names it.

    `code` is a CAMEO code (RUSMIL), `country` an ISO 3166 alpha-2 or alpha-3 code or a state's
    name, `kind` a kind of ours where the set tells one.
    """

    name: str = ""
    code: str = ""
    country: str = ""
    kind: str = ""


class Parties:
    """Finds who the sides of coded events are."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue, self._known = catalogue, KnownActors(catalogue)
        self._found: dict[tuple[Party, str | None], Mention | None] = {}

    def mention(self, party: Party, date: str | None) -> Mention | None:
        """Return the actor on an ISO date; None where the set names nobody."""
        key = party, date
        if key not in self._found:
            self._found[key] = self._resolved(party, date)
        return self._found[key]

    def _resolved(self, party: Party, date: str | None) -> Mention | None:
        named = self._catalogue.named(party.name, date)[:1] if party.name else ()
        if named:
            return _mention(named[0], party, "name")
        code = read_code(party.code)
        if code.organisation and code.organisation in self._catalogue.actors:
            return _mention(self._catalogue.actors[code.organisation], party, "code")
        country = (code.country.country if code.country else "") or self._country(party, date)
        kind = party.kind or (code.kind if party.code else "State" if country else "Group")
        state = self._known.states.get(country)
        if state and not party.name and kind in RULERS:
            ruling = self._catalogue.government(state.id, date) if kind != "State" else None
            return _mention(ruling or state, party, "country")
        if not (party.name or party.code or (party.kind and state)):
            return None
        return _mention(self._new(party, kind, country), party, "as coded")

    def _country(self, party: Party, date: str | None) -> str:
        text = party.country.strip()
        if len(text) == 3 and text.isupper():
            found = read_code(text).country
            return found.country if found else ""
        if len(text) == 2 and text.isupper():
            return text
        states = [one for one in self._catalogue.named(text, date) if one.kind == "State"]
        return states[0].country or "" if states and text else ""

    def _new(self, party: Party, kind: str, country: str) -> Actor:
        """Return an actor for a name or code alone: "rebels (Syria)"."""
        state = self._known.states.get(country)
        name = party.name.title() if party.name.isupper() else party.name
        if not name:
            name = KINDS[kind].label
        if state and state.name.casefold() not in name.casefold() and not party.name:
            name = f"{name} ({state.name})"
        return Actor(id=slug(name), name=name, kind=kind, country=country or None)


def _mention(actor: Actor, party: Party, rule: str) -> Mention:
    return Mention(
        actor=actor.id, name=actor.name, kind=actor.kind,
        text=party.name or party.code or party.country, start=None, end=None,
        resolution=f"{rule} {party.code}".strip(),
    )  # fmt: skip
