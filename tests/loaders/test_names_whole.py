"""Names as they are written: whole, with their abbreviations, and words that are none."""

from collections.abc import Callable

import pytest

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.resolution import as_mention
from actorgraph.ontology.articles import Article


@pytest.fixture(scope="module")
def names(reader: ClaimReader) -> Callable[[str], dict[str, str]]:
    """Give the actors of a text's mentions by their words."""

    def found(text: str) -> dict[str, str]:
        reading, _ = reader.read(Article(id="a", text=text, published="2016-10-24"))
        mentions = [as_mention(one, reading.doc, text) for one in reading.mentions if one]
        return {mention.text: mention.name for mention in mentions}

    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The US attacked al-Shabaab.", "al-Shabaab"),
        ("The US attacked Al Qaeda.", "Al Qaeda"),
        ("The US attacked al Qaeda.", "al Qaeda"),
        ("It is al-Qaeda in the Arabian Peninsula.", "al-Qaeda in the Arabian Peninsula"),
        ("The U.S. Navy left.", "U.S. Navy"),
        ("The U.N. Security Council met.", "U.N. Security Council"),
        ("The U.S.-led coalition left.", "U.S.-led coalition"),
        ("He told the New York Times.", "New York Times"),
        ("Jaish al-Ta'ifa al-Zarqun left.", "Jaish al-Ta'ifa al-Zarqun"),
        ("The Nigerian National Salt Corporation left.", "Nigerian National Salt Corporation"),
        ("The Iranian Weavers Association left.", "Iranian Weavers Association"),
    ],
)
def test_a_name_is_whole(names: Callable[[str], dict[str, str]], text: str, name: str) -> None:
    assert {*names(text)} - {"US"} == {name}


@pytest.mark.parametrize(
    ("text", "separate"),
    [
        ("The Iranian Air Force left.", "Iranian"),
        ("The Israeli Prime Minister left.", "Israeli"),
        ("The British House of Commons met.", "House of Commons"),
    ],
)
def test_a_nations_own_organ_is_no_name(
    names: Callable[[str], dict[str, str]], text: str, separate: str
) -> None:
    assert separate in names(text)


def test_an_organisation_belongs_to_the_nation_in_its_name(reader: ClaimReader) -> None:
    text = "The Nigerian National Salt Corporation left."
    reading, _ = reader.read(Article(id="a", text=text))
    (mention,) = [one for one in reading.mentions if one]

    assert (mention.actor.kind, mention.actor.country) == ("Company", "NG")


@pytest.mark.parametrize(
    "text",
    [
        "The Zarqun Liberation Front (ZLF) attacked Mali. The ZLF left.",
        "Mali met the Movement for Zarqun Unity (MFZU). The MFZU left.",
        "Mali met the Movement for Zarqun Unity (MZU) in Bamako. The MZU fighters left.",
    ],
)
def test_an_abbreviation_in_brackets_means_the_name_before_it(
    names: Callable[[str], dict[str, str]], text: str
) -> None:
    found = names(text)
    whole = next(words for words in found if "Zarqun" in words)
    short = next(words for words in found if words.isupper())

    assert found[short] == found[whole] == whole


def test_other_brackets_are_no_abbreviation(names: Callable[[str], dict[str, str]]) -> None:
    found = names("The Zarqun Liberation Front (Mali) attacked Niger. The Zarqun Front (XQ) left.")

    assert found["Mali"] == "Mali"
    assert found.get("XQ") != "Zarqun Front"


@pytest.mark.parametrize(
    "text",
    [
        "It rained on Sept. 14 in Mali.",
        "Sen. Zarqun (R-Fla.) left.",
        "He prays to Allah.",
        "They sailed the Pacific.",
        "He wrote Article 5 of the treaty.",
        "It is the Convention.",
    ],
)
def test_words_in_capitals_may_name_nobody(
    names: Callable[[str], dict[str, str]], text: str
) -> None:
    words = {"Sept.", "Fla.", "Allah", "Pacific", "Article", "Convention"}

    assert not words & set(names(text))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ivan Zarqun left. Ivan was ill.", "Ivan", "Ivan Zarqun"),
        ("Theresa May left. May was ill.", "May", "Theresa May"),
        ("Mr. Ivan left.", "Ivan", "Ivan"),
    ],
)
def test_a_first_name_means_one_named_before(
    names: Callable[[str], dict[str, str]], text: str, words: str, name: str
) -> None:
    assert names(text)[words] == name


def test_a_first_name_of_nobody_is_nobody(names: Callable[[str], dict[str, str]]) -> None:
    assert "Ivan" not in names("The town waited. Ivan was ill.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Political envoys met the Deputy Minister for Salt Affairs Ali Zarqun.", "Ali Zarqun"),
        ("Petty Officer John Zarqun left.", "John Zarqun"),
        ("Senate Majority Leader Ivan Zarqun left.", "Ivan Zarqun"),
    ],
)
def test_a_title_is_no_part_of_a_name(
    names: Callable[[str], dict[str, str]], text: str, name: str
) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Members of the Taliban left.", "Members", "Taliban"),
        ("Mali arrested 70 members of Hezbollah.", "members", "Hezbollah"),
        ("Some NATO members left.", "NATO members", "NATO"),
    ],
)
def test_members_count_as_what_they_are_members_of(
    names: Callable[[str], dict[str, str]], text: str, words: str, name: str
) -> None:
    assert names(text)[words] == name


def test_members_of_nobody_and_of_families_are_nobody(
    names: Callable[[str], dict[str, str]],
) -> None:
    assert "Members" not in names("Members left. Members of his family left.")


def test_governments_are_not_one_governments(names: Callable[[str], dict[str, str]]) -> None:
    assert "governments" not in names("Iran left. Many governments talk to kidnappers.")
    assert "government" in names("Iran left. The government talks to kidnappers.")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("India left. The Gujarat government met.", "Gujarat government", "Gujarat government"),
        ("India left. Istanbul’s police met.", "Istanbul’s police", "Turkey"),
        ("India left. The Kabul government met.", "Kabul government", "Afghanistan"),
    ],
)
def test_organs_belong_to_the_place_that_is_told(
    names: Callable[[str], dict[str, str]], text: str, words: str, name: str
) -> None:
    assert names(text)[words] == name


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Israel bombed groups including Hezbollah and Hamas on Sunday.",
            {("attacks", "Hezbollah"), ("attacks", "Hamas")},
        ),
        ("He questioned the decision, including Turkey.", set()),
    ],
)
def test_who_is_included_counts(
    reader: ClaimReader, text: str, claims: set[tuple[str, str]]
) -> None:
    read = {(c.relation, c.object.name) for c in reader.claims(Article(id="a", text=text))}

    assert claims <= read
    assert claims or not read
