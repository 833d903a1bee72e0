"""The readers and callbacks that `syntax.cfg` names: examples from treebanks, and the tokenizer."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import tokenizer
from drills import drills
from spacy.training import Example
from spacy.util import registry
from treebanks import SENTENCES_PER_GROUP, document, group, plain_gaps, read
from variants import random_gaps, respell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language
    from treebanks import Sentence

    Reader = Callable[[Language], Iterator[Example]]

SPLITS = ("train", "dev", "test")
NEWS_RUN = 40  # sentences of news text taken together


def files(folder: Path, split: str) -> list[Path]:
    """Return the treebank files of one split, sorted; none is an error."""
    found = sorted(folder.glob(f"*-{split}.conllu"))
    if not found:
        message = f"no file named *-{split}.conllu in {folder}"
        raise FileNotFoundError(message)
    return found


def as_written(folder: str, split: str) -> Reader:
    """Return a reader of whole documents, unchanged, to measure on."""

    def examples(nlp: Language) -> Iterator[Example]:
        for path in files(Path(folder), split):
            for run in group(read(path), SENTENCES_PER_GROUP):
                gold = document(nlp.vocab, run, plain_gaps(run))
                yield Example(nlp.make_doc(gold.text), gold)

    return examples


def varied(
    folder: str, split: str, made_up: int, news: str | None, news_share: int, seed: int
) -> Reader:
    """Return a reader that groups and respells the sentences anew each time it is called.

    Every time `made_up` other sentences of drills.py are mixed in, and about `news_share`
    sentences of the file `news`, which a larger parser has read.
    """
    random = Random(seed)  # noqa: S311 - variety, not secrecy
    sentences = [sentence for path in files(Path(folder), split) for sentence in read(path)]
    plain = list(read(Path(news))) if news else []

    def examples(nlp: Language) -> Iterator[Example]:
        chosen = list(_cuts(plain, news_share, random))
        runs = list(_random_runs([*sentences, *chosen, *drills(random, made_up)], random))
        random.shuffle(runs)
        for run in runs:
            gold = document(nlp.vocab, respell(run, random), random_gaps(run, random))
            yield Example(nlp.make_doc(gold.text), gold)

    return examples


def _cuts(sentences: list[Sentence], wanted: int, random: Random) -> Iterator[Sentence]:
    """Yield about so many of the sentences, in runs as they stand in their documents."""
    cuts = len(sentences) // NEWS_RUN
    for cut in random.sample(range(cuts), min(cuts, wanted // NEWS_RUN)):
        yield from sentences[cut * NEWS_RUN : (cut + 1) * NEWS_RUN]


def _random_runs(sentences: list[Sentence], random: Random) -> Iterator[tuple[Sentence, ...]]:
    """Cut documents at random places, so that no sentence always opens or closes its group."""
    start = 0
    while start < len(sentences):
        size = random.randint(1, 2 * SENTENCES_PER_GROUP - 2)
        run = next(group(sentences[start : start + size], size))
        yield run
        start += len(run)


def adapt_tokenizer() -> Callable[[Language], None]:
    """Return the callback that changes the tokenizer before anything is trained."""
    return tokenizer.adapt


registry.readers.register("treebanks_as_written.v1", func=as_written)
registry.readers.register("treebanks_varied.v1", func=varied)
registry.callbacks.register("adapt_tokenizer.v1", func=adapt_tokenizer)
