"""Every error of the package: what went wrong, where, and what to do about it.

ActorGraphError
├── InputError            an input cannot be read (exit code 1; the other inputs go on)
│   ├── UnreadableFile
│   ├── BadRecord
│   ├── BrokenClaim
│   └── DoubtfulInput     read, but on an assumption that is said (exit code 0)
├── UsageError            the package is used in a way that cannot work (exit code 2)
│   ├── UnknownRelation
│   ├── UnknownKind
│   ├── MissingPipeline
│   ├── UnknownScheme
│   ├── UnknownActor
│   ├── UnknownArticle
│   ├── AmbiguousActor
│   ├── BadMerge
│   ├── BadDump
│   ├── GraphNotEmpty
│   ├── BadQuery
│   ├── RefusedQuery
│   ├── QueryStopped
│   │   └── TooManyRows
│   ├── NotANetwork
│   ├── MissingExtra
│   ├── UnknownQuestion
│   ├── BadQuestion
│   ├── BadParameter
│   ├── PageTooLarge
│   ├── BadStep
│   ├── BadLexicon
│   ├── BadTable
│   ├── BadSettings
│   ├── WorkerLost
│   ├── UntrustedLibrary
│   ├── NothingToCode
│   └── TooFewVerdicts
└── StoreError            the store or its engine cannot be had (exit code 3)
    ├── JarsMissing
    ├── JarMismatch
    ├── EngineFailed
    ├── ImportFailed
    ├── StoreUnreachable
    ├── WrongSchema
    ├── HalfRestored
    └── BrowserMissing
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any


class ActorGraphError(Exception):
    """The root of the tree; its message is written for the person at the keyboard."""

    exit_code = 2

    def __reduce__(self) -> "tuple[Any, ...]":
        """Go from process to process as the facts and the message that were made here."""
        return error_again, (type(self), str(self), vars(self).copy())


def error_again(kind: "type[ActorGraphError]", message: str, facts: Mapping[str, Any]) -> Any:
    """Return an error that was made elsewhere, with its message and its facts."""
    error = kind.__new__(kind, message)
    error.__dict__.update(facts)
    return error


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


class BrokenClaim(InputError):
    """A claim breaks rules; `broken` is their names, each with what is wrong."""

    def __init__(self, broken: Iterable[tuple[str, str]]) -> None:
        self.broken = tuple(broken)
        super().__init__("; ".join(f"{message} (rule {rule})" for rule, message in self.broken))


class DoubtfulInput(InputError):
    """Something was read, but only in part or on an assumption that the person should know."""

    exit_code = 0

    def __init__(self, path: str, reason: str, where: str = "") -> None:
        self.path, self.where, self.reason = path, where, reason
        super().__init__(f"{path}{', ' if where else ''}{where}: {reason}")


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
        super().__init__(
            f"the ontology has no relation {relation!r}; {_hint(relation, self.known)}"
        )


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


class BadLexicon(UsageError):
    """A line of a lexicon table cannot be used."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path}, line {line}: {reason}")


class BadTable(UsageError):
    """Tables of one's own cannot be used as they are; the message names file, line and reason."""


class BadSettings(UsageError):
    """A setting, of a file, the environment or an address, cannot be used."""

    def __init__(self, where: str, reason: str) -> None:
        self.where, self.reason = where, reason
        super().__init__(f"{where}: {reason}")


class WorkerLost(UsageError):
    """A process that read articles has ended; it may have run out of memory."""

    def __init__(self, article: str) -> None:
        self.article = article
        super().__init__(
            f"a reading process ended before {article!r} was done (each takes about 0.5 GB, "
            "an article of many megabytes more); use fewer --workers"
        )


class UnknownScheme(UsageError):
    """A spaCy pipeline has no parser whose labels the rules can read."""

    def __init__(self, pipeline: str, labels: Iterable[str]) -> None:
        self.pipeline, self.labels = pipeline, sorted(labels)
        found = ", ".join(self.labels[:8]) or "none"
        super().__init__(
            f"the pipeline {pipeline!r} has no dependency parser that the rules can read "
            f"(labels found: {found}); use one with Universal Dependencies or ClearNLP labels"
        )


