"""Coded sentences say what a pair of mentions may be, and nothing that they do not tell."""

import importlib
import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from actorgraph.loaders.extraction import ClaimReader

TRAINING = Path(__file__).resolve().parents[2] / "training"
Read = Callable[[str, dict[str, Any]], Any]


@pytest.fixture(scope="module")
def limits() -> ModuleType:
    sys.path.insert(0, str(TRAINING))
    try:
        return importlib.import_module("claim_limits")
    finally:
        sys.path.remove(str(TRAINING))


@pytest.fixture
def read(limits: ModuleType, tmp_path: Path) -> Read:
    reader = ClaimReader(judge=False)

    def one(name: str, row: dict[str, Any]) -> Any:
        path = tmp_path / f"{name}.jsonl"
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        (found,) = limits.read_limits(path, reader, folds=5, start=100)
        return found

    return one


def coded(root: str) -> dict[str, Any]:
    return {
        "id": "one",
        "text": "Chad accused Libya of arming Sudan.",
        "marked": "<s>Chad</s> accused <t>Libya</t> of arming Sudan.",
        "source": "Chad",
        "target": "Libya",
        "gold_root": root,
    }


def possible(found: Any) -> dict[tuple[str, str], frozenset[str] | None]:
    reading = found.evidence.reading
    return {
        (reading.mention(c.subject).actor.name, reading.mention(c.object).actor.name): limit
        for c, limit in zip(found.candidates, found.possible, strict=True)
    }


def test_the_marked_pair_may_be_what_its_root_says_and_others_no_event(read: Read) -> None:
    told = possible(read("plv", coded("ACCUSE")))

    assert told["Chad", "Libya"] == {"accuses"}
    assert told["Libya", "Sudan"] is not None
    assert "none" in told["Libya", "Sudan"]
    assert "aids" not in told["Libya", "Sudan"]


def test_a_symmetric_relation_is_told_once_from_the_first_mention(read: Read) -> None:
    told = possible(read("plv", coded("CONSULT")))

    assert told["Chad", "Libya"] == {"negotiates_with"}
    assert told["Libya", "Chad"] is None


def test_marked_pairs_count_more_and_what_is_not_told_is_not_learnt(
    read: Read, limits: ModuleType
) -> None:
    found = read("plv", coded("CONSULT"))
    lessons = limits.lessons([found])

    assert len(lessons.rows) == sum(limit is not None for limit in found.possible)
    assert min(lessons.rows) >= 100
    counts = sorted(set(lessons.counts.tolist()))
    assert counts == pytest.approx([limits.UNNAMED["plv"], limits.NAMED])


def test_in_a_sentence_without_an_event_every_event_is_wrong(read: Read) -> None:
    tokens = "Chad mourned Libya .".split()
    row = {"id": "b", "text": "Chad mourned Libya.", "tokens": tokens, "penta": 0, "spans": []}
    found = read("cameo", row)

    assert all(limit is not None and "attacks" not in limit for limit in found.possible)
    assert found.right(0, "attacks") == 0.0
    assert math.isnan(found.right(0, "member_of"))


def test_of_an_event_without_a_marked_pair_nothing_is_learnt(read: Read) -> None:
    spans = [{"role": "source", "start": 0, "end": 1}]
    tokens = "Chad attacked Libya .".split()
    row = {"id": "c", "text": "Chad attacked Libya.", "tokens": tokens, "penta": 4, "spans": spans}

    assert set(read("cameo", row).possible) == {None}


def test_what_is_denied_is_not_learnt_to_be_no_event(read: Read) -> None:
    row = coded("ACCUSE") | {
        "text": "Chad accused Libya, and Sudan did not attack Egypt.",
        "marked": "<s>Chad</s> accused <t>Libya</t>, and Sudan did not attack Egypt.",
    }
    told = possible(read("plv", row))

    assert told["Chad", "Libya"] == {"accuses"}
    assert told["Sudan", "Egypt"] is None
    assert told["Egypt", "Sudan"] is not None
