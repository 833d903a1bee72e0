"""Answers that were fetched before, kept with what a server needs to say "not modified"."""

import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

KEPT_DAYS = 30  # an answer that nobody asked for in this time is deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is known of an answer beside its bytes; `sha256` is theirs."""

    url: str
    type: str
    etag: str
    modified: str
    sha256: str


class WebCache:
    """A folder of answers, two files each. A folder that cannot be written keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._forget_old()

    def get(self, url: str) -> tuple[Kept, bytes] | None:
        """Return an answer that is whole, or None."""
        facts, body = self._places(url)
        try:
            kept = Kept(**json.loads(facts.read_bytes()))
            data = body.read_bytes()
        except (OSError, ValueError, TypeError):
            return None
        if kept.url != url or hashlib.sha256(data).hexdigest() != kept.sha256:
            return None
        return kept, data

    def put(self, url: str, data: bytes, *, type: str, etag: str, modified: str) -> None:
        """Keep an answer; without etag and modified it could never be used, and is not kept."""
        if not (etag or modified):
            return
        digest = hashlib.sha256(data).hexdigest()
        kept = Kept(url=url, type=type, etag=etag, modified=modified, sha256=digest)
        facts, body = self._places(url)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _written(body, data)
            _written(facts, json.dumps(asdict(kept)).encode())
        except OSError:  # a full or read-only disk costs a second fetch, and no article
            return

    def touch(self, url: str) -> None:
        """Note that an answer was of use today."""
        for place in self._places(url):
            try:
                os.utime(place)
            except OSError:
                return

    def _places(self, url: str) -> tuple[Path, Path]:
        name = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{name}.json", self._folder / f"{name}.body"

    def _forget_old(self) -> None:
        limit = time.time() - KEPT_DAYS * 86400
        for place in self._folder.glob("*.*"):
            try:
                if place.stat().st_mtime < limit:
                    place.unlink()
            except OSError:
                continue


def _written(place: Path, data: bytes) -> None:
    """Write a file at once, so that a stop in between leaves the old one."""
    with NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(data)
    Path(file.name).replace(place)
