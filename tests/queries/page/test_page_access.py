"""A page for everybody: axe, the keyboard alone, dark and narrow, reduced motion, right to left."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from actorgraph.ontology.claims import Claim

Open = Callable[..., Any]
VIEWS = (
    "",
    "actor=opposition",
    "edge=russia%3Eattacks%3Eopposition&show=actual,alleged,denied",
    "path=un>ypg",
    "since=2016-10-22&tool=changes",
    "tool=path",
)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(claims: list[Claim], open_page: Open, view: str, theme: str) -> None:
    opened = open_page(claims, view, color_scheme=theme, bypass_csp=True)
    opened.page.wait_for_timeout(150)
    found = Axe().run(opened.page).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


def test_axe_finds_nothing_on_a_phone(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(claims, viewport={"width": 390, "height": 844}, bypass_csp=True)
    opened.page.get_by_role("button", name="Filters").click()
    found = Axe().run(opened.page).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


def test_a_phone_does_not_scroll_sideways(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(
        claims, "edge=russia%3Eattacks%3Eopposition", viewport={"width": 360, "height": 740}
    )

    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360


def focused(opened: Any) -> str:
    return str(
        opened.page.evaluate(
            "(({ id, className, tagName }) => id || className || tagName)(document.activeElement)"
        )
    )


def test_the_keyboard_alone_reaches_the_evidence(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(claims)
    page = opened.page
    page.keyboard.press("Tab")
    assert focused(opened) == "skip"
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(opened) == "graph":
            break
    assert focused(opened) == "graph"
    page.keyboard.press("n")
    assert page.locator("#panel h2").inner_text() == "Syrian opposition"
    page.keyboard.press("n")
    assert page.locator("#panel h2").inner_text() == "Russia"
    page.keyboard.press("r")
    page.wait_for_selector("#panel article")
    first = page.locator("#panel h2").inner_text()
    page.keyboard.press("r")
    assert page.locator("#panel h2").inner_text() != first
    assert "Russia" in page.locator("#panel h2").inner_text()
    page.keyboard.press("Enter")
    assert focused(opened) == "panel"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#panel') !== null")
    page.keyboard.press("Escape")
    assert "Overview" in opened.panel()
    assert page.locator("#status").inner_text() == "Nothing is selected"


def test_arrows_pan_and_signs_zoom(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(claims)
    page = opened.page
    page.locator("#graph").focus()
    before = page.evaluate("[actorgraphPage.scale(), actorgraphPage.actorAt('russia').x]")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("actorgraphPage.actorAt('russia').x") == pytest.approx(
        before[1] - 70, abs=2
    )
    page.keyboard.press("+")
    assert page.evaluate("actorgraphPage.scale()") > before[0]
    page.keyboard.press("0")
    assert page.evaluate("actorgraphPage.scale()") == pytest.approx(before[0])


def test_what_has_the_focus_can_be_seen(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(claims)
    for _ in range(45):
        opened.page.keyboard.press("Tab")
        seen = opened.page.evaluate("""() => {
            const style = getComputedStyle(document.activeElement);
            const drawn = parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none';
            return drawn || document.activeElement === document.body;
        }""")
        assert seen, focused(opened)


def test_selection_is_said_aloud(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(claims)
    opened.click_relation("russia>attacks>opposition")

    assert (
        opened.page.locator("#status").inner_text()
        == "Russia attacks Syrian opposition, 4 claims selected"
    )


def test_nothing_glides_when_motion_is_reduced(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(claims, reduced_motion="reduce")
    opened.page.locator("#find").fill("turkey")
    opened.page.keyboard.press("Enter")
    at_once = opened.page.evaluate("actorgraphPage.actorAt('turkey')")
    opened.page.wait_for_timeout(400)

    assert opened.page.evaluate("actorgraphPage.actorAt('turkey')") == at_once


def test_names_from_right_to_left_keep_their_order(
    claim_of: Callable[..., Claim], open_page: Open
) -> None:
    names = {"a": ("جبهة النصرة", "ArmedGroup"), "b": ("Aleppo (حلب)", "Place")}
    opened = open_page(
        [claim_of("[جبهة النصرة] {تسيطر على} <حلب>.", "controls", "a", "b", actors=names)],
        "edge=a%3Econtrols%3Eb",
    )
    opened.page.wait_for_selector("#panel article")

    assert opened.page.locator("#panel blockquote").get_attribute("dir") == "auto"
    assert (
        opened.page.locator("#panel blockquote").evaluate("one => getComputedStyle(one).direction")
        == "rtl"
    )
    assert opened.page.locator("#panel h2 bdi").count() == 2


def test_the_theme_follows_the_system_and_can_be_changed(
    claims: list[Claim], open_page: Open
) -> None:
    opened = open_page(claims, color_scheme="dark")
    assert opened.page.evaluate("document.documentElement.dataset.theme") == "dark"
    opened.page.locator("#graph").focus()
    opened.page.keyboard.press("d")
    assert opened.page.evaluate("document.documentElement.dataset.theme") == "light"
