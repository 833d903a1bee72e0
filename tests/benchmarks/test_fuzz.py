"""The fuzz run repeats a round from its seed, and sees a claim that is out of place."""

import importlib.util
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "fuzz.py"
TEXT = "Turkey bombed the YPG on Monday. Lavrov said that Russia had left Aleppo."


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Careless(ClaimReader):
    """Puts the sentence of each claim one character too far."""

    def claims(self, article: Article) -> list[Claim]:
        """Return claims with a fault."""
        return list(self._moved(super().claims(article)))

    def _moved(self, claims: list[Claim]) -> Iterator[Claim]:
        for claim in claims:
            sentence = claim.sentence
            moved = replace(sentence, start=sentence.start + 1, end=sentence.end + 1)
            yield replace(claim, sentence=moved)


def test_a_seed_gives_the_same_text_again(fuzz: ModuleType) -> None:
    texts = [fuzz.damaged([TEXT], seed) for seed in range(200)]

    assert texts == [fuzz.damaged([TEXT], seed) for seed in range(200)]
    assert len(set(texts)) > 150


def test_a_sound_reader_passes_and_a_careless_one_does_not(fuzz: ModuleType) -> None:
    assert list(fuzz.broken(ClaimReader(judge=False), TEXT)) == []

    found = list(fuzz.broken(Careless(judge=False), TEXT))
    assert found
    assert "sentence" in found[0]
