"""The site of the documentation: built strictly, whole, and asking the network for nothing."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What a web browser loads by itself; what "a" leads to is loaded when somebody clicks.
LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}


class Links(HTMLParser):
    """The ids of a page, where it leads to, and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag names or leads to."""
        known = {name: value or "" for name, value in attrs}
        self.ids |= {known[name] for name in ("id", "name") if name in known}
        if tag == "a" and "href" in known:
            self.links.append(known["href"])
        if tag in LOADED and LOADED[tag] in known:
            self.loaded.append(known[LOADED[tag]])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(  # noqa: S603 - our own pages
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Links]:
    read = {}
    for path in site.rglob("*.html"):
        read[path] = Links()
        read[path].feed(path.read_text(encoding="utf-8"))
    return read


def test_links_and_anchors_of_the_site_lead_somewhere(site: Path, pages: dict[Path, Links]) -> None:
    lost = []
    checked = 0
    for page, read in pages.items():
        if page.name == "404.html":  # its links count from the root of a server
            continue
        for link in [*read.links, *read.loaded]:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            checked += 1
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            target = target / "index.html" if target.is_dir() else target
            there = target.is_file() and target.is_relative_to(site.resolve())
            known = pages.get(target)
            if not there or (parts.fragment and known and parts.fragment not in known.ids):
                lost.append(f"{page.relative_to(site)}: {link}")

    assert checked > 1000
    assert lost == []


def test_no_page_loads_anything_from_the_network(site: Path, pages: dict[Path, Links]) -> None:
    away = re.compile(r"(?:https?:)?//")
    loaded = [f"{page.name}: {one}" for page, read in pages.items() for one in read.loaded]
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]

    assert [one for one in loaded if away.match(one.partition(": ")[2])] == []
    assert [one for css in styles for one in re.findall(r"(?:@import|url\()[^;)]*", css)
            if away.search(one)] == []  # fmt: skip
    assert styles


def test_addresses_elsewhere_are_well_formed(pages: dict[Path, Links]) -> None:
    elsewhere = {link for read in pages.values() for link in read.links if ":" in link}
    parts = [urlsplit(link) for link in elsewhere if not link.startswith("mailto:")]

    assert elsewhere
    assert [one.geturl() for one in parts
            if one.scheme not in ("http", "https") or "." not in one.netloc
            or one.username or " " in one.geturl()] == []  # fmt: skip


def test_every_page_of_the_documentation_is_in_the_site(site: Path) -> None:
    docs = ROOT / "docs"
    missing = [
        page.relative_to(docs).as_posix()
        for page in docs.rglob("*.md")
        if not (site / page.relative_to(docs).with_suffix(".html")).is_file()
    ]

    assert missing == []
    assert (site / "ontology" / "index.html").read_bytes() == (
        docs / "ontology" / "index.html"
    ).read_bytes()


def test_the_reference_has_what_the_docstrings_say(site: Path) -> None:
    python = (site / "reference" / "python.html").read_text(encoding="utf-8")
    values = (site / "reference" / "values.html").read_text(encoding="utf-8")

    assert "A graph of claims, in a folder" in python
    assert 'id="actorgraph.Graph.query"' in python
    assert "jsonl\\|table" not in (site / "commands.html").read_text(encoding="utf-8")
    assert 'id="actorgraph.Claim"' in values
