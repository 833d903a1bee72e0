"""Every command and option is in docs/commands.md, links hold, and the README is true."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from actorgraph.graph.claim_file import write_claims
from actorgraph.loaders.extraction import SURE
from actorgraph.loaders.reading import read_articles
from actorgraph.ontology.claims import Claim, claim_from_json, claim_to_json
from actorgraph.queries.claim_sources import file_source
from actorgraph.queries.command_line import app

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(command: Any, name: str = "actorgraph") -> Iterator[tuple[str, Any]]:
    if hasattr(command, "commands"):
        for part, inner in command.commands.items():
            yield from commands(inner, f"{name} {part}")
    else:
        yield name, command


ALL = dict(commands(typer.main.get_command(app)))


def test_the_command_line_is_found() -> None:
    assert {"actorgraph build", "actorgraph actors find"} <= set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_a_command_stands_in_its_row_with_its_options(name: str) -> None:
    row = next((line for line in COMMANDS.splitlines() if f"| `{name}" in line), "")
    options = [o for param in ALL[name].params for o in param.opts if o.startswith("--")]

    assert row, f"docs/commands.md has no row of {name}"
    everywhere = {"--help", "--log-format", "--counters"}  # have a row of their own
    assert [option for option in options if option not in everywhere and option not in row] == []


def test_the_claim_in_the_documents_is_one_and_stands_in_its_article() -> None:
    document = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    shown = json.loads(document.split("```json\n")[1].split("```")[0])
    claim = claim_from_json(shown)
    found = list(read_articles([str(ROOT / "examples" / "articles")], on_error=lambda _error: None))
    text = next(article.text for article in found if article.id == claim.article)
    spans = (claim.subject, claim.object, claim.cue, claim.sentence)

    assert claim_to_json(claim) == shown
    assert [text[span.start : span.end] for span in spans] == [span.text for span in spans]


def test_the_claim_in_the_documents_is_what_extract_prints() -> None:
    document = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    shown = json.loads(document.split("```json\n")[1].split("```")[0])
    live = ROOT / "examples" / "articles" / "syria-2016-10-25-aleppo-live.txt"
    done = _python(["-m", "actorgraph", "extract", str(live)], ROOT.parent)
    printed = [json.loads(line) for line in done.stdout.splitlines()]

    # How sure it is and the model's fingerprint change with every training, the rest must not.
    for claim in (shown, *printed):
        assert (claim.pop("confidence") >= SURE, claim.pop("extractor")["name"]) == (
            True,
            "rules",
        )
    assert shown in printed


def test_the_sparql_of_the_readme_finds_who_attacks_whom(
    claims_in: Callable[..., list[Claim]], tmp_path: Path
) -> None:
    found = re.search(r'query --sparql "(.*?)" --graph', README)
    assert found
    write_claims(claims_in("Turkey bombed the YPG on Monday."), tmp_path / "claims.jsonl")

    table = file_source(str(tmp_path / "claims.jsonl")).sparql(found[1])

    assert list(table.rows) == [("Turkey", "People's Protection Units")]


def test_links_of_the_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")]
    links = [
        (file.name, target)
        for file in documents
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", file.read_text(encoding="utf-8"))
        if not (target.startswith("http") or (file.parent / target).exists())
    ]

    assert links == []


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    shutil.copytree(ROOT / "examples" / "articles", tmp_path / "articles")
    try:
        assert code
        done = _python(["-c", code[1]], tmp_path)
    finally:
        _python(["-m", "actorgraph", "engine", "stop", "--graph", "syria.db"], tmp_path)

    assert done.returncode == 0, done.stderr
    assert "Russia Aleppo" in done.stdout
    assert (tmp_path / "syria.html").is_file()


def test_the_tables_and_the_python_of_the_lexicon_guide_work(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
    tables = re.findall(r"`(mine/\w+\.\w+)`.*?:\n\n((?:    .*\n)+)", guide)
    (tmp_path / "mine").mkdir()
    for name, lines in tables:
        (tmp_path / name).write_text(re.sub("(?m)^    ", "", lines), encoding="utf-8")

    code = "".join(re.findall(r"```python\n(.*?)```", guide, re.DOTALL))
    done = _python(["-c", code], tmp_path)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Falcons of Ibb coerces Houthis")


def test_the_worked_example_of_the_lexicon_guide_prints_what_it_shows(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
    part = guide.split("## A sentence is not understood")[1].split("```python")[0]
    (tmp_path / "mine").mkdir()
    shown: list[list[str]] = []
    printed: list[str] = []
    for name, block in re.findall(
        r"(?:`(mine/\w+\.\w+)`[^\n]*:)?\n\n((?:    .*\n|\n(?=    ))+)", part
    ):
        lines = re.sub("(?m)^    ", "", block)
        if name:
            (tmp_path / name).write_text(lines, encoding="utf-8")
        elif lines.startswith("actorgraph explain"):
            done = _python(["-m", *shlex.split(lines)], tmp_path)
            assert done.returncode == 0, done.stderr
            printed.append(done.stdout)
            shown.append([])
        elif not lines.startswith("actorgraph"):
            shown[-1] += [line for line in lines.splitlines() if line]

    assert list(map(len, shown)) == [10, 4]
    for lines, output in zip(shown, printed, strict=True):
        whole = iter(output.splitlines())
        assert [line for line in lines if not any(o.startswith(line) for o in whole)] == []


def _python(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=folder, env=dict(os.environ), capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_figures_of_the_readme_are_those_of_the_report() -> None:
    report = (ROOT / "benchmarks" / "quality.md").read_text(encoding="utf-8")
    sections = {part.split("\n", 1)[0]: part for part in report.split("\n## ")[1:]}
    quoted = re.findall(r"\| ([\w-]+) \| (.+?) \| (0\.\d+) \|", README)

    assert quoted
    assert [row for row in quoted if f"| {row[1]} | {row[2]} |" not in sections[row[0]]] == []


def test_figures_of_the_limits_are_those_of_the_reports() -> None:
    limits = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    report = (ROOT / "benchmarks" / "quality.md").read_text(encoding="utf-8")
    errors = (ROOT / "benchmarks" / "errors.md").read_text(encoding="utf-8")
    sections = {part.split("\n", 1)[0]: part for part in report.split("\n## ")[1:]}
    quoted = re.findall(r"\| (0\.\d+) \| \[(\w+)\]\(.*?\): (.+?) \|", limits)

    assert len(quoted) == 4
    assert [row for row in quoted if f"| {row[2]} | {row[0]} |" not in sections[row[1]]] == []
    assert "| 30 (109 of 180) |" in errors
    assert "10 are right in subject, relation and object, 7 in every field" in errors
    assert "| above 0.7 | 25 | 21 |" in errors
