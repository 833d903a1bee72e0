"""The coding page in a real browser: by keyboard alone, kept over reloads, saved to a file."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from actorgraph.errors import BadRecord, NothingToCode
from actorgraph.graph.sampling import Sample, SampledClaim
from actorgraph.graph.verdict_file import read_verdicts
from actorgraph.ontology.claims import Claim, Mention, Source
from actorgraph.ontology.verdicts import FIELDS, Verdict
from actorgraph.queries.coding_page import write_coding_page

Open = Callable[..., Page]


def sample_of(claims: list[Claim]) -> Sample:
    drawn = [
        SampledClaim(
            id=claim.id, claim=claim, before="…What came before. ", after=" What came after…"
        )
        for claim in claims
    ]
    return Sample(claims=tuple(drawn), strata={"all claims": (len(drawn), len(drawn))})


@pytest.fixture
def open_coding(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Return what writes claims as a coding page and opens it; what goes wrong in it fails."""
    contexts, wrong = [], []

    def opened(claims: list[Claim], **context: Any) -> Page:
        write_coding_page(sample_of(claims), tmp_path / "coding.html")
        contexts.append(browser.new_context(**context))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text))
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith(("file:", "data:", "blob:"))
                else wrong.append(asked.url)
            ),
        )
        page.goto((tmp_path / "coding.html").as_uri())
        page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    for one in contexts:
        one.close()
    assert wrong == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(page: Page, folder: Path) -> list[Verdict]:
    """Save by the key, and read the file as `verdicts add` does."""
    with page.expect_download() as download:
        press(page, "s")
    download.value.save_as(folder / download.value.suggested_filename)
    errors: list[BadRecord] = []
    found = list(read_verdicts(folder / download.value.suggested_filename, errors.append))
    assert errors == []
    return found


def test_claims_are_coded_by_keyboard_and_outlive_a_reload(
    claims: list[Claim], open_coding: Open, tmp_path: Path
) -> None:
    page = open_coding(claims[:4])
    page.keyboard.type("Ada  Lovelace")
    press(page, "Enter", "Enter")  # the name; the first claim is right
    press(page, "3", "5", "5", "c")
    page.keyboard.type("it accuses, 1 2 3")
    press(page, "Escape", "Enter")
    press(page, "2", "2", "2")  # wrong, cannot tell, right: but not done
    assert "2 done, 1 of them wrong" in page.locator("#counts").inner_text()

    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#coder").input_value() == "Ada Lovelace"
    assert page.locator("#counts").inner_text().startswith("Claim 3 of 4 · 2 done")
    assert page.locator("#q-object input:checked").get_attribute("value") == "right"
    press(page, "ArrowLeft")
    assert page.locator("#comment").input_value() == "it accuses, 1 2 3"

    found = saved(page, tmp_path)
    assert "all saved" in page.locator("#counts").inner_text()
    assert [(one.claim, one.coder) for one in found] == [
        (one.id, "Ada Lovelace") for one in claims[:2]
    ]
    assert set(found[0].answers) == {"right"}
    assert dict(zip(FIELDS, found[1].answers, strict=True)) == {
        "subject": "right", "object": "right", "relation": "wrong", "denied": "right",
        "speaker": "open", "date": "right",
    }  # fmt: skip
    assert (found[1].comment, found[1].article) == ("it accuses, 1 2 3", claims[1].article)
    assert found[1].said == "Russia attacks Syrian opposition"

    press(page, "1")
    assert "1 not saved" in page.locator("#counts").inner_text()
    press(page, "u", "0")
    assert set(saved(page, tmp_path)[2].answers) == {"open"}


