"""Claims for pages, with right offsets, and a real Chromium that opens the pages."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from actorgraph.ontology.claims import Claim, Extractor, Mention, Source, Span, Status, When
from actorgraph.queries.page import PageExtras, PageReport, write_page

ACTORS = {
    "russia": ("Russia", "State"),
    "syria": ("Syrian government", "Government"),
    "opposition": ("Syrian opposition", "Opposition"),
    "us": ("United States", "State"),
    "kerry": ("John Kerry", "Person"),
    "lavrov": ("Sergey Lavrov", "Person"),
    "turkey": ("Turkey", "State"),
    "ypg": ("People's Protection Units", "ArmedGroup"),
    "sdf": ("Syrian Democratic Forces", "Alliance"),
    "isis": ("Islamic State", "ArmedGroup"),
    "un": ("United Nations", "IGO"),
    "residents": ("civilians (Aleppo)", "Population"),
}

# article, day, sentence with [subject], {cue} and <object>, then relation, subject, object
LINES = (
    (
        "air",
        "2016-10-22",
        "[Russian warplanes] {bombed} <rebel positions> east of the city.",
        "attacks",
        "russia",
        "opposition",
    ),
    (
        "air",
        "2016-10-22",
        "[Russian jets] {struck} <two rebel districts> before dawn.",
        "attacks",
        "russia",
        "opposition",
    ),
    (
        "wire",
        "2016-10-23",
        "[The army] {shelled} <opposition trenches> in the south.",
        "attacks",
        "syria",
        "opposition",
    ),
    (
        "wire",
        "2016-10-23",
        "[Rebels] {fired rockets at} <government barracks>.",
        "attacks",
        "opposition",
        "syria",
    ),
    (
        "un",
        "2016-10-24",
        "[The UN] {accused} <the government> of holding back convoys.",
        "accuses",
        "un",
        "syria",
    ),
    ("un", "2016-10-24", "[The UN] {blamed} <the rebels> as well.", "accuses", "un", "opposition"),
    (
        "talks",
        "2016-10-19",
        "[John Kerry] {met} <Sergei Lavrov> in Lausanne.",
        "negotiates_with",
        "kerry",
        "lavrov",
    ),
    (
        "talks",
        "2016-10-15",
        "[Lavrov] {spoke with} <Kerry> by telephone.",
        "negotiates_with",
        "lavrov",
        "kerry",
    ),
    (
        "talks",
        "2016-10-16",
        "[Washington] {sat down with} <Moscow> again.",
        "negotiates_with",
        "us",
        "russia",
    ),
    (
        "north",
        "2016-10-20",
        "[Turkish aircraft] {hit} <YPG columns> near Afrin.",
        "attacks",
        "turkey",
        "ypg",
    ),
    (
        "north",
        "2016-10-21",
        "[Turkey] {backs} <the rebels> in the north.",
        "backs",
        "turkey",
        "opposition",
    ),
    ("north", "2016-10-21", "[The YPG] {leads} <the SDF>.", "leads", "ypg", "sdf"),
    ("north", "2016-10-25", "[The US]-{backed} <SDF> advanced.", "backs", "us", "sdf"),
    (
        "dabiq",
        "2016-10-16",
        "[Rebels] {took Dabiq from} <Islamic State>.",
        "coerces",
        "opposition",
        "isis",
    ),
    (
        "dabiq",
        "2016-10-17",
        "[Islamic State] {executed} <residents> who had fled.",
        "attacks",
        "isis",
        "residents",
    ),
    (
        "aid",
        "2016-10-26",
        "[The UN] {brought food to} <residents> of the east.",
        "aids",
        "un",
        "residents",
    ),
    (
        "aid",
        "2016-10-18",
        "[Russia] {supports} <the government> in every session.",
        "supports",
        "russia",
        "syria",
    ),
)


def marked(line: str, before: str = "") -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the sentence without its brackets, and where the bracketed parts stand."""
    text, spans, start = "", {}, 0
    for letter in line:
        if letter in "[{<":
            start = len(text)
        elif letter in "]}>":
            spans[letter] = (start + len(before), len(text) + len(before))
        else:
            text += letter
    return text, spans


def make_claim(line: str, relation: str, subject: str, target: str, **more: Any) -> Claim:
    """Return a claim whose offsets are those of the marked line, after 40 characters of text."""
    before = "x" * 40
    text, spans = marked(line, before)
    actors = more.pop("actors", ACTORS)

    def mention(actor: str, bracket: str) -> Mention:
        name, kind = actors[actor]
        start, end = spans[bracket]
        return Mention(
            actor=actor,
            name=name,
            kind=kind,
            text=text[start - 40 : end - 40],
            start=start,
            end=end,
        )

    cue_start, cue_end = spans["}"]
    article = more.pop("article", "one")
    day = more.pop("day", "2016-10-22")
    return Claim(
        article=article,
        source=more.pop(
            "source",
            Source(
                title=f"Report {article}",
                publisher="The Lantern",
                published=day,
                url=f"https://news.example/{article}",
            ),
        ),
        relation=relation,
        subject=mention(subject, "]"),
        object=mention(target, ">"),
        cue=Span(text=text[cue_start - 40 : cue_end - 40], start=cue_start, end=cue_end),
        sentence=Span(text=text, start=40, end=40 + len(text)),
        confidence=more.pop("confidence", 0.8),
        extractor=Extractor(name="test", version="1", model="0"),
        when=more.pop("when", When(date=day, precision="day")),
        **more,
    )


