"""The finished pipeline directory: a checkpoint with lemmatizer, licence, scores, nothing else."""

from __future__ import annotations

import argparse
import shutil
from importlib import metadata, resources
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
import spacy
from confection import Config
from lemmas import add_lemmatizer
from scores import evaluate
from treebanks import read

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "actorgraph_english"
LICENSE = "CC BY-SA 4.0"
NOTICE = Path(__file__).with_name("NOTICE")
DESCRIPTION = (
    "English tagger, morphologizer, dependency parser (Universal Dependencies) and rule "
    "lemmatizer, trained for news text."
)
SOURCES = [
    {
        "name": "UD English EWT",
        "url": "https://universaldependencies.org/treebanks/en_ewt/",
        "author": "The UD English EWT contributors",
        "license": "CC BY-SA 4.0",
    },
    {
        "name": "UD English GUM, genres with open texts only",
        "url": "https://universaldependencies.org/treebanks/en_gum/",
        "author": "Amir Zeldes and the GUM contributors",
        "license": "annotations CC BY 4.0; texts CC BY, CC BY-SA or public domain",
    },
    {
        "name": "spacy-lookups-data",
        "url": "https://github.com/explosion/spacy-lookups-data",
        "author": "Explosion; English lemma tables from WordNet 3.0, Princeton University",
        "license": "MIT; WordNet 3.0 license",
    },
    {
        "name": "Trees of news text, made by training/teacher_parser.py",
        "url": "",
        "author": "actorgraph",
        "license": "the articles remain their publishers' and are not included",
    },
]


def main() -> None:
    """Export a checkpoint, for instance while a training is still running."""
    parser = argparse.ArgumentParser(description="Export a checkpoint as a finished pipeline.")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("treebanks", type=Path, help="folder of *-{train,dev,test}.conllu files")
    parser.add_argument("--out", type=Path, required=True, help="directory of the pipeline")
    arguments = parser.parse_args()
    export(arguments.checkpoint, arguments.treebanks, arguments.out)


def export(checkpoint: Path, treebanks: Path, out: Path) -> None:
    """Write the pipeline to `out` and print its scores on the test files.

    It is written beside `out` first and then renamed, so a reader never sees half of it.
    """
    nlp = spacy.load(checkpoint)
    add_lemmatizer(
        nlp, chain.from_iterable(read(path) for path in corpus.files(treebanks, "train"))
    )
    describe(nlp, treebanks)
    fresh = out.with_name(f".{out.name}-new")
    old = out.with_name(f".{out.name}-old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(fresh)
    (fresh / "LICENSE").write_text(license_text(), encoding="utf-8")
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def describe(nlp: Language, treebanks: Path) -> None:
    """Give the pipeline its name, licence and scores, and drop how and where it was trained."""
    scores = {path.stem: evaluate(nlp, path) for path in corpus.files(treebanks, "test")}
    for name, score in scores.items():
        print(name, score)
    nlp.meta.update(
        name=NAME,
        version="1.0.0",
        description=DESCRIPTION,
        license=LICENSE,
        author="actorgraph",
        spacy_version=">=3.8.2,<3.9.0",
        sources=SOURCES,
        performance=scores,
    )
    # Only these two sections are needed to load; the others name readers of this folder.
    nlp.config = Config({section: nlp.config[section] for section in ("nlp", "components")})


def license_text() -> str:
    """Return the notice of this pipeline with the texts its sources ask to be kept."""
    package = "spacy-lookups-data"
    tables = resources.files("spacy_lookups_data") / "data" / "en_license.txt"
    mit = metadata.distribution(package).read_text("LICENSE") or ""
    parts = (
        NOTICE.read_text(encoding="utf-8"),
        f"{package}\n\n{mit}",
        f"English lemma tables of {package}\n\n{tables.read_text(encoding='utf-8')}",
    )
    rule = "\n\n" + "-" * 80 + "\n\n"
    lines = rule.join(part.strip() for part in parts).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


if __name__ == "__main__":
    main()
