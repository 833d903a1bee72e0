"""Pairs of texts of which it is known whether they are one report: by hand, and by a generator."""

import random
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import duplicate_texts as texts

BY_HAND = Path(__file__).with_name("duplicate_pairs.txt")
SAME_REPORT = {"agency", "reprint"}


class Pair(NamedTuple):
    """Two texts, how the second was made of the first, and whether they are one report."""

    kind: str
    same: bool
    one: str
    other: str


def pairs_by_hand() -> Iterator[Pair]:
    """Yield every two of the texts that were written by hand."""
    written = dict(_sections(BY_HAND.read_text(encoding="utf-8")))
    for (event, kind), (event_, kind_) in combinations(written, 2):
        same = event == event_ and {kind, kind_} == SAME_REPORT
        named = (
            "reprint" if same else "other report, same event" if event == event_ else "unrelated"
        )
        yield Pair(named, same, written[event, kind], written[event_, kind_])


def _sections(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    for part in text.split("\n== ")[1:]:
        head, _, body = part.partition("\n")
        event, kind = head.split()
        yield (event, kind), body.strip()


Maker = Callable[[random.Random, str, str], str]  # of a text and an unrelated one

SAME: dict[str, Maker] = {
    "cut, half and more is left": lambda r, one, _: texts.cut(r, one, r.uniform(0.5, 0.95)),
    "cut, a third to a half is left": lambda r, one, _: texts.cut(r, one, r.uniform(0.34, 0.5)),
    "other headline and dateline": lambda r, one, _: texts.headline(r, one),
    "own paragraphs, up to half": lambda r, one, _: texts.inserted(r, one, r.uniform(0.1, 0.5)),
    "copy-edited, up to 4 words in 100": lambda r, one, _: texts.copy_edited(
        r, one, r.uniform(0.01, 0.04)
    ),
    "paragraphs left out": lambda r, one, _: texts.shortened(r, one, r.uniform(0.5, 0.9)),
    "two or three of these": lambda r, one, _: texts.reprint(r, texts.headline(r, one)),
    "live page, some hours later": lambda r, one, other: texts.cut(r, other, 0.4) + "\n" + one,
}
DIFFERENT: dict[str, Maker] = {
    "unrelated": lambda _r, _one, other: other,
    "same event, shared quotes": lambda r, one, other: texts.sharing(
        r, one, other, r.uniform(0.05, 0.2)
    ),
    "same event, shared background": lambda r, one, other: texts.sharing(
        r, one, other, r.uniform(0.2, 0.33)
    ),
    "live page with the first paragraphs": lambda r, one, other: (
        texts.cut(r, one, 0.2) + "\n" + other
    ),
    "same credits and notices": lambda _r, _one, other: other + "\n" + "\n".join(texts.CREDITS),
}


def made_pairs(each: int, seed: int, articles: Iterable[str] = ()) -> Iterator[Pair]:
    """Yield this many pairs of each kind, of made-up reports or of the articles that are given."""
    random_, given = random.Random(seed), list(articles)  # noqa: S311 - no secret

    def two() -> tuple[str, str]:
        if given:
            one, other = random_.sample(given, 2)
            return one, other
        return tuple(texts.report(random_, texts.length(random_)) for _ in range(2))  # type: ignore[return-value]

    for same, makers in ((True, SAME), (False, DIFFERENT)):
        for kind, maker in makers.items():
            for _ in range(each):
                one, other = two()
                yield Pair(kind, same, one, maker(random_, one, other))
    for kind, lines in () if given else texts.TEMPLATES.items():
        for _ in range(each):
            days = [texts.summary(random_, lines) for _ in range(2)]
            yield Pair(kind, same=False, one=days[0], other=days[1])
