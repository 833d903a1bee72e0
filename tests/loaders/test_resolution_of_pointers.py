"""Words that point at who was named before: pronouns, collectives, offices without a name."""

from collections.abc import Callable

import pytest

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.resolution import as_mention
from actorgraph.ontology.articles import Article


@pytest.fixture(scope="module")
def meaning(reader: ClaimReader) -> Callable[..., list[str]]:
    def names(text: str, words: str, published: str | None = "2016-10-24") -> list[str]:
        reading, _ = reader.read(Article(id="a", text=text, published=published))
        mentions = [as_mention(one, reading.doc, text) for one in reading.mentions if one]
        return [mention.name for mention in mentions if mention.text == words]

    return names


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Angela Merkel met John Kerry. He left.", "He", "John Kerry"),
        ("John Kerry met Angela Merkel. She left.", "She", "Angela Merkel"),
        ("Barack Obama left. “He has failed,” John Kerry said.", "He", "Barack Obama"),
        ("Iran left. Turkey attacked it.", "it", "Iran"),
        ("Turkey met the Houthis. They left.", "They", "Houthis"),
        ("Iran praised Turkey and its troops.", "its", "Turkey"),
        ("Russia cautioned Turkey over its attacks.", "its", "Turkey"),
        ("Barack Obama said that Iran had met him.", "him", "Barack Obama"),
    ],
)
def test_a_pronoun_means_who_fits(
    meaning: Callable[..., list[str]], text: str, word: str, name: str
) -> None:
    assert meaning(text, word) == [name]


def test_who_acts_on_a_pronoun_is_not_meant(meaning: Callable[..., list[str]]) -> None:
    assert meaning("Iran left. Then Turkey attacked it.", "it") == ["Iran"]
    assert meaning("Turkey attacked it.", "it") == []


@pytest.mark.parametrize(
    ("text", "words", "pair"),
    [
        ("India and China met. Both sides left.", "sides", {"India", "China"}),
        ("India met China. The two countries left.", "countries", {"India", "China"}),
        ("Putin met Erdogan. The two men left.", "men", {"Vladimir Putin", "Recep Tayyip Erdoğan"}),
        ("Hamas fought Israel. The warring sides left.", "sides", {"Hamas", "Israel"}),
    ],
)  # fmt: skip
def test_a_phrase_for_two_means_both(
    meaning: Callable[..., list[str]], text: str, words: str, pair: set[str]
) -> None:
    found = meaning(text, words)

    assert len(found) == len(pair)
    assert set(found) == pair


def test_of_one_alone_there_are_no_sides(meaning: Callable[..., list[str]]) -> None:
    assert meaning("India left. Both sides agreed.", "sides") == []


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Taliban left. The militant group met Iran.", "militant group", "Taliban"),
        ("Al-Shabaab and the UN left. The group met Iran.", "group", "Al-Shabaab (militant group)"),
        ("Iran left. The country met nobody.", "country", "Iran"),
        ("Iraq left. Its government met nobody.", "government", "Iraq"),
        ("Barack Obama left. His allies met nobody.", "allies", "allies of Barack Obama"),
        ("John Kerry met his Russian counterpart.", "Russian counterpart", "Sergey Lavrov"),
        ("US lawmakers left.", "US lawmakers", "United States Congress"),
    ],
)
def test_a_noun_points_at_who_was_named(
    meaning: Callable[..., list[str]], text: str, words: str, name: str
) -> None:
    assert name.split(" (", maxsplit=1)[0] in [
        found.split(" (")[0] for found in meaning(text, words)
    ]


@pytest.mark.parametrize(
    ("text", "published", "name"),
    [
        ("Barack Obama met John Boehner, the speaker. The president left.", "2014-09-29", "Barack Obama"),
        ("Vladimir Putin spoke. The Russian leader left.", None, "Vladimir Putin"),
        ("Benjamin Netanyahu spoke. The Israeli leader left.", "2015-04-05", "Benjamin Netanyahu"),
    ],
)  # fmt: skip
def test_a_leader_is_one_who_is_named_and_leads(
    meaning: Callable[..., list[str]], text: str, published: str | None, name: str
) -> None:
    words = "president" if "president" in text else text.split("The ")[1].removesuffix(" left.")

    assert meaning(text, words, published) == [name]


@pytest.mark.parametrize(
    ("text", "words", "owner"),
    [
        ("In Ukraine pro-Russian troops left.", "pro-Russian troops", "Russia"),
        ("In Syria US-backed forces left.", "forces", "United States"),
    ],
)
def test_who_is_for_a_state_is_not_that_state(
    meaning: Callable[..., list[str]], text: str, words: str, owner: str
) -> None:
    found = meaning(text, words)

    assert found
    assert owner not in found


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Separatists in Ukraine left.", "Separatists", "pro-Russian separatists (Ukraine)"),
        ("Kurdish fighters in Syria left.", "Kurdish fighters", "People's Protection Units"),
        ("Kurdish fighters in northern Iraq left.", "Kurdish fighters", "Peshmerga"),
        ("Fighting in Syria went on. The Kurds left.", "Kurds", "Kurds in Syria"),
        ("Fighting in Iraq went on. The Kurds left.", "Kurds", "Kurds in Iraq"),
        ("The Kurds left.", "Kurds", "Kurds"),
        ("Palestinian officials left.", "Palestinian officials", "Palestinian Authority"),
    ],
)  # fmt: skip
def test_the_country_tells_which_are_meant(
    meaning: Callable[..., list[str]], text: str, words: str, name: str
) -> None:
    assert meaning(text, words) == [name]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Iran praised terrorist groups.", "terrorist groups", "ArmedGroup"),
        ("Iran praised aid groups.", "aid groups", "NGO"),
        ("The Zarqun Herald praised Iran.", "Zarqun Herald", "Media"),
    ],
)
def test_what_a_group_is_called_tells_its_kind(
    reader: ClaimReader, text: str, words: str, kind: str
) -> None:
    reading, _ = reader.read(Article(id="a", text=text))
    mentions = [as_mention(one, reading.doc, text) for one in reading.mentions if one]

    assert [mention.kind for mention in mentions if mention.text == words] == [kind]


