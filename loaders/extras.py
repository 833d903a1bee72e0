"""Libraries that only some inputs need: what to install where one is missing."""

from collections.abc import Iterator
from contextlib import contextmanager

from actorgraph.errors import UnreadableFile

EXTRA = "sources"


@contextmanager
def needs(library: str, path: str) -> Iterator[None]:
    """Import a library of the extra in this; without it, `path` is said to be unreadable."""
    try:
        yield
    except ImportError:
        reason = f'needs {library}, which is not installed: pip install "actorgraph[{EXTRA}]"'
        raise UnreadableFile(path, reason) from None
