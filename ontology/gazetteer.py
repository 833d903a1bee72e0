"""Places by name: cities from GeoNames, and the places of war and diplomacy that it lacks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from actorgraph.ontology.catalogue_files import FOLDER, Line, lines
from actorgraph.ontology.spelling import alias_key

NEAR = 0.06  # degrees, some 6 km: nearer places of one name are one


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
    counted = [_place(row) for row in _rows().get(key, ())]
    if by_hand and counted and _is_same(by_hand[0], counted[0]):
        by_hand, counted = by_hand[1:], [_renamed(counted[0], by_hand[0]), *counted[1:]]
    return (*by_hand, *counted)


def _is_same(by_hand: Place, counted: Place) -> bool:
    if by_hand.lat is None or by_hand.lon is None or counted.lat is None or counted.lon is None:
        return by_hand.country == counted.country
    return max(abs(by_hand.lat - counted.lat), abs(by_hand.lon - counted.lon)) < NEAR


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
def _by_hand() -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = defaultdict(tuple)
    for line in lines(FOLDER.joinpath("places-extra.csv"), ("name", "others", "country")):
        place = _place_by_hand(line)
        for name in (place.name, *line.parts("others")):
            found[alias_key(name)] += (place,)
    return dict(found)


def _place_by_hand(line: Line) -> Place:
    return Place(
        name=line["name"],
        country=line["country"] or None,
        lat=float(line["lat"]) if line["lat"] else None,
        lon=float(line["lon"]) if line["lon"] else None,
    )
