"""Files of a store by address: one, a folder, a glob; with fsspec's store in memory as the store."""

import gzip
import io
import json
from collections.abc import Iterator

import fsspec
import pyarrow as pa
import pytest
from pyarrow import parquet

from actorgraph.errors import InputError, UnreadableFile
from actorgraph.graph.claim_folder import ClaimFolder, Plan, is_claim_folder
from actorgraph.loaders.input_units import parts_of, units_of
from actorgraph.loaders.reading import READERS, read_articles, read_units
from actorgraph.ontology.claims import Extractor
from actorgraph.storage import is_storage, place_of, split_glob

ROWS = [{"text": f"Report {number} of the day."} for number in range(6)]


@pytest.fixture
def store() -> Iterator[str]:
    """The address of a folder with articles in several forms, and a picture."""
    system, table = fsspec.filesystem("memory"), io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(ROWS), table)
    files = {
        "2016/a.parquet": table.getvalue(),
        "2016/10/b.jsonl.gz": gzip.compress(json.dumps({"text": "A ceasefire held."}).encode()),
        "2016/10/c.txt": b"The convoy arrived at noon.",
        "2016/10/d.png": b"\x89PNG",
        "e.txt": b"Nobody came to the talks.",
    }
    for name, data in files.items():
        system.pipe(f"/news/{name}", data)
    yield "memory://news"
    system.rm("/news", recursive=True)


def ids(*paths: str) -> tuple[list[str], list[str]]:
    told: list[InputError] = []
    found = [article.id for article in read_articles(paths, on_error=told.append)]
    return found, [str(one) for one in told if "no date" not in str(one)]


def test_a_folder_gives_what_can_be_read_and_counts_the_rest(store: str) -> None:
    found, told = ids(store)

    rows = [f"2016/a.parquet:{number}" for number in range(1, 7)]
    assert found == ["2016/10/b.jsonl.gz:1", "2016/10/c.txt", *rows, "e.txt"]
    assert told == ["memory://news: 1 files of other kinds left: .png"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", ["e.txt"]),
        ("**/*.txt", ["2016/10/c.txt", "e.txt"]),
        ("2016/1?/*.txt", ["c.txt"]),
        ("2016/[0-9]*/b*", ["b.jsonl.gz:1"]),
        ("e.txt", ["e.txt"]),
    ],
)
def test_globs_stay_within_a_folder_but_for_two_stars(
    store: str, pattern: str, found: list[str]
) -> None:
    base = split_glob(f"{store}/{pattern}")[0]

    assert base.startswith("memory://news")
    got, told = ids(f"{store}/{pattern}")
    assert [one.removeprefix("10/") for one in got] == found
    assert told == []


def test_what_is_not_there_is_named(store: str) -> None:
    for path, reason in (
        (f"{store}/*.warc", "no file matches"),
        (f"{store}/no.txt", "no.txt"),
        ("nostore://x/a.txt", "nostore"),
    ):
        found, (told,) = ids(path)
        assert found == []
        assert path in told
        assert reason in told


def test_parts_of_a_table_in_a_store_are_its_rows(store: str) -> None:
    told: list[InputError] = []
    (unit,) = units_of([f"{store}/2016/*.parquet"], told.append, known=READERS)

    parts = list(parts_of(unit, unit.size // 3))
    read = [[a.text for a in read_units([part], on_error=told.append)] for part in parts]

    assert [len(some) for some in read] == [2, 2, 2]
    assert [text for some in read for text in some] == [row["text"] for row in ROWS]


def test_a_folder_of_claims_may_be_in_a_store(store: str) -> None:
    folder = ClaimFolder(place_of(f"{store}/claims"))
    assert not is_claim_folder(f"{store}/claims")
    extractor = Extractor(name="rules", version="1", model="m")
    plan = Plan(extractor=extractor, size=1, shards=("a",))

    folder.write_plan(plan)

    assert folder.plan() == plan
    assert is_claim_folder(f"{store}/claims")
    folder.done("a").write(b"{}")
    assert folder.record("a") == {}
    folder.remove("a")
    assert folder.record("a") is None


@pytest.mark.parametrize(
    ("address", "stored"),
    [
        ("s3://bucket/a", True), ("GS://bucket/a", True), ("memory://a", True),
        ("https://example.org", False), ("file:///etc/passwd", False), ("neo4j://host", False),
        ("bolt+s://host", False), ("a/b.txt", False), ("C:\\a.txt", False),
    ],
)  # fmt: skip
def test_stores_are_told_from_pages_servers_and_paths(address: str, *, stored: bool) -> None:
    assert is_storage(address) == stored


def test_a_store_that_nobody_knows_is_told() -> None:
    with pytest.raises(UnreadableFile, match="nostore"):
        place_of("nostore://bucket/a")
