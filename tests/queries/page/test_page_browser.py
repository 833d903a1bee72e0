"""A page in a real Chromium: clicks, counts, filters, address, search, path, files saved."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.claims import Claim, Source
from actorgraph.ontology.signatures import signature_of
from actorgraph.ontology.verdicts import Check
from actorgraph.queries.page import PageExtras, write_page
from actorgraph.queries.page_filters import PageFilters
from actorgraph.queries.page_tables import PageRelation, tables_of

Open = Callable[..., Any]
BOMBING = "russia>attacks>opposition"


def drawn(claims: list[Claim], manners: tuple[str, ...] = ("actual", "alleged")) -> dict[str, int]:
    """Count by hand what the page must count."""
    tables = tables_of(claims, {})

    def count(one: PageRelation) -> int:
        sums = one.sums
        by = {"actual": sums.claims, "alleged": sums.alleged, "intended": sums.intended}
        return sum((by | {"denied": sums.denials})[how] for how in manners)

    left = [one for one in tables.relations if count(one)]
    return {
        "actors": len({end for one in left for end in (one.subject, one.object)}),
        "relations": len(left),
        "claims": sum(map(count, left)),
    }


def test_the_page_opens_quietly_and_counts_what_the_data_holds(
    claims: list[Claim], open_page: Open
) -> None:
    opened = open_page(claims)

    assert opened.counts() == drawn(claims)
    assert opened.errors == []
    assert opened.requests == [opened.report.path.as_uri()]


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (BOMBING, "Russian warplanes bombed rebel positions east of the city."),
        ("syria>attacks>opposition", "The army shelled opposition trenches in the south."),
        ("opposition>attacks>syria", "Rebels fired rockets at government barracks."),
        ("ypg>leads>sdf", "The YPG leads the SDF."),
        ("kerry>negotiates_with>lavrov", "Lavrov spoke with Kerry by telephone."),
        ("opposition>attacks>opposition", "Rebels fought other rebels in Idlib."),
    ],
)
def test_a_click_on_the_middle_of_a_relation_opens_its_sentences(
    claims: list[Claim], open_page: Open, key: str, sentence: str
) -> None:
    opened = open_page(claims)
    opened.click_relation(key)

    assert sentence in opened.panel()


def test_evidence_marks_the_words_and_says_who_says_so(
    claims: list[Claim], open_page: Open
) -> None:
    opened = open_page(claims)
    opened.click_relation(BOMBING)
    cards = opened.page.locator("#panel article")

    assert cards.count() == 4
    assert [
        cards.nth(0).locator(f"mark.{one}").inner_text() for one in ("subject", "cue", "object")
    ] == ["Russian planes", "bombed", "rebels"]
    assert "alleged" in cards.nth(0).inner_text()
    assert "according to Local council" in cards.nth(0).inner_text()
    assert "denied" in cards.nth(1).inner_text()
    assert "according to Sergey Lavrov" in " ".join(cards.nth(1).inner_text().split())
    assert cards.nth(2).locator("a").get_attribute("href") == "https://news.example/air"
    assert "1 independent source" in opened.panel()
    assert "2016-10-24" in cards.nth(0).inner_text()


def test_a_sentence_of_one_report_is_shown_once_with_the_papers_that_print_it(
    claim_of: Callable[..., Claim], open_page: Open
) -> None:
    signature = signature_of(" ".join(map(str, range(60))))
    papers = {"a": "Wire", "b": "Post", "c": "javascript:alert(1)"}
    line = "[Russian jets] {struck} <the rebels> before dawn."
    claims = [
        claim_of(
            line, "attacks", "russia", "opposition", article=name,
            source=Source(title=f"Report {name}", publisher=paper, published="2016-10-24",
                          url=f"https://{name}.example/1" if name < "c" else paper,
                          signature=signature),
        )
        for name, paper in papers.items()
    ]  # fmt: skip
    opened = open_page(claims)
    opened.click_relation("russia>attacks>opposition")
    cards = opened.page.locator("#panel article")

    assert cards.count() == 1
    assert "3 stated as a fact · 1 independent source" in opened.panel()
    cards.locator("summary").click()
    copies = cards.locator(".copies")
    assert copies.inner_text().splitlines()[0] == "Also in 2 articles, as the same report"
    assert copies.locator("li").all_inner_texts() == [
        "Post: Report b · 2016-10-24", "javascript:alert(1): Report c · 2016-10-24",
    ]  # fmt: skip
    links = copies.locator("a")
    assert [links.nth(n).get_attribute("href") for n in range(links.count())] == [
        "https://b.example/1"
    ]


def test_selecting_fades_the_rest_and_a_click_beside_it_brings_all_back(
    claims: list[Claim], open_page: Open
) -> None:
    opened = open_page(claims)
    every = set(opened.page.evaluate("actorgraphPage.labels()"))
    opened.click_actor("isis")
    near = set(opened.page.evaluate("actorgraphPage.labels()"))

    assert {"Islamic State", "Syrian opposition", "civilians (Aleppo)"} <= near < every
    opened.page.locator("#graph").click(position={"x": 8, "y": 8})
    assert "Select an actor" in opened.panel()


def test_the_actor_panel_tells_kind_aliases_and_relations_by_partner(
    claims: list[Claim], open_page: Open
) -> None:
    opened = open_page(claims)
    opened.click_actor("ypg")
    text = opened.panel()

    assert "armed group" in text
    assert "YPG columns" in text
    assert "Turkey attacks People's Protection Units" in text
    assert "People's Protection Units leads Syrian Democratic Forces" in text


def test_roles_of_the_catalogue_show_with_their_dates(
    claims: list[Claim], browser: Browser, tmp_path: Path
) -> None:
    bond = Bond(relation="leads", other="mid", title="foreign minister", since="2004-03")
    known = (
        Actor(id="lavrov", name="Sergey Lavrov", kind="Person", bonds=(bond,)),
        Actor(id="mid", name="Ministry of Foreign Affairs (Russia)", kind="Ministry"),
    )
    extras = PageExtras(actors=known)
    report = write_page(claims, tmp_path / "a.html", extras=extras)
    page = browser.new_page()
    page.goto(report.path.as_uri() + "#actor=lavrov")
    role = page.locator("#panel .plain li").first.inner_text()
    page.close()

    assert role == "foreign minister, Ministry of Foreign Affairs (Russia) (since 2004-03)"


def test_what_coders_found_stands_below_the_sentence_and_can_be_asked_for(
    claims: list[Claim], browser: Browser, tmp_path: Path
) -> None:
    bombed, struck = claims[0].id, claims[1].id
    wrong = Check(coders=2, outcome="wrong", wrong=("relation", "date"))
    checks = {bombed: Check(coders=1, outcome="right"), struck: wrong}
    report = write_page(claims, tmp_path / "a.html", extras=PageExtras(checks=checks))
    page = browser.new_page()
    page.goto(report.path.as_uri() + "#edge=russia>attacks>opposition")
    page.wait_for_selector("#panel article")
    cards = {id_: page.locator(f"[data-claim='{id_}'] .check") for id_ in (bombed, struck)}
    told = [cards[bombed].inner_text(), cards[struck].inner_text()]
    assert page.locator("#panel article .check").count() == 2
    page.close()

    assert told == ["checked by 1 coder · right", "checked by 2 coders · wrong: relation, date"]
    only = PageFilters(checked=True)
    kept = write_page(claims, tmp_path / "b.html", filters=only, extras=PageExtras(checks=checks))
    assert kept.claims == 1
    assert "only claims that were checked and found right" in kept.path.read_text()


def test_denied_and_planned_are_drawn_only_when_asked_for(
    claims: list[Claim], open_page: Open
) -> None:
    opened = open_page(claims)
    opened.page.get_by_label("denied").check()
    assert opened.counts() == drawn(claims, ("actual", "alleged", "denied"))
    opened.page.get_by_label("planned, demanded or threatened").check()
    assert opened.counts() == drawn(claims, ("actual", "alleged", "denied", "intended"))
    opened.page.get_by_label("alleged").uncheck()
    assert opened.counts() == drawn(claims, ("actual", "denied", "intended"))


def test_legend_confidence_and_kinds_filter(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(claims)
    page = opened.page
    page.get_by_label("Hostile: none").click()
    assert opened.counts() == drawn(
        [one for one in claims if one.relation not in ("attacks", "accuses", "coerces")]
    )
    page.get_by_role("button", name="Show everything").click()
    page.get_by_role("slider", name="Confidence").fill("75")
    assert opened.counts() == drawn([one for one in claims if round(one.confidence * 100) >= 75])
    page.get_by_role("button", name="Show everything").click()
    page.locator("#kind-rows").get_by_text("person").click()
    assert opened.counts() == drawn(
        [one for one in claims if "Person" not in (one.subject.kind, one.object.kind)]
    )


def test_the_address_keeps_the_view_and_back_works(
    claims: list[Claim], open_page: Open, browser: Browser
) -> None:
    opened = open_page(claims)
    page = opened.page
    page.get_by_label("denied").check()
    page.locator("#relation-rows").get_by_text("accuses").click()
    opened.click_relation(BOMBING)
    address, counts, panel = page.url, opened.counts(), opened.panel()
    other = browser.new_page(viewport={"width": 1440, "height": 900})
    other.goto(address)
    other.wait_for_selector("#panel article")

    assert other.evaluate("actorgraphPage.counts()") == counts
    assert other.locator("#panel").inner_text() == panel
    assert other.url == address
    other.close()

    page.go_back()
    assert "Overview" in opened.panel()
    page.go_back()
    page.go_back()
    assert opened.counts() == drawn(claims)
    page.go_forward()
    assert opened.counts() == drawn(claims, ("actual", "alleged", "denied"))


def test_a_broken_address_opens_the_whole_page(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(
        claims,
        "actor=nobody&edge=%00>x&min=abc&at=1,2,NaN&open=99&from=soon&show=x&path=a>b>c&step=9",
    )

    assert opened.errors == []
    assert "Overview" in opened.panel()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("SERGEY", "Sergey Lavrov"),
        ("lávrov", "Sergey Lavrov"),
        ("Лавров", "Sergey Lavrov"),
        ("ypg", "People's Protection Units"),
        ("Лаврову", "Sergey Lavrov"),
        ("Петров", None),
    ],
)
def test_find_reads_aliases_accents_and_scripts(
    claims: list[Claim], open_page: Open, typed: str, found: str | None
) -> None:
    opened = open_page(claims)
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type(typed)
    if found is None:
        assert page.locator("#status").inner_text() == "No actor of this name"
        return
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == found


def test_an_arabic_name_is_found_by_latin_letters(
    claim_of: Callable[..., Claim], open_page: Open
) -> None:
    people = {"a": ("بشار الأسد", "Person"), "b": ("الجيش الحر", "ArmedGroup")}
    opened = open_page(
        [claim_of("[بشار الأسد] {هاجم} <الجيش الحر>.", "attacks", "a", "b", actors=people)]
    )
    opened.page.locator("#find").fill("bashar al-asad")
    opened.page.keyboard.press("Enter")

    assert opened.page.locator("#panel h2").inner_text() == "بشار الأسد"


def test_the_shortest_path_lists_its_steps(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(claims)
    page = opened.page
    page.get_by_role("button", name="Path").click()
    for label, name in (("From", "John Kerry"), ("To", "Sergey Lavrov")):
        page.locator("#panel").get_by_label(label, exact=True).first.fill(name)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Find the shortest path").click()
    assert "1 step" in opened.panel()
    assert "path=kerry%3Elavrov" in page.url
    opened = open_page(claims, "path=un>ypg")
    assert "3 steps" in opened.panel()
    opened = open_page(claims, "path=un>kerry")
    assert "No path" in opened.panel()


def test_time_leaves_what_lies_between_the_handles(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(claims, "from=2016-10-20&to=2016-10-22")
    inside = [one for one in claims if one.when and "2016-10-20" <= one.when.date <= "2016-10-22"]

    assert opened.counts() == drawn(inside)
    opened.page.locator("#time-to").focus()
    opened.page.keyboard.press("ArrowLeft")
    assert "to=2016-10-21" in opened.page.url


def test_one_old_claim_does_not_squeeze_the_time_axis(
    claim_of: Callable[..., Claim], open_page: Open
) -> None:
    line = "[Turkey] {hit} <rebels>."
    recent = [
        claim_of(line, "attacks", "turkey", "opposition", article=str(day), day=f"2016-10-{day:02}")
        for day in range(1, 31)
        for _ in range(3)
    ]
    old = claim_of(line, "attacks", "turkey", "opposition", article="old", day="1984-01-01")
    undated = claim_of(
        "[A] {b} <c>", "leads", "turkey", "ypg", article="x", when=None, source=Source()
    )
    many = [replace(one, article=f"{number}") for number, one in enumerate(recent)]
    opened = open_page([*many, old, undated])
    shown = opened.page.locator("#time-out").inner_text()

    assert shown.startswith("≤ 2016-09")
    assert opened.counts()["claims"] == 92
    opened.page.locator("#time-to").focus()
    opened.page.keyboard.press("ArrowLeft")
    assert "Undated claims left out: 1" in opened.panel()


def test_play_moves_through_time_and_stops_at_the_end(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(claims)
    opened.page.locator("#play").click()
    assert opened.page.locator("#play").get_attribute("aria-label") == "Pause"
    expect(opened.page.locator("#play")).to_have_attribute("aria-label", "Play", timeout=30000)
    assert opened.page.locator("#time-to").input_value() == opened.page.locator(
        "#time-to"
    ).get_attribute("max")
    assert 0 < opened.counts()["claims"] < drawn(claims)["claims"]


def test_only_what_changed_since_a_day(claims: list[Claim], open_page: Open) -> None:
    opened = open_page(claims)
    page = opened.page
    page.get_by_role("button", name="Changes").click()
    page.get_by_label("Since").fill("2016-10-24")
    page.get_by_role("button", name="Show the changes").click()
    text = opened.panel()

    assert opened.counts() == drawn(
        [one for one in claims if one.when and one.when.date >= "2016-10-24"]
    )
    assert "New relations (4)" in text
    assert "Said again (1)" in text
    assert text.index("Said again") < text.index("Russia attacks Syrian opposition")
    assert "since=2016-10-24" in page.url


def saved(opened: Any, name: str) -> bytes:
    opened.page.locator("#tool-export").click()
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name=name).click()
    opened.page.locator("#tool-export").click()
    return Path(download.value.path()).read_bytes()


def test_the_view_is_saved_as_table_claims_drawing_and_picture(
    claims: list[Claim], open_page: Open
) -> None:
    opened = open_page(claims, "hide=accuses")
    left = [one for one in claims if one.relation != "accuses"]
    rows = list(csv.DictReader(saved(opened, "Relations (CSV)").decode("utf-8-sig").splitlines()))
    bombing = next(
        row for row in rows if row["subject"] == "Russia" and row["relation"] == "attacks"
    )
    assert len(rows) == drawn(left)["relations"]
    assert [bombing[one] for one in ("claims", "alleged", "denials", "first", "last")] == [
        "2",
        "1",
        "1",
        "2016-10-22",
        "2016-10-24",
    ]

    kept = json.loads(saved(opened, "Claims (JSON)"))["claims"]
    shown = {
        one.id
        for one in left
        if not (
            one.object.actor in ("sdf", "residents") and one.subject.actor in ("turkey", "russia")
        )
    }
    assert {one["id"] for one in kept} == shown

    assert saved(opened, "Picture (PNG)").startswith(b"\x89PNG")
    drawing = saved(opened, "Drawing (SVG)").decode()
    assert drawing.count("<polygon") == 12
    assert "Syrian opposition" in drawing
    assert opened.errors == []


def test_cells_that_spreadsheets_would_run_are_quoted(
    claim_of: Callable[..., Claim], open_page: Open
) -> None:
    names = {"a": ("=HYPERLINK(1)", "Person"), "b": ('@SUM, "x"', "Person")}
    opened = open_page([claim_of("[A] {hit} <B>.", "attacks", "a", "b", actors=names)])
    row = saved(opened, "Relations (CSV)").decode("utf-8-sig").splitlines()[1]

    assert row.startswith('\'=HYPERLINK(1),attacks,"\'@SUM, ""x"""')


