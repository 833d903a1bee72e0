"""Whom "I" and "we" mean in what somebody says."""

import pytest

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article


def meant(reader: ClaimReader, text: str, word: str = "We") -> list[str]:
    """Return whom the word means, each time it stands in the text."""
    reading, _ = reader.read(Article(id="a", text=text, published="2016-10-24"))
    return [
        mention.actor.name
        for mention in reading.mentions
        if mention and reading.doc[mention.found.head].text == word
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We will stay,” said Pentagon spokesman John Zarqun.", "United States"),
        ("“We will stay,” Omar Zarqun, a spokesman for Ahrar al-Sham, said.", "Ahrar al-Sham"),
        ("The leader of Hezbollah, Karim Zarqun, said: “We will stay.”", "Hezbollah"),
        ("“We will stay,” Abubakar Shekau said.", "Boko Haram"),
        ("French Foreign Minister Paul Zarqun spoke. “We will stay,” Zarqun said.", "France"),
        ("Angela Merkel met Iran’s envoys. “We will stay,” she said.", "Germany"),
    ],
)
def test_we_is_the_side_of_who_speaks(reader: ClaimReader, text: str, name: str) -> None:
    assert meant(reader, text) == [name]


def test_we_of_somebody_of_no_known_side_is_nobody(reader: ClaimReader) -> None:
    assert meant(reader, "“We will stay,” John Zarqun said.") == []


PASSAGES = [
    "Boris Johnson said:\n\nI welcome the news from Iraq. The road is long.\n\nWe will stay.",
    "Speaking today, Boris Johnson said:\n\nI welcome the news.\n\nWe will stay in Iraq.",
    "The foreign secretary, Boris Johnson said:\n\nThe road is long.\n\nWe will stay in Iraq.",
    "Boris Johnson said: The road is long in Iraq. We will stay.",
]


@pytest.mark.parametrize("text", PASSAGES)
def test_what_follows_a_colon_is_said_by_who_is_named_before(
    reader: ClaimReader, text: str
) -> None:
    assert meant(reader, text) == ["United Kingdom"]


def test_a_passage_ends_where_somebody_else_is_reported(reader: ClaimReader) -> None:
    text = (
        "Boris Johnson said:\n\nI welcome the news.\n\nIran’s envoy said that the road is long. "
        "“We will stay,” Hassan Rouhani said."
    )

    assert meant(reader, text) == ["Iran"]


def test_a_colon_without_a_first_person_opens_no_passage(reader: ClaimReader) -> None:
    text = "Boris Johnson said: The road is long in Iraq. Iran attacked Turkey. Nobody spoke."
    claims = [c for c in reader.claims(Article(id="a", text=text)) if c.relation == "attacks"]

    assert [claim.speaker for claim in claims] == [None]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("“They threaten our country,” Barack Obama said. Syria left.", "country", "United States"),
        ("“Our troops will stay,” Adel al-Jubeir said. Iran left.", "troops", "Saudi Arabia"),
        ("“Our army is strong,” Angela Merkel said. Iran left.", "army", "Germany"),
    ],
)
def test_what_is_ours_is_the_speakers(
    reader: ClaimReader, text: str, words: str, name: str
) -> None:
    assert meant(reader, text, words) == [name]


def test_our_country_of_nobody_known_is_nobodys(reader: ClaimReader) -> None:
    assert meant(reader, "Syria left. “It is our country,” a man said.", "country") == []
