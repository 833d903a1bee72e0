"""A claim comes back from the properties of its node, with what its article's node says, equal."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actorgraph.graph.article_rows import article_row
from actorgraph.graph.claim_rows import claim_of, claim_row
from actorgraph.graph.readings import Reading
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Extractor

Make = Callable[..., Any]
AnyClaim = Callable[[Article], st.SearchStrategy[Claim]]
ARTICLE = Article(id="a1", text="", title="News", publisher="The Paper", published="2016-10-24")


def back(claim: Claim, by: Extractor) -> Claim:
    """Return the claim as it is read of its node and that of its article, which `by` has read."""
    reading = Reading(article=ARTICLE, claims=(claim,), extractor=by)
    return claim_of(claim_row(claim, reading), article_row(reading, None))


@given(data=st.data())
def test_any_claim_comes_back_equal_whoever_read_its_article(
    data: st.DataObject, any_claim: AnyClaim
) -> None:
    claim = data.draw(any_claim(ARTICLE))
    same = replace(claim.extractor, name=f"{claim.extractor.name}\x1f")
    for by in (claim.extractor, Extractor(name="rules", version="1", model="m"), same):
        assert back(claim, by) == claim
        assert back(replace(claim, extractor=same), by) == replace(claim, extractor=same)


def test_offsets_are_lists_and_what_the_article_says_is_said_once(
    claim: Make, article: Make
) -> None:
    said = claim("russia attacks aleppo", article(), speaker="kerry")
    reading = Reading(article=article(), claims=(said,), extractor=said.extractor)
    row = claim_row(said, reading)

    assert row["cue_span"] == [said.cue.start, said.cue.end]
    assert row["speaker_span"] == [said.speaker.start, said.speaker.end]
    assert row["extractor"] == said.extractor.name
    assert row.keys().isdisjoint({"extractor_model", "extractor_version", "source_title"})


@pytest.mark.parametrize("words", ["cue", "sentence"])
def test_a_coded_claim_without_offsets_comes_back(claim: Make, article: Make, words: str) -> None:
    said = claim("russia attacks aleppo", article(), data_id="GDELT 1")
    coded = replace(said, **{words: replace(getattr(said, words), start=None, end=None)})
    assert back(coded, coded.extractor) == coded