def test_each_coder_has_answers_of_their_own(claims: list[Claim], open_coding: Open) -> None:
    page = open_coding(claims[:2])
    page.locator("#claim").focus()
    press(page, "Enter")
    assert page.locator("#warning").inner_text().startswith("Write your name")
    assert page.evaluate("document.activeElement.id") == "coder"
    page.keyboard.type("Ada")
    press(page, "Enter", "1", "Enter", "Enter")
    page.locator("#coder").fill("Ben")
    press(page, "Enter")
    assert page.locator("#counts").inner_text() == "Claim 1 of 2 · 0 done"
    page.locator("#coder").fill("Ada")
    press(page, "Enter")
    assert "2 done, 1 of them wrong" in page.locator("#counts").inner_text()


def test_two_tabs_do_not_lose_each_others_answers(claims: list[Claim], open_coding: Open) -> None:
    page = open_coding(claims[:3])
    page.keyboard.type("Ada")
    press(page, "Enter", "Enter")
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("html[data-ready]")
    press(other, "2", "Enter")
    page.get_by_text("2 done, 1 of them wrong").wait_for()
    press(page, "ArrowRight", "Enter")
    other.get_by_text("3 done, 1 of them wrong").wait_for()


def test_the_claim_is_shown_with_its_words_marked(
    claim_of: Callable[..., Claim], open_coding: Open
) -> None:
    """Also where JavaScript counts the letters before them otherwise."""
    speaker = Mention(
        actor="kerry", name="John Kerry", kind="Person", text="Kerry", start=None, end=None
    )
    page = open_coding(
        [
            claim_of(
                "“\U0001f30d”: [Russian jets] did not {bomb} <rebels>.", "attacks", "russia",
                "opposition", denied=True, speaker=speaker,
            )
        ]
    )  # fmt: skip

    assert page.locator("mark.subject").inner_text() == "Russian jets"
    assert page.locator("mark.cue.hostile").inner_text() == "bomb"
    assert page.locator("mark.object").inner_text() == "rebels"
    words = page.locator("#coding").inner_text()
    for part in ("What came before", "What came after", "Report one", "The Lantern", "2016-10-22",
                 "Russia attacks Syrian opposition", "denied", "John Kerry (Person)"):  # fmt: skip
        assert part in words
    assert "confidence" not in words


def test_hostile_words_stay_words(claims: list[Claim], open_coding: Open) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    claim = claims[0]
    bad = replace(
        claim,
        source=Source(title=evil, publisher=evil, published=evil, url="javascript:alert(3)"),
        subject=replace(claim.subject, name=evil),
        sentence=replace(claim.sentence, text=evil.ljust(len(claim.sentence.text))),
    )
    page = open_coding([bad])
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.wait_for_timeout(100)

    assert page.locator("#claim a, #claim img, #claim script").count() == 0
    assert evil in page.locator("#claim").inner_text()
    assert dialogs == []
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("look", [{"color_scheme": "light"}, {"color_scheme": "dark"},
                                  {"viewport": {"width": 360, "height": 740}}])  # fmt: skip
def test_axe_finds_nothing(claims: list[Claim], open_coding: Open, look: dict[str, Any]) -> None:
    page = open_coding(claims[-5:], bypass_csp=True, reduced_motion="reduce", **look)
    page.keyboard.type("Ada")
    press(page, "Enter", "1", "?")
    found = Axe().run(page).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.dataset.theme") == look.get(
        "color_scheme", "light"
    )


def test_the_same_sample_gives_the_same_bytes_and_an_empty_one_none(
    claims: list[Claim], tmp_path: Path
) -> None:
    first, second = tmp_path / "a.html", tmp_path / "b.html"
    write_coding_page(sample_of(claims), first, title="Aleppo & <more>")
    write_coding_page(sample_of(claims), second, title="Aleppo & <more>")

    assert first.read_bytes() == second.read_bytes()
    assert "<title>Aleppo &amp; &lt;more&gt;</title>" in first.read_text()
    assert json.dumps(0.55) not in first.read_text()  # how sure the extractor was
    with pytest.raises(NothingToCode, match="nothing to code"):
        write_coding_page(sample_of([]), tmp_path / "none.html")
    assert not (tmp_path / "none.html").exists()
