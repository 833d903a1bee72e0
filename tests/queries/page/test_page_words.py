"""The assets agree with each other and with Python: words, scripts, and the keys of a view."""

import re

from actorgraph.queries.coding_page import coding_strings
from actorgraph.queries.page import SCRIPTS, strings
from actorgraph.queries.page_style import ASSETS, asset
from actorgraph.queries.story import VIEW_KEYS

CODE = "\n".join(asset(f"{name}.js") for name in (*SCRIPTS, "start"))
TEMPLATE = asset("page.html.j2")


def test_every_script_of_the_folder_is_in_the_page() -> None:
    there = {file.name for file in ASSETS.iterdir() if file.name.endswith(".js")}

    assert there == {f"{name}.js" for name in (*SCRIPTS, "start", "coding")}


def test_every_word_asked_for_is_there_and_none_is_idle() -> None:
    asked = set(re.findall(r'say\("([a-z_]+)"', CODE)) | set(
        re.findall(r"\bt\.([a-z_]+)", TEMPLATE)
    )
    named = set(re.findall(r'"([a-z_]+)"', CODE))  # also those that are chosen or composed
    composed = tuple(re.findall(r"say\(`([a-z]+_)\$", CODE))

    assert asked <= set(strings())
    assert {w for w in set(strings()) - asked - named if not w.startswith(composed)} == set()


def test_the_coding_page_has_the_words_that_it_asks_for() -> None:
    code, template = asset("coding.js"), asset("coding.html.j2")
    asked = set(re.findall(r'say\("([a-z_]+)"', code)) | set(
        re.findall(r"\bt\.([a-z_]+)", template)
    )
    named = set(re.findall(r'"([a-z_]+)"', code))

    assert asked <= set(coding_strings())
    assert set(coding_strings()) - asked - named == set()


def test_a_tour_knows_the_same_keys_of_a_view_as_the_page() -> None:
    written = set(re.findall(r'hash\.set\("([a-z]+)"', asset("state.js")))

    assert written - {"tool"} == VIEW_KEYS


def test_no_script_turns_text_into_html_or_code() -> None:
    dangerous = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc"
    )

    assert re.findall(dangerous, CODE + asset("coding.js")) == []
