"""Places by name: cities from GeoNames, and the places of war and diplomacy that it lacks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from actorgraph.ontology.catalogue_files import FOLDER, Line, lines
from actorgraph.ontology.spelling import alias_key

NEAR = 0.5  # degrees, some 50 km: settlements of one name that are nearer are one
SETTLEMENTS = frozenset(("city", "town", "village", "port", "kibbutz"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place; `geonames` is its GeoNames id, `lat` and `lon` are degrees (WGS 84).

    `country` is an ISO 3166 alpha-2 code, None for seas and borders. The `population` of a place
    that was added by hand is 0: nobody has counted, or nobody lives there.
    """

    name: str
    geonames: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0


def named(name: str) -> tuple[Place, ...]:
    """Return the places of this name, most populous first; ones added by hand before all.

    Names that are rather words or persons ("Of", "Bush") give none.
    """
    key = alias_key(name)
    if key in _stopped():
        return ()
    counted = [_place(row) for row in _rows().get(key, ())]
    found = []
    for place, settled in _by_hand().get(key, ()):
        same = [other for other in counted if settled and _is_near(place, other)]
        found.append(_renamed(same[0], place) if same else place)
        counted = [other for other in counted if other not in same]
    return (*found, *counted)


def _is_near(place: Place, other: Place) -> bool:
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return place.country == other.country
    return max(abs(place.lat - other.lat), abs(place.lon - other.lon)) < NEAR


def _renamed(counted: Place, by_hand: Place) -> Place:
    """Return GeoNames' place under the name by which news knows it."""
    return Place(
        name=by_hand.name,
        geonames=counted.geonames,
        country=counted.country,
        lat=counted.lat,
        lon=counted.lon,
        population=counted.population,
    )


@cache
def _stopped() -> frozenset[str]:
    table = lines(FOLDER.joinpath("places-stop.csv"), ("name", "why"))
    return frozenset(alias_key(line["name"]) for line in table)


@cache
def _rows() -> Mapping[str, tuple[str, ...]]:
    """Return the lines of places.tsv by key; they are cut into places only when asked for."""
    rows: dict[str, tuple[str, ...]] = {}
    text = FOLDER.joinpath("places.tsv").read_text(encoding="utf-8")
    for row in text.split("\n")[1:-1]:
        for key in row.partition("\t")[0].split("|"):
            rows[key] = (*rows[key], row) if key in rows else (row,)
    return rows


def _place(row: str) -> Place:
    _, name, geonames, country, lat, lon, population = row.split("\t")
    return Place(
        name=name,
        geonames=int(geonames),
        country=country,
        lat=float(lat),
        lon=float(lon),
        population=int(population),
    )


@cache
def _by_hand() -> Mapping[str, tuple[tuple[Place, bool], ...]]:
    """Return the places of places-extra.csv by key, and whether people live there as in a town."""
    found: dict[str, dict[tuple[Place, bool], None]] = defaultdict(dict)
    for line in lines(FOLDER.joinpath("places-extra.csv"), ("name", "others", "type", "country")):
        entry = (_place_by_hand(line), line["type"] in SETTLEMENTS)
        for name in (line["name"], *line.parts("others")):
            found[alias_key(name)][entry] = None
    return {key: tuple(entries) for key, entries in found.items()}


def _place_by_hand(line: Line) -> Place:
    return Place(
        name=line["name"],
        country=line["country"] or None,
        lat=float(line["lat"]) if line["lat"] else None,
        lon=float(line["lon"]) if line["lon"] else None,
    )
