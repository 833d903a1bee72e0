"""Every miss and every false claim has a cause, and the causes are told apart."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
TEXT = "Turkey bombed the YPG on Monday. The gearbox was new. France praised Germany."


@pytest.fixture(scope="module")
def misses() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        import misses  # noqa: PLC0415  # it stands beside other scripts, outside the package

        yield misses
        for name in ("misses", "comparing", "quality"):
            sys.modules.pop(name, None)


def gold(misses: ModuleType, subject: str, relation: str, obj: str) -> Any:
    first, second = TEXT.index(subject), TEXT.index(obj)
    return misses.Gold(
        subject=(first, first + len(subject)),
        object=(second, second + len(obj)),
        accepted=frozenset({relation}),
    )


def compared(misses: ModuleType, reader: ClaimReader, shared: Path, annotation: list[Any]) -> Any:
    article = Article(id="a", text=TEXT, published="2018-05-10")
    score = misses.scorer(shared)
    return misses.Comparison(misses.read(reader, article), annotation, score, family=False)


@pytest.mark.parametrize(
    ("subject", "relation", "obj", "cause"),
    [
        ("Turkey", "attacks", "YPG", None),
        ("gearbox", "supports", "Germany", "a mention is not proposed"),
        ("Turkey", "attacks", "Germany", "the two stand in different sentences"),
        ("Turkey", "sanctions", "YPG", "claimed of the pair, another relation"),
        ("YPG", "attacks", "Turkey", "claimed, turned round"),
    ],
)
def test_a_miss_has_its_cause(
    misses: ModuleType,
    reader: ClaimReader,
    shared: Path,
    subject: str,
    relation: str,
    obj: str,
    cause: str | None,
) -> None:
    found = compared(misses, reader, shared, [gold(misses, subject, relation, obj)])

    assert [found.why_missed(one) for one in found.missed] == ([cause] if cause else [])


def test_a_false_claim_has_its_cause(misses: ModuleType, reader: ClaimReader, shared: Path) -> None:
    annotation = [gold(misses, "Turkey", "sanctions", "YPG")]
    found = compared(misses, reader, shared, annotation)
    causes = {claim["relation"]: found.why_false(claim) for claim in found.false}

    assert causes["attacks"] == "the pair is annotated, with another relation"
    assert causes["supports"] == "one of the two is in no annotated claim of the sentence"


def test_a_row_whose_pair_is_claimed_is_covered(misses: ModuleType, shared: Path) -> None:
    score = misses.scorer(shared)
    spans = [((0, 6), True), ((18, 21), True), ((69, 76), False)]
    claim = {
        "subject": {"start": 0, "end": 6},
        "object": {"start": 18, "end": 21},
        "relation": "attacks",
        "plover": "ASSAULT",
        "denied": False,
        "confidence": 0.9,
    }

    def why(claims: list[dict[str, Any]], subject: str, obj: str) -> str:
        said: str = misses.uncovered(spans, claims, gold(misses, subject, "attacks", obj), score)
        return said

    assert why([claim], "Turkey", "YPG") == ""
    assert why([claim], "YPG", "Turkey") == "claimed, turned round"
    assert why([claim | {"denied": True}], "Turkey", "YPG") == "claimed, and denied"
    assert why([], "Turkey", "YPG") == "no claim in the sentence"
    assert why([claim], "Turkey", "gearbox") == "a mention is not proposed"
    assert why([claim], "Turkey", "Germany") == "a mention means nobody"
