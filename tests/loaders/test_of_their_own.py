"""Who is told without a name: those that a state backs, planes, fighters; whom "the country" means."""

from collections.abc import Callable

import pytest

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.resolution import as_mention
from actorgraph.ontology.articles import Article

Meaning = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def meaning(reader: ClaimReader) -> Meaning:
    def names(text: str, words: str) -> list[str]:
        reading, _ = reader.read(Article(id="a", text=text, published="2016-10-24"))
        mentions = [as_mention(one, reading.doc, text) for one in reading.mentions if one]
        return [mention.name for mention in mentions if mention.text == words]

    return names


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Iraq mourned. Iranian-backed militias left.", "militias", "Iranian-backed militias (Iraq)"),
        ("Iranian-backed militias left.", "militias", "Iranian-backed militias"),
        ("In Yemen Iran-aligned fighters left.", "fighters", "Iran-aligned fighters (Yemen)"),
        ("Pro-Russian separatists in Ukraine left.", "Pro-Russian separatists", "pro-Russian separatists (Ukraine)"),
        ("In Syria US-backed forces left.", "forces", "US-backed forces (Syria)"),
        ("In Syria Turkish-backed rebels left.", "rebels", "Syrian opposition"),
        ("Yemen mourned. Saudi Arabia bombed Iranian-backed rebels.", "rebels", "Iranian-backed rebels (Yemen)"),
        ("In Syria anti-Assad forces left.", "anti-Assad forces", "anti-Assad forces (Syria)"),
        ("In Iraq Iranian militias left.", "Iranian militias", "militias (Iran)"),
    ],
)  # fmt: skip
def test_whom_a_state_backs_is_not_its_own(
    meaning: Meaning, text: str, words: str, name: str
) -> None:
    assert meaning(text, words) == [name]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Syria left. Planes bombed the town.", "Planes", []),
        ("Syria left. A drone fell.", "drone", []),
        ("Russian jets took off over Syria. The planes hit Idlib.", "planes", ["Russia"]),
        ("Syria left. A US surveillance drone fell.", "drone", ["United States"]),
        ("Egypt left. Government planes hit Darna.", "Government planes", ["Egypt"]),
        ("Iraq left. Foreign troops came.", "Foreign troops", ["foreign troops"]),
        ("Syria left. Local forces came.", "Local forces", ["local forces (Syria)"]),
        ("Iraq left. Its troops came.", "troops", ["Iraq"]),
        ("Iraq left. The unit came.", "unit", []),
    ],
)
def test_what_anybody_has_is_nobodys(
    meaning: Meaning, text: str, words: str, names: list[str]
) -> None:
    assert meaning(text, words) == names


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Taliban left. The gunmen met Iran.", "gunmen", "Taliban"),
        ("The Taliban left Afghanistan. Gunmen met Iran.", "Gunmen", "gunmen (Afghanistan)"),
        ("The Taliban left. Militants met Iran.", "Militants", "Taliban"),
        ("In Iraq the Islamic State left. The volunteers met Iran.", "volunteers", "volunteers (Iraq)"),
        ("US senators left.", "US senators", "senators (United States)"),
        ("US leaders left.", "US leaders", "United States"),
    ],
)  # fmt: skip
def test_only_who_points_back_means_who_was_told(
    meaning: Meaning, text: str, words: str, name: str
) -> None:
    assert meaning(text, words) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # who speaks for a state, where no other is named
        ("Kuwait struck first. Jordan’s news agency said that the country had struck too.", "Jordan"),
        # where another is named, it is not the speaker
        ("Iran fired a missile, and US officials said that the country had broken its word.", "Iran"),
        # who acts in it is not it
        ("Yemen fell apart. The United States closed its embassy in the country.", "Yemen"),
        ("Iran left. The country met nobody.", "Iran"),
        # fighters who act in it may be of it
        ("Yemen fell apart. The Houthis seized control of the country.", "Yemen"),
    ],
)  # fmt: skip
def test_the_country_is_whom_the_clause_lets_it_be(meaning: Meaning, text: str, name: str) -> None:
    assert meaning(text, "country") == [name]


def test_a_country_is_none_that_was_named(meaning: Meaning) -> None:
    assert meaning("Iran left. Russia bombed a country without a government.", "country") == []


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Iran met Iraq. Although Turkey had lost ground, it attacked Iraq.", "it", ["Turkey"]),
        ("If Iran attacks Iraq, it will lose.", "it", ["Iran"]),
        ("Retaliating for sanctions placed on it, Russia banned imports.", "it", ["Russia"]),
        ("Iran told Reuters that it would leave.", "it", ["Iran"]),
        ("Iran left. It is hard to anger Syria.", "It", []),
        ("Iran left. It is angry.", "It", ["Iran"]),
        (
            "Angela Merkel left. Breaking with his praise of Russia, Obama left.",
            "his",
            ["Barack Obama"],
        ),
        # who was called "she" is not "he", whatever the first name
        ("John Kerry spoke. Zarife Bulut spoke. She left. Then he met Iran.", "he", ["John Kerry"]),
        ("Iran left. Although Putin had gone, it met Iraq.", "it", ["Iran"]),
    ],
)
def test_a_pronoun_means_who_acts_in_the_clause_beside(
    meaning: Meaning, text: str, word: str, names: list[str]
) -> None:
    assert meaning(text, word) == names


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Barack Obama left. An impeached president came.", "president", ["president"]),
        ("Barack Obama left. The Moscow-backed president came.", "president", ["president"]),
        ("Barack Obama left. The president came.", "president", ["Barack Obama"]),
        ("Iran met a Taliban leader.", "Taliban leader", ["Taliban leader"]),
        ("Iran met the Taliban leader.", "Taliban leader", ["Hibatullah Akhundzada"]),
    ],
)
def test_one_of_many_presidents_is_nobody_known(
    meaning: Meaning, text: str, words: str, names: list[str]
) -> None:
    assert [name.split(" (")[0] for name in meaning(text, words)] == names


def test_of_whom_nothing_is_told_no_country_is_guessed(meaning: Meaning) -> None:
    text = "Syria left. Syria came. Russia met Syria. In Paris, France said that experts left."

    assert meaning(text, "experts") == ["experts"]
    assert meaning("Syria left. In Syria, experts left.", "experts") == ["experts (Syria)"]
