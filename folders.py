"""Where the package keeps what it has fetched or made and can make again."""

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder that all graphs of a user share: ACTORGRAPH_CACHE, else the system's."""
    if named := os.environ.get("ACTORGRAPH_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "actorgraph"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/actorgraph"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "actorgraph"
