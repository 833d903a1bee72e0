"""The files that are written from the headers of the questions: docs/questions.md and a stub.

`python -m actorgraph.queries.question_files`, in the root of the repository, writes both again.
"""

from collections.abc import Iterator
from pathlib import Path

from actorgraph.queries.question_calls import python_type, row_name, signature_of
from actorgraph.queries.questions import TOPICS, Question, questions

COMMAND = "python -m actorgraph.queries.question_files"
STUB = "queries/question_methods.pyi"
PAGE = "docs/questions.md"
INTRODUCTION = """# Questions

Each is a file of Cypher, `queries/cypher/NAME.cypher`; a graph answers them on the command line and
in Python:

    actorgraph ask rivals --actor Russia --since 2016-09-01
    actorgraph ask leaders --param on=2016-10 --format csv
    actorgraph ask rivals --show > mine.cypher      # change it, and: actorgraph ask mine.cypher

```python
for row in graph.ask.rivals("Russia", since="2016-09-01"):
    print(row.other, row.conflict, row.goldstein)
graph.ask.rivals("Russia").to_pandas()
```

`graph.ask.` completes their names, `help(graph.ask.rivals)` says what one takes and returns, and
type checkers and editors know both. On the command line, `actorgraph --install-completion` makes
the shell complete them too.

What is in `[brackets]` may be left out. An actor, or place, is given by any of its names, a
publisher by its name; a date is a year, month or day and includes both ends, a day is whole.
Where a question says no more, only what is stated or alleged and not denied counts. `?` after a
type: the value may be missing. The rows that matter most come first. How to write one of your own:
[store-reading.md](store-reading.md#named-questions).
"""


def questions_page() -> str:
    """Return docs/questions.md."""
    return "\n".join([INTRODUCTION, *_page_lines()])


def _page_lines() -> Iterator[str]:
    by_topic = {
        topic: [one for one in questions().values() if one.topic == topic] for topic in TOPICS
    }
    for topic, asked in by_topic.items():
        yield f"## {TOPICS[topic]}\n\n| question | takes | what it answers |\n|---|---|---|"
        yield from (
            f"| [`{one.name}`](#{one.name}) | {_takes(one)} | {one.answers} |" for one in asked
        )
        yield ""
    for asked in by_topic.values():
        for one in asked:
            yield from _section(one)


def _takes(question: Question) -> str:
    return " ".join(f"`{word}`" for word in question.takes().split()) or "nothing"


def _section(question: Question) -> Iterator[str]:
    yield f"### {question.name}\n\n**{question.title}.** {question.answers}\n"
    yield "| takes | type | default | |\n|---|---|---|---|"
    for one in question.parameters:
        default = "none" if one.default is None else one.default
        default = "must be given" if one.required else default
        yield f"| `{one.name}` | {one.type} | {default} | {one.meaning} |"
    yield "\n| column | type | |\n|---|---|---|"
    for column in question.columns:
        yield f"| `{column.name}` | {column.type}{'?' * column.optional} | {column.meaning} |"
    yield ""


def stub() -> str:
    """Return queries/question_methods.pyi."""
    return "\n".join([
        "# Written by `" + COMMAND + "` from the headers of queries/cypher.",
        "# ruff: noqa: D400, D415, E501, ICN001, PYI021",
        "# fmt: off",
        "import datetime",
        "from typing import NamedTuple",
        "",
        "from actorgraph.queries.question_calls import Answer, QuestionCalls",
        "",
        *(_row(one) for one in questions().values()),
        "class Ask(QuestionCalls):",
        *(_stub_method(one) for one in questions().values()),
        "",
    ])  # fmt: skip


def _row(question: Question) -> str:
    fields = "".join(f"    {one.name}: {python_type(one)}\n" for one in question.columns)
    return f"class {row_name(question)}(NamedTuple):\n{fields}"


def _stub_method(question: Question) -> str:
    takes = str(signature_of(question)).removeprefix("(")
    return (
        f"    def {question.name}(self, {takes} -> Answer[{row_name(question)}]:\n"
        f'        """{question.answers}"""'
    )


if __name__ == "__main__":
    Path(STUB).write_text(stub(), encoding="utf-8", newline="\n")
    Path(PAGE).write_text(questions_page(), encoding="utf-8", newline="\n")
