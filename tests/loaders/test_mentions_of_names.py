"""Names as texts write them: across wide space, behind hyphens, before "of", after a title."""

import pytest

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.pipeline import parse
from actorgraph.loaders.syntax import Syntax, scheme_of
from actorgraph.ontology.articles import Article


def found_in(reader: ClaimReader, text: str) -> list[tuple[str, Found]]:
    doc = parse(reader.nlp, Article(id="a", text=text))
    syntax = Syntax(doc, scheme_of(reader.nlp))
    found = reader._mentions.find(doc, syntax)
    return [(doc[one.start : one.end].text, one) for one in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met, said Sterling Jensen, a teacher.", "Sterling Jensen"),
        ("Kim Dong-yub, an analyst, met Iran.", "Kim Dong-yub"),
        ("Raj Shah told reporters so.", "Raj Shah"),
        ("The Center for Nonproliferation Studies met Iran.", "Center for Nonproliferation Studies"),
        ("The Zarqun Bank of Scotland met Iran.", "Zarqun Bank of Scotland"),
        ("The bank and Credit Zarqun met on Monday.", "Credit Zarqun"),
        ("The Zarqun School of Economics and Political Science met.", "Zarqun School of Economics and Political Science"),
        ("The Zarqun Middle East Center met Iran.", "Zarqun Middle East Center"),
    ],
)  # fmt: skip
def test_a_name_is_whole(reader: ClaimReader, text: str, name: str) -> None:
    assert name in [words for words, _ in found_in(reader, text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Turkish-backed rebels met Anna Weber-led troops.", "Anna Weber"),
        ("King Faisal met Lavrov.", "Faisal"),
        ("The Iraqi King said so.", "Iraqi"),
        ("It was Republican Peter Lane who met Iran.", "Peter Lane"),
        ("It was on Monday that Bektashi met Iran.", "Bektashi"),
    ],
)
def test_a_name_ends_where_other_words_begin(reader: ClaimReader, text: str, name: str) -> None:
    assert name in [words for words, _ in found_in(reader, text)]


@pytest.mark.parametrize("space", ["  ", " \n", "\n  "], ids=ascii)
def test_wide_space_is_no_part_of_a_known_name(reader: ClaimReader, space: str) -> None:
    line = "Russian warplanes based in the west of Syria have bombed the Islamic"
    known = [one.alias for _, one in found_in(reader, f"{line}{space}State in the east.")]

    assert "Islamic State" in known


def test_a_paragraph_ends_a_name(reader: ClaimReader) -> None:
    known = [one.alias for _, one in found_in(reader, "He is Islamic\n\nState is a word.")]

    assert "Islamic State" not in known


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Theresa May met Iran. May then left.", []),
        ("The talks in May failed. Iran left on 3 May.", ["May"]),
        ("Theresa May met Iran in May.", ["May"]),
    ],
)
def test_a_month_is_a_name_only_where_it_is_somebodys(
    reader: ClaimReader, text: str, months: list[str]
) -> None:
    names = [words for words, _ in found_in(reader, text)]
    told = text.count("May") - sum(name.endswith("May") for name in names)

    assert told == text.count(" in May") + text.count("3 May")
    assert bool(months) == bool(told)


@pytest.mark.parametrize(
    ("text", "words", "alias"),
    [
        ("Secretary of State John Kerry left.", "State", "Department of State"),
        ("Defense Secretary Ash Carter left.", "Defense", "Department of Defense"),
        ("Treasury Secretary Jack Lew left.", "Treasury", "Treasury Department"),
    ],
)
def test_a_secretary_names_the_department(
    reader: ClaimReader, text: str, words: str, alias: str
) -> None:
    assert (words, alias) in [(said, one.alias) for said, one in found_in(reader, text)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The US secretary of state left.", "US secretary of state"),
        ("The minister for foreign affairs left.", "minister for foreign affairs"),
        ("The UN secretary-general left.", "UN secretary-general"),
        ("The minister of the army left.", "minister"),
    ],
)
def test_an_office_goes_on_behind_its_head(reader: ClaimReader, text: str, phrase: str) -> None:
    assert phrase in [words for words, one in found_in(reader, text) if one.form == "phrase"]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Iran and Iraq met. Both sides left.", [1, 2]),
        ("Iran and Iraq met. The two countries left.", [1, 2]),
        ("Iran and Iraq met. The six countries left.", [0]),
        ("Iran and Iraq met. Both Russian leaders left.", [0]),
    ],
)
def test_a_phrase_for_two_comes_twice(reader: ClaimReader, text: str, members: list[int]) -> None:
    nouns = ("side", "country", "leader")
    phrases = [one for _, one in found_in(reader, text) if one.noun and one.noun.noun in nouns]

    assert [one.member for one in phrases] == members
    assert len({(one.start, one.end) for one in phrases}) == 1


def test_whom_fighters_are_for_does_not_own_them(reader: ClaimReader) -> None:
    found = dict(found_in(reader, "The pro-Russian troops and Russian troops left."))

    assert found["pro-Russian troops"].owner is None
    assert found["Russian troops"].owner is not None
