"""Hostile texts of any size, and how the time to read them grows with it."""

import time
from collections.abc import Callable, Iterator

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article

TIMES = (1, 2, 4, 8)
SIZE = 60  # repeats of a pattern at 1x

HOSTILE: dict[str, Callable[[int], str]] = {
    "prose in one line": lambda n: "Russia attacked Syria on Monday, the U.S. said. " * n,
    "one sentence of names": lambda n: "Obama met " + "Russia, Syria, Iran, " * n + "and Iraq.",
    "one sentence of verbs": lambda n: "Russia said Syria hit Iran and " * n + "left.",
    "a page of numbers": lambda n: "1,234 56.7 12:30 " * n * 2,
    "brackets without an end": lambda n: "(" * 15 * n + ")" * 15 * n,
    "commas": lambda n: "," * 30 * n,
    "quotations in quotations": lambda n: "he said “" * n + "war" + "” he said" * n,
    "a quotation without an end": lambda n: "“" + "Russia attacked Syria, he said. " * n,
    "quotation marks": lambda n: '" ' * 20 * n,
    "line breaks": lambda n: "\n" * 2_000 * n,
    "a word a line": lambda n: "war\n" * 10 * n,
    "no spaces": lambda n: "abcdefgh" * 20 * n,
    "emoji": lambda n: "😀 Russia attacked 🇸🇾 Syria 👩‍👩‍👧. " * n,
    "right to left": lambda n: "רוסיה תקפה את סוריה. " * 2 * n,
    "control characters and marks": lambda n: "Russia\x07 attacked\u200b \u202eSyria. " * n,
    "HTML": lambda n: "<p>Russia <b>attacked</b> the Syrian &amp; Iranian army</p> " * n,
    "accents": lambda n: ("e" + "\u0301" * 20) * n,
    "pronouns": lambda n: "Obama said he told him that they " * n,
    "titles": lambda n: "President Minister General " * n,
    "noun in noun": lambda n: "the army of the government of " * n + "Syria attacked Iran.",
    "turns of speakers": lambda n: "OBAMA: We left.\n\nASSAD: I know.\n\n" * n,
    "passages": lambda n: "Obama said on Monday:\n\nI am here.\n\n" * n,
    "dates": lambda n: "Russia attacked Syria on Monday, 3 May 2016, last week. " * n,
}


def growth(reader: ClaimReader, size: int = SIZE) -> Iterator[tuple[str, int, list[float]]]:
    """Yield each kind of text, its characters at the largest size, and CPU seconds by size."""
    for kind, made in HOSTILE.items():
        spent, characters = [], 0
        _seconds(reader, made(size))  # words that are new to the vocabulary do not count
        for times in TIMES:
            text = made(size * times)
            characters = len(text)
            spent.append(_seconds(reader, text))
        yield kind, characters, spent


def _seconds(reader: ClaimReader, text: str) -> float:
    start = time.process_time()
    reader.claims(Article(id="hostile", text=text, published="2016-10-24"))
    return time.process_time() - start
