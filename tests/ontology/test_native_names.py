"""Names in other languages: each is one actor's, and written in the script of its language."""

import unicodedata
from collections import defaultdict

import pytest

from actorgraph.ontology.catalogue import shipped
from actorgraph.ontology.spelling import alias_key, consonants, latin

SCRIPTS = {
    "CYRILLIC": "ru uk be sr kk mk bg ky mn tg",
    "ARABIC": "ar fa ps ur",
    "HEBREW": "he",
    "CJK": "zh zh-Hant zh-Hans",
    "HANGUL": "ko",
    "GREEK": "el",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "DEVANAGARI": "hi ne mr",
    "BENGALI": "bn",
    "THAI": "th",
    "MYANMAR": "my",
    "ETHIOPIC": "am ti",
}
SCRIPT_OF = {language: script for script, known in SCRIPTS.items() for language in known.split()}


def test_names_are_written_in_the_script_of_their_language() -> None:
    checked, wrong = 0, []
    for name in shipped().tables.native:
        script = SCRIPT_OF.get(name.language)
        letters = [letter for letter in name.text if letter.isalpha()]
        checked += script is not None
        if script and not all(unicodedata.name(letter).startswith(script) for letter in letters):
            wrong.append((name.actor, name.language, name.text))

    assert wrong == []
    assert checked > 700


def test_no_name_in_another_language_is_ambiguous() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for name in shipped().tables.native:
        owners[alias_key(name.text)].add(name.actor)
    for key, uses in shipped().names.items():
        if key in owners:
            owners[key] |= {actor for _, actor in uses}

    assert {key: who for key, who in owners.items() if len(who) > 1} == {}


def test_every_state_and_enough_others_have_names_in_other_scripts() -> None:
    catalogue = shipped()
    named = {name.actor for name in catalogue.tables.native if not name.text.isascii()}
    states = {actor.id for actor in catalogue.actors.values() if actor.kind == "State"}
    others = named - states

    assert {a for a in states if catalogue.actors[a].country} <= named
    assert len(others) >= 250


def test_the_finder_of_english_names_does_not_pay_for_them() -> None:
    catalogue = shipped()
    spelled = {alias_key(alias) for alias, _ in catalogue.aliases()}

    assert alias_key("Сергей Лавров") not in spelled
    assert catalogue.named("Сергей Лавров") == ()


@pytest.mark.parametrize(
    "spellings",
    [
        ("Gaddafi", "Qadhafi", "Kadafi", "Gadhafi", "al-Qaddafi"),
        ("Zelensky", "Zelenskiy", "Zelenskyy", "Зеленский"),
        ("Hezbollah", "Hizbullah", "Hizballah"),
        ("Khrushchev", "Хрущёв"),
        ("Mohammed", "Muhammad", "Mohamed"),
    ],
)
def test_transliterations_of_one_name_sound_the_same(spellings: tuple[str, ...]) -> None:
    assert len({consonants(name) for name in spellings}) == 1


def test_other_names_sound_otherwise() -> None:
    assert len({consonants(name) for name in ("Lavrov", "Peskov", "Putin", "Assad", "")}) == 5


def test_any_script_is_written_in_latin_letters() -> None:
    assert latin("Шойгу") == "Shoigu"
    assert latin("Erdoğan") == "Erdogan"
    assert latin("习近平").isascii()
