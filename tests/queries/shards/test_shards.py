"""Extraction in shards, with real processes and a real Ray: the claims are always the same."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pytest
from pyarrow import parquet

from actorgraph.errors import InputError, UsageError
from actorgraph.graph.claim_file import claim_readings, read_claims
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.input_units import parts_of, units_of
from actorgraph.loaders.reader_settings import ReaderSettings
from actorgraph.loaders.reading import READERS, read_articles, read_units
from actorgraph.loaders.workers import claims_of
from actorgraph.ontology.claims import claim_to_json
from actorgraph.ontology.signatures import signed
from actorgraph.queries.shards import tasks
from actorgraph.queries.shards.extraction import Crewing, Engine, Extraction, extract_to_folder

# A reader that needs no model, in a module that other processes can import.
PLAIN = """
import os
import time
from dataclasses import dataclass

from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Extractor, Mention, Span, source_of


class PlainReader:
    extractor = Extractor(name="plain", version="1", model="0")

    def claims(self, article):
        if "break" in article.text:
            raise RuntimeError("no such word")
        if "die" in article.text:
            os._exit(9)
        if "slow" in article.text:
            time.sleep(0.2)
        words = Span(text=article.text[:6], start=0, end=6)
        side = dict(kind="State", text=words.text, start=0, end=6)
        yield Claim(
            article=article.id, source=source_of(article), relation="attacks", cue=words,
            subject=Mention(actor="a", name="A", **side), object=Mention(actor="b", name="B", **side),
            sentence=words, confidence=0.5, extractor=self.extractor,
        )


@dataclass(frozen=True)
class PlainSettings:
    def reader(self):
        reader = PlainReader()
        claims = reader.claims
        reader.claims = lambda article: list(claims(article))
        return reader


def run(folder, out, workers):
    from actorgraph.queries.shards.extraction import Crewing, extract_to_folder

    extract_to_folder([folder], out, PlainSettings(), Crewing(workers=workers), report=print)


if __name__ == "__main__":
    import sys

    from actorgraph.queries.shards import tasks

    tasks.LEAST = 1
    run(sys.argv[1], sys.argv[2], 1)
"""
SIDES = ("Russia", "Syria", "Turkey", "Iran", "Israel", "Ukraine")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Settings of the reader without a model."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "plain_reader.py").write_text(PLAIN, encoding="utf-8")
    sys.path.insert(0, str(folder))
    import plain_reader  # type: ignore[import-not-found]  # noqa: PLC0415

    yield plain_reader
    sys.path.remove(str(folder))


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shard for each file, and for some rows of a larger one."""
    monkeypatch.setattr(tasks, "LEAST", 1)


@pytest.fixture
def reports() -> list[InputError]:
    return []


def texts(folder: Path, *words: str) -> Path:
    """A folder with a file for each of these."""
    folder.mkdir(exist_ok=True)
    for number, word in enumerate(words):
        (folder / f"{number}.txt").write_text(f"{word} in the north. It rained.", encoding="utf-8")
    return folder


