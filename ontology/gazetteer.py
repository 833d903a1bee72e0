"""Places by name: cities from GeoNames, and the places of war and diplomacy that it lacks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
    by_hand = _by_hand().get(key, ())
    taken = {place.geonames for place in by_hand}
    counted = map(_place, _rows().get(key, ()))
    return (*by_hand, *(place for place in counted if place.geonames not in taken))


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
def _by_hand() -> Mapping[str, tuple[Place, ...]]:
    """Return the places of places-extra.csv by key, with what GeoNames knows of its towns."""
    found: dict[str, dict[Place, None]] = defaultdict(dict)
    for line in lines(FOLDER.joinpath("places-extra.csv"), ("name", "others", "type", "country")):
        keys = [alias_key(name) for name in (line["name"], *line.parts("others"))]
        place = _place_by_hand(line)
        if line["type"] in SETTLEMENTS:
            place = _with_geonames(place, keys)
        for key in keys:
            found[key][place] = None
    return {key: tuple(places) for key, places in found.items()}


def _place_by_hand(line: Line) -> Place:
    return Place(
        name=line["name"],
        country=line["country"] or None,
        lat=float(line["lat"]) if line["lat"] else None,
        lon=float(line["lon"]) if line["lon"] else None,
    )


def _with_geonames(place: Place, keys: Iterable[str]) -> Place:
    """Return the place with GeoNames' id, position and population, under the name of the news."""
    for key in keys:
        for row in _rows().get(key, ()):
            counted = _place(row)
            if _is_near(place, counted):
                return replace(counted, name=place.name)
    return place


def _is_near(place: Place, other: Place) -> bool:
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return place.country == other.country
    return max(abs(place.lat - other.lat), abs(place.lon - other.lon)) < NEAR
