"""Which articles are one report follows from their texts alone, in whatever order they come."""

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actorgraph.graph import reports
from actorgraph.graph.reports import Reports, Signed, reprints_of
from actorgraph.ontology.signatures import is_signature, shingles_and_values, signature_of

SIGNATURE = (
    "AQAAOGkeP70jbi/PjVBQtfD9SNxuw0sLJacqHeTnw7ZNc9B2pPDZnEj2uuXrik0T+hZlvt6qQhCZQVknfK4X42Y2"
    "625bYnfOHyEXYiv6li7sz9UTPzW2Y3zDTzWdLxfMaByBvIrE74t1pRiqJ3GFoylv3iVl8S52ZyUF3ZGCjgIohs4h"
)
PARTS = ["".join(f"{part}{number} " for number in range(120)) for part in "abcdef"]


def signed(id_: str, *parts: int, published: str | None = None) -> Signed:
    return Signed(id_, published, signature(*parts))


@cache
def signature(*parts: int) -> str:
    made = signature_of("".join(PARTS[part] for part in parts))
    assert made
    return made


def test_a_text_always_has_this_signature() -> None:
    """Signatures are kept in graphs: should this one ever be another, VERSION has to be, too."""
    text = " ".join(f"word{number}" for number in range(60))

    assert signature_of(text) == SIGNATURE
    assert is_signature(SIGNATURE)
    assert shingles_and_values(SIGNATURE)[0] == 56


def test_case_punctuation_and_line_breaks_make_no_other_text() -> None:
    text = " ".join(f"Word{number}, next" for number in range(60))

    assert signature_of(text) == signature_of(text.lower().replace(",", "").replace(" ", "\n"))


def test_a_text_of_a_few_words_has_no_signature() -> None:
    assert signature_of("one two three four five six " * 3) is None
    assert signature_of(" ".join(map(str, range(24)))) is not None


@pytest.mark.parametrize("text", ["", "AQ", None, 5, "AQ" + "!" * 174, "Ag" + "A" * 174])
def test_what_is_no_signature_of_this_version_is_told(text: object) -> None:
    assert not is_signature(text)


def test_reprints_are_one_report_and_others_are_not() -> None:
    found = reprints_of([signed("a", 0, 1, 2), signed("b", 0, 1), signed("c", 3, 4)])

    assert found == {"b": "a"}


def test_a_report_is_called_after_the_article_that_was_published_first() -> None:
    late, early = (
        signed("a", 0, 1, published="2016-10-25"),
        signed("b", 0, 1, published="2016-10-24"),
    )
    undated = signed("0", 0, 1)

    assert dict(Reports([late, early, undated]).items()) == dict.fromkeys("ab0", "b")


def test_a_later_article_can_make_one_report_of_two() -> None:
    apart = Reports([signed("a", 0, 1), signed("b", 2, 3)])
    assert (apart["a"], apart["b"]) == ("a", "b")

    moved, came_apart = apart.change(put=[signed("c", 0, 1, 2, 3)])

    assert moved == {"b": ("b", "a"), "c": (None, "a")}
    assert not came_apart


def test_without_the_article_between_them_they_are_two_again() -> None:
    one = Reports([signed("a", 0, 1), signed("b", 2, 3), signed("c", 0, 1, 2, 3)])

    moved, came_apart = one.change(drop=["c"])

    assert (moved, came_apart) == ({"b": ("a", "b")}, True)
    assert dict(one.items()) == {"a": "a", "b": "b"}


def test_an_article_with_another_text_leaves_its_report() -> None:
    one = Reports([signed("a", 0, 1), signed("b", 0, 1), signed("c", 4, 5)])

    moved, _ = one.change(put=[signed("b", 4, 5)])

    assert moved == {"b": ("a", "b"), "c": ("c", "b")}


def test_the_same_article_again_changes_nothing() -> None:
    one = Reports([signed("a", 0, 1), signed("b", 0, 1)])

    assert one.change(put=[signed("b", 0, 1)]) == ({}, False)


ARTICLES = st.lists(
    st.tuples(
        st.lists(st.integers(0, 5), min_size=1, max_size=4, unique=True),
        st.sampled_from([None, "2016-10-24", "2016-10-25T08:00:00Z"]),
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=40)
@given(drawn=ARTICLES, seed=st.integers(0, 9), share=st.integers(0, 14))
def test_order_portions_and_detours_do_not_matter(
    drawn: list[tuple[list[int], str | None]], seed: int, share: int
) -> None:
    articles = [
        signed(f"a{number}", *parts, published=day) for number, (parts, day) in enumerate(drawn)
    ]
    at_once = dict(Reports(articles).items())
    shuffled = random.Random(seed).sample(articles, len(articles))  # noqa: S311
    by_and_by = Reports(shuffled[:share])
    by_and_by.change(put=[one._replace(signature=signature(5)) for one in shuffled[share:]])
    by_and_by.change(put=shuffled[share:])
    by_and_by.change(drop=[one.id for one in shuffled[:2]])
    by_and_by.change(put=shuffled[:2])

    assert dict(by_and_by.items()) == at_once
    known = Reports.known((one, at_once[one.id]) for one in shuffled)
    assert dict(known.items()) == at_once
    assert known.change(put=[signed("new", 0, 1, 2)]) == Reports(articles).change(
        put=[signed("new", 0, 1, 2)]
    )


def test_sorting_the_late_ones_to_the_others_loses_none(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [signed(f"a{number:03}", number % 5, 5) for number in range(40)]
    whole = dict(Reports(articles).items())
    monkeypatch.setattr(reports, "UNSORTED", 3)
    monkeypatch.setattr(reports, "AT_ONCE", 2)

    assert dict(Reports(articles).items()) == whole
