"""The tables of docs/relations.md say what the ontology says.

python tests/documents/test_relations_table.py prints them anew.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from actorgraph.ontology.vocabulary import KINDS, RELATIONS, Relation

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "relations.md"


def tables() -> str:
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    events = [relation for relation in RELATIONS.values() if not relation.lasting]
    yield "| relation | PLOVER | quad | Goldstein | CAMEO | meaning | modes |"
    yield "|---|---|---|---|---|---|---|"
    for relation in sorted(events, key=lambda one: (one.quad or 0, one.name)):
        yield (
            f"| {_named(relation)} | {relation.plover} | {relation.quad} | {relation.goldstein} "
            f"| {', '.join(relation.cameo)} | {relation.definition} "
            f"| {', '.join(mode for mode, _ in relation.modes)} |"
        )
    yield from ("", "## Lasting ties", "", "| tie | meaning |", "|---|---|")
    for relation in sorted(RELATIONS.values(), key=lambda one: one.name):
        if relation.lasting:
            yield f"| {_named(relation)} | {relation.definition} |"
    yield from ("", "## Kinds of actor", "", "| kind | is a | meaning |", "|---|---|---|")
    for kind in sorted(KINDS.values(), key=lambda one: one.name):
        yield f"| `{kind.name}` | {kind.parent or ''} | {kind.definition} |"


def _named(relation: Relation) -> str:
    return f"`{relation.name}`{' ↔' if relation.symmetric else ''}"


def test_the_tables_are_those_of_the_ontology() -> None:
    assert tables() in DOCUMENT.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.stdout.write(tables() + "\n")
