"""The sums on a relationship, counted at once or added up, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from actorgraph.graph.edges import origins_of
from actorgraph.graph.sums import Fact, added, sums_of
from actorgraph.ontology.claims import Status

DAY = st.none() | st.dates().map(str)


def facts(articles: str) -> st.SearchStrategy[list[Fact]]:
    fact = st.builds(
        Fact,
        status=st.sampled_from([status.value for status in Status]),
        denied=st.booleans(),
        article=st.sampled_from(articles),
        origin=st.sampled_from(["AP", "TASS", "SANA"]),
        first=DAY,
        last=DAY,
        confidence=st.floats(0, 1),
        weight=st.just(-9.2) | st.just(-10.0) | st.just(3.4),
    )
    return st.lists(fact, min_size=1, max_size=8)


@given(facts("abc"), facts("def"))
def test_adding_up_gives_what_counting_gives(old: list[Fact], new: list[Fact]) -> None:
    new_sources = len(origins_of(new) - origins_of(old))

    assert added(sums_of(old), sums_of(new), new_sources=new_sources) == sums_of(old + new)


@given(facts("abc"))
def test_the_order_of_claims_does_not_matter(some: list[Fact]) -> None:
    assert sums_of(reversed(some)) == sums_of(some)


def test_what_is_counted() -> None:
    def fact(status: str, *, denied: bool = False, article: str = "a1") -> Fact:
        return Fact(
            status=status,
            denied=denied,
            article=article,
            origin="AP",
            first="2016-10-24",
            last="2016-10-25",
            confidence=0.5,
            weight=-9.2,
        )

    sums = sums_of(
        [
            fact("actual"),
            fact("actual", article="a2"),
            fact("alleged"),
            fact("planned", article="a3"),
            fact("demanded"),
            fact("actual", denied=True, article="a4"),
        ]
    )

    assert (sums.claims, sums.alleged, sums.intended, sums.denials) == (2, 1, 2, 1)
    assert (sums.articles, sums.sources) == (2, 1)
    assert (sums.first, sums.last, sums.goldstein) == ("2016-10-24", "2016-10-25", -9.2)
