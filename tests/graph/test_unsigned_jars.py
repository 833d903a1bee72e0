"""Copies of signed jars: the same without the signature, on the class path once all are there."""

import zipfile
from pathlib import Path

import pytest

from actorgraph.graph import unsigned_jars
from actorgraph.graph.jars import (
    ENGINE_VERSION,
    fetch_jars,
    jar_folder,
    locked_jars,
    missing_jars,
)
from actorgraph.graph.unsigned_jars import (
    class_path,
    discard_damaged,
    is_signature,
    make_unsigned,
)

SMALL = "org/bouncycastle/bcutil"
VERSIONS = (ENGINE_VERSION, "5.26.30")


@pytest.fixture(scope="module", autouse=True)
def _fetched() -> None:
    for version in VERSIONS:
        if missing_jars(locked_jars(version), jar_folder()):
            fetch_jars(version)


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with the fetched jars, of which the smallest signed one has a copy made."""
    jars = jar_folder()
    monkeypatch.setenv("ACTORGRAPH_CACHE", str(tmp_path))
    monkeypatch.setattr(unsigned_jars, "SIGNED", (SMALL,))
    (tmp_path / "jars").symlink_to(jars, target_is_directory=True)
    return tmp_path


@pytest.mark.parametrize("version", VERSIONS)
def test_the_signed_jars_of_each_version_are_known(version: str) -> None:
    signed = []
    for jar in locked_jars(version):
        with zipfile.ZipFile(jar_folder() / jar.path) as opened:
            if any(map(is_signature, opened.namelist())):
                signed.append(jar.path)

    assert signed == [
        jar.path for jar in locked_jars(version) if jar.path.startswith(unsigned_jars.SIGNED)
    ]
    assert signed


def test_a_copy_is_the_jar_without_its_signature(own_cache: Path) -> None:
    originals = class_path(ENGINE_VERSION)
    assert originals == [jar_folder() / jar.path for jar in locked_jars()]

    make_unsigned(ENGINE_VERSION)

    changed = [
        pair for pair in zip(originals, class_path(ENGINE_VERSION), strict=True) if len({*pair}) > 1
    ]
    ((jar, copy),) = changed
    assert (SMALL in str(jar), copy.is_relative_to(own_cache / "unsigned")) == (True, True)
    with zipfile.ZipFile(jar) as signed, zipfile.ZipFile(copy) as unsigned:
        left_out = {*signed.namelist()} - {*unsigned.namelist()}
        assert left_out
        assert all(map(is_signature, left_out))
        assert all(signed.read(name) == unsigned.read(name) for name in unsigned.namelist())


def test_a_damaged_copy_is_dropped_and_the_jars_serve(own_cache: Path) -> None:
    make_unsigned(ENGINE_VERSION)
    assert not discard_damaged(ENGINE_VERSION)
    (copy,) = (own_cache / "unsigned").rglob("*.jar")
    copy.write_bytes(copy.read_bytes()[:-500])

    assert discard_damaged(ENGINE_VERSION)
    assert class_path(ENGINE_VERSION) == [jar_folder() / jar.path for jar in locked_jars()]
