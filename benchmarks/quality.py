"""How good extraction is: every annotated set through the command line and the scorer.

python benchmarks/quality.py --recipes FOLDER        all sets, into benchmarks/quality.md
python benchmarks/quality.py --only news             one set, as JSON on standard output
python benchmarks/quality.py --only news --rows 4    its first rows only

FOLDER holds what the recipes of training/ gave, each run with the models that ship: the claims of
coded sentences by models that have not seen them (`claims.py --apart FOLDER`), and what the recipes
printed, in claims.txt, relations.txt and statements.txt. Without it, sets that something was
learnt from are marked, and are no measure.
"""

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from actorgraph.errors import InputError
from actorgraph.loaders.pipeline import load_pipeline, parse
from actorgraph.loaders.reading import read_articles

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ACTORGRAPH_SHARED", ROOT.parent / "shared"))
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # lower edges of confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One annotated set with what is asked of it: input, command and verb of the scorer."""

    data: str
    command: str = "extract"
    given: str = "articles"
    verb: str = "claims"


TASKS = {
    **{name: Task(data=name) for name in ("news", "re3d", "plv", "cameo", "direction")},
    "plv-relate": Task(data="plv", command="relate", given="pairs", verb="relations"),
    "attribution": Task(data="attribution", command="statements", verb="statements"),
}


class Run:
    """One run of one task, with its files in a folder of its own."""

    def __init__(self, task: Task, shared: Path, folder: Path, recipes: Path | None) -> None:
        self.task, self.folder = task, folder
        apart = recipes / f"{task.data}.jsonl" if recipes and task.command == "extract" else None
        self.apart = apart if apart and apart.is_file() else None
        self.scorer = shared / "eval" / "score.py"
        self.source = shared / "eval" / "dev" / f"{task.data}.jsonl"
        self.gold = folder / self.source.name  # the scorer tells the set from the file's name
        self.given = folder / f"{task.given}.jsonl"
        self.made = folder / f"{task.command}.jsonl"

    def figures(self, rows: int | None) -> dict[str, Any]:
        """Run the three commands and return the scorer's figures with ours."""
        lines = self.source.read_bytes().splitlines(keepends=True)[:rows]
        self.gold.write_bytes(b"".join(lines))
        _run([self.scorer, self.task.given, self.gold], self.given)
        if self.apart:
            self.made.write_bytes(self.apart.read_bytes())
        else:
            command = ["-m", "actorgraph", self.task.command, self.given, "--format", "jsonl"]
            _run(command, self.made)
        figures = self.score(self.made)
        figures["apart"] = self.apart is not None
        figures["sha256"] = hashlib.sha256(self.gold.read_bytes()).hexdigest()
        if self.task.command == "extract":
            claims = _records(self.made)
            figures |= _shape(claims, self.given) | _extractor(claims)
            if self.task.data == "news":
                figures["bins"] = list(self.bins(claims))
                figures["calibration_error"] = _calibration_error(figures["bins"])
        return figures

    def score(self, made: Path) -> dict[str, Any]:
        """Return the scorer's figures of a file of claims, relations or statements."""
        out = made.with_suffix(".json")
        _run([self.scorer, self.task.verb, self.gold, made], out)
        scored: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return scored

    def bins(self, claims: list[dict[str, Any]]) -> Iterator[dict[str, float]]:
        """Yield the exact precision of the claims in each bin of confidence, the surest first.

        The scorer gives a gold claim to the surest claim that fits it, so what a bin adds is the
        score of all claims from its edge on, less that of the bins above.
        """
        right = predicted = 0
        for low, high in zip(reversed(BINS), (1.01, *reversed(BINS[1:])), strict=True):
            kept = self.folder / f"from-{low}.jsonl"
            surer = (json.dumps(claim) for claim in claims if claim["confidence"] >= low)
            kept.write_text("\n".join(surer), encoding="utf-8")
            exact = self.score(kept)["exact"]
            inside = [c["confidence"] for c in claims if low <= c["confidence"] < high]
            if count := exact["predicted"] - predicted:
                yield {
                    "from": low,
                    "claims": count,
                    "confidence": sum(inside) / len(inside),
                    "precision": (exact["right"] - right) / count,
                }
            right, predicted = exact["right"], exact["predicted"]