def aleppo_claims() -> list[Claim]:
    claims = [
        make_claim(
            line,
            relation,
            subject,
            target,
            article=article,
            day=day,
            confidence=0.55 + 0.025 * number,
        )
        for number, (article, day, line, relation, subject, target) in enumerate(LINES)
    ]
    lavrov = Mention(
        actor="lavrov", name="Sergey Lavrov", kind="Person", text="Lavrov", start=None, end=None
    )
    local = Mention(
        actor="council", name="Local council", kind="Group", text="council", start=None, end=None
    )
    return [
        *claims,
        make_claim(
            "[Russia] did not {bomb} <the rebels> that day, Lavrov said.",
            "attacks",
            "russia",
            "opposition",
            article="denial",
            day="2016-10-23",
            denied=True,
            speaker=lavrov,
        ),
        make_claim(
            "[Russian planes] {bombed} <rebels>, the council alleges.",
            "attacks",
            "russia",
            "opposition",
            article="council",
            day="2016-10-24",
            status=Status.ALLEGED,
            speaker=local,
        ),
        make_claim(
            "[Turkey] {threatens} to strike <the SDF>.",
            "attacks",
            "turkey",
            "sdf",
            article="north",
            day="2016-10-24",
            status=Status.PLANNED,
        ),
        make_claim(
            "[Russia] never {attacked} <residents>, Moscow said.",
            "attacks",
            "russia",
            "residents",
            article="denial",
            day="2016-10-24",
            denied=True,
        ),
        make_claim(
            "[Rebels] {fought} <other rebels> in Idlib.",
            "attacks",
            "opposition",
            "opposition",
            article="dabiq",
            day="2016-10-17",
        ),
    ]


@pytest.fixture
def claims() -> list[Claim]:
    return aleppo_claims()


@pytest.fixture
def claim_of() -> Callable[..., Claim]:
    return make_claim


@pytest.fixture(scope="session")
def synthetic() -> Callable[..., Iterator[Claim]]:
    """Return the generator of the benchmarks, so that sizes mean the same in both."""
    file = Path(__file__).parents[3] / "benchmarks" / "synthetic_claims.py"
    spec = importlib.util.spec_from_file_location("synthetic_claims", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.synthetic_claims  # type: ignore[no-any-return]


class Opened:
    """A page in the browser, with everything that went wrong in it and every request it made."""

    def __init__(self, page: Page, report: PageReport) -> None:
        self.page, self.report = page, report
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console",
            lambda said: (
                self.errors.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.on("request", self._asked)
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.requests.append(request.url)

    def open(self, hash_: str = "") -> "Opened":
        """Go to the page, at the view of the hash, and wait for its first picture."""
        self.page.goto(self.report.path.as_uri() + (f"#{hash_}" if hash_ else ""))
        self.page.wait_for_selector("html[data-ready]")
        return self

    def counts(self) -> dict[str, int]:
        """Return what the page counts as shown."""
        return dict(self.page.evaluate("actorgraphPage.counts()"))

    def click_relation(self, key: str) -> None:
        """Click on the middle of a relation's line."""
        self._click("relationAt", key)
        self.page.wait_for_selector("#panel article")

    def click_actor(self, key: str) -> None:
        """Click on an actor's mark."""
        self._click("actorAt", key)

    def _click(self, what: str, key: str) -> None:
        spot = self.page.evaluate(f"(key) => actorgraphPage.{what}(key)", key)
        self.page.locator("#graph").click(position={"x": spot["x"], "y": spot["y"]})

    def panel(self) -> str:
        """Return the words of the panel."""
        return self.page.locator("#panel").inner_text()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Return what writes claims as a page and opens it from disk, at the view of a hash."""
    contexts = []

    def opened(
        claims: list[Claim], hash_: str = "", *, steps: Path | None = None, **context: Any
    ) -> Opened:
        settings = {"viewport": {"width": 1440, "height": 900}} | context
        contexts.append(browser.new_context(**settings))
        report = write_page(
            claims,
            tmp_path / "page.html",
            title="Aleppo, October 2016",
            extras=PageExtras(steps=steps),
        )
        return Opened(contexts[-1].new_page(), report).open(hash_)

    yield opened
    for one in contexts:
        one.close()