def files_in(out: Path) -> dict[str, bytes]:
    """What a folder of claims holds, but for the records, which tell how long it took."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.parent.name != "done"
    }


def articles_of(out: Path) -> list[str]:
    return [claim.article for claim in read_claims(out)]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Articles in Parquet, JSON lines and text, one of them broken, one again, one denied."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = [
        {
            "id": f"p{number}", "published": "2016-10-24", "title": f"Report {number}",
            "text": f"{SIDES[number % 6]} attacked {SIDES[(number * 5 + 1) % 6]} on Monday. "
            f"{SIDES[number % 5]} denied it, Sergei Lavrov said.",
        }
        for number in range(12)
    ]  # fmt: skip
    parquet.write_table(pa.Table.from_pylist(rows[:8]), folder / "a.parquet", row_group_size=3)
    lines = [json.dumps(row) for row in rows[8:]]
    lines[2:2] = ['{"id": "x", "text": ', lines[0]]
    (folder / "b.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "c.txt").write_text("Turkey bombed the YPG in Aleppo on Monday.", encoding="utf-8")
    return [str(folder / "*.parquet"), str(folder)]


@pytest.fixture(scope="module")
def single(corpus: list[str], reader: ClaimReader) -> tuple[list[str], list[str]]:
    """The claims of a single process as JSON lines, and the faults that it reports."""
    told: list[InputError] = []
    articles = signed(read_articles(corpus, on_error=told.append))
    read = claims_of(articles, lambda: reader, report=told.append)
    lines = [json.dumps(claim_to_json(claim)) for _, found in read for claim in found]
    return lines, [str(one) for one in told if one.exit_code]


def test_ray_reads_what_one_process_reads_though_a_worker_is_killed(
    corpus: list[str], single: tuple[list[str], list[str]], tmp_path: Path,
    reports: list[InputError],
) -> None:  # fmt: skip
    ray = pytest.importorskip("ray", reason="the extra ray is not installed")
    killed: list[int] = []

    def kill(_articles: int, _shards: int) -> None:
        """Kill a worker as soon as a first shard is done."""
        if not killed:
            record = json.loads(next((out / "done").glob("*.json")).read_bytes())
            killed.append(int(record["worker"].rpartition(":")[2]))
            os.kill(killed[0], signal.SIGKILL)

    out = tmp_path / "claims"
    try:
        made = extract_to_folder(
            corpus, str(out), ReaderSettings(), Crewing(engine=Engine.RAY, workers=2),
            report=reports.append, progress=kill,
        )  # fmt: skip
    finally:
        assert not ray.is_initialized()

    assert len({json.loads(path.read_bytes())["worker"] for path in (out / "done").iterdir()}) >= 2
    assert (made.failed, made.articles) == (0, 13 + 8 + 1)  # with those that come again
    lines = [json.dumps(claim_to_json(claim)) for claim in read_claims(out)]
    assert lines == single[0]
    assert len(lines) > 12
    faults = [str(one) for one in reports if one.exit_code]
    assert faults == single[1] != []


@pytest.fixture(scope="module")
def whole(plain: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """Twelve articles, what two processes made of them in one go, and the faults."""
    place = tmp_path_factory.mktemp("whole")
    words = [f"slow{number:02d}" for number in range(12)]
    folder, told = texts(place / "in", *words[:5], "Russia breaks", *words[6:]), list[InputError]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks, "LEAST", 1)
        made = extract_to_folder(
            [str(folder)], str(place / "out"), plain.PlainSettings(), Crewing(workers=2),
            report=told.append,
        )  # fmt: skip
    assert (made.shards, made.before, made.failed) == (12, 0, 0)
    return folder, place / "out", [str(one) for one in told if one.exit_code]


def test_an_article_that_fails_is_told_and_the_rest_goes_on(
    whole: tuple[Path, Path, list[str]],
) -> None:
    _, out, (fault,) = whole

    assert "5.txt" in fault
    assert "no such word" in fault
    read = articles_of(out)
    assert len(read) == 11
    assert "5.txt" not in read
    assert len([name for name in files_in(out) if name.startswith("claims/")]) == 12


def test_an_article_that_kills_its_worker_is_left_out_alone(
    plain: Any, tmp_path: Path, reports: list[InputError]
) -> None:
    lines = [
        {"id": f"a{n}", "text": text} for n, text in enumerate(("Turkey", "die!!!", "Syria.."))
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)))
    settings, out = plain.PlainSettings(), tmp_path / "out"
    folder = texts(tmp_path / "more", "Iran")
    # A size at which the three lines are one shard, so that two of it have to be saved.
    made = run_in_shards_of(
        10_000, [str(tmp_path / "in.jsonl"), str(folder)], out, settings, reports
    )

    assert made.failed == 0
    assert articles_of(out) == ["a0", "a2", "0.txt"]
    (fault,) = [str(one) for one in reports if one.exit_code]
    assert fault.startswith("a1: the process that read it ended each time")
    assert not list((out / "doing").iterdir())

    again: list[InputError] = []
    made = run_in_shards_of(10_000, [str(tmp_path / "in.jsonl"), str(folder)], out, settings, again)
    assert made.before == made.shards == 1
    deaths = [str(one) for one in reports if "another one reads it again" in str(one)]
    assert len(deaths) == 3
    assert [*deaths, *map(str, again)] == list(map(str, reports))


def run_in_shards_of(
    size: int, paths: list[str], out: Path, settings: Any, reports: list[InputError]
) -> Extraction:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks, "LEAST", size)
        return extract_to_folder(paths, str(out), settings, Crewing(), report=reports.append)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_run_that_was_killed_goes_on_where_it_was(
    plain: Any, whole: tuple[Path, Path, list[str]], tmp_path: Path, reports: list[InputError]
) -> None:
    folder, two_processes, faults = whole
    out = tmp_path / "out"
    script = [sys.executable, plain.__file__, str(folder), str(out)]
    with subprocess.Popen(script, start_new_session=True) as process:  # noqa: S603 - our own
        wait_for(lambda: len(list((out / "done").glob("*.json"))) >= 3)
        (*others,) = psutil.Process(process.pid).children(recursive=True)
        os.kill(process.pid, signal.SIGKILL)
    assert others
    wait_for(lambda: not any(map(psutil.Process.is_running, others)))
    stamps = {path: path.stat().st_mtime_ns for path in (out / "done").glob("*.json")}
    assert 3 <= len(stamps) < 12
    (told,) = unfinished(out)
    assert f"{12 - len(stamps)} of 12 shards are not finished; run the same" in str(told)

    made = extract_to_folder(
        [str(folder)], str(out), plain.PlainSettings(), Crewing(), report=reports.append
    )

    assert made.before == len(stamps)
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    assert files_in(out) == files_in(two_processes)
    assert [str(one) for one in reports if one.exit_code] == faults


def wait_for(done: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not come to be in time"
        time.sleep(0.05)


def unfinished(out: Path) -> list[InputError]:
    told: list[InputError] = []
    for _ in read_claims(out, told.append):
        pass
    return told


def test_what_is_read_again_in_another_shard_counts_once(
    plain: Any, tmp_path: Path, reports: list[InputError]
) -> None:
    rows = [("one", "first text"), ("two", "the text"), ("one", "other text"), ("two", "the text")]
    lines = [json.dumps({"id": id_, "text": text}) for id_, text in rows]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")

    made = extract_to_folder(
        [str(tmp_path / "in.jsonl")], str(tmp_path / "out"), plain.PlainSettings(), Crewing(),
        report=reports.append,
    )  # fmt: skip

    assert (made.shards, made.articles) == (4, 4)
    assert [(c.article, c.cue.text) for c in read_claims(tmp_path / "out")] == [
        ("one", "first "), ("two", "the te"),
    ]  # fmt: skip
    assert [reading.article.id for reading in claim_readings(tmp_path / "out")] == ["one", "two"]
    (fault,) = [str(one) for one in reports if one.exit_code]
    assert "'one': was read before and its text differs" in fault
    assert any("article 'two' again, with the same text" in str(one) for one in reports)


def test_a_folder_of_other_things_or_other_input_is_left_alone(
    plain: Any, whole: tuple[Path, Path, list[str]], tmp_path: Path, reports: list[InputError]
) -> None:
    folder, out, _ = whole
    other, before = texts(tmp_path / "other", "Turkey"), files_in(out)
    settings = plain.PlainSettings()

    for input_ in (other, folder / "0.txt"):
        with pytest.raises(UsageError, match="holds claims of other input"):
            extract_to_folder([str(input_)], str(out), settings, Crewing(), report=reports.append)
    with pytest.raises(UsageError, match="which is read"):
        extract_to_folder(
            [str(folder)], str(folder / "claims"), settings, Crewing(), report=reports.append
        )
    with pytest.raises(UsageError, match="holds other things"):
        extract_to_folder([str(folder)], str(other), settings, Crewing(), report=reports.append)

    assert files_in(out) == before


def test_more_input_adds_shards_and_leaves_those_before(
    plain: Any, whole: tuple[Path, Path, list[str]], tmp_path: Path, reports: list[InputError]
) -> None:
    folder, before, _ = whole
    out = tmp_path / "out"
    shutil.copytree(before, out)
    (tmp_path / "new.txt").write_text("Iran has it.", encoding="utf-8")
    paths = [str(folder), str(tmp_path / "new.txt")]

    made = extract_to_folder(
        paths, str(out), plain.PlainSettings(), Crewing(), report=reports.append
    )

    assert (made.shards, made.before) == (13, 12)
    assert articles_of(out) == [*articles_of(before), "new.txt"]
    assert files_in(before).items() - files_in(out).items() == {
        ("plan.json", (before / "plan.json").read_bytes())
    }


def test_rows_of_parquet_and_lines_keep_their_numbers_in_parts(tmp_path: Path) -> None:
    rows = [{"text": f"Report {number} of the day."} for number in range(10)]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=4)
    lines = [json.dumps(row) for row in rows]
    lines[3] = ""
    (tmp_path / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    told: list[InputError] = []
    whole = [a.id for a in read_articles([str(tmp_path)], on_error=told.append)]
    for most in (1, 150, 500, 10_000):
        units = list(units_of([str(tmp_path)], told.append, known=READERS))
        parts = [part for unit in units for part in parts_of(unit, most)]
        read = [list(read_units([part], on_error=told.append)) for part in parts]
        assert [article.id for some in read for article in some] == whole
        assert (len(parts) == 2) == (most == 10_000)
    assert len(whole) == 19
    assert "b.jsonl:10" in whole
