"""The record of a finished shard, and the note of the article that a worker is at."""

import json
import os
import socket
from typing import Any

from actorgraph import errors
from actorgraph.errors import InputError, error_again
from actorgraph.graph.claim_folder import ClaimFolder, Record
from actorgraph.queries.shards.tasks import Done
from actorgraph.storage import Place

NOTES = "doing"


def record_of(done: Done, files: list[str], counted: dict[str, Any]) -> Record:
    """Return what is kept of a finished shard, as JSON."""
    return {
        "shard": done.shard,
        "worker": f"{socket.gethostname()}:{os.getpid()}",
        "files": list(dict.fromkeys(files)),
        "articles": done.articles,
        "claims": done.claims,
        "reports": [_as_json(report) for report in done.reports],
        **counted,
    }


def done_again(record: Record) -> Done:
    """Return what a record tells; raises KeyError, TypeError or AttributeError for another's."""
    return Done(
        shard=record["shard"],
        articles=record["articles"],
        claims=record["claims"],
        reports=tuple(map(_from_json, record["reports"])),
    )


def _as_json(report: InputError) -> Record:
    return {"error": type(report).__name__, "message": str(report), "facts": vars(report)}


def _from_json(said: Record) -> InputError:
    error = error_again(getattr(errors, said["error"]), said["message"], said["facts"])
    if not isinstance(error, InputError):
        raise TypeError(said["error"])
    return error


def write_note(folder: ClaimFolder, shard: str, article: str) -> None:
    """Write which article of a shard is read next."""
    _note(folder, shard).write(json.dumps(article).encode())


def taken_note(folder: ClaimFolder, shard: str) -> str:
    """Return the article that was noted last, "" without one, and take the note away."""
    place = _note(folder, shard)
    if not place.info().is_file:
        return ""
    article = json.loads(place.read())
    place.remove()
    return str(article)


def _note(folder: ClaimFolder, shard: str) -> Place:
    return folder.place / NOTES / f"{shard}.json"