class Failed(Exception):
    """A command of a task did not do its work; the message is its last line."""


def _run(arguments: list[str | Path], out: Path) -> None:
    """Run Python with its output in a file; 1 means that some input was not read, which is said."""
    command = [sys.executable, *map(str, arguments)]
    with out.open("wb") as file:
        done = subprocess.run(command, stdout=file, stderr=subprocess.PIPE, check=False)  # noqa: S603
    said = done.stderr.decode(errors="replace")
    if done.returncode > 1 or not out.stat().st_size or "Traceback (most" in said:
        raise Failed((said.strip().splitlines() or ["no output"])[-1])
    if done.returncode:
        sys.stderr.write(said)


def _records(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _shape(claims: list[dict[str, Any]], given: Path) -> dict[str, float]:
    """Return how many claims a sentence gives, and how long their mentions are in words."""
    nlp = load_pipeline()
    parsed = (parse(nlp, article) for article in read_articles([str(given)], on_error=_known))
    sentences = sum(sum(not sent.text.isspace() for sent in doc.sents) for doc in parsed)
    mentions = [claim[side]["text"] for claim in claims for side in ("subject", "object")]
    words = sum(len(mention.split()) for mention in mentions)
    return {
        "claims": len(claims),
        "sentences": sentences,
        "claims_per_sentence": len(claims) / sentences,
        "words_per_mention": words / max(len(mentions), 1),
    }


def _known(_error: InputError) -> None:
    """Say nothing: `extract` has told what it did not read."""


def _extractor(claims: list[dict[str, Any]]) -> dict[str, Any]:
    return {"extractor": claims[0]["extractor"]} if claims else {}


def _calibration_error(bins: list[dict[str, float]]) -> float:
    """Return the expected calibration error: mean distance of confidence and precision."""
    off = sum(row["claims"] * abs(row["confidence"] - row["precision"]) for row in bins)
    return off / sum(row["claims"] for row in bins)


def measured(task: Task, options: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of a task, or why there are none."""
    rows = options.rows if options.only else None
    with tempfile.TemporaryDirectory() as folder:
        try:
            return Run(task, options.shared, Path(folder), options.recipes).figures(rows)
        except Failed as failure:
            return {"missing": str(failure)}


def main() -> None:
    """Measure what is asked for; all of it goes into quality.md."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with eval/")
    parser.add_argument("--only", choices=TASKS, action="append", help="print this set as JSON")
    parser.add_argument("--rows", type=int, help="only the first rows of a set (with --only)")
    parser.add_argument("--recipes", type=Path, help="folder of what the recipes gave")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "quality.md")
    options = parser.parse_args()
    if not (options.shared / "eval" / "score.py").is_file():
        parser.error(f"{options.shared} has no eval/score.py; name the folder with --shared")
    found = {}
    for name in options.only or TASKS:
        print(f"{name} …", file=sys.stderr, flush=True)
        found[name] = measured(TASKS[name], options)
    if options.only:
        print(json.dumps(found, indent=1))
    else:
        from quality_report import report  # noqa: PLC0415  # beside this file

        said = _recipes(options.recipes)
        options.out.write_text(report(found, versions(), said), encoding="utf-8")
        print(f"wrote {options.out}")


def _recipes(folder: Path | None) -> dict[str, str]:
    """Return what each recipe printed, by its name."""
    files = sorted(folder.glob("*.txt")) if folder else []
    return {file.stem: file.read_text(encoding="utf-8").strip() for file in files}


def versions() -> dict[str, str]:
    """Return the day and what was measured."""
    git = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False)  # noqa: S603
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "actorgraph": version("actorgraph"),
        "commit": commit.stdout.strip() or "unknown",
        "spaCy": version("spacy"),
        "Python": platform.python_version(),
    }


if __name__ == "__main__":
    main()
