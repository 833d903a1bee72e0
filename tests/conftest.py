"""What tests of several layers share: one reader with the pipeline that ships, and its claims."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def reader() -> ClaimReader:
    return ClaimReader()


@pytest.fixture(scope="session")
def claims_in(reader: ClaimReader) -> Callable[..., list[Claim]]:
    """Return a function that reads the claims of a few words, as an article of its own."""

    def claims(text: str, published: str | None = "2016-10-24") -> list[Claim]:
        return reader.claims(Article(id="a", text=text, published=published))

    return claims


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared corpora; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("ACTORGRAPH_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"there is no folder {folder} (set ACTORGRAPH_SHARED)")
    return folder
