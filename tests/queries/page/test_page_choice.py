"""Which claims a page takes in, and when it refuses."""

from collections.abc import Callable, Iterator

import pytest

from actorgraph.errors import PageTooLarge, UnknownActor, UnknownRelation
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.claims import Claim
from actorgraph.queries import page_filters
from actorgraph.queries.page_filters import PageFilters, chosen_claims


def actors_of(claims: list[Claim]) -> set[str]:
    return {mention.actor for claim in claims for mention in (claim.subject, claim.object)}


def test_no_filter_takes_all(claims: list[Claim]) -> None:
    assert chosen_claims(claims, PageFilters(), {}) == claims


def test_hops_count_steps_from_the_actor(claims: list[Claim]) -> None:
    one = actors_of(
        chosen_claims(
            claims,
            PageFilters(actors=("YPG columns",)),
            {
                "ypg": Actor(
                    id="ypg",
                    name="People's Protection Units",
                    kind="ArmedGroup",
                    aliases=("YPG columns",),
                )
            },
        )
    )
    two = actors_of(
        chosen_claims(claims, PageFilters(actors=("people's protection units",), hops=2), {})
    )

    assert one == {"ypg", "turkey", "sdf"}
    assert two == one | {"opposition", "us"}


def test_time_includes_both_ends_and_leaves_out_what_has_no_date(claims: list[Claim]) -> None:
    kept = chosen_claims(claims, PageFilters(since="2016-10-16", until="2016-10-17"), {})

    assert {one.when.date for one in kept if one.when} == {"2016-10-16", "2016-10-17"}
    assert chosen_claims(claims, PageFilters(until="2016-10"), {}) == claims


def test_relations_and_confidence_choose(claims: list[Claim]) -> None:
    kept = chosen_claims(claims, PageFilters(relations=("accuses",), confidence=0.67), {})

    assert [one.object.actor for one in kept] == ["opposition"]


def test_unknown_names_offer_the_nearest(claims: list[Claim]) -> None:
    with pytest.raises(UnknownActor, match="russia"):
        chosen_claims(claims, PageFilters(actors=("Rusia",)), {})
    with pytest.raises(UnknownRelation, match="attacks"):
        chosen_claims(claims, PageFilters(relations=("attack",)), {})


def test_too_much_is_refused_with_filters_that_help(
    synthetic: Callable[..., Iterator[Claim]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_filters, "MOST_ACTORS", 60)
    many = list(synthetic(90, 200))
    with pytest.raises(PageTooLarge, match="90 actors and 200 relations") as refused:
        chosen_claims(many, PageFilters(), {})

    assert any("--actor" in one for one in refused.value.helps)
    assert any("--since" in one for one in refused.value.helps)
    since = next(one for one in refused.value.helps if "--since" in one).split()[1]
    chosen_claims(many, PageFilters(since=since), {})
