"""Checking a file of claims: what `actorgraph check FILE` does."""

from pathlib import Path

from actorgraph.queries.printing import say


def check_claims(file: Path) -> int:
    """Print each violation as file, line or node, rule and message; return the exit code.

    0 where every rule is kept, 1 where one is broken.
    """
    from actorgraph.graph.file_checks import check_file

    count = 0
    for count, found in enumerate(check_file(file), 1):  # noqa: B007 - the last number is told
        print(f"{found.file}, {found.node}: {found.message} (rule {found.rule})")  # noqa: T201
    say(f"{count} violations" if count else f"{file}: every rule is kept")
    return 1 if count else 0
