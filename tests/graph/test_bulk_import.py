"""A store filled by Neo4j's import is the one that a load over Bolt makes; exports import again."""

import csv
import json
import os
import shlex
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import BadRecord, ImportFailed, UsageError
from actorgraph.graph import bulk_import, claim_parts
from actorgraph.graph.bulk_import import bulk_load, can_take_bulk, is_large
from actorgraph.graph.claim_file import claim_readings, read_claims, write_claims
from actorgraph.graph.csv_tables import import_options
from actorgraph.graph.engine import stop_engine
from actorgraph.graph.engine_files import EngineFiles
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.import_folder import export_claims, export_graph
from actorgraph.graph.neo4j_admin import import_full
from actorgraph.graph.store import Store, StoreSettings, open_store
from actorgraph.ontology.calibration import Calibration
from actorgraph.ontology.claims import Claim, Span, Status, When, Where
from actorgraph.ontology.signatures import signature_of
from actorgraph.ontology.verdicts import FIELDS, Answer, Verdict
from actorgraph.queries.building import fill_from_claims

Make = Callable[..., Any]

HARD = (
    "", " ", '"', '""', "a,b", "two\nlines", "two\r\nlines\r", "back\\slash\\", "tab\t", ";|\x0b",
    "Ünïted \U0001f30d\u2028", "null", "'", "\ufeffmark", "true", "1e5",
)  # fmt: skip
BULK = """
    import json, sys
    from pathlib import Path
    from actorgraph.graph.bulk_import import bulk_load
    from actorgraph.graph.engine_settings import EngineSettings
    if __name__ == "__main__":
        settings = EngineSettings(**json.loads(sys.argv[3]))
        bulk_load(sys.argv[1], Path(sys.argv[2]), settings, report=print,
                  progress=lambda doing, _: print(doing, flush=True))
"""


@pytest.fixture(scope="module")
def claims_file(tmp_path_factory: pytest.TempPathFactory, article: Make, claim: Make) -> Path:
    """Claims of every shape: places, periods, speakers, statuses, and strings hard in CSV."""
    words = ("russia attacks syria", "kerry attacks aleppo", "kerry opposes rebels")
    words += ("rebels attacks russia", "syria leads rebels", "russia controls aleppo")
    words += ("russia negotiates_with syria", "syria negotiates_with russia")
    claims: list[Claim] = []
    for number in range(40):
        publisher = None if number % 4 == 0 else f"P{number % 3}"
        home = article(f"a{number:02}", publisher=publisher, title=HARD[number % len(HARD)])
        if number % 3:  # some articles print one report, in several parts of the file
            text = "".join(f"{number % 7}x{word} " for word in range(60))
            home = replace(home, signature=signature_of(text))
        for place in range(6):
            hard = HARD[(number + place) % len(HARD)]
            when = When(date="2016-05", precision="month", end="2016-10-24") if number % 5 else None
            where = Where(name=f"Town {place}", lat=36.2 + place / 3) if place % 3 == 0 else None
            made = claim(
                words[(number + place) % len(words)], home, start=place * 50,
                speaker="kerry" if place % 2 else None, where=where, when=when,
                mode="aerial" if "attacks" in words[(number + place) % len(words)] else None,
                status=list(Status)[(number * place) % 5], denied=(number + place) % 7 == 0,
                confidence=(number * 7 + place) % 97 / 97,
            )  # fmt: skip
            said = made.sentence
            longer = Span(text=said.text + hard, start=said.start, end=said.end + len(hard))
            claims.append(replace(made, sentence=longer))
    file = tmp_path_factory.mktemp("claims") / "claims.jsonl"
    write_claims(claims, file)
    return file


@pytest.fixture
def small(engine_settings: EngineSettings) -> EngineSettings:
    return replace(engine_settings, heap="400m", page_cache="64m")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "graph"
    stop_engine(tmp_path / "graph", wait=0)


def everything(store: Store) -> dict[str, Any]:
    """Return all that is in the graph but the records of loads."""
    nodes = "MATCH (n:Actor|Place|Article|Claim) RETURN labels(n) AS labels, properties(n)"
    links = (
        "MATCH (a)-[r]->(b) WHERE NOT b:Load "
        "RETURN labels(b) AS labels, a.id, type(r), b.id, properties(r)"
    )
    # Sorted here: the order of a node's labels is left to the database.
    return {
        "nodes": _sorted(store.query(nodes).rows),
        "links": _sorted(store.query(links).rows),
        "relations": list(store.relations()),
        "claims": list(store.claims()),
    }


