"""Reprints of one report: how well they are told, and how fast.

    python benchmarks/duplicates.py pairs [--articles FILE.jsonl]
    python benchmarks/duplicates.py speed [--articles 100000]

`pairs` prints precision and recall by threshold over pairs written by hand and pairs made up by a
seed (with --articles, also pairs made of these). `speed` makes up articles, 20 in 100 of them
reprints, and prints CPU time (of one processor) and memory of signatures and grouping; texts are
made apart from both.
"""

import argparse
import json
import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import duplicate_texts as texts
import numpy as np
from duplicate_pairs import Pair, made_pairs, pairs_by_hand

from actorgraph.graph import reports
from actorgraph.graph.reports import Reports, Signed
from actorgraph.ontology.signatures import VALUES, shingles_and_values, signature_of

SEED, EACH = 7, 100
REPRINTS = 0.2  # share of the articles
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)


class Compared(NamedTuple):
    """A pair's similarity and containment as signatures tell them; None: a text is too short."""

    pair: Pair
    similarity: float
    contained: float
    candidate: bool
    one_report: bool


def compared(pair: Pair) -> Compared:
    """Compare the two texts of a pair as the store does."""
    one, other = signature_of(pair.one), signature_of(pair.other)
    if one is None or other is None:
        return Compared(pair, 0, 0, candidate=False, one_report=False)
    (size, values), (size_, values_) = shingles_and_values(one), shingles_and_values(other)
    same = np.count_nonzero(values == values_)
    similarity = max((same / VALUES - reports.CHANCE) / (1 - reports.CHANCE), 0)
    shared = similarity * (size + size_) / (1 + similarity)
    bands = values.reshape(-1, reports.BAND) == values_.reshape(-1, reports.BAND)
    found = Reports([Signed("a", None, one), Signed("b", None, other)])
    return Compared(
        pair, similarity, shared / min(size, size_), bool(bands.all(1).any()), found["b"] == "a"
    )


def print_thresholds(found: list[Compared]) -> None:
    """Print precision and recall by the similarity that is asked for, with and without the rest."""
    print("| similarity | P | R | P, or contained | R, or contained |")
    print("|---|---|---|---|---|")
    for threshold in THRESHOLDS:
        alone = [one.candidate and one.similarity >= threshold for one in found]
        partly = [
            one.candidate
            and one.similarity >= reports.ALIKE_IF_CONTAINED
            and one.contained >= reports.CONTAINED
            for one in found
        ]
        both = [one or other for one, other in zip(alone, partly, strict=True)]
        cells = [f"{value:.3f}" for told in (alone, both) for value in scores(told, found)]
        print(f"| {threshold:.2f} | {' | '.join(cells)} |")


def scores(told: list[bool], found: list[Compared]) -> tuple[float, float]:
    """Return precision and recall."""
    right = sum(one and case.pair.same for one, case in zip(told, found, strict=True))
    return right / max(sum(told), 1), right / sum(case.pair.same for case in found)


def print_kinds(found: list[Compared]) -> None:
    """Print for each kind of pair how many are told to be one report."""
    kinds: dict[tuple[bool, str], list[Compared]] = defaultdict(list)
    for one in found:
        kinds[not one.pair.same, one.pair.kind].append(one)
    print("\n| pairs | are one report | told so | similarity: lowest, median, highest |")
    print("|---|---|---|---|")
    for (different, kind), cases in sorted(kinds.items()):
        told = sum(case.one_report for case in cases)
        low, middle, high = np.quantile([case.similarity for case in cases], [0, 0.5, 1])
        answer = "no" if different else "yes"
        print(
            f"| {kind} | {answer} | {told} of {len(cases)} | {low:.2f}, {middle:.2f}, {high:.2f} |"
        )


def pairs(files: Iterable[Path]) -> None:
    """Print the tables of each set of pairs."""
    read = [json.loads(line)["text"] for file in files for line in file.open(encoding="utf-8")]
    long = [text for text in read if len(text.split()) >= 100]
    sets: Mapping[str, Iterator[Pair]] = {
        "Written by hand": pairs_by_hand(),
        "Made up by a seed": made_pairs(EACH, SEED),
        **({f"Made of {len(long):,} articles": made_pairs(EACH, SEED, long)} if long else {}),
    }
    for name, some in sets.items():
        print(f"\n## {name}\n")
        found = [compared(pair) for pair in some]
        print_thresholds(found)
        print_kinds(found)


def speed(count: int) -> None:
    """Make up articles, sign and group them, and print time, memory and how well it went."""
    random_ = random.Random(SEED)  # noqa: S311 - no secret
    originals: list[tuple[int, str]] = []
    truth, articles, words, signing = [], [], 0, 0.0
    kept = max(1, count // 50)  # texts at hand to be reprinted: the generator's memory, not ours
    for number in range(count):
        if originals and random_.random() < REPRINTS:
            report, original = random_.choice(originals)
            text = texts.reprint(random_, original)
        else:
            report, text = number, texts.report(random_, texts.length(random_))
            if len(originals) < kept:
                originals.append((number, text))
            else:
                originals[random_.randrange(kept)] = (number, text)
        words += text.count(" ") + 1
        begun = time.process_time()
        signature = signature_of(text)
        signing += time.process_time() - begun
        truth.append(report)
        if signature:
            articles.append(Signed(f"a{number:07}", None, signature))
    before = _peak()
    begun = time.process_time()
    found = Reports(articles)
    grouping = time.process_time() - begun
    after = _peak()
    begun = time.process_time()
    again = Reports.known((one, found[one.id]) for one in articles)
    again.change(put=[Signed("new", None, articles[-1].signature)])
    later = time.process_time() - begun
    print(f"{count:,} articles of {words / count:.0f} words, {REPRINTS:.0%} of them reprints")
    total = signing + grouping
    print(
        f"CPU time: signatures {signing:.1f} s, grouping {grouping:.1f} s, together {total:.1f} s"
    )
    print(f"peak memory {before:,.0f} MB before grouping, {after:,.0f} MB after")
    print(f"one article more, with the others read from a graph: {later:.2f} s")
    _print_quality(dict(found.items()), truth)


def _print_quality(found: Mapping[str, str], truth: list[int]) -> None:
    groups: dict[str, list[int]] = defaultdict(list)
    for article, report in found.items():
        groups[report].append(truth[int(article[1:])])
    right = sum(_twos(Counter(group).values()) for group in groups.values())
    told, there = _twos(map(len, groups.values())), _twos(Counter(truth).values())
    print(f"{len(groups):,} reports found, {len(set(truth)):,} there are; largest {_most(groups)}")
    print(f"pairs of articles: precision {right / told:.4f}, recall {right / there:.4f}")


def _most(groups: Mapping[str, list[int]]) -> int:
    return max(map(len, groups.values()))


def _twos(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux: KB


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("pairs")
    one.add_argument("--articles", type=Path, nargs="*", default=[])
    other = commands.add_parser("speed")
    other.add_argument("--articles", type=int, default=100_000)
    chosen = parser.parse_args()
    if chosen.command == "pairs":
        pairs(chosen.articles)
    else:
        speed(chosen.articles)


if __name__ == "__main__":
    main()
