"""Where the package keeps what it can fetch or make again, and where it looks for settings."""

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


def settings_files() -> tuple[Path, Path]:
    """Return where settings may stand: of this folder, and of the user."""
    if sys.platform == "win32":
        home = Path(os.environ.get("APPDATA", Path.home() / "AppData/Roaming"))
    else:
        home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return Path("actorgraph.toml"), home / "actorgraph" / "config.toml"
