"""The command line as people run it: processes, exit codes, and what goes to which stream."""

import csv
import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from typer.main import get_command

from actorgraph.ontology.signatures import is_signature
from actorgraph.queries.command_line import app

COMMANDS = [
    "build",
    "extract",
    "statements",
    "explain",
    "relate",
    "watch",
    "query",
    "coded",
    "ask",
    "search",
    "page",
    "plot",
    "export",
    "check",
    "remove",
    "log",
    "dump",
    "restore",
    "doctor",
    "sample",
    "verdicts add",
    "verdicts report",
    "verdicts list",
    "verdicts refit",
    "browser",
    "actors find",
    "actors show",
    "actors merge",
    "actors split",
    "actors merges",
    "actors explain",
    "actors export",
    "actors import",
    "engine status",
    "engine start",
    "engine stop",
    "engine fetch",
]
STRIKES = """---
title: Strikes in the north
publisher: The Paper
published: 2016-10-24
---
Turkey bombed the YPG on Monday. Russia has denied bombing Aleppo.

John Kerry met Sergei Lavrov in Geneva, and Kerry criticised Russia.
"""
TALKS = """---
title: Talks
publisher: The Other Paper
published: 2016-10-25
---
The United States backs the Syrian Democratic Forces. Turkey bombed the YPG again, Lavrov said.
"""
WAR = """---
title: War in the south
publisher: The Paper
published: 2024-01-12
---
The Houthis attacked Saudi Arabia. Iran armed the Houthis.
"""
ATTACKS = "MATCH (a)-[r:ATTACKS]->(b) RETURN a.name AS who, b.name AS whom, r.claims AS claims"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def run(commands: Any, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run `python -m actorgraph` with these words, in a folder of its own."""
    place = tmp_path_factory.mktemp("place")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ACTORGRAPH_GRAPH")}
    environment |= {"ACTORGRAPH_HEAP": "512m", "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"}

    def ran(*words: str | Path, given: str = "") -> "subprocess.CompletedProcess[str]":
        return commands.run(words, place, environment, given)

    return ran


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles, and a file that is none."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "strikes.txt").write_text(STRIKES, encoding="utf-8")
    (folder / "talks.txt").write_text(TALKS, encoding="utf-8")
    (folder / "broken.json").write_text('{"id": "x", "text": ', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def war_claims(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of claims, as `extract` writes it."""
    folder = tmp_path_factory.mktemp("claims")
    (folder / "war.txt").write_text(WAR, encoding="utf-8")
    done = run("extract", folder / "war.txt")
    assert (done.returncode, done.stderr) == (0, "")
    path = folder / "claims.jsonl"
    path.write_text(done.stdout, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A graph's folder; its engine is stopped at the end, as a person would."""
    path = tmp_path_factory.mktemp("graph") / "news.db"
    yield path
    run("engine", "stop", "--graph", path)
    assert "not running" in run("engine", "status", "--graph", path).stdout


@pytest.fixture(scope="module")
def built(run: Run, folder: Path, articles: Path) -> "subprocess.CompletedProcess[str]":
    return run("build", articles, "--graph", folder)


@pytest.fixture(scope="module")
def graph(folder: Path, built: object) -> Path:  # noqa: ARG001 - it has to be built
    return folder


def rows(text: str) -> list[dict[str, object]]:
    """The objects of JSON lines, or of one JSON array."""
    return json.loads(text) if text[:1] == "[" else [*map(json.loads, text.splitlines())]


# -- help ----------------------------------------------------------------------------------------


def test_every_command_is_listed_here() -> None:
    known = get_command(app).commands  # type: ignore[attr-defined]
    names = [
        f"{name} {below}".strip()
        for name, command in known.items()
        for below in getattr(command, "commands", [""])
    ]

    assert sorted(names) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str, run: Run) -> None:
    done = run(*command.split(), "--help")

    assert done.returncode == 0
    assert f"actorgraph {command}" in done.stdout.split("Example:")[1]


def test_without_words_the_commands_are_shown(run: Run) -> None:
    done = run()

    assert {name.split()[0] for name in COMMANDS} <= set((done.stdout + done.stderr).split())


# -- articles in, lines out ----------------------------------------------------------------------


def test_extract_prints_claims_and_tells_the_rest_apart(run: Run, articles: Path) -> None:
    done = run("extract", articles)
    claims = rows(done.stdout)

    assert done.returncode == 1  # for the broken file
    assert "broken.json" in done.stderr
    assert "Traceback" not in done.stderr
    assert {claim["article"] for claim in claims} == {"strikes.txt", "talks.txt"}
    assert {"attacks", "negotiates_with", "supports"} <= {claim["relation"] for claim in claims}


def test_claims_carry_the_signature_of_their_article_unless_told_not_to(run: Run) -> None:
    text = f"{STRIKES} Since then the front has hardly moved, and no paper has written of it. " * 2
    (signed, *_), (plain, *_) = (
        rows(run("extract", "-", *options, given=text).stdout)
        for options in ((), ("--no-reprints",))
    )

    assert is_signature(signed["source"]["signature"])
    assert plain["source"]["signature"] is None


def test_extract_reads_standard_input_and_prints_a_table(run: Run) -> None:
    done = run("extract", "-", "--format", "table", given=STRIKES)
    words = done.stdout.split()

    assert done.returncode == 0
    assert {"who", "relation", "whom", "Turkey", "bombed", "not:"} <= set(words)


def test_what_is_not_there_is_named(run: Run, articles: Path) -> None:
    done = run("extract", articles / "nowhere.txt")

    assert (done.returncode, done.stdout) == (1, "")
    assert "nowhere.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_statements_prints_who_says_what(run: Run, articles: Path) -> None:
    done = run("statements", articles / "talks.txt", articles / "strikes.txt")
    said = [(s["speaker"]["name"], s["cue"]["text"]) for s in rows(done.stdout)]  # type: ignore[index]

    assert done.returncode == 0
    assert ("Sergey Lavrov", "said") in said
    assert ("Russia", "denied") in said


def test_relate_answers_pairs_and_names_what_is_none(run: Run, tmp_path: Path) -> None:
    text = "Turkey bombed the YPG."
    pair = {"id": "p1", "text": text, "source": [0, 6], "target": [18, 21]}
    file = tmp_path / "pairs.jsonl"
    file.write_text(f"{json.dumps(pair)}\n{{}}\n", encoding="utf-8")
    done = run("relate", file)
    (related,) = rows(done.stdout)

    assert done.returncode == 1
    assert "pairs.jsonl, line 2" in done.stderr
    assert list(related) == ["id", "relation", "plover", "mode", "quad", "confidence"]
    assert (related["id"], related["relation"], related["quad"]) == ("p1", "attacks", 4)


def test_a_pipeline_that_is_not_installed_is_told_with_its_cure(run: Run, articles: Path) -> None:
    done = run("extract", articles / "talks.txt", "--pipeline", "en_core_web_nowhere")

    assert (done.returncode, done.stdout) == (2, "")
    assert "python -m spacy download en_core_web_nowhere" in done.stderr
    assert "Traceback" not in done.stderr


# -- explaining, and people's own tables -----------------------------------------------------------


def test_explain_shows_how_a_sentence_is_read(run: Run) -> None:
    done = run("explain", "Turkey bombed the YPG on Monday.", "--published", "2016-10-26")
    parts = re.findall(r"(?m)^\w[\w ]*$", done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert parts == ["mentions", "parse", "cues", "claims"]
    assert "✓ Turkey attacks People's Protection Units" in done.stdout
    assert "when: 2016-10-24 (day), by 'Monday'" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_explain_prints_an_object_a_sentence_with_the_claims_of_extract(run: Run) -> None:
    text = "Turkey bombed the YPG. It rained."
    done = run("explain", "-", "--format", "jsonl", given=text)
    first, second = rows(done.stdout)
    (kept,) = [c for c in first["considered"] if c["outcome"] == "kept"]  # type: ignore[attr-defined]
    (claim,) = rows(run("extract", "-", given=text).stdout)

    assert done.returncode == 0
    assert [part["text"] for part in (first["sentence"], second["sentence"])] == [  # type: ignore[index]
        "Turkey bombed the YPG.", "It rained.",
    ]  # fmt: skip
    same = set(claim) - {"id", "article", "source"}
    assert {name: kept["claim"][name] for name in same} == {name: claim[name] for name in same}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--published", "soon"], "'soon' is not a date"),
        (["--min-confidence", "7"], "from 0 to 1"),
        (["--tables", "nowhere"], "nowhere: is not a folder of tables"),
    ],
)
def test_explain_refuses_what_makes_no_sense(options: list[str], told: str, run: Run) -> None:
    done = run("explain", "Turkey bombed the YPG.", *options)

    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of one's own tables: a word and a judgement."""
    folder = tmp_path_factory.mktemp("mine")
    header = "cue\twith\trelation\tmode\tagent\ttarget\tconfidence\n"
    (folder / "verbs.tsv").write_text(f"{header}frogmarch\t\tcoerces\t\tsubject\tobject\t0.8\n")
    (folder / "judgements.csv").write_text("alias,actor,verdict\nthe Bear,russia,is\n")
    return folder


