"""Asking a named question: its parameters are checked, and names become actors of the graph."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from actorgraph.errors import BadParameter
from actorgraph.graph.read_only import Limits
from actorgraph.graph.store import Store
from actorgraph.graph.tables import Rows
from actorgraph.ontology.vocabulary import relation_named
from actorgraph.queries.actor_names import ActorNames
from actorgraph.queries.questions import Parameter, Question, question_named

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def ask(
    store: Store,
    question: str | Question,
    parameters: Mapping[str, Any],
    *,
    limits: Limits | None = None,
) -> Rows:
    """Return the rows that answer a question, given by name, by path, or as read.

    An actor is given by any name; dates as a year, month or day. Raises UnknownQuestion,
    BadParameter, UnknownActor, AmbiguousActor, UnknownRelation, and what a query raises.
    """
    asked = question if isinstance(question, Question) else question_named(question)
    return store.stream(asked.cypher, _bound(store, asked, parameters), limits=limits)


def _bound(store: Store, question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
    known = {one.name: one for one in question.parameters}
    for name in given:
        if name not in known:
            reason = f"is not one that it takes: {question.takes() or 'none'}"
            raise BadParameter(question.name, name, reason)
    bound = {name: _value(question, one, given) for name, one in known.items()}
    actors = [one for one in known if known[one].type == "actor" and bound[one] is not None]
    if actors:
        names = ActorNames(store)
        bound |= {name: names.resolve(bound[name]) for name in actors}
    return bound


def _value(question: Question, parameter: Parameter, given: Mapping[str, Any]) -> Any:
    value = given.get(parameter.name)
    if value is None:
        if parameter.required:
            reason = f"is missing: {parameter.meaning}"
            raise BadParameter(question.name, parameter.name, reason)
        return parameter.default
    try:
        return _typed(parameter.type, value)
    except (TypeError, ValueError):
        reason = f"is {value!r}, which is no {WORDS.get(parameter.type, parameter.type)}"
        raise BadParameter(question.name, parameter.name, reason) from None


WORDS = {
    "date": "date; write it as 2016, 2016-10 or 2016-10-24",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
}


def _typed(type_: str, value: Any) -> Any:
    """Return the value as the type has it; raise TypeError or ValueError where it cannot be."""
    match type_:
        case "date":
            return _day(str(value))
        case "relation":
            return relation_named(str(value)).name
        case "int":
            number = float(value)
            if not number.is_integer() or isinstance(value, bool):
                raise ValueError
            return int(number)
        case "float":
            return float(value)
        case "bool" | "list":
            if not isinstance(value, {"bool": bool, "list": list}[type_]):
                raise TypeError
            return value
    return str(value)


def _day(text: str) -> str:
    """Return the date as it stands, checked: a year, month or day."""
    if not _DATE.fullmatch(text):
        raise ValueError
    date.fromisoformat(text + "-01-01"[len(text) - len("2016") :])
    return text
