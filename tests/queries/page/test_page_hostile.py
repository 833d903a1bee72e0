"""Names, titles, sentences and addresses that try to run: nothing runs, nothing leaves."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from actorgraph.ontology.claims import Claim, Mention, Source, Span
from actorgraph.queries.page import PageExtras, write_page

HOSTILE = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<!--<script>window.hit=1//-->",
    "<!-- unclosed",
    "-->]]>",
    "<![CDATA[<script>window.hit=1</script>]]>",
    "<img src=x onerror=window.hit=1>",
    "<img src=https://evil.example/a.png>",
    "<svg onload=window.hit=1>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<iframe src=https://evil.example/></iframe>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<object data=https://evil.example/x></object>",
    "<embed src=https://evil.example/x>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import url(https://evil.example/x.css);</style>",
    "</style><style>*{background:url(https://evil.example/x)}",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<form action=https://evil.example/><input autofocus onfocus=window.hit=1>",
    "<details open ontoggle=window.hit=1>",
    "<video><source onerror=window.hit=1></video>",
    "<body onload=window.hit=1>",
    "<math><mtext><script>window.hit=1</script></mtext></math>",
    "<template><script>window.hit=1</script></template>",
    "</title><script>window.hit=1</script>",
    "</textarea></noscript><script>window.hit=1</script>",
    '" onmouseover="window.hit=1',
    "' autofocus onfocus='window.hit=1",
    "`${window.hit=1}`",
    "${window.hit=1}",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "{{ ''.__class__.__mro__ }}",
    "javascript:window.hit=1",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "&#60;script&#62;window.hit=1",
    "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    '\\"};window.hit=1;//',
    "\u2028window.hit=1\u2029",
    "\u202egnp.exe<script>",
    "\u2066\u2067isolates\u2069 left open \u2068",
    "zero\u200bwidth\u200djoin\ufeff",
    "control \x00\x01\x1b[31m\x7f\x9b characters",
    "lone \ud83d surrogate",
    "combining " + "Z" + "\u0363\u0364\u0365" * 60,
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "x" * 5000,
    "word " * 800,
    "a>attacks>b",
    "href title",
    "=cmd|'/c calc'!A0",
    "%3Cscript%3Ewindow.hit=1%3C/script%3E",
    "<a href='javascript:window.hit=1'>title</a>",
)
ADDRESSES = (
    "javascript:window.hit=1",
    "JaVaScRiPt:window.hit=1",
    " javascript:window.hit=1",
    "java\nscript:window.hit=1",
    "data:text/html,<script>opener.hit=1</script>",
    "vbscript:window.hit=1",
    "file:///etc/passwd",
    "blob:https://evil.example/1",
    "//evil.example/x",
    "https:evil",
    "http://[broken",
    "\x01javascript:window.hit=1",
    'https://news.example/"onclick="window.hit=1',
    "ftp://evil.example/",
    "about:blank",
    "view-source:https://evil.example/",
)


def key_of(text: str) -> str:
    """Return the text as an id: a claim's own id cannot be made from half a character."""
    return text.encode("utf-8", "replace").decode()


@pytest.fixture
def hostile(claim_of: Callable[..., Claim]) -> list[Claim]:
    """Return a ring of actors with hostile names, ids, and words all around."""
    names = {key_of(text): (text, "Person") for text in HOSTILE}
    claims = []
    for number, text in enumerate(HOSTILE):
        other = HOSTILE[(number + 1) % len(HOSTILE)]
        relation = ("attacks", "supports", "leads", "negotiates_with")[number % 4]
        source = Source(
            title=text, publisher=other, published=other, url=ADDRESSES[number % len(ADDRESSES)]
        )
        safe = text.translate(dict.fromkeys(map(ord, "[]{}<>")))
        line = f"[{safe or 'A'}] {{hit}} <{safe or 'B'}> {safe}"
        claims.append(
            claim_of(
                line,
                relation,
                key_of(text),
                key_of(other),
                article=key_of(text),
                source=source,
                actors=names,
                mode=text,
                speaker=Mention(
                    actor=key_of(other), name=text, kind="Person", text=text, start=None, end=None
                ),
            )
        )
    return [with_words(claim, text) for claim, text in zip(claims, HOSTILE, strict=True)]


