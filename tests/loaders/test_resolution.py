"""Which actor a mention means: the catalogue, offices on a date, and what was named before."""

from collections.abc import Callable

import pytest

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.resolution import as_mention
from actorgraph.ontology.actors import slug
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Mention

SYRIAN_WAR = "Syria is at war, and Aleppo in Syria is besieged. "


@pytest.fixture(scope="module")
def mentions_in(reader: ClaimReader) -> Callable[..., list[Mention]]:
    def mentions(text: str, published: str = "2016-10-24") -> list[Mention]:
        reading, _ = reader.read(Article(id="a", text=text, published=published))
        return [as_mention(one, reading.doc, text) for one in reading.mentions if one]

    return mentions


def meant(mentions: list[Mention], words: str) -> list[str]:
    return [mention.name for mention in mentions if mention.text == words]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Russian warplanes bombed Aleppo.", "Russian warplanes", "Russia"),
        ("Turkish troops crossed the border.", "Turkish troops", "Turkey"),
        ("U.S. officials left.", "U.S. officials", "United States"),
        ("The Assad regime shelled Idlib.", "Assad regime", "Syrian government"),
        ("The Syrian army shelled Idlib.", "Syrian army", "Syrian government"),
        ("The Syrian government shelled Idlib.", "Syrian government", "Syrian government"),
        ("Israeli soldiers entered Jenin.", "Israeli soldiers", "Israel"),
        ("Houthi fighters fired.", "Houthi fighters", "Houthis"),
        ("UN envoys left.", "UN envoys", "United Nations"),
        ("The Russian Defence Ministry spoke.", "Russian Defence Ministry", "Ministry of Defence (Russia)"),
        ("The State Department spoke.", "State Department", "United States Department of State"),
        ("Daesh fell.", "Daesh", "Islamic State"),
        ("Jabhat al-Nusra fell.", "Jabhat al-Nusra", "Al-Nusra Front"),
    ],
)  # fmt: skip
def test_names_and_their_people_and_machines(
    mentions_in: Callable[..., list[Mention]], text: str, words: str, name: str
) -> None:
    assert meant(mentions_in(text), words) == [name]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Damascus", "Syria"),
        ("Moscow", "Russia"),
        ("Kremlin", "Russia"),
        ("White House", "United States"),
        ("Washington", "United States"),
        ("Downing Street", "United Kingdom"),
        ("Ankara", "Turkey"),
        ("Tehran", "Iran"),
        ("Beijing", "China"),
        ("Pyongyang", "North Korea"),
    ],
)
def test_a_seat_of_government_stands_for_its_state(
    mentions_in: Callable[..., list[Mention]], words: str, name: str
) -> None:
    article = "" if words in ("Damascus", "Moscow") else "The "
    there = meant(mentions_in(f"{article}{words} rejected the offer."), words)

    assert there == [name]


def test_a_capital_is_a_place_where_something_happens(
    mentions_in: Callable[..., list[Mention]],
) -> None:
    (there,) = [m for m in mentions_in("Shells fell in Damascus.") if m.text == "Damascus"]

    assert (there.kind, there.name) == ("Place", "Damascus")


@pytest.mark.parametrize(
    ("text", "words", "published", "name"),
    [
        ("The French president left.", "French president", "2016-10-24", "François Hollande"),
        ("The French president left.", "French president", "2023-10-24", "Emmanuel Macron"),
        ("The Israeli prime minister left.", "Israeli prime minister", "2016-10-24", "Benjamin Netanyahu"),
        ("The Israeli prime minister left.", "Israeli prime minister", "2022-01-10", "Naftali Bennett"),
        ("The Russian foreign minister left.", "Russian foreign minister", "2016-10-24", "Sergey Lavrov"),
        ("The US president left.", "US president", "2016-10-24", "Barack Obama"),
        ("The US president left.", "US president", "2018-10-24", "Donald Trump"),
        ("The president of Ukraine left.", "president", "2016-10-24", "Petro Poroshenko"),
        ("The president of Ukraine left.", "president", "2022-10-24", "Volodymyr Zelenskyy"),
        ("The UN chief left.", "UN chief", "2016-10-24", "Ban Ki-moon"),
    ],
)  # fmt: skip
def test_an_office_is_its_holder_on_the_date(
    mentions_in: Callable[..., list[Mention]], text: str, words: str, published: str, name: str
) -> None:
    assert meant(mentions_in(text, published), words) == [name]


