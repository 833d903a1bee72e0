"""The recipe in one command: clusters to vectors, treebanks to a trained pipeline, and export."""

from __future__ import annotations

import argparse
import logging
import tempfile
from pathlib import Path

import corpus  # noqa: F401 - registers the readers syntax.cfg names
import export
import spacy
from confection import Config
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
    parser.add_argument("--news", type=Path, help="news text that teacher_parser.py has read")
    parser.add_argument("--start", type=Path, help="go on from this pipeline")
    parser.add_argument("--work", type=Path, help="keep vectors and checkpoints in this folder")
    arguments = parser.parse_args()
    logger.setLevel(logging.INFO)
    with tempfile.TemporaryDirectory() as scratch:
        work = arguments.work or Path(scratch)
        best = fit(arguments, work)
        export.export(best, arguments.treebanks, arguments.out)


def fit(arguments: argparse.Namespace, work: Path) -> Path:
    """Train and return the directory of the checkpoint that did best on the dev files."""
    overrides = {
        "paths.treebanks": str(arguments.treebanks),
        "paths.vectors": str(work / "vectors"),
        "training.max_steps": arguments.steps,
    }
    if arguments.news:
        overrides["paths.news"] = str(arguments.news)
    blank = spacy.blank("en")
    blank.vocab.vectors = cluster_vectors()
    blank.to_disk(work / "vectors")
    config = CONFIG
    if arguments.start:
        config = work / "go-on.cfg"
        config.write_text(going_on(arguments.start), encoding="utf-8")
    train(config, work, overrides=overrides)
    return work / "model-best"


def going_on(start: Path) -> str:
    """Return the configuration with the components of a trained pipeline instead of new ones."""
    settings = Config().from_disk(CONFIG, interpolate=False)
    for name in settings["nlp"]["pipeline"]:
        settings["components"][name] = {"source": str(start)}
    text: str = settings.to_str(interpolate=False)
    return text


if __name__ == "__main__":
    main()
