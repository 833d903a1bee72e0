"""Which relation stands between two marked actors: pairs in, relations out."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

from actorgraph.errors import BadRecord, InputError, UnreadableFile
from actorgraph.loaders.byte_lines import lines_of
from actorgraph.loaders.cues import Cue, Lexicon
from actorgraph.loaders.drafts import Report
from actorgraph.loaders.input_files import InputFile, files_of, reason_of
from actorgraph.loaders.lexicon_reading import shipped as shipped_lexicon
from actorgraph.loaders.marked_pairs import SOURCE, MarkedPair, PairReader, Places
from actorgraph.loaders.pipeline import SHIPPED, load_pipeline, parse
from actorgraph.loaders.relation_features import features
from actorgraph.loaders.relation_model import RelationModel
from actorgraph.loaders.relation_model import shipped as shipped_model
from actorgraph.loaders.syntax import scheme_of
from actorgraph.ontology.articles import Article
from actorgraph.ontology.vocabulary import Relation, relation_named

MARGIN = 2_000  # characters before and after the two actors that are parsed with them
UNSURE = 0.35  # below this a lasting tie that the rules read is the better answer
SUFFIXES = frozenset({".jsonl", ".ndjson", ".json"})

Field = Literal["source", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text in which two actors are marked: character offsets [start, end) in `text`.

    Raises ValueError where an offset is no place of the text.
    """

    id: str
    text: str
    source: Places
    target: Places

    def __post_init__(self) -> None:
        """Check that both spans hold words of the text."""
        for name, (start, end) in (("source", self.source), ("target", self.target)):
            if not 0 <= start < end <= len(self.text):
                message = f"{name!r} is {start} to {end}, in a text of {len(self.text)} characters"
                raise ValueError(message)
            if not self.text[start:end].strip():
                message = f"{name!r} marks white space only"
                raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The relation from source to target of the pair with this id; `mode` where a cue tells it."""

    id: str
    relation: str
    mode: str | None
    confidence: float

    def as_json(self) -> dict[str, str | int | float | None]:
        """Return the fields of a line of output."""
        known = relation_named(self.relation)
        return {
            "id": self.id,
            "relation": self.relation,
            "plover": known.plover,
            "mode": self.mode,
            "quad": known.quad,
            "confidence": self.confidence,
        }


# -- reading pairs -----------------------------------------------------------------------------


def read_pairs(
    paths: Iterable[str], *, on_error: Report, stdin: BinaryIO | None = None
) -> Iterator[Pair]:
    """Yield the pairs of JSON lines in files, folders, globs and "-" (standard input).

    `on_error` is given an UnreadableFile or BadRecord for what is not read; the rest goes on.
    """
    source = stdin if stdin is not None else sys.stdin.buffer
    for file in files_of(paths, on_error, known=SUFFIXES, stdin=source):
        try:
            with file.open() as stream:
                yield from _pairs(lines_of(stream, file.path), file, on_error)
        except InputError as error:
            on_error(error)
        except (OSError, EOFError) as error:
            on_error(UnreadableFile(file.path, reason_of(error)))


def _pairs(lines: Iterable[bytes], file: InputFile, report: Report) -> Iterator[Pair]:
    empty = True
    for number, line in enumerate(lines, start=1):
        row = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if row.strip():
            empty = False
            try:
                yield _pair(row)
            except ValueError as error:
                report(BadRecord(file.path, f"line {number}", str(error)))
    if empty:
        raise UnreadableFile(file.path, "there is no pair in it")


def _pair(line: bytes) -> Pair:
    """Return the pair of a line; raises ValueError with what is wrong with it."""
    row = _object(line)
    name = row.get("id")
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    for field, value in (("id", name), ("text", row.get("text"))):
        if field not in row:
            message = f"has no field {field!r} (its fields: {', '.join(list(row)[:8]) or 'none'})"
            raise ValueError(message)
        if not isinstance(value, str):
            message = f"field {field!r} is {type(row[field]).__name__}, not text"
            raise ValueError(message)  # noqa: TRY004  (a fault of the data, not of the code)
    return Pair(
        id=str(name), text=row["text"], source=_span(row, "source"), target=_span(row, "target")
    )


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        message = f"byte 0x{line[error.start]:02x} is not UTF-8"
        raise ValueError(message) from None
    except json.JSONDecodeError as error:
        message = f"not JSON ({error.msg}, column {error.colno})"
        raise ValueError(message) from None
    except RecursionError:
        message = "not JSON that can be read (nested too deep)"
        raise ValueError(message) from None
    if not isinstance(row, dict):
        message = "not an object with id, text, source and target"
        raise ValueError(message)  # noqa: TRY004
    return row


def _span(row: dict[str, Any], field: Field) -> Places:
    if field not in row:
        message = f"has no field {field!r} (its fields: {', '.join(list(row)[:8])})"
        raise ValueError(message)
    match row[field]:
        case [int(start), int(end)] if bool not in (type(start), type(end)):
            return start, end
    message = f"field {field!r} is {json.dumps(row[field])[:40]}, not [start, end] in characters"
    raise ValueError(message)


# -- relating ----------------------------------------------------------------------------------


class Relater:
    """Decides which relation a text states from one marked actor to another."""

    def __init__(
        self,
        pipeline: str = SHIPPED,
        *,
        lexicon: Lexicon | None = None,
        model: RelationModel | None = None,
    ) -> None:
        self.lexicon = lexicon or shipped_lexicon()
        self._nlp = load_pipeline(pipeline)
        self.reader = PairReader(self.lexicon, scheme_of(self._nlp))
        self._model = model or shipped_model()

    def relate(self, pairs: Iterable[Pair]) -> Iterator[Related]:
        """Yield the relation of each pair, in the order of the pairs."""
        for pair in pairs:
            yield self._related(pair.id, self.read(pair))

    def read(self, pair: Pair) -> MarkedPair:
        """Parse the text around the two actors and look up what joins them."""
        low = min(pair.source[0], pair.target[0])
        high = max(pair.source[1], pair.target[1])
        start, end = _cut(pair.text, low - MARGIN, high + MARGIN)
        doc = parse(self._nlp, Article(id=pair.id, text=pair.text[start:end]))
        source, target = ((a - start, b - start) for a, b in (pair.source, pair.target))
        return self.reader.read(doc, source, target)

    def features(self, marked: MarkedPair) -> dict[str, float]:
        """Return the features that the model decides by."""
        return features(marked, self.lexicon)

    def _related(self, name: str, marked: MarkedPair) -> Related:
        odds = self._model.probabilities(self.features(marked))
        relation = max(odds, key=lambda known: (odds[known], known))
        confidence = odds[relation]
        tie = _lasting(marked) if confidence < UNSURE else None
        if tie is not None:
            relation, confidence = tie
        mode = _mode(marked, relation_named(relation))
        return Related(id=name, relation=relation, mode=mode, confidence=round(confidence, 3))


def _cut(text: str, low: int, high: int) -> tuple[int, int]:
    """Return the part of a long text to parse, cut between words."""
    start = 0 if low <= 0 else max(text.rfind(" ", 0, low), 0)
    end = len(text) if high >= len(text) else text.find(" ", high)
    return start, len(text) if end < 0 else end


def _lasting(marked: MarkedPair) -> tuple[str, float] | None:
    """Return the surest lasting tie that the rules read, where they read no event."""
    forward = [tie for tie in marked.ties if tie.subject == SOURCE]
    if not forward or any(not relation_named(tie.relation).lasting for tie in marked.ties):
        return None
    best = max(forward, key=lambda tie: (tie.confidence, tie.relation))
    return best.relation, best.confidence


def _mode(marked: MarkedPair, relation: Relation) -> str | None:
    """Return the mode of the relation's best cue: of a tie of the rules, else of one that joins."""
    read = sorted(marked.ties, key=lambda tie: -tie.confidence)
    cues: list[Cue] = [tie.cue for tie in read if tie.subject == SOURCE]
    joining = [here.cue for here in marked.cues if marked.joins(here)]
    cues += sorted(joining, key=lambda cue: -cue.confidence)
    return next((cue.mode for cue in cues if cue.relation == relation.name and cue.mode), None)
