"""Named questions: a file of Cypher each, whose header says what it answers, takes and returns."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from actorgraph.errors import BadQuestion, UnknownQuestion, UnreadableFile

FOLDER = files("actorgraph.queries").joinpath("cypher")
SUFFIX = ".cypher"
TYPES = ("actor", "relation", "date", "text", "int", "float", "bool", "list")
_LINE = re.compile(r"// (title|answers|param|column)\b:? ?(.*)")
_PART = re.compile(r"(?P<name>\w+): (?P<type>\w+)(?: = (?P<default>.*?))? - (?P<meaning>.+)")


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
    """What a question returns in a column."""

    name: str
    type: str
    meaning: str


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

    def takes(self) -> str:
        """Return the parameters as a person writes them: "actor [since] [most=50]"."""
        words = []
        for one in self.parameters:
            default = "" if one.default is None else f"={one.default}"
            words.append(one.name if one.required else f"[{one.name}{default}]")
        return " ".join(words)


@cache
def questions() -> dict[str, Question]:
    """Return the questions that ship, by name."""
    found = [one for one in FOLDER.iterdir() if one.name.endswith(SUFFIX)]
    return {
        name: parse_question(name, one.read_text(encoding="utf-8"), one.name)
        for name, one in sorted((one.name.removesuffix(SUFFIX), one) for one in found)
    }


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

        // title: Whom an actor deals with
        // answers: On whom does the actor act?
        // param actor: actor - whose neighbours
        // param most: int = 50 - how many rows
        // column other: text - the name of the other

    Types are those of TYPES; a default is JSON. Raises BadQuestion with the line.
    """
    says: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for number, key, value in _header(text):
        if key in ("title", "answers"):
            says[key] = value
            continue
        part = _part(value, path, number)
        if key == "param":
            parameters.append(_parameter(part, path, number))
        else:
            columns.append(Column(name=part["name"], type=part["type"], meaning=part["meaning"]))
    for key in ("title", "answers"):
        if not says.get(key):
            raise BadQuestion(path, 1, f"the header has no line '// {key}: …'")
    return Question(
        name=name, title=says["title"], answers=says["answers"], text=text,
        parameters=tuple(parameters), columns=tuple(columns),
        cypher="".join(line for line in text.splitlines(keepends=True) if not _LINE.match(line)),
    )  # fmt: skip


def _header(text: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("//"):
            return
        if found := _LINE.match(line):
            yield number, found[1], found[2].strip()


def _part(value: str, path: str, number: int) -> dict[str, str]:
    found = _PART.fullmatch(value)
    if not found:
        reason = f"{value!r} is not of the form 'name: type = default - meaning'"
        raise BadQuestion(path, number, reason)
    if found["type"] not in TYPES:
        raise BadQuestion(path, number, f"no type {found['type']!r}; known: {', '.join(TYPES)}")
    return found.groupdict()


def _parameter(part: dict[str, str], path: str, number: int) -> Parameter:
    try:
        default = None if part["default"] is None else json.loads(part["default"])
    except ValueError:
        reason = f"the default {part['default']} is no JSON; write text in double quotes"
        raise BadQuestion(path, number, reason) from None
    return Parameter(
        name=part["name"], type=part["type"], meaning=part["meaning"],
        required=part["default"] is None, default=default,
    )  # fmt: skip
