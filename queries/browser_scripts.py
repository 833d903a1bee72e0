"""The library of questions, and pictures of the graph, as saved scripts of Neo4j Browser."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from actorgraph.queries.questions import Parameter, Question, parse_question, questions

ASSETS = files("actorgraph.queries").joinpath("browser_assets")
PICTURES, QUESTIONS = "actorgraph-pictures", "actorgraph-questions"
_PARAMETER = re.compile(r"\$(\w+)")
NONE = {"relation": "attacks", "text": "", "int": 1, "float": 0.0, "bool": False, "list": []}


@cache
def pictures() -> dict[str, Question]:
    """Return the scripts whose answer is drawn, by name, in their order."""
    found = sorted((one.name, one) for one in ASSETS.iterdir() if one.name.endswith(".cypher"))
    return {
        name.removesuffix(".cypher"): parse_question(name, one.read_text(encoding="utf-8"), name)
        for name, one in found
    }


def saved_scripts(actors: Sequence[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return Browser's folders and its documents: a script each, ready to run.

    `actors` are ids: the first is put where a question asks for an actor, the next for another.
    """
    folders = [
        {"id": PICTURES, "name": "Pictures (actorgraph)"},
        {"id": QUESTIONS, "name": "Questions (actorgraph)"},
    ]
    documents = [
        {"id": f"actorgraph-{name}", "folder": folder, "content": script(one, actors)}
        for folder, library in ((PICTURES, pictures()), (QUESTIONS, questions()))
        for name, one in library.items()
    ]
    return folders, documents


def script(question: Question, actors: Sequence[str] = ()) -> str:
    """Return a question as Browser runs it: what it answers, and its Cypher with values put in.

    Browser shows no rows of a script that sets parameters of its own, and forgets parameters.
    """
    left = iter(actors)
    values = {one.name: literal(_value(one, left)) for one in question.parameters}
    lines = [f"// {question.title}", f"// {question.answers} Change what stands for"]
    lines += [f"//   {one.name}, {values[one.name]}: {one.meaning}" for one in question.parameters]
    if not values:
        lines[1] = f"// {question.answers}"
    cypher = _PARAMETER.sub(lambda found: values.get(found[1], found[0]), question.cypher)
    return "\n".join([*lines, cypher.strip()]) + "\n"


def _value(parameter: Parameter, actors: Iterator[str]) -> Any:
    if not parameter.required:
        return parameter.default
    if parameter.type == "actor":
        return next(actors, "")
    return NONE.get(parameter.type)


def literal(value: Any) -> str:
    """Return a value as Cypher writes it, in one line."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    # A JSON string is a Cypher string: the same quotes, the same \\n, \\" and \\uXXXX.
    return json.dumps(value)
