"""What the site of the documentation needs beyond MkDocs: pages and files outside of docs/.

A page links to where a file stands in the repository, so that it can be read there too; links are
turned to where the file stands in the site. What is linked to outside of docs/ comes into it.
"""

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "benchmarks/*.md",
    "training/*.md",
    "examples/README.md",
)
DECISIONS = "decisions/index.md"
SHIM = "https://unpkg.com/iframe-worker/shim"  # the plugin `offline` would have it loaded
LINK = re.compile(r"(!?\[[^\]]*\]\()([^)#\s]+)((?:#[^)\s]*)?\))")
CODE = re.compile(r"`[^`]*`")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages outside of docs/, and the files that some page links to."""
    for pattern in PAGES:
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            files.append(File.generated(config, name, abs_src_path=str(path)))
    files.append(File.generated(config, DECISIONS, content=_decisions()))
    for file in list(files.documentation_pages()):
        for _, link, _ in LINK.findall(file.content_string):
            target = _target(file.src_uri, link)
            if target and not target.startswith("docs/") and _in_site(target) not in files.src_uris:
                files.append(File.generated(config, target, abs_src_path=str(ROOT / target)))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links to where files stand in the site, and write bars in code of tables as bars."""
    del config, files

    def turned(found: re.Match[str]) -> str:
        target = _target(page.file.src_uri, found[2])
        if target is None:
            return found[0]
        start = posixpath.dirname(page.file.src_uri) or "."
        return found[1] + posixpath.relpath(_in_site(target), start) + found[3]

    lines = (
        CODE.sub(lambda code: code[0].replace("\\|", "|"), line) if line.startswith("|") else line
        for line in LINK.sub(turned, markdown).splitlines()
    )
    return "\n".join(lines)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Take the script for searching from disk from the site itself."""
    del config
    return output.replace(SHIM, get_relative_url("frame_worker.js", page.url))


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Do the same for the page of what is not found."""
    del template_name, config
    return output.replace(SHIM, "/frame_worker.js")


def _decisions() -> str:
    """Return a page that lists the notes on decisions, the newest first."""
    notes = sorted((ROOT / "docs" / "decisions").glob("*.md"), reverse=True)
    titles = (note.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ") for note in notes)
    lines = (f"- [{title}]({note.name})" for title, note in zip(titles, notes, strict=True))
    return "# Decisions\n\nWhy things are as they are.\n\n" + "\n".join(lines) + "\n"


def _target(page: str, link: str) -> str | None:
    """Return the file of the repository that a page's link leads to; None for other links."""
    if re.match(r"[a-z]+:|/", link):
        return None
    source = page if _is_outside(page) else f"docs/{page}"
    target = posixpath.normpath(posixpath.join(posixpath.dirname(source), link))
    if target == "docs/decisions":
        return f"docs/{DECISIONS}"
    return target if (ROOT / target).is_file() else None


def _is_outside(page: str) -> bool:
    return page != DECISIONS and not (ROOT / "docs" / page).is_file()


def _in_site(target: str) -> str:
    return target.removeprefix("docs/")
