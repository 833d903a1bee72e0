"""Reading damaged articles: nothing may crash, hang, or give a claim whose words are not there.

python benchmarks/fuzz.py [PATH…] [--seconds 60] [--seed 1]      the examples without PATH

Each round takes an article, cuts, shuffles, repeats or spoils parts of it, and reads it twice. Text
that breaks a promise is written to a file beside its seed, so that the round can be run again.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from actorgraph.errors import BrokenClaim
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.reading import read_articles
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Span, claim_from_json, claim_to_json

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"
MOST = 400  # articles that are held to be spoilt
LONGEST = 6_000  # characters of an article that are used
SLOW = 0.02  # CPU seconds a character that a round may take, beyond the first second
ODD = (
    "\0", "\x1b", "\t", "\r\n", "\n\n", "\n" * 50, "\u200b", "\u200f", "\u202e", "\u2028", "\ufeff",
    "😀", "👩‍👩‍👧", "é", "e\u0301" * 9, "ß", "İ", "ﬁ",
    "“", "”", '"', "''", "‘", "’", "«", "—", "-", "...",
    "(" * 40, ")" * 40, "," * 60, "<p>", "</b>", "&amp;", "pro-", "-backed", ":", "He said: ",
    " said", "Россия напала. ", "هاجمت روسيا ", "俄罗斯", "١٢٣", "1,234.5", "U.S.",
    "a" * 500, " " * 300,
)  # fmt: skip


def cut(text: str, chance: random.Random) -> str:
    """Leave out a stretch."""
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randrange(200) :]


def shuffle(text: str, chance: random.Random) -> str:
    """Change the order of the words of a stretch."""
    words = text.split(" ")
    start = chance.randrange(len(words))
    part = words[start : start + 40]
    chance.shuffle(part)
    return " ".join(words[:start] + part + words[start + 40 :])


def repeat(text: str, chance: random.Random) -> str:
    """Say a stretch several times over."""
    start = chance.randrange(len(text) + 1)
    part = text[start : start + chance.randrange(1, 150)]
    return text[:start] + part * chance.randrange(2, 30) + text[start:]


def spoil(text: str, chance: random.Random) -> str:
    """Put odd characters in."""
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(ODD) + text[at:]
    return text


def join(text: str, chance: random.Random) -> str:
    """Take out line breaks, spaces or full stops."""
    return text.replace(chance.choice(("\n", " ", ".", ". ", ",")), chance.choice(("", " ", "\n")))


WAYS: tuple[Callable[[str, random.Random], str], ...] = (cut, shuffle, repeat, spoil, join)


def damaged(texts: list[str], seed: int) -> str:
    """Return the text of one round; the same seed gives the same text."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    text = chance.choice(texts)[:LONGEST]
    for _ in range(chance.randrange(1, 5)):
        text = chance.choice(WAYS)(text, chance)
    return text


def broken(reader: ClaimReader, text: str) -> Iterator[str]:
    """Yield what reading the text did that it never may."""
    article = Article(id="fuzz", text=text, published="2016-10-24")
    start = time.process_time()
    claims, statements = reader.claims(article), reader.statements(article)
    took = time.process_time() - start
    if took > 1 + SLOW * len(text):
        yield f"{took:.1f} s for {len(text)} characters"
    for claim in claims:
        yield from _of_claim(text, claim)
    for one in statements:
        yield from _misplaced(text, "cue of a statement", one.cue)
        yield from _misplaced(text, "content", one.content)
        if one.speaker and text[one.speaker.start : one.speaker.end] != one.speaker.text:
            yield f"the speaker {one.speaker.text!r} is not where the statement says"
    if len({claim.id for claim in claims}) < len(claims):
        yield "two claims have one id"
    if reader.claims(article) != claims:
        yield "the second reading differs from the first"


def _of_claim(text: str, claim: Claim) -> Iterator[str]:
    yield from _misplaced(text, "cue", claim.cue)
    yield from _misplaced(text, "sentence", claim.sentence)
    for mention in (claim.subject, claim.object, claim.speaker):
        if mention and text[mention.start : mention.end] != mention.text:
            yield f"{mention.text!r} is not where the claim says"
    try:
        same = claim_from_json(claim_to_json(claim)) == claim
    except BrokenClaim as error:
        yield f"breaks a rule: {error}"
        return
    if not same:
        yield "a claim is not the same after it was written and read"


def _misplaced(text: str, name: str, span: Span) -> Iterator[str]:
    if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
        yield f"the {name} {span.text[:60]!r} is not where it says"


def main() -> None:
    """Run rounds until the time is over; leave with 1 where one of them broke a promise."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", help="articles; the examples without it")
    parser.add_argument("--seconds", type=float, default=60, help="CPU seconds")
    parser.add_argument("--seed", type=int, default=1, help="of the first round; counts up")
    parser.add_argument("--rounds", type=int, default=10**9, help="at most so many")
    options = parser.parse_args()
    read = read_articles(options.paths or [str(EXAMPLES)], on_error=lambda _error: None)
    texts = [article.text for article in islice(read, MOST)]
    reader = ClaimReader()
    end, rounds, faults = time.process_time() + options.seconds, 0, 0
    while time.process_time() < end and rounds < options.rounds:
        seed = options.seed + rounds
        text = damaged(texts, seed)
        try:
            found = list(broken(reader, text))
        except Exception:  # noqa: BLE001 - any of them is what this looks for
            found = [traceback.format_exc()]
        if found:
            file = Path(f"fuzz-{seed}.txt")
            file.write_text(text, encoding="utf-8", newline="")
            print(f"seed {seed} ({file}):", *dict.fromkeys(found), sep="\n  ", flush=True)
        faults += bool(found)
        rounds += 1
    print(f"{rounds} rounds from seed {options.seed}, {faults} with faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
