"""Named questions: a file of Cypher each, whose header says what it answers, takes and returns."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from actorgraph.errors import BadQuestion, UnknownQuestion, UnreadableFile

FOLDER = files("actorgraph.queries").joinpath("cypher")
SUFFIX = ".cypher"
TYPES = (
    "actor", "relation", "kind", "publisher", "date", "day", "text", "int", "float", "bool", "list",
)  # fmt: skip
# What the questions that ship are about, in the order in which they are listed.
TOPICS = {
    "overview": "What is in the graph",
    "sides": "Who stands with whom",
    "events": "What happens",
    "time": "What changes",
    "sources": "Who says so",
}
_LINE = re.compile(r"// (topic|title|answers|param|column)\b:? ?(.*)")
_PART = re.compile(
    r"(?P<name>\w+): (?P<type>\w+)(?P<optional>\?)?(?: = (?P<default>.*?))? - (?P<meaning>.+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a question takes; without `required`, it is `default` where nothing is given."""

    name: str
    type: str
    meaning: str
    required: bool
    default: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a question returns in a column; with `optional`, a value may be missing (null)."""

    name: str
    type: str
    meaning: str
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named question: what it answers, its parameters and columns, and its Cypher."""

    name: str
    title: str
    answers: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    cypher: str
    text: str  # the file as it is, with its header
    topic: str = ""  # of TOPICS, for those that ship

    def takes(self) -> str:
        """Return the parameters as a person writes them: "actor [since] [most=50]"."""
        words = []
        for one in self.parameters:
            default = "" if one.default is None else f"={one.default}"
            words.append(one.name if one.required else f"[{one.name}{default}]")
        return " ".join(words)


@cache
def questions() -> dict[str, Question]:
    """Return the questions that ship, by name, in the order of their topics."""
    found = [
        parse_question(one.name.removesuffix(SUFFIX), one.read_text(encoding="utf-8"), one.name)
        for one in FOLDER.iterdir()
        if one.name.endswith(SUFFIX)
    ]
    found.sort(key=lambda one: (list(TOPICS).index(one.topic), one.name))
    return {one.name: one for one in found}


def question_named(name: str) -> Question:
    """Return the question of this name, or of a path to a file of one's own ("mine.cypher").

    Raises UnknownQuestion, UnreadableFile, or BadQuestion.
    """
    if not name.endswith(SUFFIX):
        if name not in questions():
            raise UnknownQuestion(name, questions())
        return questions()[name]
    path = Path(name)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(name, str(error)) from error
    return parse_question(path.stem, text, name)


def parse_question(name: str, text: str, path: str) -> Question:
    """Return the question that a file holds: its header is the comments at its top.

        // topic: sides
        // title: Whom an actor deals with
        // answers: On whom does the actor act?
        // param actor: actor - whose neighbours
        // param most: int = 50 - how many rows
        // column other: text - the name of the other
        // column speaker: text? - who says so, or null

    Types are those of TYPES; a default is JSON; the topic may lack. Raises BadQuestion with the
    line.
    """
    says: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for number, key, value in _header(text):
        if key in ("topic", "title", "answers"):
            says[key] = value
            continue
        part = _part(value, path, number)
        if key == "param":
            parameters.append(_parameter(part, path, number))
        else:
            columns.append(_column(part))
    for key in ("title", "answers"):
        if not says.get(key):
            raise BadQuestion(path, 1, f"the header has no line '// {key}: …'")
    return Question(
        name=name, topic=says.get("topic", ""), title=says["title"], answers=says["answers"],
        text=text,
        parameters=tuple(parameters), columns=tuple(columns),
        cypher="".join(line for line in text.splitlines(keepends=True) if not _LINE.match(line)),
    )  # fmt: skip


def _header(text: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("//"):
            return
        if found := _LINE.match(line):
            yield number, found[1], found[2].strip()


def _part(value: str, path: str, number: int) -> Mapping[str, str]:
    found = _PART.fullmatch(value)
    if not found:
        reason = f"{value!r} is not of the form 'name: type = default - meaning'"
        raise BadQuestion(path, number, reason)
    if found["type"] not in TYPES:
        raise BadQuestion(path, number, f"no type {found['type']!r}; known: {', '.join(TYPES)}")
    return found.groupdict()


def _parameter(part: Mapping[str, str], path: str, number: int) -> Parameter:
    written = part["default"]
    try:
        default = None if written is None else json.loads(written)
    except ValueError:
        reason = f"the default {written} is no JSON; write text in double quotes"
        raise BadQuestion(path, number, reason) from None
    return Parameter(
        name=part["name"], type=part["type"], meaning=part["meaning"],
        required=written is None, default=default,
    )  # fmt: skip


def _column(part: Mapping[str, str]) -> Column:
    return Column(
        name=part["name"],
        type=part["type"],
        meaning=part["meaning"],
        optional=bool(part["optional"]),
    )
