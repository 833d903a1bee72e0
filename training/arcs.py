"""The arcs of news_arcs.tsv a pipeline finds: hand-written sentences, words the drills lack."""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy

ARCS = Path(__file__).with_name("news_arcs.tsv")


def main() -> None:
    """Print how many arcs each pipeline finds, and those it misses."""
    parser = argparse.ArgumentParser(description="Check pipelines on news_arcs.tsv.")
    parser.add_argument("pipelines", type=Path, nargs="+")
    for path in parser.parse_args().pipelines:
        nlp = spacy.load(path)
        wanted = found = 0
        for line in ARCS.read_text(encoding="utf-8").splitlines():
            text, arcs = line.split("\t")
            have = {f"{token.text} {token.dep_} {token.head.text}" for token in nlp(text)}
            missed = [arc for arc in arcs.split("; ") if arc not in have]
            wanted += len(arcs.split("; "))
            found += len(arcs.split("; ")) - len(missed)
            for arc in missed:
                print(f"missed {arc!r}: {text}")
        print(f"{path.name}: {found} of {wanted} arcs")


if __name__ == "__main__":
    main()
