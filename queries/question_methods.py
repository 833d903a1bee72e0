"""What `graph.ask` is; the stub beside this file gives each question its types.

The stub is written by `python -m actorgraph.queries.question_files`.
"""

from actorgraph.queries.question_calls import QuestionCalls


class Ask(QuestionCalls):
    """The questions as methods, and `graph.ask("mine.cypher", …)` for one of your own."""