def test_communities_open_on_a_click_and_all_on_demand(
    synthetic: Callable[..., Iterator[Claim]], open_page: Open
) -> None:
    opened = open_page(list(synthetic(450, 1300, most=2)))
    page = opened.page
    assert opened.report.communities > 2
    spot = page.evaluate("actorgraphPage.communityAt(0)")
    page.locator("#graph").click(position=spot)
    assert "open=0" in page.url
    assert "Its actors" in opened.panel()
    page.get_by_role("button", name="Overview").click()
    page.get_by_role("button", name="Draw all actors").click()
    assert "all=1" in page.url
    assert opened.errors == []
    page.go_back()
    page.locator("#find").fill("a")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").count() == 1


def test_a_hub_does_not_stall_the_panel(
    synthetic: Callable[..., Iterator[Claim]], open_page: Open
) -> None:
    opened = open_page(list(synthetic(300, 1500)))
    opened.page.get_by_role("button", name="Overview").click()
    rows = opened.page.locator("#panel .said").count()
    opened.page.get_by_role("button", name="Show 12 more").first.click()

    assert opened.page.locator("#panel .said").count() == rows + 12


def test_labels_never_lie_on_each_other_and_the_first_actors_have_theirs(
    synthetic: Callable[..., Iterator[Claim]], open_page: Open
) -> None:
    many = list(synthetic(300, 900))
    opened = open_page(many)
    shown = opened.page.evaluate("actorgraphPage.labels()")
    top = sorted(tables_of(many, {}).actors, key=lambda one: -one.claims)[:5]

    assert 30 <= len(shown) <= 200
    for actor in top:
        assert any(label.replace("…", "")[:12] == actor.name[:12] for label in shown)


def test_without_scripts_picture_and_table_are_seen(
    claims: list[Claim], browser: Browser, tmp_path: Path
) -> None:
    report = write_page(claims, tmp_path / "a.html", title="Aleppo")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.path.as_uri())

    page.get_by_text("Scripts are off").wait_for()
    assert page.locator("#still polygon").count() == 12
    assert page.get_by_role("cell", name="Syrian Democratic Forces").first.is_visible()
    assert not page.locator("#filters").is_visible()
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_prints_on_two_pages(claims: list[Claim], open_page: Open, theme: str) -> None:
    opened = open_page(claims, "hide=accuses", color_scheme=theme)
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    pdf = opened.page.pdf(prefer_css_page_size=True, print_background=True)

    assert pdf.count(b"/Type /Page\n") == 2
    opened.page.emulate_media(media="print")
    assert "hide=accuses" in opened.page.locator("#print-filters").inner_text()
    assert opened.page.locator("#print-citation").is_visible()
    assert opened.page.locator("#still polygon").count() == 12
