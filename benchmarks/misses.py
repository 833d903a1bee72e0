"""What stops extraction: every annotated claim that is missed, and every false one, by its cause.

python benchmarks/misses.py                         news and re3d, as Markdown tables
python benchmarks/misses.py --only news
python benchmarks/misses.py --plv FOLDER/plv.jsonl  the rows of plv that are not covered

The last needs claims of models that have not seen the rows (`training/claims.py … --apart FOLDER`).
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from comparing import FALSE, MISSES, Comparison, Gold, Span, annotated, read, scorer, spans_of
from quality import SHARED  # both beside this file

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article

SETS = ("news", "re3d")
UNCOVERED = (
    "a mention is not proposed",
    "a mention means nobody",
    "claimed, and denied",
    "claimed, as a lasting tie",
    "claimed, turned round",
    "claimed, but three others are surer",
    "claimed of the subject and another object",
    "claimed of another subject and the object",
    "claims of others only",
    "no claim in the sentence",
)


def uncovered(
    spans: list[tuple[Span, bool]], claims: list[dict[str, Any]], gold: Gold, score: ModuleType
) -> str:
    """Return why the marked pair of a sentence is not among its surest events, "" if it is."""
    pair = (gold.subject, gold.object)
    events = [c for c in score.usable(claims) if c.get("plover")]
    if score.between(events[: score.MOST_PER_ROW], *pair):
        return ""
    near = [
        [means for span, means in spans if score.touches({"start": span[0], "end": span[1]}, side)]
        for side in pair
    ]
    if not all(near):
        return UNCOVERED[0]
    if not all(map(any, near)):
        return UNCOVERED[1]
    whole = score.between(claims, *pair)
    subjects = [c for c in events if score.touches(c["subject"], pair[0])]
    objects = [c for c in events if score.touches(c["object"], pair[1])]
    told = (
        any(c["denied"] for c in whole),
        any(not c["plover"] for c in whole),
        score.between(events, pair[1], pair[0]),
        score.between(events, *pair),
        subjects,
        objects,
        events,
        True,
    )
    return next(cause for cause, holds in zip(UNCOVERED[2:], told, strict=True) if holds)


def of_plv(reader: ClaimReader, shared: Path, claims: Path, score: ModuleType) -> Counter[str]:
    """Return how many rows of plv are not covered, by cause."""
    made: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in claims.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        made[claim["article"]].append(claim)
    counts: Counter[str] = Counter()
    for row, text, _, gold in score.cases(shared / "eval" / "dev" / "plv.jsonl"):
        reading, _ = reader.read(Article(id=row, text=text))
        spans = list(spans_of(reading))
        marked = Gold(gold["source"], gold["target"], frozenset())
        counts[uncovered(spans, made[row], marked, score)] += 1
    del counts[""]
    return counts


def table(title: str, causes: Iterable[str], counts: Counter[str]) -> str:
    """Return the counts as a Markdown table, in the order of the causes."""
    rows = [f"| {cause} | {counts[cause]} |" for cause in causes if counts[cause]]
    return "\n".join([f"| {title} ({counts.total()}) | |", "|---|---|", *rows])


def compared(name: str, reader: ClaimReader, shared: Path, score: ModuleType) -> str:
    """Return the tables of one set."""
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    lines = (shared / "eval" / "dev" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        article = Article(
            id=row["id"],
            text=row["text"],
            title=row.get("title") or "",
            published=row.get("published") or None,
        )
        gold = annotated(name, row, score)
        found = Comparison(read(reader, article), gold, score, family=name == "re3d")
        missed.update(map(found.why_missed, found.missed))
        false.update(map(found.why_false, found.false))
    titles = f"{name}: missed", f"{name}: false"
    return f"{table(titles[0], MISSES, missed)}\n\n{table(titles[1], FALSE, false)}\n"


def main() -> None:
    """Print the causes for each set."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with eval/")
    parser.add_argument("--only", choices=SETS, action="append", help="this set alone")
    parser.add_argument("--plv", type=Path, help="claims of plv by models that have not seen it")
    options = parser.parse_args()
    score, reader = scorer(options.shared), ClaimReader()
    if options.plv:
        print(
            table("plv: not covered", UNCOVERED, of_plv(reader, options.shared, options.plv, score))
        )
        return
    for name in options.only or SETS:
        print(compared(name, reader, options.shared, score))


if __name__ == "__main__":
    main()
