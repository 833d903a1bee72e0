"""Fetching one file of a Maven repository: in pieces, going on after a cut."""

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

CHUNK = 1 << 16
TRIES = 4
PAUSE = 0.5  # seconds before the second try, and twice as long before each further one

Told = Callable[[int], None]  # of bytes that came; of negative ones where they have to come again


def without_login(address: str) -> str:
    """Return an address as it may be shown: a user and a password in it are left out."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def download(address: str, part: Path, told: Told) -> None:
    """Bring what the part file lacks; a line that breaks is tried again from where it broke.

    Raises OSError, which names the address without its login.
    """
    import requests  # noqa: PLC0415  # slow, and needed once

    for again in range(TRIES):
        try:
            _go_on(address, part, told)
        except (
            requests.ConnectionError,
            requests.Timeout,
            requests.exceptions.ChunkedEncodingError,
        ):
            if again == TRIES - 1:
                raise
            time.sleep(PAUSE * 2**again)
        else:
            return


def _go_on(address: str, part: Path, told: Told) -> None:
    """Fetch from where the part ends; a server that cannot go on from there sends all again."""
    import requests  # noqa: PLC0415

    there = part.stat().st_size if part.exists() else 0
    parts = urlsplit(address)
    login = (parts.username or "", parts.password or "") if parts.username else None
    with requests.get(
        without_login(address),
        auth=login,
        headers={"Range": f"bytes={there}-"} if there else {},
        stream=True,
        timeout=60,
    ) as answer:
        if answer.status_code == requests.codes.requested_range_not_satisfiable:
            return  # the part is whole, or its checksum will tell
        answer.raise_for_status()
        goes_on = answer.status_code == requests.codes.partial_content
        if not goes_on:
            told(-there)
        with part.open("ab" if goes_on else "wb") as file:
            for chunk in answer.iter_content(CHUNK):
                file.write(chunk)
                told(len(chunk))
