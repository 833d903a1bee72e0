"""Where a text names somebody: which words are a mention, and of which form."""

import pytest

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.pipeline import parse
from actorgraph.loaders.syntax import Syntax, scheme_of
from actorgraph.ontology.articles import Article


def spans(reader: ClaimReader, text: str) -> list[tuple[str, Found]]:
    doc = parse(reader.nlp, Article(id="a", text=text))
    syntax = Syntax(doc, scheme_of(reader.nlp))
    mentions = reader._mentions.find(doc, syntax)
    return [(doc[one.start : one.end].text, one) for one in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey bombed the YPG.", [("Turkey", "known"), ("YPG", "known")]),
        ("Harun Bektashi met Lavrov.", [("Harun Bektashi", "name"), ("Lavrov", "known")]),
        ("Ursula van der Meer met Iran.", [("Ursula van der Meer", "name"), ("Iran", "known")]),
        ("Khalid bin Zarqun met Iran.", [("Khalid bin Zarqun", "name"), ("Iran", "known")]),
        ("Anna Weber-Lang met Iran.", [("Anna Weber-Lang", "name"), ("Iran", "known")]),
        ("Sean O'Connelly met Iran.", [("Sean O'Connelly", "name"), ("Iran", "known")]),
        ("The U.N. and the UN met.", [("U.N.", "known"), ("UN", "known")]),
        ("The rebels left.", [("rebels", "phrase")]),
        ("Russian warplanes left.", [("Russian", "known"), ("Russian warplanes", "phrase")]),
        ("The Syrian Arab Army left.", [("Syrian Arab Army", "known")]),
        ("He thanked them.", [("He", "pronoun"), ("them", "pronoun")]),
    ],
)  # fmt: skip
def test_words_that_name_somebody_are_found(
    reader: ClaimReader, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(words, one.form) for words, one in spans(reader, text)] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Bektashi left.", "Bektashi"),
        ("General Harun Bektashi left.", "Harun Bektashi"),
        ("Foreign Minister Harun Bektashi left.", "Harun Bektashi"),
        ("Dr. Harun Bektashi left.", "Harun Bektashi"),
        ("Ambassador Harun Bektashi left.", "Harun Bektashi"),
    ],
)
def test_a_title_is_cut_from_the_name_and_marked(reader: ClaimReader, text: str, name: str) -> None:
    (mention,) = [one for words, one in spans(reader, text) if words == name]

    assert mention.titled


@pytest.mark.parametrize(
    "text",
    [
        "It told us so.",
        "Who did it?",
        "They may march on.",
        "It was on Monday, in March.",
        "An iran.",
    ],
)
def test_small_words_are_not_names(reader: ClaimReader, text: str) -> None:
    assert {one.form for _, one in spans(reader, text)} <= {"pronoun"}


def test_an_owner_is_known_and_stands_inside(reader: ClaimReader) -> None:
    (owner, warplanes) = [one for _, one in spans(reader, "Russian warplanes left.")]

    assert warplanes.owner == owner.index
    assert owner.inside == warplanes.head


def test_mentions_come_in_text_order(reader: ClaimReader) -> None:
    text = (
        "Russian warplanes and Turkey's troops met the YPG; they left, and President Putin spoke."
    )
    starts = [one.start for _, one in spans(reader, text)]

    assert starts == sorted(starts)
    assert [one.index for _, one in spans(reader, text)] == list(range(len(starts)))


def test_a_first_name_that_is_also_a_month_belongs_to_the_name(reader: ClaimReader) -> None:
    names = [words for words, one in spans(reader, "Jan Brouwer met Lavrov on 3 May.")]

    assert names[0] == "Jan Brouwer"