@pytest.mark.parametrize(
    ("text", "published", "name"),
    [
        ("Egypt's president met Iran.", "2016-10-24", "Abdel Fattah el-Sisi"),
        ("Germany's chancellor met Iran.", "2016-10-24", "Angela Merkel"),
        ("The US secretary of state met Iran.", "2016-10-24", "John Kerry"),
        ("The US secretary of state met Iran.", "2022-03-01", "Antony Blinken"),
        ("The UN secretary-general met Iran.", "2016-10-24", "Ban Ki-moon"),
    ],
)
def test_an_office_is_its_holder_in_a_claim(
    claims_in: Callable[..., list[Claim]], text: str, published: str, name: str
) -> None:
    ends = [{claim.subject.name, claim.object.name} for claim in claims_in(text, published)]

    assert {name, "Iran"} in ends


def test_an_office_whose_state_is_not_told_is_not_guessed(
    mentions_in: Callable[..., list[Mention]],
) -> None:
    found = mentions_in("The secretary-general of the United Nations met Putin.")

    assert "Nikolai Patrushev" not in {mention.name for mention in found}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("John Kerry left Geneva. Kerry met nobody.", "Kerry", "John Kerry"),
        ("Harun Bektashi left. Bektashi met Iran.", "Bektashi", "Harun Bektashi"),
        ("Vladimir Putin spoke. He left.", "He", "Vladimir Putin"),
        ("Angela Merkel spoke. She left.", "She", "Angela Merkel"),
        ("Turkey attacked the YPG. It denied the attack.", "It", "Turkey"),
        ("The Houthis fired. They left.", "They", "Houthis"),
        ("The YPG attacked Turkey. The militia left.", "militia", "People's Protection Units"),
        ("Saudi Arabia struck Yemen. The kingdom left.", "kingdom", "Saudi Arabia"),
    ],
)
def test_who_was_named_before_is_meant_again(
    mentions_in: Callable[..., list[Mention]], text: str, words: str, name: str
) -> None:
    assert meant(mentions_in(text), words)[-1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (SYRIAN_WAR + "Rebels took a village.", "Syrian opposition"),
        (SYRIAN_WAR + "Turkish-backed rebels took a village.", "Syrian opposition"),
        (SYRIAN_WAR + "Syrian rebels took a village.", "Syrian opposition"),
        ("Rebels in Colombia took a village near Bogota.", "rebels (Colombia)"),
        ("Colombian rebels took a village.", "rebels (Colombia)"),
    ],
)
def test_rebels_are_those_of_the_country(
    mentions_in: Callable[..., list[Mention]], text: str, name: str
) -> None:
    assert name in {m.name for m in mentions_in(text) if m.text.lower().endswith("rebels")}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Harun Bektashi met Iran.", "Harun Bektashi", "Person"),
        ("The Zarqun Brigades attacked Iran.", "Zarqun Brigades", "ArmedGroup"),
        ("Residents of Kyiv protested.", "civilians (Kyiv)", "Population"),
        ("Turkish villagers protested.", "civilians (Turkey)", "Population"),
    ],
)
def test_who_is_not_in_the_catalogue_gets_an_id_made_from_the_name(
    mentions_in: Callable[..., list[Mention]], text: str, name: str, kind: str
) -> None:
    made = {(m.actor, m.name, m.kind) for m in mentions_in(text)}

    assert (slug(name), name, kind) in made
    assert made <= {(m.actor, m.name, m.kind) for m in mentions_in("Earlier on. " + text)}


@pytest.mark.parametrize("name", ["Zarqun Brigade", "Zarqun Army"])
def test_an_unknown_army_is_an_actor_of_its_own(
    mentions_in: Callable[..., list[Mention]], name: str
) -> None:
    assert meant(mentions_in(f"The {name} attacked Iran."), name) == [name]


def test_a_surname_that_is_also_a_month_is_a_name(
    mentions_in: Callable[..., list[Mention]],
) -> None:
    found = mentions_in("Theresa May met Angela Merkel. May then left.")

    assert meant(found, "May") == ["Theresa May"]


def test_places_are_places(mentions_in: Callable[..., list[Mention]]) -> None:
    found = {m.text: m.kind for m in mentions_in("Shells fell near Kirkuk, Tal Afar and Dabiq.")}

    assert found == {"Kirkuk": "Place", "Tal Afar": "Place", "Dabiq": "Place"}


def test_every_mention_says_by_which_rule_and_how_surely(
    mentions_in: Callable[..., list[Mention]],
) -> None:
    text = SYRIAN_WAR + "Russian warplanes and rebels met Kerry. He and Harun Bektashi left Kirkuk."
    rules = [mention.resolution for mention in mentions_in(text)]

    assert len(rules) >= 7
    assert all(rule and rule.endswith(")") and 0 < float(rule[-5:-1]) <= 1 for rule in rules)


def test_two_actors_are_never_one_by_a_shared_surname(
    mentions_in: Callable[..., list[Mention]],
) -> None:
    found = mentions_in("Vladimir Putin spoke. Igor Putin, a banker, left.")

    assert meant(found, "Igor Putin") == ["Igor Putin"]
