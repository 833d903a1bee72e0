"""What a language model is to answer: the schema, made of the ontology, and reading by it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from actorgraph.loaders.language_models.dropped import Dropped
from actorgraph.ontology.claims import Status
from actorgraph.ontology.vocabulary import RELATIONS

NAME = "claims"
LONGEST = {"sentence": 2_000, "subject": 300, "object": 300, "cue": 300, "speaker": 300}
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_TRIES = 20  # braces at which the answer's object is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A claim as the model states it, in words that it says are the text's."""

    sentence: str
    subject: str
    relation: str
    mode: str | None
    object: str
    cue: str
    denied: bool
    status: Status
    speaker: str | None


class Malformed(Exception):
    """An answer that cannot be read; the message is written for the model."""


@cache
def claim_schema() -> Mapping[str, Any]:
    """Return the JSON schema of one claim: every field is required, and there are no others."""
    words = {"type": "string"}
    modes = sorted({mode for relation in RELATIONS.values() for mode, _ in relation.modes})
    fields = {
        "sentence": words,
        "subject": words,
        "relation": {"type": "string", "enum": sorted(RELATIONS)},
        "mode": {"type": ["string", "null"], "enum": [*modes, None]},
        "object": words,
        "cue": words,
        "denied": {"type": "boolean"},
        "status": {"type": "string", "enum": [status.value for status in Status]},
        "speaker": {"type": ["string", "null"]},
    }
    return _object(fields)


@cache
def answer_schema() -> Mapping[str, Any]:
    """Return the JSON schema of an answer."""
    return _object({NAME: {"type": "array", "items": claim_schema()}})


def _object(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def read_answer(content: str) -> list[Stated | Dropped]:
    """Return what an answer states, with a reason in the place of each claim that cannot be used.

    Raises Malformed where no claim of it can be.
    """
    rows = _rows(content)
    read = [*map(_claim, rows)]
    if rows and all(isinstance(one, Dropped) for one in read):
        error = next(_validator().iter_errors(rows[0]), None)
        where = f" ({error.message[:200]})" if error else ""
        message = f"no claim of it has the fields that are asked for{where}"
        raise Malformed(message)
    return read


def _rows(content: str) -> list[Any]:
    """Return the claims of the first JSON object that has some, whatever stands around it."""
    for found in _objects(_THOUGHT.sub("", content)):
        if isinstance(found.get(NAME), list):
            return list(found[NAME])
    message = f'it is no JSON object with a list "{NAME}"'
    raise Malformed(message)


def _objects(text: str) -> Iterator[dict[str, Any]]:
    decoder, at = json.JSONDecoder(), -1
    for _ in range(_TRIES):
        at = text.find("{", at + 1)
        if at < 0:
            return
        try:
            found, _end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            yield found


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(dict(claim_schema()))


def _claim(row: Any) -> Stated | Dropped:
    if not _validator().is_valid(row):
        return Dropped.SCHEMA
    if any(len(row[name] or "") > most for name, most in LONGEST.items()):
        return Dropped.SCHEMA
    modes = dict(RELATIONS[row["relation"]].modes)
    mode = row["mode"] if row["mode"] in modes else None  # another relation's mode says nothing
    speaker = row["speaker"] if (row["speaker"] or "").strip() else None
    return Stated(**row | {"status": Status(row["status"]), "mode": mode, "speaker": speaker})
