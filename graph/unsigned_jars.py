"""The class path of an engine: jars as fetched, or copies without signature of those signed.

Java checks the signature of every class of a signed jar anew, and keeps none of them, nor what is
built on them, in its cache of classes: a quarter of a start. We have checked the jars as a whole.
The copies are made after a fetch, which takes ten times as long, else in the background with that
cache.
"""

import zipfile
from pathlib import Path

from actorgraph.folders import cache_folder
from actorgraph.graph.jars import jar_folder, locked_jars

SIGNED = ("org/bouncycastle/", "org/eclipse/collections/")
SIGNATURES = (".SF", ".RSA", ".DSA", ".EC")  # in META-INF


def class_path(version: str) -> list[Path]:
    """Return the version's jars; the copies once all of them are there."""
    copies = _copies(version)
    whole = all(copy.exists() for copy in copies.values())
    originals = [jar_folder() / jar.path for jar in locked_jars(version)]
    return [copies.get(jar, jar) for jar in originals] if whole else originals


def make_unsigned(version: str) -> None:
    """Make the copies that are missing, each as a whole or not at all."""
    for jar, copy in _copies(version).items():
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            part = copy.with_suffix(".part")
            _write_unsigned(jar, part)
            part.replace(copy)


def discard_damaged(version: str) -> bool:
    """Take away the copies that cannot be read whole; return whether there were any."""
    damaged = [copy for copy in _copies(version).values() if copy.exists() and not _is_whole(copy)]
    for copy in damaged:
        copy.unlink()
    return bool(damaged)


def _copies(version: str) -> dict[Path, Path]:
    """Return where the copy of each signed jar is, or will be."""
    place = cache_folder() / "unsigned"
    signed = [jar.path for jar in locked_jars(version) if jar.path.startswith(SIGNED)]
    return {jar_folder() / path: place / path for path in signed}


def is_signature(name: str) -> bool:
    """Return whether a file of a jar belongs to its signature."""
    return name.upper().startswith("META-INF/") and name.upper().endswith(SIGNATURES)


def _write_unsigned(jar: Path, copy: Path) -> None:
    with zipfile.ZipFile(jar) as signed, zipfile.ZipFile(copy, "w") as unsigned:
        for entry in signed.infolist():
            if not is_signature(entry.filename):
                unsigned.writestr(entry, signed.read(entry), compresslevel=1)


def _is_whole(jar: Path) -> bool:
    try:
        with zipfile.ZipFile(jar) as opened:
            return opened.testzip() is None
    except (zipfile.BadZipFile, OSError):
        return False
