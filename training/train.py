"""The recipe in one command: clusters to vectors, treebanks to a trained pipeline, and export."""

from __future__ import annotations

import argparse
import logging
import tempfile
from pathlib import Path

import corpus  # noqa: F401 - registers the readers syntax.cfg names
import export
import spacy
from spacy.cli.train import train
from spacy.util import logger
from vectors import cluster_vectors

CONFIG = Path(__file__).with_name("syntax.cfg")


def main() -> None:
    """Train on the `*-train.conllu` files, choose on dev, report test, and write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path, help="folder of *-{train,dev,test}.conllu files")
    parser.add_argument("--out", type=Path, required=True, help="directory of the pipeline")
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--work", type=Path, help="keep vectors and checkpoints in this folder")
    arguments = parser.parse_args()
    logger.setLevel(logging.INFO)
    with tempfile.TemporaryDirectory() as scratch:
        work = arguments.work or Path(scratch)
        best = fit(arguments.treebanks, work, steps=arguments.steps)
        export.export(best, arguments.treebanks, arguments.out)


def fit(treebanks: Path, work: Path, *, steps: int) -> Path:
    """Train and return the directory of the checkpoint that did best on the dev files."""
    blank = spacy.blank("en")
    blank.vocab.vectors = cluster_vectors()
    blank.to_disk(work / "vectors")
    overrides = {
        "paths.treebanks": str(treebanks),
        "paths.vectors": str(work / "vectors"),
        "training.max_steps": steps,
    }
    train(CONFIG, work, overrides=overrides)
    return work / "model-best"


if __name__ == "__main__":
    main()
