"""What notebooks show: the parts of a claim marked where they stand, and nothing that runs."""

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from actorgraph.ontology.claims import (
    Claim,
    Extractor,
    Mention,
    Source,
    Span,
    Status,
    When,
    Where,
)
from actorgraph.ontology.notebook_html import MOST, table_html

TEXT = "Moscow said that Russian warplanes bombed Aleppo."
START = 100  # of the sentence in its article
HOSTILE = "<script>alert(1)</script>\" onmouseover='x' & <img src=x onerror=y>"


def mention(words: str, name: str, kind: str = "State") -> Mention:
    start = START + TEXT.index(words)
    id_ = name.lower()
    return Mention(actor=id_, name=name, kind=kind, text=words, start=start, end=start + len(words))


def claim() -> Claim:
    cue = START + TEXT.index("bombed")
    return Claim(
        article="a1", relation="attacks", subject=mention("Russian warplanes", "Russia"),
        object=mention("Aleppo", "Aleppo", "Place"), speaker=mention("Moscow", "Russia"),
        source=Source(title="Raids", publisher="The Paper", url="https://example.org/?a=1&b=2"),
        cue=Span(text="bombed", start=cue, end=cue + 6), confidence=0.8,
        sentence=Span(text=TEXT, start=START, end=START + len(TEXT)),
        extractor=Extractor(name="rules", version="1", model="x"),
    )  # fmt: skip


class Page(HTMLParser):
    """The elements of some HTML with their attributes, and the words inside of each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; it is open now."""
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element, which has to be the one that was opened last."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note words with the element that they stand in."""
        self.words.append((self._open[-1] if self._open else "", data))

    def inside(self, *tags: str) -> list[str]:
        """Return the words in elements of these names, in order."""
        return [words for tag, words in self.words if tag in tags]


def test_the_sentence_is_whole_and_its_parts_are_marked() -> None:
    page = Page(claim()._repr_html_())

    assert "".join(page.inside("blockquote", "mark")) == TEXT
    assert page.inside("mark") == ["Moscow", "Russian warplanes", "bombed", "Aleppo"]
    titles = [attributes["title"] for tag, attributes in page.tags if tag == "mark"]
    assert titles == ["speaker: Russia", "subject: Russia", "cue: attacks", "object: Aleppo"]
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert links == ["https://example.org/?a=1&b=2"]
    assert page.inside("a") == ["Raids"]


def test_what_makes_a_claim_less_than_a_fact_is_said() -> None:
    doubted = replace(
        claim(), denied=True, status=Status.ALLEGED, when=When(date="2016-10", precision="month"),
        where=Where(name="Idlib"),
    )  # fmt: skip
    said = "".join(words for _, words in Page(doubted._repr_html_()).words)

    for words in (
        "not: attacks",
        "(alleged)",
        "according to Russia",
        "2016-10",
        "Idlib",
        "0.80",
    ):
        assert words in said
    assert "not: " not in claim()._repr_html_()


def test_parts_within_each_other_are_marked_both() -> None:
    own = claim()
    start = START + TEXT.index("planes")
    moved = replace(own.object, text="planes", start=start, end=start + len("planes"))
    elsewhere = replace(moved, start=start + 1, end=start + 1 + len("planes"))  # not its words
    marked = [
        Page(replace(own, object=one)._repr_html_()).inside("mark") for one in (elsewhere, moved)
    ]

    assert marked[0] == ["Moscow", "Russian warplanes", "bombed"]
    assert marked[1] == ["Moscow", "Russian war", "planes", "bombed"]


def test_a_claim_coded_by_others_has_no_words_to_mark() -> None:
    coded = replace(claim().subject, start=None, end=None)
    page = Page(replace(claim(), subject=coded, data_id="gdelt:1")._repr_html_())

    assert "Russian warplanes" not in page.inside("mark")
    assert "".join(page.inside("blockquote", "mark")) == TEXT


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", None, HOSTILE])
def test_hostile_words_are_words(url: str | None) -> None:
    own = claim()
    sentence = Span(text=HOSTILE, start=0, end=len(HOSTILE))
    evil = Mention(
        actor=HOSTILE, name=HOSTILE, kind="State", text=HOSTILE[:8], start=0, end=8,
        resolution=HOSTILE,
    )  # fmt: skip
    made = replace(
        own, subject=evil, object=evil, speaker=evil, sentence=sentence, cue=Span(text="&", start=46, end=47),
        source=Source(title=HOSTILE, publisher=HOSTILE, published=HOSTILE, url=url),
        where=Where(name=HOSTILE), article=HOSTILE,
    )  # fmt: skip
    shown: list[Any] = [
        made._repr_html_(),
        table_html([HOSTILE], [[HOSTILE], [{"a": HOSTILE}]], HOSTILE),
    ]
    for html in shown:
        page = Page(html)
        known = {"div", "b", "blockquote", "mark", "table", "thead", "tbody", "tr", "th", "td"}
        assert {tag for tag, _ in page.tags} <= known
        assert all(set(kept) <= {"style", "title", "dir"} for _, kept in page.tags)
        assert HOSTILE in "".join(words for _, words in page.words)


def test_a_long_table_is_cut_and_says_so() -> None:
    html = table_html(("n", "list"), [(n, [n, None, "x"]) for n in range(MOST + 1)])

    assert html.count("<tr>") == MOST + 1  # with the head
    assert f"{MOST + 1} rows, of which {MOST} are shown" in html
    assert "0, , x" in html
    assert "shown" not in table_html(("n",), [(1,)] * MOST)
