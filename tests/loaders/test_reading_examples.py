"""The articles that come with the project, which the demo and the acceptance test read."""

from pathlib import Path

import pytest

from actorgraph.loaders.reading import read_articles
from actorgraph.ontology.articles import Article

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "articles"
FEWEST = 12


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    def fail(error: Exception) -> None:
        raise AssertionError(error)

    return list(read_articles([str(FOLDER)], on_error=fail))


def test_all_are_read_and_say_where_they_come_from(articles: list[Article]) -> None:
    assert len(articles) >= FEWEST
    assert all(a.title and a.published and a.publisher == "actorgraph examples" for a in articles)
    assert all(a.url and a.url.startswith("https://example.org/") for a in articles)


def test_every_form_is_there(articles: list[Article]) -> None:
    assert {path.suffix for path in FOLDER.iterdir()} == {".html", ".jsonl", ".md", ".txt"}
    assert sum(bool(article.sections) for article in articles) == 2


def test_nothing_of_a_page_or_of_markup_is_left(articles: list[Article]) -> None:
    text = "\n".join(article.text for article in articles)

    for word in ("cookie", "newsletter", "Subscribe", "recipes", "**", "](", "<p>", "published:"):
        assert word not in text
