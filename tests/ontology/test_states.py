"""The states of the catalogue against ISO 3166, as pycountry has it."""

import pycountry

from actorgraph.ontology.catalogue import shipped

OUTSIDE_ISO = {"XK"}  # Kosovo: a code that ISO leaves to its users


def test_every_state_has_a_code_of_iso_3166() -> None:
    codes = {actor.country for actor in shipped().actors.values() if actor.kind == "State"}
    known = {country.alpha_2 for country in pycountry.countries}

    assert {code for code in codes if code} - known <= OUTSIDE_ISO


def test_names_of_iso_3166_name_their_states() -> None:
    states = {a.country: a for a in shipped().actors.values() if a.kind == "State" and a.country}
    unknown = []
    for country in pycountry.countries:
        if country.alpha_2 in states:
            plain = getattr(country, "common_name", country.name).split(",")[0].split(" (")[0]
            found = [actor.country for actor in shipped().named(plain)]
            unknown += [] if country.alpha_2 in found else [plain]

    assert not unknown
