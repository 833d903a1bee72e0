"""Where a claim's deed was done: told by phrases, kinds of place, countries, or the target's name."""

from collections.abc import Callable

import pytest

from actorgraph.ontology.claims import Claim

Reads = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Turkey bombed the YPG near the Syrian town of Manbij.", "attacks", ("Manbij", "SY")),
        ("Turkey bombed the YPG in the Tal Rifaat area.", "attacks", ("Tel Rifaat", "SY")),
        ("Iran attacked a British tanker in the Gulf of Oman.", "attacks", ("Gulf of Oman", None)),
        ("Iran attacked a British ship off the coast of Oman.", "attacks", ("Oman", "OM")),
        ("Turkey bombed the YPG in Tripoli, Lebanon.", "attacks", ("Tripoli", "LB")),
        ("In Syria, Turkey bombed the YPG near Manbij.", "attacks", ("Manbij", "SY")),
        ("Russian warplanes bombed Damascus.", "attacks", ("Damascus", "SY")),
        ("Kerry met Lavrov in Geneva.", "negotiates_with", ("Geneva", "CH")),
    ],
)
def test_where_it_was_done(
    text: str, relation: str, expected: tuple[str, str | None], claims_in: Reads
) -> None:
    places = [claim.where for claim in claims_in(text) if claim.relation == relation]

    assert expected in [(place.name, place.country) for place in places if place]


@pytest.mark.parametrize(
    "text",
    [
        "Britain imposed sanctions on Iran.",
        "Britain condemned Damascus.",
        "Kerry condemned the rebels in Aleppo.",
        "Kerry and Lavrov held talks on Syria.",
    ],
)
def test_whom_or_what_it_is_about_is_not_where(text: str, claims_in: Reads) -> None:
    claims = [claim for claim in claims_in(text) if claim.relation not in ("leads", "member_of")]

    assert claims
    assert [claim.where for claim in claims] == [None] * len(claims)
