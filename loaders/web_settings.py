"""How addresses are fetched: limits, manners, and where answers are kept."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from actorgraph.folders import cache_folder
from actorgraph.loaders.byte_lines import MOST_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """Seconds for connecting, for the next byte, for a whole answer, and between two requests.

    `most_bytes` is the size of an answer as unpacked. `allow_private` lets addresses of one's own
    network be read. `cache` is the folder of answers; None for the one that all of a user's
    graphs share.
    """

    connect: float = 10
    read: float = 30
    whole: float = 180
    delay: float = 1.0
    most_bytes: int = MOST_BYTES
    allow_private: bool = False
    cache: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder of answers."""
        return self.cache if self.cache is not None else cache_folder() / "web"


def user_agent() -> str:
    """Return the name under which the package asks, which a robots.txt can speak of."""
    try:
        return f"actorgraph/{version('actorgraph')} (research; reads articles one at a time)"
    except PackageNotFoundError:
        return "actorgraph (research; reads articles one at a time)"