FROGMARCHED = "The Bear frogmarched the Houthis out of Aden. The Bear said that the Houthis lied."


def test_extract_reads_with_tables_of_ones_own(run: Run, mine: Path) -> None:
    before = run("extract", "-", given=FROGMARCHED)
    after = run("extract", "-", "--tables", mine, given=FROGMARCHED)
    told = [(c["subject"]["name"], c["relation"]) for c in rows(after.stdout)]  # type: ignore[index]

    assert "coerces" not in before.stdout
    assert ("Russia", "coerces") in told


def test_statements_know_the_speaker_by_a_judgement(run: Run, mine: Path) -> None:
    speakers = [
        [s["speaker"]["name"] for s in rows(run("statements", "-", *o, given=FROGMARCHED).stdout)]  # type: ignore[index]
        for o in ([], ["--tables", mine])
    ]

    assert "Russia" not in speakers[0]
    assert "Russia" in speakers[1]


def test_min_confidence_decides_what_is_printed(run: Run) -> None:
    few, all_ = (
        [c["confidence"] for c in rows(run("extract", "-", *o, given=STRIKES).stdout)]
        for o in (["--min-confidence", "0.85"], [])
    )

    assert few == [confidence for confidence in all_ if confidence >= 0.85]  # type: ignore[operator]
    assert 0 < len(few) < len(all_)


