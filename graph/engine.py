"""The local engine of a store's folder: start it or join it, ask how it is, stop it."""

import json
import os
import shlex
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from actorgraph.errors import EngineFailed
from actorgraph.graph.engine_failures import expect_room, failure, last_words, put_right
from actorgraph.graph.engine_files import (
    DATABASE,
    USER,
    Address,
    EngineFiles,
    is_alive,
    read_address,
    read_password,
)
from actorgraph.graph.engine_settings import EngineSettings, settings_from_environment
from actorgraph.graph.jars import Progress, fetch_jars, jar_folder, locked_jars, missing_jars
from actorgraph.graph.unsigned_jars import make_unsigned

POLL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A running engine, as any Bolt client can reach it; `joined` if it was running before."""

    uri: str
    user: str
    password: str = field(repr=False)
    joined: bool


def open_engine(
    folder: Path,
    settings: EngineSettings | None = None,
    *,
    progress: Progress = lambda _done, _total: None,
) -> Engine:
    """Join the engine of the folder, or fetch what is missing and start one.

    `progress` is told of the bytes fetched. Raises JarsMissing or EngineFailed.
    """
    settings = settings or settings_from_environment()
    files = EngineFiles(folder.resolve())
    try:
        files.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(files.opening, timeout=settings.start_limit):
            if address := _joinable(files):
                return _engine(files, address, joined=True)
            expect_room(files)
            fetch_missing(settings.version, progress)
            return _engine(files, _start(files, settings, progress), joined=False)
    except Timeout:
        raise EngineFailed(
            str(folder),
            f"another process has been starting it for {settings.start_limit:.0f} s; "
            "end that process and try again",
            str(files.log),
        ) from None
    except OSError as error:
        raise failure(files, f"the folder cannot be used: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineState:
    """How a folder's engine is: `address` only while it runs."""

    folder: Path
    running: bool
    address: Address | None
    password_file: Path
    log: Path

    def described(self) -> list[str]:
        """Return lines for a person: how it is, and how other Bolt clients reach it.

        The password is not among them, only where it stands.
        """
        if self.address is None:
            return [f"{self.folder}: not running; the next command starts it"]
        uri, since = self.address.uri, self.address.started
        read = f"$(cat {shlex.quote(str(self.password_file))})"
        auth = f"auth=({USER!r}, open({str(self.password_file)!r}).read())"
        return [
            f"{self.folder}: running, process {self.address.pid}",
            f"Neo4j         {self.address.version}, since {since}",
            f"address       {uri}",
            f"user          {USER}, database {DATABASE}",
            f"password      in {self.password_file}",
            f"log           {self.log}",
            f'cypher-shell  NEO4J_PASSWORD="{read}" cypher-shell -a {uri} -u {USER}',
            f"Desktop or Browser: connect to {uri} as {USER}, with the password of that file",
            f"Python        neo4j.GraphDatabase.driver({uri!r}, {auth})",
            "It stays while a client is connected.",
        ]


def engine_state(folder: Path) -> EngineState:
    """Return whether the engine runs and where."""
    files = EngineFiles(folder.resolve())
    running = files.folder.is_dir() and is_alive(files)
    return EngineState(
        folder=files.folder,
        running=running,
        address=read_address(files) if running else None,
        password_file=files.password,
        log=files.log,
    )


def stop_engine(folder: Path, *, wait: float = 60.0) -> bool:
    """Stop the engine and wait until it is gone; return whether one was running."""
    files = EngineFiles(folder.resolve())
    if not files.folder.is_dir():
        return False
    with FileLock(files.opening):
        running = is_alive(files)
        files.address.unlink(missing_ok=True)
    end = time.monotonic() + wait
    while is_alive(files) and time.monotonic() < end:
        time.sleep(POLL)
    return running


def _joinable(files: EngineFiles) -> Address | None:
    """Return the address of the engine that runs, and let it know that it is needed."""
    address = read_address(files)
    if address is None or not is_alive(files) or not _answers(address):
        return None
    os.utime(files.address)
    return address


def _answers(address: Address) -> bool:
    """Return whether the port is open; an engine that is being killed lives on without it."""
    host, port = address.uri.removeprefix("bolt://").split(":")
    try:
        socket.create_connection((host, int(port)), timeout=5).close()
    except OSError:
        return False
    return True


def _engine(files: EngineFiles, address: Address, *, joined: bool) -> Engine:
    return Engine(uri=address.uri, user=USER, password=read_password(files), joined=joined)


def fetch_missing(version: str, progress: Progress) -> None:
    """Fetch the version's jars unless all are there, and make what makes its starts shorter."""
    if missing_jars(locked_jars(version), jar_folder()):
        fetch_jars(version, progress=progress)
        make_unsigned(version)


def _start(files: EngineFiles, settings: EngineSettings, progress: Progress) -> Address:
    """Start the process; once more where what stopped it could be put right."""
    try:
        return _started(files, settings)
    except EngineFailed:
        if not put_right(files, settings.version, progress):
            raise
        return _started(files, settings)


def _started(files: EngineFiles, settings: EngineSettings) -> Address:
    """Start the process; where one is starting or stopping already, wait for how that ends."""
    end = time.monotonic() + settings.start_limit
    process = None
    while time.monotonic() < end:
        address = read_address(files)
        alive = is_alive(files)
        if address and alive and _answers(address):
            return address
        if process and process.poll() is not None and not alive:
            raise failure(files, last_words(files))
        if process is None and not alive:
            files.address.unlink(missing_ok=True)  # of an engine that crashed
            process = _spawn(files, settings)
        time.sleep(POLL)
    raise failure(files, f"no answer in {settings.start_limit:.0f} s")


def _spawn(files: EngineFiles, settings: EngineSettings) -> "subprocess.Popen[bytes]":
    """Start the process on its own, so that it outlives this one; its words go to the log."""
    command = [sys.executable, "-P", "-m", "actorgraph.graph.engine_process"]
    command += [str(files.folder), json.dumps(asdict(settings))]
    with files.log.open("wb") as log:
        return subprocess.Popen(  # noqa: S603  # our own module
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=files.folder,  # never the caller's: it may want to delete its folder
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
            | getattr(subprocess, "DETACHED_PROCESS", 0),
        )
