"""Since when and until when lasting ties hold: by the catalogue, else by periods in claims."""

from collections.abc import Callable
from typing import Any

import pytest

from actorgraph.graph.findings import Finding
from actorgraph.graph.store import Store
from actorgraph.graph.tie_dates import UNKNOWN, Dates, dates_of
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.claims import When

Make = Callable[..., Any]


def wrong(store: Store) -> list[Finding]:
    """What a check finds; the articles of these tests do not hold the words of their claims."""
    return [finding for finding in store.check() if finding.sort != "words"]


FIRST = Bond(relation="leads", other="russia", since="2000-05", until="2008-05-07")
AGAIN = Bond(relation="leads", other="russia", since="2012-05-07")
DAY = "2016-10-24"


@pytest.mark.parametrize(
    ("bonds", "spoken", "stated", "dates"),
    [
        ([FIRST], ("2004-01-01", "2004-02-01"), None, ("2000-05", "2008-05-07")),
        ([FIRST, AGAIN], (DAY, DAY), None, ("2012-05-07", None)),
        ([FIRST, AGAIN], ("2004-01-01", DAY), None, ("2000-05", None)),
        ([FIRST], (DAY, DAY), None, UNKNOWN),  # spoken of after it ended: the bond says nothing
        ([FIRST], UNKNOWN, None, ("2000-05", "2008-05-07")),
        ([FIRST, AGAIN], UNKNOWN, None, UNKNOWN),  # which of the two nobody knows
        ([], (DAY, DAY), "2014-01-01", ("2014-01-01", None)),
        ([], (DAY, DAY), None, UNKNOWN),
    ],
)
def test_dates_come_from_the_bond_of_the_time(
    bonds: list[Bond], spoken: Dates, stated: str | None, dates: Dates
) -> None:
    assert dates_of(bonds, spoken, stated) == dates


def test_a_claimed_tie_is_dated_and_a_tie_of_the_catalogue_alone_is_not_shown(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    kerry = Actor(
        id="kerry", name="John Kerry", kind="Person",
        bonds=(AGAIN, Bond(relation="member_of", other="syria", since="2013")),
    )  # fmt: skip
    homes = [article(f"a{n}") for n in range(3)]
    period = When(date="2014-03-01", precision="month", end="2016-10-24")
    first = [
        claim("kerry leads russia", homes[0]),
        claim("turkey backs rebels", homes[0], start=50, when=period),
        claim("kerry attacks syria", homes[0], start=100),
    ]
    store.load([reading(homes[0], *first)], actors={"kerry": kerry})

    def dates() -> set[tuple[Any, ...]]:
        return {(row.relation, row.since, row.until) for row in store.relations()}

    told = {
        ("leads", "2012-05-07", None), ("backs", "2014-03-01", None), ("attacks", None, None),
    }  # fmt: skip
    assert dates() == told
    store.load([reading(homes[1], claim("kerry leads russia", homes[1]))])
    store.remove("a1")
    assert dates() == told

    store.load([reading(homes[2], claim("syria leads turkey", homes[2]))])
    store.merge("turkey", "russia")
    store.merge("syria", "kerry")  # its bond is that of both now
    assert ("leads", "2012-05-07", None) in dates()
    assert wrong(store) == []
