"""What CAMEO codes of actors say: a country, roles and known organisations, three letters each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from actorgraph.ontology.catalogue_files import FOLDER, lines

PART = 3  # letters
GOVERNMENT = "GOV"
# What says more than that it is of the government.
ORGANS = ("MIL", "COP", "SPY", "JUD", "LEG", "MED")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country code: `country` is ISO 3166 alpha-2, `actor` an id for states that are no more."""

    code: str
    country: str
    actor: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role code: the kind of actor of this role, and the actor it names, if it is one alone."""

    code: str
    kind: str
    actor: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code of several parts: "AFGGOVMIL" is Afghan, of the government, military."""

    text: str
    country: Country | None
    roles: tuple[Role, ...]
    unknown: tuple[str, ...]  # regions, religions and groups that have no kind of their own

    @property
    def kind(self) -> str:
        """The kind of body that the roles tell; "State" for a country alone, else "Group"."""
        codes = [role.code for role in self.roles]
        if not codes:
            return "State" if self.country else "Group"
        if codes[0] == GOVERNMENT:
            organs = [role for role in self.roles if role.code in ORGANS]
            return organs[0].kind if organs else self.roles[0].kind
        return self.roles[0].kind

    @property
    def organisation(self) -> str | None:
        """The id of the organisation that the code names, the most special one: "IGOUNOREFHCR"."""
        named = [role.actor for role in self.roles if role.actor]
        return named[-1] if named else None


@cache
def countries() -> Mapping[str, Country]:
    """Return the table of country codes: ISO 3166 alpha-3, and those that CAMEO has besides."""
    table = lines(FOLDER.joinpath("cameo-countries.csv"), ("code", "country", "actor", "name"))
    return MappingProxyType({line["code"]: Country(**line.cells) for line in table})


@cache
def roles() -> Mapping[str, Role]:
    """Return the table of role codes and of codes for organisations."""
    table = lines(FOLDER.joinpath("cameo-roles.csv"), ("code", "kind", "actor", "meaning"))
    return MappingProxyType({line["code"]: Role(**line.cells) for line in table})


def read_code(text: str) -> Code:
    """Return what a code says; a part that is both is a country in front and a role behind."""
    places: list[Country] = []
    found: list[Role] = []
    unknown: list[str] = []
    for start in range(0, len(text), PART):
        part = text[start : start + PART]
        if part in countries() and (start == 0 or part not in roles()):
            places.append(countries()[part])
        elif part in roles():
            found.append(roles()[part])
        else:
            unknown.append(part)
    # NZLTKL is Tokelau, which is of New Zealand; USAGOVISR is somebody American.
    own = places[-1 if not found else 0] if places else None
    return Code(text=text, country=own, roles=tuple(found), unknown=tuple(unknown))
