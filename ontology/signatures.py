"""The signature of a text: MinHash values of its word shingles, by which reprints are told.

It depends on the text alone and is kept beside the article, so that an article that comes months
later is compared with all that came before, on any machine.
"""

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from actorgraph.ontology.articles import Article

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]

SHINGLE = 5  # words
VALUES = 128  # one byte of each is kept: two are alike by chance once in 256 times
LEAST = 20  # shingles: a shorter text says too little to be told from another
NUMBERS = 6  # shingles more for each number, by which daily figures on one template differ
SEED = 1
VERSION = b"\x01"  # of all this, the first byte: "AQ" and more in base64
MOST = (1 << 24) - 1  # shingles that three bytes count

_WORDS = re.compile(r"\w+")
_WRITTEN = re.compile(r"AQ[A-Za-z0-9+/]{174}")


def signature_of(text: str) -> str | None:
    """Return the signature, 176 characters, or None where the text is too short to have one.

    Case, punctuation and line breaks do not count.
    """
    import numpy as np  # noqa: PLC0415  # neither is needed for asking a graph
    from rensa import RMinHash  # type: ignore[import-untyped]  # noqa: PLC0415

    words = _WORDS.findall(text.casefold())
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    for at, word in enumerate(words):
        if word.isdecimal():
            near = " ".join(words[max(at - 1, 0) : at + 2])
            shingles.update(f"{near} #{copy}" for copy in range(NUMBERS))
    if len(shingles) < LEAST:
        return None
    hashed = RMinHash(num_perm=VALUES, seed=SEED)
    hashed.update(list(shingles))
    values = np.array(hashed.digest(), dtype=np.uint32).astype(np.uint8)
    head = VERSION + min(len(shingles), MOST).to_bytes(3, "big")
    return base64.b64encode(head + values.tobytes()).decode()


def signed(articles: Iterable[Article]) -> Iterator[Article]:
    """Yield the articles with their signatures, so that reprints can be told."""
    for article in articles:
        yield replace(article, signature=signature_of(article.text))


def is_signature(text: object) -> bool:
    """Return whether this is a signature of this version."""
    return isinstance(text, str) and _WRITTEN.fullmatch(text) is not None


def shingles_and_values(signature: str) -> "tuple[int, Bytes]":
    """Return how many shingles the text has, and its VALUES values."""
    import numpy as np  # noqa: PLC0415

    found = base64.b64decode(signature)
    return int.from_bytes(found[1:4], "big"), np.frombuffer(found, dtype=np.uint8)[4:]
