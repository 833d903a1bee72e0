"""Claims in files: written, read, and loaded line by line, bad lines told."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actorgraph.errors import BadRecord, UnreadableFile
from actorgraph.graph.claim_file import claim_readings, read_claims, write_claims

Make = Callable[..., Any]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_claim_reads_back_equal(
    tmp_path: Path, article: Make, any_claim: Make, data: st.DataObject
) -> None:
    claims = data.draw(st.lists(any_claim(article()), max_size=4))

    for name in ("claims.jsonl", "claims.jsonl.gz", "claims.parquet"):
        assert write_claims(claims, tmp_path / name) == len(claims)
        assert list(read_claims(tmp_path / name)) == claims


def test_bad_lines_are_told_with_their_number_and_the_rest_goes_on(
    tmp_path: Path, article: Make, claim: Make
) -> None:
    good = claim("russia attacks syria", article())
    file = tmp_path / "claims.jsonl"
    write_claims([good], file)
    line = file.read_text()
    unknown = line.replace('"attacks"', '"atacks"')
    file.write_text(f"{line}not json\n{unknown}\n{{}}\n[]\n{line}")
    told: list[BadRecord] = []

    assert list(read_claims(file, told.append)) == [good, good]
    assert [error.where for error in told] == [f"line {n}" for n in (2, 3, 5, 6)]
    assert "did you mean 'attacks'" in told[1].reason
    with pytest.raises(BadRecord, match="line 2"):
        list(read_claims(file))


@pytest.mark.parametrize(
    ("said", "instead", "reason"),
    [
        ('"denied": false, ', "", "the field 'denied' is missing"),
        ('"status": "actual", ', "", "the field 'status' is missing"),
        ('"confidence": 0.8', '"confidence": "high"', "could not convert"),
        ('"confidence": 0.8', '"confidence": 8', "not a number from 0 to 1"),
        ('"denied": false', '"denied": "no"', "neither true nor false"),
    ],
)
def test_what_a_line_leaves_out_or_says_wrongly_is_told(
    tmp_path: Path, article: Make, claim: Make, said: str, instead: str, reason: str
) -> None:
    file = tmp_path / "claims.jsonl"
    write_claims([claim("russia attacks syria", article())], file)
    line = file.read_text()
    assert said in line
    file.write_text(line.replace(said, instead))

    with pytest.raises(BadRecord, match=reason):
        list(read_claims(file))


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="No such file"):
        list(read_claims(tmp_path / "none.jsonl"))
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile):
        list(read_claims(binary))
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(gzip.compress(b"{}" * 100)[:20])
    with pytest.raises(UnreadableFile):
        list(read_claims(cut, lambda _error: None))
    with pytest.raises(UnreadableFile):
        list(claim_readings(cut, lambda _error: None))


def test_readings_hold_all_claims_of_an_article_in_any_order(
    tmp_path: Path, article: Make, claim: Make
) -> None:
    one, two = article("a1"), article("a2")
    claims = [claim("russia attacks syria", home, start=n) for n, home in enumerate((one, two))]
    claims += [claim("syria accuses russia", one, start=9)]
    file = tmp_path / "claims.jsonl"
    for order in (claims, [claims[0], claims[2], claims[1]]):
        write_claims(order, file)

        readings = {reading.article.id: reading for reading in claim_readings(file)}

        assert set(readings["a1"].claims) == {claims[0], claims[2]}
        assert readings["a2"].claims == (claims[1],)
        assert not readings["a1"].has_text
