"""Claims in a folder of shards are those of a file: read, laid out for the import, and checked."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from actorgraph.errors import BadRecord, InputError, UnreadableFile
from actorgraph.graph import claim_parts, spilled_totals
from actorgraph.graph.bulk_import import is_large
from actorgraph.graph.claim_file import claim_readings, read_claims, write_claims
from actorgraph.graph.claim_folder import ARTICLE_COLUMNS, ClaimFolder, Plan, is_claim_folder
from actorgraph.graph.claim_parquet import write_claim_table, write_table
from actorgraph.graph.claim_states import file_state
from actorgraph.graph.import_folder import export_claims
from actorgraph.ontology.claims import Claim, Extractor, Status
from actorgraph.queries.building import is_claim_file
from actorgraph.storage import place_of

Make = Callable[..., Any]


@pytest.fixture(scope="module")
def claims(article: Make, claim: Make) -> list[Claim]:
    """Claims of twelve articles: places, speakers, denials, and relationships in several shards."""
    words = ("russia attacks syria", "kerry attacks aleppo", "syria leads rebels")
    return [
        claim(
            words[(number + place) % 3], article(f"a{number:02}", publisher=f"P{number % 4}"),
            start=place * 50, speaker="kerry" if place % 2 else None,
            status=list(Status)[number % 5], denied=number % 5 == 2, confidence=number / 12,
        )
        for number in range(12)
        for place in range(3)
    ]  # fmt: skip


@pytest.fixture
def folder(claims: list[Claim], tmp_path: Path) -> Path:
    """The same in three shards, the last of which has an article again, with another text."""
    again = [replace(claim, confidence=0.01) for claim in claims if claim.article == "a01"]
    return shards(tmp_path / "folder", claims[:12], claims[12:24], [*again, *claims[24:]])


def shards(place: Path, *parts: list[Claim]) -> Path:
    folder = ClaimFolder(place_of(place))
    names = tuple(f"{number:06}-x" for number in range(len(parts)))
    folder.write_plan(Plan(extractor=parts[0][0].extractor, size=1, shards=names))
    for name, part in zip(names, parts, strict=True):
        write_claim_table(part, folder.claims(name))
        rows = [
            dict.fromkeys(ARTICLE_COLUMNS) | {"id": article, "fingerprint": str(list(run))}
            for article, run in groupby(part, attrgetter("article"))
        ]
        write_table(rows, ARTICLE_COLUMNS, folder.articles(name))
        folder.done(name).write(b"{}")
    return place


def test_a_folder_reads_as_the_file_does(folder: Path, claims: list[Claim], tmp_path: Path) -> None:
    write_claims(claims, tmp_path / "claims.jsonl")

    assert list(read_claims(folder)) == claims
    assert list(claim_readings(folder)) == list(claim_readings(tmp_path / "claims.jsonl"))
    assert is_claim_folder(str(folder))
    assert is_claim_file(str(folder))
    assert not is_claim_file(str(tmp_path))


def test_the_tables_for_the_import_are_those_of_the_file(
    folder: Path, claims: list[Claim], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_claims(claims, tmp_path / "claims.jsonl")
    monkeypatch.setattr(claim_parts, "PARTS", 1)  # a process's part is one shard
    monkeypatch.setattr(spilled_totals, "PARTS", 3)

    of_file = export_claims(str(tmp_path / "claims.jsonl"), tmp_path / "1", report=pytest.fail)
    of_folder = export_claims(str(folder), tmp_path / "2", report=pytest.fail)

    assert lines_in(of_folder.folder) == lines_in(of_file.folder)
    assert of_folder.rows == of_file.rows > len(claims)
    command = (of_folder.folder / "import.sh").read_text(encoding="utf-8")
    written = {path.name for path in of_folder.folder.glob("*.csv")}
    assert {name for name in written if name not in command} == set()
    assert {path.name for path in of_folder.folder.iterdir()} - written == {
        "import.sh", "schema.cypher",
    }  # fmt: skip


def lines_in(folder: Path) -> dict[str, list[str]]:
    """The lines of each table, whatever files they stand in."""
    tables: dict[str, list[str]] = {}
    for path in folder.glob("*.csv"):
        tables.setdefault(path.name.partition(".")[0], []).extend(path.read_text().splitlines())
    return {name: sorted(lines) for name, lines in tables.items()}


def test_shards_that_are_unfinished_or_damaged_are_told_and_the_rest_is_read(
    folder: Path, claims: list[Claim]
) -> None:
    (folder / "done" / "000002-x.json").unlink()
    damaged = folder / "claims" / "000000-x.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-20])
    told: list[InputError] = []

    assert list(read_claims(f"{folder}/", told.append)) == claims[12:24]

    unfinished, broken = map(str, told)
    assert "1 of 3 shards are not finished; run the same 'actorgraph extract' again" in unfinished
    assert f"{folder}/claims/000000-x" in broken
    with pytest.raises(UnreadableFile):
        list(read_claims(folder))


def test_a_row_that_is_no_claim_is_told_with_its_number(
    claims: list[Claim], tmp_path: Path
) -> None:
    file = tmp_path / "claims.parquet"
    write_claims(claims, file)
    rows = parquet.read_table(file).to_pylist()
    rows[4]["relation"], rows[7]["status"] = "atacks", "sure"
    parquet.write_table(pa.Table.from_pylist(rows, parquet.read_schema(file)), file)
    told: list[InputError] = []

    assert list(read_claims(file, told.append)) == [
        claim for number, claim in enumerate(claims) if number not in (4, 7)
    ]
    assert [error.where for error in told if isinstance(error, BadRecord)] == ["row 5", "row 8"]
    assert "did you mean 'attacks'?" in str(told[0])


def test_parquet_of_articles_is_none_of_claims(tmp_path: Path) -> None:
    file = tmp_path / "articles.parquet"
    parquet.write_table(pa.Table.from_pylist([{"id": "a", "text": "Turkey bombed."}]), file)

    assert not is_claim_file(str(file))
    with pytest.raises(UnreadableFile, match="is no table of claims: it lacks"):
        list(read_claims(file))


def test_a_folder_without_a_plan_and_a_damaged_plan_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="actorgraph extract … --out"):
        list(read_claims(tmp_path))
    (tmp_path / "plan.json").write_text('{"extractor": ')
    with pytest.raises(UnreadableFile, match="is no plan of shards"):
        list(read_claims(tmp_path))


def test_the_state_of_a_folder_changes_with_its_shards(folder: Path) -> None:
    before = file_state(str(folder))
    assert file_state(str(folder)) == before

    (folder / "done" / "000001-x.json").write_bytes(b"{ }")

    assert file_state(str(folder)) != before


def test_a_large_folder_is_for_bulk(folder: Path) -> None:
    assert not is_large(str(folder))
    with (folder / "claims" / "000003-x.parquet").open("wb") as file:
        file.truncate(11 << 20)  # of Parquet, which is ten times as much as JSON lines
    assert is_large(str(folder))


def test_the_plan_keeps_its_size_and_extractor(tmp_path: Path) -> None:
    extractor = Extractor(name="rules", version="1", model="m")
    plan = Plan(extractor=extractor, size=7, shards=("a", "b"))
    ClaimFolder(place_of(tmp_path)).write_plan(plan)

    assert ClaimFolder(place_of(tmp_path)).plan() == plan
    assert json.loads((tmp_path / "plan.json").read_bytes())["format"] == 1
