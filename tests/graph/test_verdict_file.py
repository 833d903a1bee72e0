"""Files of verdicts: what is damaged is named by its line, and the rest is read."""

import json
from pathlib import Path

import pytest

from actorgraph.errors import BadRecord, UnreadableFile
from actorgraph.graph.verdict_file import read_verdicts

ID = "0123456789abcdef" * 2
GOOD = {"claim": ID, "coder": "Ada", "at": "2026-10-01T09:00:00Z", "subject": "wrong"}


def read(path: Path, content: str | bytes) -> tuple[list[str], list[str]]:
    """Return the coders of what was read, and what was told."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    told: list[BadRecord] = []
    coders = [verdict.coder for verdict in read_verdicts(path, told.append)]
    return coders, [f"{error.where}: {error.reason}" for error in told]


def test_damaged_lines_are_told_and_the_others_read(tmp_path: Path) -> None:
    lines = [
        json.dumps(GOOD),
        "",
        json.dumps(GOOD)[:-9],
        "[1, 2]",
        json.dumps({"claim": ID, "coder": "Ada"}),
        json.dumps(GOOD | {"object": "perhaps"}),
        "[" * 100_000,
        json.dumps(GOOD | {"coder": "Ben", "new": {"in": 2027}}),
    ]
    coders, told = read(tmp_path / "some.jsonl", "\r\n".join(lines))

    assert coders == ["Ada", "Ben"]
    assert [line.partition(":")[0] for line in told] == [f"line {n}" for n in (3, 4, 5, 6, 7)]
    for part, line in zip(
        ("no JSON", "no JSON object", "no at", "perhaps", "deep"), told, strict=True
    ):
        assert part in line


def test_a_table_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    table = f'\ufeffcoder,at,claim,subject,comment\nAda,2026-10-01,{ID},right,"two\nlines"\nBen,,{ID},,\n'
    coders, told = read(tmp_path / "some.CSV", table)

    assert (coders, told) == (["Ada"], ["line 4: it says no at"])


def test_what_is_no_such_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="names no claim, at"):
        read(tmp_path / "other.csv", "coder;subject\nAda;right\ncoder,\n".replace(";", ","))
    with pytest.raises(UnreadableFile, match="UTF-8"):
        read(tmp_path / "other.jsonl", b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile, match="No such file"):
        list(read_verdicts(tmp_path / "none.jsonl", lambda _error: None))
