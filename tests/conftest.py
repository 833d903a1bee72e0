"""What tests of several layers share: one reader with the pipeline that ships, and its claims."""

import os
from collections import Counter
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


class VersionWatch:
    """Counts on which versions of Neo4j the store's contract ran; a plugin of pytest, in CI."""

    CONTRACT = "tests/graph/test_store.py"
    VERSIONS = tuple(
        path.stem.removeprefix("neo4j-") for path in sorted((ROOT / "graph").glob("neo4j-*.lock"))
    )

    def __init__(self) -> None:
        self.ran: Counter[str] = Counter()
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one result."""
        if report.skipped and report.nodeid.startswith("tests/graph/"):
            self.skipped.append(report.nodeid)
        if report.when == "call" and report.passed and report.nodeid.startswith(self.CONTRACT):
            self.ran.update(version for version in self.VERSIONS if version in report.nodeid)

    def wrong(self) -> list[str]:
        """Return what was left out; failures fail by themselves."""
        missing = [version for version in self.VERSIONS if not self.ran[version]]
        lines = [f"the store's contract did not run on Neo4j {version}" for version in missing]
        return lines + [f"skipped: {name}" for name in self.skipped]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a whole run that left something out."""
        whole = session.config.args_source is pytest.Config.ArgsSource.TESTPATHS
        if whole and self.wrong() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was left out."""
        if terminalreporter.config.args_source is pytest.Config.ArgsSource.TESTPATHS:
            for line in self.wrong():
                terminalreporter.write_line(f"CI: {line}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Watch, in CI, that no version of Neo4j is left out of a whole run."""
    if os.environ.get("CI"):
        config.pluginmanager.register(VersionWatch(), "versions-of-neo4j")


@pytest.fixture
def version_watch() -> VersionWatch:
    return VersionWatch()