@pytest.mark.parametrize(
    ("text", "words", "state"),
    [
        ("Iraq left. Kurdish troops met Turkey.", "Kurdish troops", "Iraq"),
        ("Syria left. Western special forces met Turkey.", "Western special forces", "Syria"),
    ],
)
def test_troops_of_others_are_not_those_of_the_country(
    meaning: Callable[..., list[str]], text: str, words: str, state: str
) -> None:
    (name,) = meaning(text, words)

    assert name.split(" (", maxsplit=1)[0] not in (state, f"{state}n government")


def test_phrases_that_hang_on_each_other_end(reader: ClaimReader) -> None:
    text = "He meant to name the Utah senator Bob Lane as secretary of health and human services."
    reading, _ = reader.read(Article(id="a", text=text))

    assert "Bob Lane" in [one.actor.name for one in reading.mentions if one]


def test_a_thing_is_no_organ_of_a_state(meaning: Callable[..., list[str]]) -> None:
    assert meaning("Iran left. The intelligence was wrong.", "intelligence") == []
    assert meaning("Iran left. An ad campaign followed.", "campaign") == []


def test_missiles_of_nobody_told_are_nobody(meaning: Callable[..., list[str]]) -> None:
    assert meaning("Iran left. A missile fell.", "missile") == []
    assert meaning("Iranian missiles fell.", "Iranian missiles") == ["Iran"]


def test_the_first_word_names_a_korean(meaning: Callable[..., list[str]]) -> None:
    assert meaning("Kim Jong Un spoke. Then Kim left.", "Kim") == ["Kim Jong Un"]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        # of whom nothing is told but what anybody in the office would do
        ("No American president would attack North Korea.", "American president", []),
        ("The American president would attack North Korea.", "American president", ["Barack Obama"]),
        ("Iran met a high-level American leader.", "American leader", []),
        # two who were named before, and two of whom it is told who they are
        ("Egypt met Sudan. The two had fought.", "two", ["Egypt", "Sudan"]),
        ("Barack Obama met John Kerry in Egypt. The two had fought.", "two", ["Barack Obama", "John Kerry"]),
        ("Egypt met Sudan. The two soldiers had fought.", "two", []),
        # of whom it is told of what, and of what is known
        ("Egypt is at war. It met a leader of a militant group.", "leader", ["leader"]),
        # the officials of whom it was told whose they are, and those of whom it was not
        ("American officials left. Britain met Russia, the officials said.", "officials", ["United States"]),
        # a court, and the highest
        ("Pakistan fell. A Pakistani court jailed Saeed.", "Pakistani court", ["courts (Pakistan)"]),
        # a right, a set of rules, and those who rule
        ("Syria is at war. Obama has the authority to attack Syria.", "authority", []),
        ("The Iranian authorities arrested Russians.", "Iranian authorities", ["Iran"]),
        ("Syria suffers. The sanctions regime deterred Iran.", "regime", []),
        ("Syria suffers. The regime deterred Iran.", "regime", ["Syrian government"]),
        # anybody's force, and the one that was told of
        ("Syria is at war. Activists raised a military force.", "military force", []),
        ("Turkey is at war. Its military force fell back.", "military force", ["Turkey"]),
        # where an ambassador is sent is not whose soldiers they are
        ("Iran’s ambassador to Britain said that troops had fled.", "troops", ["Iran"]),
        # whose is what is hit, and what is withdrawn
        ("Turkey said that Syria had attacked its soldiers.", "soldiers", ["Turkey"]),
        ("Turkey said that Syria had withdrawn its soldiers.", "soldiers", ["Syrian government"]),
        # a rebuke to somebody for their deed
        ("CNN said that Kerry delivered a rebuke to Russia for its attacks.", "its", ["Russia"]),
        # ships of navies, and a man
        ("The USS Porter fired at Iran.", "USS Porter", ["United States"]),
        ("The HMS Montrose sailed to Iran.", "Montrose", ["United Kingdom"]),
        ("Cole Porter sang in Iran.", "Cole Porter", ["Cole Porter"]),
        # the Arabic article as it is spoken
        ("Jabhat Fateh ash-Sham fell.", "Jabhat Fateh ash-Sham", ["Al-Nusra Front"]),
        ("Jabhat an-Nusra fell.", "Jabhat an-Nusra", ["Al-Nusra Front"]),
    ],
)  # fmt: skip
def test_who_is_meant_and_who_is_not(
    meaning: Callable[..., list[str]], text: str, words: str, names: list[str]
) -> None:
    assert sorted(meaning(text, words)) == names


def test_the_pope_is_who_holds_the_office(meaning: Callable[..., list[str]]) -> None:
    text = "John Kerry left. Leaders, the pope among them, called for peace."

    assert meaning(text, "pope") == ["Pope Francis"]
    assert meaning(text, "pope", "2008-05-01") == ["Pope Benedict XVI"]


def test_civilians_are_those_of_where_it_happens(meaning: Callable[..., list[str]]) -> None:
    text = "Fighting went on in Syria and in Aleppo. Russia says that rebels hold civilians there."

    assert meaning(text, "civilians") == ["civilians (Syria)"]