class UnknownActor(UsageError):
    """A name is asked for that no actor of the graph answers to."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        close = get_close_matches(name.casefold(), known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(map(repr, close))}?" if close else "check its spelling"
        super().__init__(f"the graph has no actor {name!r}; {hint}")


class PageTooLarge(UsageError):
    """A page would hold more than a browser shows well; `helps` names filters against it."""

    def __init__(
        self, actors: int, relations: int, *, limits: tuple[int, int], helps: Iterable[str]
    ) -> None:
        self.actors, self.relations, self.helps = actors, relations, list(helps)
        choices = "; ".join(self.helps) or "several filters together (--since, --relation, --actor)"
        super().__init__(
            f"a page of {actors:,} actors and {relations:,} relations is too large "
            f"(limits: {limits[0]:,} and {limits[1]:,}); filters that help: {choices}"
        )


class BadStep(UsageError):
    """A step of a guided tour cannot be shown."""

    def __init__(self, path: str, step: int, reason: str) -> None:
        self.path, self.step, self.reason = path, step, reason
        super().__init__(f"{path}, step {step}: {reason}")


class UntrustedLibrary(UsageError):
    """A file of an installed package is not the one whose checksum is known."""

    def __init__(self, path: str, expected: str, found: str) -> None:
        self.path, self.expected, self.found = path, expected, found
        super().__init__(
            f"{path} has SHA-256 {found[:16]}…, expected {expected[:16]}…; "
            "reinstall it with 'pip install --force-reinstall --no-deps pyvis==0.3.2'"
        )


class StoreError(ActorGraphError):
    """The store or its engine cannot be had, or refuses what is asked of it."""

    exit_code = 3


class JarsMissing(StoreError):
    """Neo4j's jars are not on this machine and cannot be fetched."""

    def __init__(self, version: str, folder: str, reason: str) -> None:
        self.version, self.folder, self.reason = version, folder, reason
        super().__init__(
            f"the jars of Neo4j {version} cannot be brought to {folder}: {reason}. "
            "Three ways out: a server (--graph neo4j://…); a folder of jars, made on another "
            "machine by 'actorgraph engine fetch --to DIR' and used here with "
            "'actorgraph engine fetch --from DIR'; or a file of claims, which needs no engine"
        )


class JarMismatch(StoreError):
    """A fetched jar is not the one that the lock file pins."""

    def __init__(self, path: str, source: str) -> None:
        self.path, self.source = path, source
        super().__init__(
            f"{path} from {source} has another SHA-256 than the lock file says, and was deleted; "
            "fetch again, or from another place (ACTORGRAPH_MAVEN, --from DIR)"
        )


class EngineFailed(StoreError):
    """The local engine did not start; its log says more."""

    def __init__(self, folder: str, reason: str, log: str) -> None:
        self.folder, self.reason, self.log = folder, reason, log
        super().__init__(f"the engine of {folder} did not start: {reason} (log: {log})")


class ImportFailed(StoreError):
    """Neo4j's import stopped; the store is as empty as before."""

    def __init__(self, folder: str, reason: str, log: str) -> None:
        self.folder, self.reason, self.log = folder, reason, log
        super().__init__(
            f"the import into {folder} stopped: {reason} (log: {log}); the store is still empty: "
            "make room on the disk or give it more memory (ACTORGRAPH_HEAP), and run it again"
        )


class StoreUnreachable(StoreError):
    """No graph answers at an address, or it refuses the user."""

    def __init__(self, address: str, reason: str, advice: str) -> None:
        self.address, self.reason = address, reason
        super().__init__(f"{address}: {reason}; {advice}")


class WrongSchema(StoreError):
    """A graph was written by another version of this package, or is something else."""

    def __init__(self, address: str, reason: str) -> None:
        self.address, self.reason = address, reason
        super().__init__(f"{address}: {reason}")


class BadQuery(UsageError):
    """A Cypher query that Neo4j cannot read."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class RefusedQuery(UsageError):
    """A query that would do more than read the graph."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(
            f"{what}: queries may only read the graph; to change it use build, remove or actors"
        )


class QueryStopped(UsageError):
    """A query that ran into its limit of time or rows."""

    def __init__(self, limit: str, advice: str) -> None:
        self.limit = limit
        super().__init__(f"the query was stopped at its limit of {limit}; {advice}")