def test_a_bad_line_of_a_table_is_told_with_what_is_near(run: Run, tmp_path: Path) -> None:
    (tmp_path / "judgements.csv").write_text("alias,actor,verdict\nthe Bear,rusia,is\n")
    done = run("extract", "-", "--tables", tmp_path, given=WAR)

    assert (done.returncode, done.stdout) == (2, "")
    assert "judgements.csv, line 2: " in done.stderr
    assert "did you mean 'russia'?" in done.stderr
    assert "Traceback" not in done.stderr


# -- building ------------------------------------------------------------------------------------


def test_build_keeps_what_can_be_read_and_names_the_rest(
    built: "subprocess.CompletedProcess[str]",
) -> None:
    assert built.returncode == 1
    assert "broken.json" in built.stderr
    assert "2 articles read" in built.stderr
    assert "Traceback" not in built.stderr
    assert {"who", "relation", "whom", "claims", "first", "last", "attacks"} <= set(
        built.stdout.split()
    )


def test_two_workers_with_tables_of_ones_own_build_what_extract_prints(
    run: Run, articles: Path, mine: Path, tmp_path: Path
) -> None:
    bear, graph = tmp_path / "bear.txt", tmp_path / "bear.db"
    bear.write_text(FROGMARCHED, encoding="utf-8")
    read = (articles / "strikes.txt", bear, articles / "talks.txt", "--tables", mine)
    printed = rows(run("extract", *read).stdout)
    try:
        built = run("build", *read, "--graph", graph, "--workers", "2")
        asked = "MATCH (c:Claim) RETURN c.id AS id, c.relation AS relation"
        kept = rows(run("query", asked, "--graph", graph, "--format", "json").stdout)
    finally:
        run("engine", "stop", "--graph", graph)

    assert built.returncode == 0
    assert "3 articles read" in built.stderr
    assert "coerces" in {claim["relation"] for claim in kept}
    assert {claim["id"] for claim in kept} == {claim["id"] for claim in printed}


def test_building_again_adds_nothing(run: Run, graph: Path, articles: Path) -> None:
    before = count(run, graph)
    again = run("build", articles / "strikes.txt", articles / "talks.txt", "--graph", graph)

    assert again.returncode == 0
    assert "2 articles read, 2 of them there already; 0 claims added" in again.stderr
    assert count(run, graph) == before


