"""How fast shards are read by 1 and 2 workers, local and with Ray, and how large claims are.

python benchmarks/cluster.py ARTICLES.jsonl --number 120
"""

import argparse
import itertools
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from actorgraph.errors import InputError
from actorgraph.graph.claim_file import read_claims, write_claims
from actorgraph.graph.claim_folder import ClaimFolder, size_of
from actorgraph.loaders.reader_settings import ReaderSettings
from actorgraph.queries.shards.extraction import Crewing, Engine, extract_to_folder
from actorgraph.storage import place_of


def main() -> None:
    """Read the same articles with each engine and number of workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--number", type=int, default=120)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--engines", nargs="*", default=["local", "ray"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with asked.articles.open(encoding="utf-8") as lines:
            text = "".join(itertools.islice(lines, asked.number))
        (folder / "articles.jsonl").write_text(text, encoding="utf-8")
        print("| engine | workers | articles | claims | shards | clock s | processor s | load |")
        print("|---|---|---|---|---|---|---|---|")
        for engine, workers in itertools.product(asked.engines, asked.workers):
            out = folder / f"{engine}{workers}"
            print(_row(folder / "articles.jsonl", out, Engine(engine), workers))
            sys.stdout.flush()
        _sizes(out, folder)


def _row(articles: Path, out: Path, engine: Engine, workers: int) -> str:
    start, ignored = time.perf_counter(), list[InputError]()
    made = extract_to_folder(
        [str(articles)], str(out), ReaderSettings(), Crewing(engine=engine, workers=workers),
        report=ignored.append,
    )  # fmt: skip
    clock = time.perf_counter() - start
    records = [json.loads(path.read_bytes()) for path in (out / "done").glob("*.json")]
    processor = sum(record["seconds"]["processor"] for record in records)
    load = os.getloadavg()[0]
    return (
        f"| {engine} | {workers} | {made.articles} | {made.claims:,} | {made.shards} "
        f"| {clock:.0f} | {processor:.0f} | {load:.0f} |"
    )


def _sizes(out: Path, folder: Path) -> None:
    claims = list(read_claims(out))
    print(f"\nbytes a claim, of {len(claims):,}:")
    for name in ("claims.jsonl", "claims.jsonl.gz", "claims.parquet"):
        write_claims(claims, folder / name)
        print(f"- {name}: {(folder / name).stat().st_size / len(claims):.0f}")
    articles = ClaimFolder(place_of(out)).place / "articles"
    bytes_ = sum(path.stat().st_size for path in Path(articles.path).iterdir())
    print(
        f"- in shards: {size_of(str(out)) / len(claims):.0f}, articles {bytes_ / len(claims):.0f}"
    )


if __name__ == "__main__":
    main()
