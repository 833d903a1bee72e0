"""How a name resolves on a date is explained as the reader decides it."""

import re
from pathlib import Path

import pytest

from actorgraph.errors import UsageError
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article
from actorgraph.ontology.catalogue import shipped
from actorgraph.queries.actor_search import catalogue_with
from actorgraph.queries.name_explaining import explain_name


@pytest.mark.parametrize(
    ("name", "date", "expected", "why"),
    [
        ("King Abdullah", "2010-01-01", "abdullah-ii-of-jordan", "ambiguous.csv"),
        ("King Abdullah", "2016-10-24", "abdullah-ii-of-jordan", "only one .* on that date"),
        ("world powers", "2010-01-01", "p5-1", "ambiguous.csv"),
        ("world powers", "2020-01-01", "world-powers", "on that date"),
        ("Daesh", None, "islamic-state", "only one"),
        ("Congolese", None, "democratic-republic-of-the-congo", "adjective; ambiguous.csv"),
        ("Russians", None, "russia", "word for its people"),
        ("Ankara", None, "turkey", "capital"),
        ("Russian foreign minister", "2003-05-01", "igor-ivanov", "on that date"),
        ("the secretary of state of the United States", "2016-10-24", "john-kerry", "on that date"),
        ("Iran's leader", "2016-10-24", None, "several hold it"),
        ("Russian foreign minister", None, None, "depends on the date"),
        ("Russian foreign minister", "1901-01-01", None, "nobody is known"),
        ("Sergey Lavrow", None, "sergey-lavrov", "nearly so"),
        ("Aleppo", None, None, "gazetteer"),
        ("Лавров Сергей", None, None, "nothing in the catalogue"),
        ("Сергей Лавров", None, None, "only English is read"),
    ],
)
def test_who_wins_and_why(name: str, date: str | None, expected: str | None, why: str) -> None:
    explained = explain_name(name, date)

    assert explained.winner == expected
    assert re.search(why, explained.why), explained.why


def test_others_considered_are_told_with_their_time() -> None:
    explained = explain_name("King Abdullah", "2016-10-24")

    assert [(c.actor, c.since, c.until, c.holds) for c in explained.candidates] == [
        ("abdullah-ii-of-jordan", None, None, True),
        ("abdullah-of-saudi-arabia", "2005-08", "2015-01", False),
    ]


def test_a_judgement_of_ones_own_is_told(tmp_path: Path) -> None:
    (tmp_path / "judgements.csv").write_text(
        "alias,actor,verdict\nSergey Lavrow,sergey-lavrov,is_not\n", encoding="utf-8"
    )
    explained = explain_name("Sergey Lavrow", catalogue=catalogue_with([str(tmp_path)]))

    assert explained.winner is None
    assert "judgements.csv" in explained.why


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="write it as 2016-10-24"):
        explain_name("Lavrov", "2016")


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("King Abdullah", "2010-01-01"),
        ("King Abdullah", "2016-10-24"),
        ("RSF", "2023-05-01"),
        ("Daesh", "2016-10-24"),
        ("Lavrov", "2016-10-24"),
        ("Sergey Lavrow", "2016-10-24"),
        ("Pentagon", "2016-10-24"),
        ("The Russian foreign minister", "2003-05-01"),
        ("The French president", "2016-10-24"),
        ("The British foreign secretary", "2016-10-24"),
        ("The US secretary of state", "2010-10-24"),
    ],
)
def test_the_reader_resolves_the_name_to_the_winner(
    reader: ClaimReader, name: str, date: str
) -> None:
    text = f"{name} attacked Germany."
    read, _ = reader.read(Article(id="a", text=text, published=date))
    meant = {
        read.doc[found.start : found.end].text: resolved.actor.id
        for found, resolved in zip(read.found, read.mentions, strict=True)
        if resolved
    }
    (said,) = (
        actor for words, actor in meant.items() if words.endswith(name.rsplit(maxsplit=1)[-1])
    )

    assert said == explain_name(name.removeprefix("The "), date).winner


@pytest.mark.parametrize("date", [None, "2003-06-01", "2016-10-24"])
def test_every_spelling_of_the_catalogue_is_explained_as_it_is_looked_up(date: str | None) -> None:
    catalogue = shipped()
    wrong = []
    for spelling in dict.fromkeys(alias for alias, _ in catalogue.aliases()):
        named = catalogue.named(spelling, date) or catalogue.named(spelling)
        state = named or (
            catalogue.adjective(spelling)
            or catalogue.demonym(spelling)
            or catalogue.capital(spelling),
        )
        explained = explain_name(spelling, date)
        if explained.winner != (state[0].id if state[0] else None):
            wrong.append((spelling, explained.winner))

    assert wrong == []
