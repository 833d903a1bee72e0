"""Every error of the package: what went wrong, where, and what to do about it.

ActorGraphError
├── InputError            an input cannot be read (exit code 1; the other inputs go on)
│   ├── UnreadableFile
│   └── BadRecord
├── UsageError            the package is used in a way that cannot work (exit code 2)
│   ├── UnknownRelation
│   ├── UnknownKind
│   └── MissingPipeline
└── StoreError            the store or its engine cannot be had (exit code 3)
"""

from collections.abc import Iterable
from difflib import get_close_matches


class ActorGraphError(Exception):
    """The root of the tree; its message is written for the person at the keyboard."""

    exit_code = 2


class InputError(ActorGraphError):
    """Something in the input cannot be read; everything else goes on."""

    exit_code = 1


class UnreadableFile(InputError):
    """A file, folder or address cannot be read at all."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class BadRecord(InputError):
    """One record of a file is not what it should be; `where` is a line or another position."""

    def __init__(self, path: str, where: str, reason: str) -> None:
        self.path, self.where, self.reason = path, where, reason
        super().__init__(f"{path}, {where}: {reason}")


class UsageError(ActorGraphError):
    """The request itself cannot work."""


def _hint(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    close = get_close_matches(name, names, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(names)}"


class UnknownRelation(UsageError):
    """A claim uses a relation that the ontology does not define."""

    def __init__(self, relation: str, known: Iterable[str]) -> None:
        self.relation, self.known = relation, sorted(known)
        super().__init__(f"the ontology has no relation {relation!r}; {_hint(relation, self.known)}")


class UnknownKind(UsageError):
    """An actor is of a kind that the ontology does not define."""

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        self.kind, self.known = kind, sorted(known)
        super().__init__(f"the ontology has no kind of actor {kind!r}; {_hint(kind, self.known)}")


class MissingPipeline(UsageError):
    """A spaCy pipeline is named that is not installed."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"the spaCy pipeline {name!r} is not installed; install it with "
            f"'python -m spacy download {name}', or leave out --pipeline to use the one that ships"
        )


class StoreError(ActorGraphError):
    """The store or its engine cannot be had, or refuses what is asked of it."""

    exit_code = 3
