"""Logs of JSON lines, counters, and the exit codes that are no command's own."""

import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from actorgraph.counters import Counters
from actorgraph.queries import log_lines
from actorgraph.queries.command_line import app, main
from actorgraph.queries.commands import every_command

Main = Callable[..., tuple[int, str, str]]
COMMANDS_DOC = Path(__file__).resolve().parents[2] / "docs" / "commands.md"


@pytest.fixture
def run_main(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Main]:
    """Run the command line in this process; returns exit code, standard output and error."""
    monkeypatch.delenv(log_lines.VARIABLE, raising=False)
    handlers, level = logging.root.handlers[:], logging.root.level

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["actorgraph", *words])
        with warnings.catch_warnings(), pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), *capsys.readouterr()

    yield run
    log_lines.use(log_lines.LogFormat.TEXT)
    logging.captureWarnings(capture=False)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def lines(text: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in text.splitlines()]
    for line in found:
        assert list(line) == ["time", "level", "event", "message", "fields"]
        assert datetime.fromisoformat(line["time"]).utcoffset() is not None
    return found


@pytest.fixture(scope="module")
def extracted(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple["subprocess.CompletedProcess[str]", dict[str, Any]]:
    """A good article and a file that is none, extracted with a log of JSON lines."""
    folder = tmp_path_factory.mktemp("log")
    (folder / "a.txt").write_text("Turkey bombed the YPG on Monday.", encoding="utf-8")
    (folder / "b.json").write_text('{"text": ', encoding="utf-8")
    words = ["extract", "a.txt", "b.json", "--log-format", "json", "--counters", "counted.json"]
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "actorgraph", *words],
        cwd=folder, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    return done, json.loads((folder / "counted.json").read_text(encoding="utf-8"))


def test_all_of_standard_error_is_json_lines(
    extracted: tuple["subprocess.CompletedProcess[str]", dict[str, Any]],
) -> None:
    done, counted = extracted
    told = lines(done.stderr)
    (not_read,) = [line for line in told if line["event"] == "not_read"]

    assert json.loads(done.stdout)["relation"] == "attacks"
    assert [told[0]["event"], told[-1]["event"]] == ["started", "finished"]
    assert [line["event"] for line in told[1:-1]].count("doubt") == 1  # there is no date
    assert (not_read["level"], not_read["fields"]["path"]) == ("warning", "b.json")
    assert "not JSON" in not_read["fields"]["reason"]
    assert told[-1]["fields"] == {**counted, "exit_code": 1}
    assert done.returncode == 1


def test_counters_tell_what_was_read_and_how_long_each_stage_took(
    extracted: tuple["subprocess.CompletedProcess[str]", dict[str, Any]],
) -> None:
    _, counted = extracted

    assert counted["command"] == "extract"
    assert counted["counts"] == {"articles": 1, "claims": 1, "doubts": 1, "not read": 1}
    stages = counted["seconds"]
    assert {"load", "read", "parse", "mentions", "judge", "write"} <= set(stages)
    assert all(seconds >= 0 for seconds in stages.values())
    assert 0.001 < stages["parse"] < sum(stages.values()) <= counted["elapsed"]


def test_stages_inside_others_count_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 4.0, 10.0, 20.0, 22.0])
    monkeypatch.setattr("actorgraph.counters.perf_counter", lambda: next(clock))
    counters = Counters()
    with counters.stage("write"), counters.stage("read"):
        pass
    with counters.stage("read"):
        counters.add("articles", 2)

    assert counters.seconds == {"read": 3.0 + 2.0, "write": 7.0}
    other = Counters()
    other.take(counters.taken())
    other.take({"counts": {"articles": 1}, "seconds": {"read": 0.5}})
    assert other.as_json() == {
        "counts": {"articles": 3}, "seconds": {"read": 5.5, "write": 7.0},
    }  # fmt: skip
    assert counters.as_json() == {"counts": {}, "seconds": {}}


def test_counters_are_printed_for_people(run_main: Main) -> None:
    code, out, err = run_main("actors", "show", "Turkey", "--counters", "-")

    assert code == 0
    assert "Turkey" in out
    assert err.split()[1:] == ["s", "from", "start", "to", "end"]


def test_every_command_has_the_options_of_all() -> None:
    commands = [*app.registered_commands]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        commands += group.typer_instance.registered_commands
    assert commands
    for command in commands:
        assert command.callback is not None
        assert set(every_command.ADDED) <= set(command.callback.__annotations__), command.name
    text = COMMANDS_DOC.read_text(encoding="utf-8")
    assert {
        o for o in ("`--log-format text\\|json`", "`--counters FILE`") if o not in text
    } == set()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["actors", "shew", "Turkey"], "No such command 'shew'"),
        (["actors", "show", "Turkey", "--dat", "2016"], "No such option"),
        (["actors", "show", "Turkeyy"], "did you mean"),
        (["extract", "a.txt", "--engine", "ray"], "--out"),
        (["extract", "a.txt", "--format", "table", "--out", "x"], "--format"),
    ],
)
def test_wrong_use_is_one_line_of_json_too(run_main: Main, words: list[str], told: str) -> None:
    code, out, err = run_main(*words, "--log-format", "json")
    last = lines(err)[-1]

    assert (code, out) == (2, "")
    assert (last["event"], last["level"], last["fields"]["exit_code"]) == ("failed", "error", 2)
    assert told in last["message"]


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*_words: Any, **_options: Any) -> None:
        raise error

    return fail


def test_a_defect_is_told_with_its_trace_and_has_a_code_of_its_own(
    run_main: Main, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actorgraph.queries.printing.print_table", failing(ZeroDivisionError("x")))

    code, _, err = run_main("actors", "find", "Turkey")
    as_json, _, told = run_main("actors", "find", "Turkey", "--log-format=json")

    assert code == as_json == 70
    assert "Traceback" in err
    assert "a defect of actorgraph ended it: ZeroDivisionError: x; please report it" in err
    started, finished, defect = lines(told)
    assert (started["event"], finished["fields"]["exit_code"]) == ("started", 70)
    assert defect["event"] == "defect"
    assert "in fail" in defect["fields"]["traceback"]


def test_ctrl_c_ends_with_130(run_main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actorgraph.queries.printing.print_table", failing(KeyboardInterrupt()))

    assert run_main("actors", "find", "Turkey")[0] == 130
    code, _, err = run_main("actors", "find", "Turkey", "--log-format", "json")
    assert code == 130
    assert lines(err)[-1]["fields"]["exit_code"] == 130


def test_what_libraries_warn_of_is_a_line_too(
    run_main: Main, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warn(*_words: Any, **_options: Any) -> None:
        warnings.warn("this will change", FutureWarning, stacklevel=1)
        logging.getLogger("neo4j").error("lost")

    monkeypatch.setattr("actorgraph.queries.printing.print_table", warn)

    _, warned, logged, _ = lines(run_main("actors", "find", "Turkey", "--log-format", "json")[2])

    assert "this will change" in warned["message"]
    assert (logged["message"], logged["level"]) == ("lost", "error")
    assert logged["fields"] == {"logger": "neo4j"}


def test_a_closed_pipe_is_quiet_and_gives_the_code_of_a_shell() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "actorgraph", "actors", "show", "Turkey"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()  # long before anything is written

        assert process.stderr.read() == ""
        assert process.wait(60) == 141
