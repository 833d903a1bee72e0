"""Two that one phrase means, two names at one hyphen, and a name with its abbreviation."""

from collections.abc import Callable

import pytest

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.vocabulary import relation_named

ClaimsIn = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def claims_in() -> ClaimsIn:
    """Read by the rules alone: whom they see is asked here, not what the judge makes of it."""
    reader = ClaimReader(judge=False, least=0.1)
    return lambda text: reader.claims(Article(id="a", text=text, published="2016-10-24"))


def read(claims_in: ClaimsIn, text: str) -> set[tuple[str, str, str]]:
    """Return what the claims say, in both directions where the two can change places."""
    said = {(c.subject.name, c.relation, c.object.name) for c in claims_in(text)}
    return said | {(b, r, a) for a, r, b in said if relation_named(r).symmetric}


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("India and China met. Tensions between the two countries rose.", [("China", "opposes", "India")]),
        ("India met China. France urged both sides to withdraw.", [("France", "requests", "India"), ("France", "requests", "China")]),
        ("India met China. The two countries signed a treaty.", [("India", "agrees_with", "China")]),
        ("The U.S.-Taliban talks ended on Monday.", [("United States", "negotiates_with", "Taliban")]),
        ("Critics of the US-Taliban deal left.", [("United States", "agrees_with", "Taliban")]),
    ],
)  # fmt: skip
def test_both_take_part(claims_in: ClaimsIn, text: str, claims: list[tuple[str, str, str]]) -> None:
    assert set(claims) <= read(claims_in, text)


def test_nobody_fights_himself(claims_in: ClaimsIn) -> None:
    said = read(claims_in, "India met China. The two countries left. Both sides rested.")

    assert not {triple for triple in said if triple[0] == triple[2]}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The Syrian Democratic Forces (SDF) met Iran.", [("Syrian Democratic Forces", "SDF")]),
        ("The Kurdistan Workers' Party (PKK) met Iran.", [("Kurdistan Workers' Party", "PKK")]),
        ("Angela Merkel (Germany) met Iran.", []),
        ("The Zarqun Herald (Tehran) met Angela Merkel.", []),
    ],
)
def test_an_abbreviation_in_brackets_is_the_name(
    claims_in: ClaimsIn, text: str, pairs: list[tuple[str, str]]
) -> None:
    found = claims_in(text)

    assert [(c.subject.text, c.object.text) for c in found if c.relation == "same_as"] == pairs