def with_words(claim: Claim, text: str) -> Claim:
    """Return the claim with the text, as it is, in front of its sentence."""
    words = f"{text} {claim.sentence.text}"
    start = claim.sentence.start - len(text) - 1
    return replace(claim, sentence=Span(text=words, start=start, end=claim.sentence.end))


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTILE)) >= 40


def test_the_still_page_holds_text_only(
    hostile: list[Claim], browser: Browser, tmp_path: Path
) -> None:
    report = write_page(hostile, tmp_path / "hostile.html", title=HOSTILE[1])
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.path.as_uri())
    page.wait_for_timeout(300)
    running = "script, iframe, object, embed, form, base, img, link[rel=stylesheet]"

    assert [one for one in asked if not one.startswith("data:")] == [report.path.as_uri()]
    assert page.locator("#still polygon").count() == len(HOSTILE)
    assert page.locator(running).count() == 5  # its own three blocks of data and two scripts
    context.close()


def test_nothing_runs_and_no_request_leaves(
    hostile: list[Claim], open_page: Callable[..., Any]
) -> None:
    opened = open_page(hostile)
    page = opened.page
    elements = page.evaluate(
        "document.querySelectorAll('iframe,object,embed,form,base,img,video,math,template').length"
    )
    for key in page.evaluate(
        "JSON.parse(document.getElementById('data-graph').textContent).edges.length"
    ) * ["r"]:
        page.locator("#graph").focus()
        page.keyboard.press(key)
        page.wait_for_selector("#panel article")
    for tool in ("overview", "path", "changes", "export", "help"):
        page.locator(f"#tool-{tool}").click()
    for text in HOSTILE[:12]:
        page.locator("#find").fill(text[:40])
    page.mouse.move(700, 400)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert page.evaluate("window.hit") is None
    assert elements == 0
    assert opened.errors == []
    assert opened.dialogs == []
    assert opened.requests == [opened.report.path.as_uri()]


def test_only_web_addresses_become_links(
    hostile: list[Claim], open_page: Callable[..., Any]
) -> None:
    opened = open_page(hostile)
    page = opened.page
    links = set()
    page.locator("#graph").focus()
    for _ in HOSTILE:
        page.keyboard.press("r")
        page.wait_for_selector("#panel article")
        links |= set(
            page.locator("#panel a").evaluate_all(
                "all => all.map(one => one.protocol + ' ' + one.rel)"
            )
        )
        page.locator("#graph").focus()

    assert links == {"https: noopener noreferrer nofollow"}


def test_every_hostile_actor_can_be_opened_by_its_address(
    hostile: list[Claim], open_page: Callable[..., Any]
) -> None:
    opened = open_page(hostile)
    page = opened.page
    keys = page.evaluate(
        "JSON.parse(document.getElementById('data-graph').textContent).nodes.map(one => one.key)"
    )
    for key in keys:
        page.evaluate(
            "(key) => { location.hash = new URLSearchParams({actor: key}).toString(); }", key
        )
        page.wait_for_timeout(20)
        assert page.locator("#panel h2").count() == 1
    assert len(keys) == len(HOSTILE)
    assert opened.errors == []


def test_a_hostile_title_stays_text(claims: list[Claim], browser: Browser, tmp_path: Path) -> None:
    for title in (
        "</title><script>window.hit=1</script>",
        "{{ 7*7 }}",
        "\x00<img src=x onerror=window.hit=1>",
    ):
        report = write_page(
            claims, tmp_path / "t.html", title=title, extras=PageExtras(citation=title)
        )
        page = browser.new_page()
        page.goto(report.path.as_uri())
        page.wait_for_selector("html[data-ready]")
        assert page.evaluate("window.hit") is None
        assert "49" not in page.title()
        page.close()