def test_a_file_of_claims_is_built_as_well(run: Run, graph: Path, war_claims: Path) -> None:
    first = run("build", war_claims, "--graph", graph)
    again = run("build", war_claims, "--graph", graph)
    armed = "MATCH (a)-[:AIDS]->(b {name: 'Houthis'}) RETURN a.name AS who"

    assert (first.returncode, again.returncode) == (0, 0)
    assert "2 claims added" in first.stderr
    assert "0 claims added" in again.stderr
    assert rows(run("query", armed, "--graph", graph, "--format", "json").stdout) == [
        {"who": "Iran"}
    ]


def test_build_refuses_tables_before_it_makes_a_graph(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    done = run("build", articles, "--graph", tmp_path / "own.db", "--tables", tmp_path / "nowhere")

    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere: is not a folder of tables" in done.stderr
    assert not (tmp_path / "own.db").exists()


# -- asking --------------------------------------------------------------------------------------


def test_query_prints_json_csv_and_a_table(run: Run, graph: Path) -> None:
    query = f"{ATTACKS} ORDER BY who"
    cypher = query.replace("RETURN", "WHERE a.name = 'Turkey' RETURN")
    as_json, as_csv, as_table = (
        run("query", cypher, "--graph", graph, "--format", form)
        for form in ("json", "csv", "table")
    )
    expected = {"who": "Turkey", "whom": "People's Protection Units", "claims": 2}

    assert rows(as_json.stdout) == [expected]
    assert list(csv.DictReader(io.StringIO(as_csv.stdout))) == [
        {key: str(value) for key, value in expected.items()}
    ]
    assert "People's Protection Units" in as_table.stdout
    assert "1 row" in as_table.stderr


def test_query_writes_files_of_each_format(run: Run, graph: Path, tmp_path: Path) -> None:
    cypher = "UNWIND [1, 2] AS n RETURN n, date('2016-10-24') AS day, [n, 'x'] AS list"
    for form in ("json", "jsonl", "csv", "parquet"):
        out = tmp_path / f"rows.{form}"
        done = run("query", cypher, "--graph", graph, "--format", form, "--out", out)
        assert (done.returncode, done.stdout) == (0, "")
        assert f"2 rows in {out}" in done.stderr

    expected = [{"n": n, "day": "2016-10-24", "list": [n, "x"]} for n in (1, 2)]
    assert rows((tmp_path / "rows.json").read_text()) == expected
    assert rows((tmp_path / "rows.jsonl").read_text()) == expected
    with (tmp_path / "rows.csv").open(newline="") as file:
        assert list(csv.reader(file))[1] == ["1", "2016-10-24", '[1, "x"]']
    table = parquet.read_table(tmp_path / "rows.parquet")
    assert table.column("day").to_pylist() == [dt.date(2016, 10, 24)] * 2


def test_a_limit_cuts_and_a_timeout_stops(run: Run, graph: Path) -> None:
    many = "UNWIND range(1, 100) AS n RETURN n"
    cut = run("query", many, "--graph", graph, "--format", "csv", "--limit", "3")
    endless = "UNWIND range(1, 100000000000) AS n WITH n WHERE n < 0 RETURN n"
    stopped = run("query", endless, "--graph", graph, "--timeout", "1")

    assert (cut.returncode, cut.stdout.split()) == (0, ["n", "1", "2", "3"])
    assert "there are more" in cut.stderr
    assert stopped.returncode == 2
    assert "limit of 1 seconds" in stopped.stderr


def test_ask_answers_a_named_question(run: Run, graph: Path) -> None:
    asked = ["ask", "neighbours", "--actor", "türkiye", "--format", "jsonl", "--graph", graph]
    done = run(*asked)
    none = run(*asked, "--until", "2015")

    (row,) = rows(done.stdout)
    assert (row["other"], row["acts"]) == ("People's Protection Units", 2)
    assert (none.returncode, none.stdout) == (0, "")


def test_ask_lists_shows_and_says_what_is_wrong(run: Run, graph: Path) -> None:
    listed = run("ask", "--list")
    shown = run("ask", "dyad", "--show")
    unknown = run("ask", "dyads")
    nobody = run("ask", "neighbours", "--actor", "Turky", "--graph", graph)
    many = run("ask", "allies", "--actor", "Turkey", "--actor", "Russia", "--graph", graph)

    assert "escalation" in listed.stdout
    assert "MATCH (a:Actor" in shown.stdout
    assert [one.returncode for one in (listed, shown, unknown, nobody, many)] == [0, 0, 2, 2, 2]
    assert "did you mean 'dyad'" in unknown.stderr
    assert "did you mean 'turkey'" in nobody.stderr
    assert "takes 1 --actor" in many.stderr


def test_a_denied_claim_is_no_attack(run: Run, graph: Path) -> None:
    denied = "MATCH (c:Claim {denied: true}) RETURN c.relation AS relation"
    done = run("query", denied, "--graph", graph, "--format", "json")
    attacks = run("query", ATTACKS, "--graph", graph, "--format", "json")

    assert rows(done.stdout) == [{"relation": "attacks"}]
    assert "Aleppo" not in attacks.stdout


def test_query_takes_parameters_and_standard_input(run: Run, graph: Path) -> None:
    cypher = "RETURN $name AS name, $list[1] AS second, $days + 1 AS days"
    params = ["--param", "name=Liwa al-Quds", "--param", "list=[1, 2]", "--param", "days=6"]
    done = run("query", "-", *params, "--graph", graph, "--format", "json", given=cypher)

    assert rows(done.stdout) == [{"name": "Liwa al-Quds", "second": 2, "days": 7}]


def count(run: Run, graph: Path) -> str:
    cypher = (
        "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(n) + count(r) AS n, max(n.name) AS x"
    )
    return run("query", cypher, "--graph", graph, "--format", "csv").stdout


def test_a_query_that_writes_or_makes_no_sense_is_refused(run: Run, graph: Path) -> None:
    before = count(run, graph)
    for cypher in (
        "MATCH (n) DETACH DELETE n",
        "MATCH (a:Actor) SET a.name = 'zzz' RETURN a.name",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "MATCH (n RETURN n",
    ):
        done = run("query", cypher, "--graph", graph)

        assert (done.returncode, done.stdout) == (2, ""), cypher
        assert done.stderr.startswith("actorgraph: "), cypher
        assert "Traceback" not in done.stderr
    assert count(run, graph) == before


def test_a_parameter_without_a_value_is_wrong_use(run: Run, graph: Path) -> None:
    done = run("query", "RETURN 1", "--param", "name", "--graph", graph)

    assert done.returncode == 2
    assert "name=value" in done.stderr


def test_a_server_that_is_not_there_is_told(run: Run) -> None:
    done = run("query", "RETURN 1", "--graph", "bolt://127.0.0.1:9")

    assert (done.returncode, done.stdout) == (3, "")
    assert "127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def left_early(graph: Path) -> tuple[str, str, int]:
    """What a reader sees that takes one line of many, what is told, and the exit code."""
    many = "UNWIND range(1, 50000) AS n RETURN n"
    words = ["query", many, "--graph", str(graph), "--format", "jsonl"]
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "actorgraph", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        process.stdout.close()
        return line, process.stderr.read(), process.wait(60)


def test_a_reader_that_has_enough_is_told_nothing(left_early: tuple[str, str, int]) -> None:
    assert left_early[:2] == ('{"n": 1}\n', "")


def test_a_reader_that_has_enough_gives_the_code_of_a_closed_pipe(
    left_early: tuple[str, str, int],
) -> None:
    assert left_early[2] == 141


# -- pages ---------------------------------------------------------------------------------------


def test_a_page_is_written_from_a_graph(run: Run, graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.html"
    done = run("page", graph, "--out", out, "--title", "Strikes & talks")

    assert (done.returncode, done.stdout) == (0, "")
    assert "graph.html" in done.stderr
    assert "Strikes &amp; talks" in out.read_text(encoding="utf-8")
    assert "Turkey bombed the YPG" in out.read_text(encoding="utf-8")


def test_a_page_is_written_from_a_file_of_claims_without_an_engine(
    run: Run, war_claims: Path, tmp_path: Path
) -> None:
    out = tmp_path / "war.html"
    done = run("page", war_claims, "--out", out, "--actor", "Houthis")

    assert done.returncode == 0
    assert "Iran armed the Houthis" in out.read_text(encoding="utf-8")
    assert not list(tmp_path.glob("*.db"))


# -- actors --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lavrov", "Lavrow", "sergei lavrov"])
def test_actors_are_found_by_any_name(name: str, run: Run) -> None:
    done = run("actors", "find", name)

    assert done.returncode == 0
    assert "Sergey Lavrov" in done.stdout


def test_an_actor_is_shown_as_it_was_on_a_date(run: Run) -> None:
    then = run("actors", "show", "John Kerry", "--date", "2016-10-24")
    later = run("actors", "show", "John Kerry", "--date", "2018-10-24")

    assert (then.returncode, later.returncode) == (0, 0)
    assert "secretary of state" in then.stdout.casefold()
    assert "secretary of state" not in later.stdout.casefold()


def test_an_actor_that_nobody_knows_is_wrong_use(run: Run) -> None:
    done = run("actors", "show", "John Kerrry")

    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'John Kerry'" in done.stderr


# -- the engine ----------------------------------------------------------------------------------


def test_the_engine_tells_how_it_is_reached(run: Run, graph: Path) -> None:
    running = run("engine", "status", "--graph", graph)

    assert running.returncode == 0
    assert "bolt://127.0.0.1:" in running.stdout
    assert "password" in running.stdout


def test_an_engine_is_stopped_and_the_next_command_starts_it(run: Run, graph: Path) -> None:
    stopped = run("engine", "stop", "--graph", graph)
    status = run("engine", "status", "--graph", graph)
    again = run(
        "query", "MATCH (a:Article) RETURN count(a) AS n", "--graph", graph, "--format", "csv"
    )

    assert (stopped.returncode, status.returncode, again.returncode) == (0, 0, 0)
    assert "bolt://" not in status.stdout
    assert int(again.stdout.split()[1]) >= 2


def test_a_server_has_no_engine_of_its_own(run: Run) -> None:
    done = run("engine", "stop", "--graph", "neo4j://example.org")

    assert done.returncode == 2
    assert "example.org" in done.stderr


# -- export --------------------------------------------------------------------------------------


def test_export_writes_tables_and_the_command_that_imports_them(
    run: Run, war_claims: Path, tmp_path: Path
) -> None:
    out = tmp_path / "csv"

    done = run("export", war_claims, "--format", "neo4j-admin", "--out", out)

    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "import.sh" in done.stderr
    assert "neo4j-admin database import full" in (out / "import.sh").read_text(encoding="utf-8")
    with (out / "claim.000.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == len(rows(war_claims.read_text(encoding="utf-8")))
    wrong = run("export", war_claims, "--format", "neo4j-admin", "--out", war_claims)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "is a file" in wrong.stderr


# -- checking by hand ----------------------------------------------------------------------------


def test_verdicts_are_drawn_added_reported_and_asked_for(
    run: Run, graph: Path, war_claims: Path, tmp_path: Path
) -> None:
    drawn = run(
        "sample", "--graph", graph, "--n", "3", "--actor", "türkiye", "--out", tmp_path / "c.html"
    )
    ids = run("query", "MATCH (c:Claim {relation: 'attacks'}) RETURN c.id AS claim ORDER BY claim",
              "--graph", graph, "--format", "jsonl")  # fmt: skip
    judged = [
        row | {"coder": "Ada", "at": "2026-10-01", "relation": "wrong"} for row in rows(ids.stdout)
    ]
    lines = "\n".join([*map(json.dumps, judged), '{"claim": "cut'])
    (tmp_path / "ada.jsonl").write_text(lines, encoding="utf-8")
    added = run("verdicts", "add", tmp_path / "ada.jsonl", tmp_path / "none.csv", "--graph", graph)
    report = run("verdicts", "report", "--graph", graph, "--format", "jsonl")
    refit = run("verdicts", "refit", "--graph", graph)
    checked = run("export", graph, "--format", "json", "--checked", "--out", tmp_path / "n.json")
    of_file = run("page", war_claims, "--checked", "--out", tmp_path / "p.html")

    assert drawn.returncode == 0
    assert "open it in a browser" in drawn.stderr
    assert "Content-Security-Policy" in (tmp_path / "c.html").read_text()
    assert added.returncode == 1
    assert f"{len(judged)} verdicts added" in added.stderr
    assert f"ada.jsonl, line {len(judged) + 1}: it is no JSON" in added.stderr
    assert "none.csv: No such file" in added.stderr
    (found,) = rows(report.stdout)
    assert found["relations"]["attacks"]["wrong"] == len(judged) > 0  # type: ignore[index]
    assert refit.returncode == 2
    assert "needs 100" in refit.stderr
    assert checked.returncode == 0
    assert json.loads((tmp_path / "n.json").read_text())["links"] == []
    assert of_file.returncode == 2
    assert "does not tell what was checked" in of_file.stderr
    assert not (tmp_path / "p.html").exists()