def _sorted(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    named = [(sorted(labels), *rest) for labels, *rest in rows]
    return sorted(named, key=lambda row: (row[0], [json.dumps(one, sort_keys=True) for one in row]))


def loads(store: Store) -> list[tuple[Any, ...]]:
    query = (
        "MATCH (l:Load) OPTIONAL MATCH (l)<-[:LOADED_BY]-(c) "
        "RETURN l.articles, l.claims, l.extractor, l.finished > l.started, count(c) AS n "
        "ORDER BY n DESC"
    )
    return list(store.query(query).rows)


def schema(store: Store) -> list[tuple[Any, ...]]:
    # The package's own queries may not look at indexes, so the driver is asked.
    records = store._connection.driver.execute_query(
        "SHOW INDEXES YIELD name, state, labelsOrTypes, properties, owningConstraint "
        "RETURN * ORDER BY name"
    ).records
    return [tuple(map(str, row)) for row in records]


def cut_import(folder: Path, file: Path, settings: str) -> None:
    """Begin an import in a process of its own, and kill it in the midst."""
    command = [sys.executable, "-c", textwrap.dedent(BULK), str(file), str(folder), settings]
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        assert "importing\n" in lines  # reads until then
        os.killpg(process.pid, signal.SIGKILL)  # Java with it


def test_a_bulk_import_makes_the_graph_that_a_load_makes_also_after_one_that_was_cut(
    store: Store,
    folder: Path,
    small: EngineSettings,
    claims_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.load(claim_readings(claims_file))
    whole, log, indexes = everything(store), loads(store), schema(store)
    assert any(sums.get("since") == "2016-05" for *_, sums in whole["links"])  # a tie with a date
    assert any(type_ == "CONTRADICTS" for _, _, type_, *_ in whole["links"])
    settings = f'{{"version": "{small.version}", "heap": "400m", "page_cache": "64m"}}'
    cut_import(folder, claims_file, settings)
    assert not (folder / "neo4j" / "data" / "databases" / "neo4j").exists()
    assert list(folder.glob("import-*"))
    assert can_take_bulk(folder)
    monkeypatch.setattr(claim_parts, "PARTS", claims_file.stat().st_size // 3)
    parts = claim_parts.parts_of(str(claims_file))
    assert parts
    assert len(parts) > 1

    monkeypatch.setattr(bulk_import, "settings_from_environment", lambda: small)
    wanted = (str(claims_file), str(folder))
    assert fill_from_claims(*wanted, report=pytest.fail, progress=lambda *_: None) is None
    monkeypatch.setattr(bulk_import, "LARGE", 1)

    done = fill_from_claims(*wanted, report=pytest.fail, progress=lambda *_: None)

    assert done
    assert (done.articles, done.claims, done.extractor) == (40, 240, "rules 1")
    with open_store(folder, StoreSettings(engine=small)) as filled:
        assert everything(filled) == whole
        assert loads(filled) == log == [(40, 240, "rules 1", True, 240)]
        assert schema(filled) == indexes
        again = filled.load(claim_readings(claims_file))
        assert (again.articles, again.unchanged) == (0, 40)
        assert everything(filled) == whole
    assert not can_take_bulk(folder, StoreSettings(engine=small))
    assert not list(folder.glob("import-*"))


def test_an_exported_graph_is_the_same_after_the_servers_import(
    store: Store, folder: Path, small: EngineSettings, claims_file: Path, tmp_path: Path
) -> None:
    store.load(claim_readings(claims_file))
    judged = next(store.claims())
    store.add_verdicts(
        [
            Verdict(
                claim=judged.id, coder="Ada", at="2026-10-01", comment='"a", b',
                answers=tuple(Answer.RIGHT for _ in FIELDS),
            )
        ]
    )  # fmt: skip
    store.calibrate(
        Calibration(
            method="logistic", at="2026-10-01", knots=((0.0, 0.1), (1.0, 0.7)), checked=100,
            models=(judged.extractor.model,), error_before=0.2, error_after=0.1,
        )
    )  # fmt: skip
    whole, log = everything(store), loads(store)

    made = export_graph(store, tmp_path / "csv")

    command = (made.folder / "import.sh").read_text(encoding="utf-8")
    words = shlex.split(command.replace("\\\n", " "), comments=True)
    assert words[:4] == ["neo4j-admin", "database", "import", "full"]
    folder.mkdir()
    home = EngineFiles(folder).home
    import_full(home, made.folder, words[4:-1], small, tmp_path / "import.log")
    with open_store(folder, StoreSettings(engine=small)) as imported:
        assert everything(imported) == whole
        assert loads(imported) == log
        assert list(imported.verdicts()) == list(store.verdicts())
        assert imported.calibration() == store.calibration()
    checked = 5  # a verdict and its link, the calibration, and a record of each
    of_claims = export_claims(str(claims_file), tmp_path / "other", report=pytest.fail)
    found = sum(type_ == "CONTRADICTS" for _, _, type_, *_ in whole["links"])
    (links,) = of_claims.folder.glob("claim-to-claim.[0-9]*.csv")
    assert len(links.read_text(encoding="utf-8").splitlines()) == found > 0
    assert (
        of_claims.rows == made.rows - checked - 1 - 240
    )  # the record of the load, and links to it
    assert (of_claims.folder / "schema.cypher").read_text(encoding="utf-8").count(";\n") > 7


def test_an_import_that_fails_says_so_and_leaves_the_store_empty(
    folder: Path, small: EngineSettings, claims_file: Path
) -> None:
    hopeless = replace(small, heap="2m")
    with pytest.raises(ImportFailed, match="still empty"):
        bulk_load(str(claims_file), folder, hopeless, report=pytest.fail)

    assert not EngineFiles(folder).home.exists()
    assert can_take_bulk(folder)


# -- reading in parts, without an engine -----------------------------------------------------------


def test_parts_report_bad_lines_by_their_number_and_the_rest_goes_on(
    claims_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = claims_file.read_bytes().splitlines(keepends=True)
    lines[200:200] = [b"{not JSON}\n", b'{"article": "a33", "\xff\n']
    file = tmp_path / "bad.jsonl"
    file.write_bytes(b"".join(lines))
    monkeypatch.setattr(claim_parts, "PARTS", file.stat().st_size // 3)
    errors: list[BadRecord] = []

    written = claim_parts.write_claim_file(str(file), tmp_path, "", report=errors.append)

    assert [error.where for error in errors] == ["line 201", "line 202"]
    assert written.totals.claims == 240
    assert len(written.tables) > 1


def test_the_tables_tell_of_denials_and_the_import_of_line_breaks(
    claims_file: Path, tmp_path: Path
) -> None:
    written = claim_parts.write_claim_file(str(claims_file), tmp_path, "", report=pytest.fail)
    rows = {path.name: cells(path) for path in tmp_path.glob("*.csv")}

    (told,) = [
        one
        for one in import_options(written.tables)
        if one.startswith("--multiline-f") and "v2" not in one
    ]
    broken = [
        name for name, own in rows.items() if any("\n" in c or "\r" in c for r in own for c in r)
    ]
    assert sorted(told.partition("=")[2].split(",")) == sorted(f"./{name}" for name in broken)
    assert set(broken) == {"article.000.csv", "claim.000.csv"}
    denials = [
        one
        for one in read_claims(claims_file)
        if one.denied and one.status in {"actual", "alleged"}
    ]
    assert sum(row[-1] == "Denial" for row in rows["claim.000.csv"]) == len(denials) > 0


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_file_out_of_order_is_read_as_one(claims_file: Path, tmp_path: Path) -> None:
    lines = claims_file.read_bytes().splitlines(keepends=True)  # text would end at U+2028 too
    file = tmp_path / "mixed.jsonl"
    file.write_bytes(b"".join(lines[::2] + lines[1::2]))

    assert claim_parts.parts_of(str(file)) is None
    written = claim_parts.write_claim_file(str(file), tmp_path, "", report=pytest.fail)
    assert (written.totals.articles, written.totals.claims) == (40, 240)


def test_only_large_files_and_folders_are_for_bulk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_bytes(b"x" * 2000)
    packed = tmp_path / "claims.jsonl.gz"
    packed.write_bytes(b"x" * 200)
    assert not is_large(str(file))
    assert not is_large("-")
    monkeypatch.setattr(bulk_import, "LARGE", 2000)
    assert is_large(str(file))
    assert is_large(str(packed))
    assert not can_take_bulk("neo4j://localhost")
    assert can_take_bulk(tmp_path / "new")


def test_an_export_overwrites_an_export_and_nothing_else(claims_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "csv"
    export_claims(str(claims_file), out, report=pytest.fail)
    rows = export_claims(str(claims_file), out, report=pytest.fail).rows
    assert rows > 240 * 4
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").touch()

    with pytest.raises(UsageError, match="empty or new folder"):
        export_claims(str(claims_file), tmp_path / "mine", report=pytest.fail)
    with pytest.raises(UsageError, match="is a file"):
        export_claims(str(claims_file), claims_file, report=pytest.fail)
