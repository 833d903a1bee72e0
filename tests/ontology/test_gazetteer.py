"""The gazetteer finds the places of the news, and takes no word or person for a place."""

import pytest

from actorgraph.ontology.catalogue import shipped
from actorgraph.ontology.catalogue_files import FOLDER, lines
from actorgraph.ontology.gazetteer import named


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Aleppo", "SY", 36.2, 37.2),
        ("al-Bab", "SY", 36.4, 37.5),
        ("Tel Rifaat", "SY", 36.5, 37.1),
        ("Mosul", "IQ", 36.3, 43.1),
        ("Goma", "CD", -1.7, 29.2),
        ("El Fasher", "SD", 13.6, 25.4),
        ("Bakhmut", "UA", 48.6, 38.0),
        ("Kiev", "UA", 50.5, 30.5),
        ("Hodeidah", "YE", 14.8, 43.0),
        ("Sana'a", "YE", 15.4, 44.2),
        ("Helmand", "AF", 31.0, 64.0),
    ],
)
def test_places_of_war_are_where_they_are(name: str, country: str, lat: float, lon: float) -> None:
    first = named(name)[0]

    assert first.country == country
    assert first.lat == pytest.approx(lat, abs=0.6)
    assert first.lon == pytest.approx(lon, abs=0.6)


def test_the_most_populous_place_of_a_name_comes_first() -> None:
    sizes = [place.population for place in named("London")]

    assert named("London")[0].country == "GB"
    assert len(sizes) > 1
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("name", ["Of", "Nice", "Mobile", "Reading", "Bush", "Clinton", "Man", ""])
def test_words_and_persons_are_no_places(name: str) -> None:
    assert named(name) == ()


def test_a_place_of_both_tables_comes_once_with_its_geonames_id() -> None:
    (place,) = named("Deir Ezzor")

    assert (place.name, place.country) == ("Deir ez-Zor", "SY")
    assert place.geonames is not None


def test_a_sea_has_no_country() -> None:
    (sea,) = named("South China Sea")

    assert (sea.country, sea.population) == (None, 0)


def test_the_tables_are_as_large_and_small_as_promised() -> None:
    text = FOLDER.joinpath("places.tsv").read_text(encoding="utf-8")
    by_hand = list(lines(FOLDER.joinpath("places-extra.csv"), ("name", "lat", "lon")))

    assert len(text.splitlines()) > 12_000
    assert len(text.encode()) < 2_500_000
    assert len(by_hand) >= 250


def test_every_line_of_the_tables_is_a_place() -> None:
    rows = FOLDER.joinpath("places.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [row.split("\t") for row in rows]

    assert {len(row) for row in cells} == {7}
    assert all(keys and name and int(geonames) > 0 for keys, name, geonames, *_ in cells)
    assert all(-90 <= float(lat) <= 90 and -180 <= float(lon) <= 180 for *_, lat, lon, _ in cells)


def test_places_by_hand_have_sound_coordinates_and_come_once() -> None:
    rows = list(lines(FOLDER.joinpath("places-extra.csv"), ("name", "lat", "lon")))

    assert all(abs(float(r["lat"])) <= 90 and abs(float(r["lon"])) <= 180 for r in rows)
    assert len({(r["name"], r["country"]) for r in rows}) == len(rows)


def test_the_capital_of_every_state_that_has_one_is_a_place() -> None:
    missing = {
        state["name"]
        for state in lines(FOLDER.joinpath("states.csv"), ("name", "capital", "code"))
        if state["capital"]
        and not any(p.country == state["code"] for c in state.parts("capital") for p in named(c))
    }

    # Too small for the table, or written otherwise there ("Luxembourg", not "Luxembourg City").
    small = {"Antigua and Barbuda", "Grenada", "Kiribati", "Seychelles", "Djibouti", "Luxembourg"}
    assert missing <= small


def test_hand_made_places_lie_in_states_that_exist() -> None:
    codes = {actor.country for actor in shipped().actors.values()}
    rows = lines(FOLDER.joinpath("places-extra.csv"), ("country",))

    assert {row["country"] for row in rows if row["country"]} - codes <= {"GU", "IO"}
