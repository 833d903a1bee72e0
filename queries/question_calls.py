"""Questions called by name from Python, and answers whose rows have named, typed fields."""

import datetime as dt
import inspect
from collections import namedtuple
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from actorgraph.graph.store import Store
from actorgraph.graph.tables import Table
from actorgraph.ontology.notebook_html import table_html
from actorgraph.queries.asking import ask
from actorgraph.queries.questions import TOPICS, Column, Parameter, Question, questions

# What the types of headers are in Python: of what is given, and of what comes back.
GIVEN: dict[str, Any] = {
    "date": str | dt.date, "day": str | dt.date, "int": int, "float": float,
    "bool": bool, "list": list[Any],
}  # fmt: skip
RETURNED: dict[str, Any] = {
    "day": dt.date, "int": int, "float": float, "bool": bool, "list": list[str],
}  # fmt: skip
Named = TypeVar("Named", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Table, Generic[Named]):
    """The answer to a question: a table whose rows are named tuples, `answer[0].other`."""

    rows: tuple[Named, ...]

    def __iter__(self) -> Iterator[Named]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> Named:
        """Return the row at this place, from 0."""
        return self.rows[place]


class QuestionCalls:
    """Each question that ships is a method: `graph.ask.rivals("Russia", since="2016-09")`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, question: str, **parameters: Any) -> Table:
        """Ask a question by its name, or one in a file of your own ("mine.cypher").

        Raises UnknownQuestion, BadParameter, UnknownActor or AmbiguousActor.
        """
        running = ask(self._store, question, parameters)
        return Table(columns=running.columns, rows=tuple(running.rows))

    if not TYPE_CHECKING:  # a type checker reads the methods in question_methods.pyi

        def __getattr__(self, name: str) -> Callable[..., Answer[Any]]:
            if name not in questions():
                near = get_close_matches(name, questions(), n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                message = f"there is no question {name!r}{hint}"
                raise AttributeError(message)
            return _method(self._store, questions()[name])

    def __dir__(self) -> list[str]:
        """Offer the questions to people who complete them."""
        return sorted({*super().__dir__(), *questions()})

    def __repr__(self) -> str:
        return f"<{len(questions())} questions: {', '.join(questions())}>"

    def _repr_html_(self) -> str:
        """Return the questions as a table, for notebooks."""
        rows = [
            (TOPICS[one.topic], one.name, one.takes(), one.answers) for one in questions().values()
        ]
        return table_html(("topic", "question", "parameters", "what it answers"), rows)


def _method(store: Store, question: Question) -> Callable[..., Answer[Any]]:
    def call(*places: Any, **given: Any) -> Answer[Any]:
        placed = signature.bind_partial(*places).arguments
        for name in placed.keys() & given:
            message = f"{question.name}: {name!r} is given twice, by place and by name"
            raise TypeError(message)
        running = ask(store, question, placed | given)
        kind = row_type(question.name)
        return Answer(columns=running.columns, rows=tuple(map(kind._make, running.rows)))

    signature = signature_of(question)
    call.__name__ = call.__qualname__ = question.name
    call.__doc__ = described(question)
    call.__signature__ = signature  # type: ignore[attr-defined]
    return call


@cache
def row_type(question: str) -> Any:
    """Return the class of the question's rows: a named tuple with its columns."""
    asked = questions()[question]
    made = namedtuple(row_name(asked), [column.name for column in asked.columns])  # type: ignore[misc]  # noqa: PYI024
    made.__doc__ = f"A row of {asked.name}: {', '.join(made._fields)}."
    return made


def row_name(question: Question) -> str:
    """Return the name of the class of the question's rows: CoBelligerentsRow."""
    return "".join(word.title() for word in question.name.split("_")) + "Row"


def signature_of(question: Question) -> inspect.Signature:
    """Return what the question takes as Python shows it: what is needed first, the rest by name."""
    needed = [one for one in question.parameters if one.required]
    others = [one for one in question.parameters if not one.required]
    return inspect.Signature(
        [
            *(_parameter(one, inspect.Parameter.POSITIONAL_OR_KEYWORD) for one in needed),
            *(_parameter(one, inspect.Parameter.KEYWORD_ONLY) for one in others),
        ]
    )


def _parameter(one: Parameter, kind: Any) -> inspect.Parameter:
    type_ = GIVEN.get(one.type, str)
    if one.required:
        return inspect.Parameter(one.name, kind, annotation=type_)
    annotation = type_ | None if one.default is None else type_
    return inspect.Parameter(one.name, kind, default=one.default, annotation=annotation)


def python_type(column: Column) -> str:
    """Return the type of a column's values as Python writes it."""
    written = inspect.formatannotation(RETURNED.get(column.type, str))
    return f"{written} | None" if column.optional else written


def described(question: Question) -> str:
    """Return the docstring of the question's method: what it answers, takes and returns."""
    takes = [f"    {one.name}: {one.meaning}" for one in question.parameters]
    gives = [f"    {one.name} ({python_type(one)}): {one.meaning}" for one in question.columns]
    parts = [f"{question.answers}", "Takes", *takes, "", "Returns rows of", *gives]
    return "\n".join([parts[0], "", *parts[1:]])
