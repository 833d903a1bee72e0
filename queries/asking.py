"""Asking a named question: its parameters are checked, and names become actors of the graph."""

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from actorgraph.errors import BadParameter, UnknownKind
from actorgraph.graph.limits import Limits
from actorgraph.graph.reader import Reader
from actorgraph.graph.tables import Rows
from actorgraph.ontology.vocabulary import KINDS, relation_named
from actorgraph.queries.questions import Parameter, Question, question_named

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def ask(
    graph: Reader,
    question: str | Question,
    parameters: Mapping[str, Any],
    *,
    limits: Limits | None = None,
) -> Rows:
    """Return the rows that answer a question, given by name, by path, or as read.

    An actor is given by any name; dates as a year, month or day. Raises UnknownQuestion,
    BadParameter, UnknownActor, AmbiguousActor, UnknownRelation, UnknownKind, and what a query
    raises.
    """
    asked = question if isinstance(question, Question) else question_named(question)
    return graph.stream(asked.cypher, _bound(graph, asked, parameters), limits=limits)


def _bound(graph: Reader, question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
    known = {one.name: one for one in question.parameters}
    for name in given:
        if name not in known:
            reason = f"is not one that it takes: {question.takes() or 'none'}"
            raise BadParameter(question.name, name, reason)
    bound = {name: _value(question, one, given) for name, one in known.items()}
    named = {
        type_: [one for one in known if known[one].type == type_ and bound[one] is not None]
        for type_ in ("actor", "publisher")
    }
    if named["actor"]:
        names = graph.actor_names()
        bound |= {name: names.resolve(bound[name]) for name in named["actor"]}
    for name in named["publisher"]:
        bound[name] = _publisher(graph, question, name, bound[name])
    return bound


def _publisher(graph: Reader, question: Question, name: str, given: str) -> str:
    """Return the publisher as the graph spells it; an article without one is its own."""
    folded = {str(one).casefold(): str(one) for (one,) in graph.query(PUBLISHERS).rows}
    if given.casefold() in folded:
        return folded[given.casefold()]
    near = get_close_matches(given.casefold(), folded, n=3)
    hint = f"did you mean {', '.join(repr(folded[one]) for one in near)}?" if near else ""
    reason = f"is {given!r}, and no article is by that publisher; {hint or SHOWN}"
    raise BadParameter(question.name, name, reason)


PUBLISHERS = (
    "MATCH (a:Article) WHERE EXISTS { (a)<-[:STATED_IN]-(:Claim) } "
    "RETURN DISTINCT coalesce(a.publisher, a.id) AS publisher"
)
SHOWN = "the question 'publishers' shows them"


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
    "day": "day; write it as 2016-10-24",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
}


def _typed(type_: str, value: Any) -> Any:
    """Return the value as the type has it; raise TypeError or ValueError where it cannot be."""
    match type_:
        case "date":
            return _day(str(value))
        case "day":
            return date.fromisoformat(str(value)).isoformat()
        case "relation":
            return relation_named(str(value)).name
        case "kind":
            return _kind(str(value))
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


def _kind(text: str) -> str:
    """Return the kind of actor as the ontology spells it."""
    folded = {name.casefold(): name for name in KINDS}
    if text.casefold() not in folded:
        raise UnknownKind(text, KINDS)
    return folded[text.casefold()]


def _day(text: str) -> str:
    """Return the date as it stands, checked: a year, month or day."""
    if not _DATE.fullmatch(text):
        raise ValueError
    date.fromisoformat(text + "-01-01"[len(text) - len("2016") :])
    return text
