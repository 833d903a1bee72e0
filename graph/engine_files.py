"""What a store's folder holds beside Neo4j's own files: address, password, locks and log."""

import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

OWNER_ONLY = 0o600
USER = "neo4j"  # the one user of a local engine
DATABASE = "neo4j"  # and its one database
ROOM = 128_000_000  # bytes: more than an engine writes between two looks at the disk
FAILED = "FAILED: "  # begins the line of the log that says why a start failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a running engine answers, and which process it is."""

    uri: str
    pid: int
    version: str
    started: str


@dataclass(frozen=True, slots=True)
class EngineFiles:
    """The paths in a store's folder.

    `alive` is locked by the engine as long as it lives; `opening` by whoever starts or stops it.
    """

    folder: Path

    @property
    def home(self) -> Path:
        """Neo4j's own folder."""
        return self.folder / "neo4j"

    @property
    def configuration(self) -> Path:
        """Neo4j's settings, written anew on every start."""
        return self.home / "conf" / "neo4j.conf"

    @property
    def address(self) -> Path:
        """The running engine's address; taking it away stops the engine."""
        return self.folder / "engine.json"

    @property
    def password(self) -> Path:
        """The password of the user neo4j, made on the first start."""
        return self.folder / "password"

    @property
    def log(self) -> Path:
        """What the engine's process prints."""
        return self.folder / "engine.log"

    @property
    def alive(self) -> Path:
        """The lock that the engine holds while it lives."""
        return self.folder / "engine.lock"

    @property
    def opening(self) -> Path:
        """The lock of whoever starts, joins or stops the engine."""
        return self.folder / "opening.lock"


def read_address(files: EngineFiles) -> Address | None:
    """Return the address that is written down, whether or not the engine still lives."""
    try:
        return Address(**json.loads(files.address.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_address(files: EngineFiles, address: Address) -> None:
    """Write the address down."""
    _write_private(files.address, json.dumps(asdict(address)))


def read_password(files: EngineFiles) -> str:
    """Return the store's password; the first call makes it."""
    if not files.password.exists():
        _write_private(files.password, secrets.token_hex(24))
    return files.password.read_text(encoding="ascii")


def is_alive(files: EngineFiles) -> bool:
    """Return whether an engine process lives: the system frees its lock however it ends."""
    lock = FileLock(files.alive)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def disk_is_full(folder: Path) -> bool:
    """Return whether the folder's disk has less room left than an engine has to keep free."""
    return folder.is_dir() and shutil.disk_usage(folder).free < ROOM


def _write_private(path: Path, text: str) -> None:
    """Write the file as a whole or not at all, for the owner's eyes only."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    part.replace(path)
