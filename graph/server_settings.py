"""Who one is on a server: user, password and database, from an option, the environment or a file.

The file is ./actorgraph.toml, else config.toml in the user's folder of settings for actorgraph:

    [graph]
    uri = "neo4j+s://graphs.example.org"
    user = "reader"
    password_file = "password"        # beside this file; or password = "…"
    database = "claims"
"""

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from actorgraph.errors import BadSettings
from actorgraph.folders import settings_files

SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")
KEYS = ("uri", "user", "password", "password_file", "database")
DEFAULT_USER = "neo4j"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreLogin:
    """What a driver needs for a server; `password` is None where nobody has told it."""

    uri: str
    user: str
    password: str | None = field(repr=False)
    database: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphFile:
    """The part [graph] of a file of settings; None for what it does not name."""

    uri: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None


def is_server(address: str) -> bool:
    """Return whether an address is a server's, and no folder."""
    return address.startswith(SCHEMES)


def graph_file() -> GraphFile:
    """Return [graph] of the first file that has it; files are not mixed.

    Raises BadSettings where it cannot be read, or others can read a password in it.
    """
    for path in settings_files():
        if path.is_file() and (found := _graph_part(path)) is not None:
            return found
    return GraphFile()


def login_for(
    address: str,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
) -> StoreLogin:
    """Return how to log in: what is given, else the address, the environment, the file.

    `address` may end with the database: neo4j://HOST/claims. The file's user and password are
    for the file's own address, where it names one: they are never sent to another server.
    """
    parts = _parts(address)
    uri = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], path=""))
    file = graph_file()
    if file.uri and _server(file.uri) != _server(uri):
        file = GraphFile()
    return StoreLogin(
        uri=uri,
        user=user or unquote(parts.username or "") or _environment("USER", "USERNAME")
        or file.user or DEFAULT_USER,
        password=password or _environment("PASSWORD", "PASSWORD") or file.password,
        database=database or unquote(parts.path.strip("/"))
        or _environment("DATABASE", "DATABASE") or file.database,
    )  # fmt: skip


def _parts(address: str) -> Any:
    parts = urlsplit(address)
    try:
        _ = parts.port
    except ValueError as error:
        raise BadSettings(address.rpartition("@")[2], f"{error}; Bolt's is 7687") from error
    if parts.password is not None:
        where = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        reason = (
            "a password does not belong into an address, where others see it; set "
            "ACTORGRAPH_PASSWORD, or write it into a file of settings (docs/store.md)"
        )
        raise BadSettings(where, reason)
    return parts


def _server(uri: str) -> str:
    return urlsplit(uri).netloc.rpartition("@")[2].casefold()


def _environment(name: str, aura: str) -> str | None:
    return os.environ.get(f"ACTORGRAPH_{name}") or os.environ.get(f"NEO4J_{aura}")


def _graph_part(path: Path) -> GraphFile | None:
    try:
        part = tomllib.loads(path.read_text(encoding="utf-8")).get("graph")
    except (OSError, ValueError) as error:
        raise BadSettings(str(path), str(error)) from error
    if part is None:
        return None
    if not isinstance(part, dict):
        raise BadSettings(str(path), "graph has to be a table: [graph]")
    for name, value in part.items():
        _check(path, name, value)
    uri = part.get("uri")
    if uri and not is_server(uri):
        uri = str(path.parent / Path(uri).expanduser())
    return GraphFile(
        uri=uri,
        user=part.get("user"),
        password=_password(path, part),
        database=part.get("database"),
    )


def _check(path: Path, name: str, value: object) -> None:
    if name not in KEYS:
        close = get_close_matches(name, KEYS, n=1) or KEYS
        raise BadSettings(str(path), f"[graph] has no setting {name!r}; did you mean {close[0]!r}?")
    if not isinstance(value, str):
        raise BadSettings(str(path), f"{name} in [graph] has to be text in quotation marks")


def _password(path: Path, part: Mapping[str, str]) -> str | None:
    if "password" in part:
        _expect_private(path)
        return part["password"]
    if "password_file" not in part:
        return None
    file = path.parent / Path(part["password_file"]).expanduser()
    try:
        _expect_private(file)
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSettings(str(path), f"password_file cannot be read: {error}") from error


def _expect_private(path: Path) -> None:
    """Refuse a file with a password that others can read; Windows keeps such rights elsewhere."""
    if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        raise BadSettings(str(path), f"it holds a password that others can read; chmod 600 {path}")