class TooManyRows(QueryStopped):
    """A query that gives more rows than it may; those up to the limit were given."""


class UnknownArticle(UsageError):
    """The graph has no article of this id."""

    def __init__(self, article: str, known: Iterable[str]) -> None:
        self.article = article
        close = get_close_matches(article, known, n=3, cutoff=0.5)
        hint = (
            f"did you mean {' or '.join(map(repr, close))}?"
            if close
            else "'actorgraph query \"MATCH (a:Article) RETURN a.id\"' lists them"
        )
        super().__init__(f"the graph has no article {article!r}; {hint}")


class AmbiguousActor(UsageError):
    """A name that several actors of the graph have."""

    def __init__(self, name: str, ids: Iterable[str]) -> None:
        self.name, self.ids = name, sorted(ids)
        super().__init__(f"several actors are named {name!r}; say which: {', '.join(self.ids)}")


class BadMerge(UsageError):
    """Two actors that cannot be merged, or one that cannot be split; the message says why."""


class BadDump(UsageError):
    """A file that is no whole dump of a graph; nothing was written from it."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}; nothing was written")


class GraphNotEmpty(UsageError):
    """A dump is to be restored where there is a graph already."""

    def __init__(self, address: str, articles: int) -> None:
        self.address, self.articles = address, articles
        super().__init__(
            f"{address} holds a graph already ({articles:,} articles); nothing was changed. "
            "A dump is restored into an empty one: name a new folder or database"
        )


class HalfRestored(StoreError):
    """A graph into which a dump was restored only in part."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"{address}: the restoring of a dump was cut here; "
            "run 'actorgraph restore' with the same file again"
        )


class BrowserMissing(StoreError):
    """Neo4j Browser is not on this machine and cannot be fetched."""

    def __init__(self, version: str, folder: str, reason: str) -> None:
        self.version, self.folder, self.reason = version, folder, reason
        super().__init__(
            f"Neo4j Browser {version} cannot be brought to {folder}: {reason}. Two ways out: "
            "'actorgraph engine fetch --browser --to DIR' on another machine, and here "
            "'actorgraph engine fetch --browser --from DIR'; or a client that you have, which "
            "'actorgraph engine status' says how to connect"
        )


class NotANetwork(UsageError):
    """Something cannot be a network of actors, or a network cannot be claims."""

    def __init__(self, reason: str, advice: str) -> None:
        self.reason = reason
        super().__init__(f"{reason}; {advice}")


class MissingExtra(UsageError):
    """A part of the package is asked for whose libraries are not installed."""

    def __init__(self, what: str, library: str, extra: str) -> None:
        self.library, self.extra = library, extra
        super().__init__(
            f"{what} needs {library}, which is not installed; "
            f"install it with \"pip install 'actorgraph[{extra}]'\""
        )


class UnknownQuestion(UsageError):
    """A question is asked that the library does not have."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, sorted(known)
        super().__init__(
            f"there is no question {name!r}; {_hint(name, self.known)}; 'actorgraph ask --list' "
            "shows all, and a path ends in .cypher"
        )


class BadQuestion(UsageError):
    """The header of a file of Cypher does not say what it must."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path}, line {line}: {reason}")


class BadParameter(UsageError):
    """A parameter of a question is missing, unknown, or of another type."""

    def __init__(self, question: str, name: str, reason: str) -> None:
        self.question, self.name, self.reason = question, name, reason
        super().__init__(f"{question}: the parameter {name!r} {reason}")


class NothingToCode(UsageError):
    """No claim of the graph answers to what a sample asks for."""

    def __init__(self) -> None:
        super().__init__(
            "there is nothing to code: no claim is left by these filters (claims that others "
            "coded have no words to check, and are no part of a sample); leave a filter out"
        )


class TooFewVerdicts(UsageError):
    """The confidence cannot be refitted to so few checked claims."""

    def __init__(self, right: int, wrong: int, *, needed: tuple[int, int], method: str) -> None:
        self.right, self.wrong, self.needed = right, wrong, needed
        super().__init__(
            f"{right + wrong} claims were checked ({right} right, {wrong} wrong); a {method} refit "
            f"needs {needed[0]}, and at least {needed[1]} of each. Check more: 'actorgraph sample "
            "--by confidence --unchecked'"
        )
