"""Markdown: the text that a reader sees, without its markup."""

from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
_AS_WRITTEN = ("code_block", "fence")


def markdown_to_text(markdown: str) -> tuple[str, str]:
    """Return the title (a first-level heading on top, else "") and the text.

    Blocks are separated by a blank line, cells of a table by " | "; a title is not in the text.
    """
    tokens = _PARSER.parse(markdown)
    blocks = _blocks(tokens)
    title = ""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title, blocks = blocks[0], blocks[1:]
    return title, "\n\n".join(block for block in blocks if block.strip())


def _blocks(tokens: list[Token]) -> list[str]:
    blocks: list[str] = []
    row: list[str] | None = None  # the cells of the table row that is open
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            blocks.append(" | ".join(row or ()))
            row = None
        elif token.type == "inline":
            (blocks if row is None else row).append(_visible(token.children or []))
        elif token.type in _AS_WRITTEN:
            blocks.append(token.content.rstrip("\n"))
        elif token.type == "html_block":
            blocks.append(_text_of(token.content))
    return blocks


def _visible(tokens: list[Token]) -> str:
    words: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            words.append("\n")
        elif token.type == "image":
            words.append(_visible(token.children or []))
        elif token.type in ("text", "code_inline"):
            words.append(token.content)
    return "".join(words).strip()


class _Text(HTMLParser):
    """The text of a piece of HTML, without scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style") and self.hidden > 0

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def _text_of(html: str) -> str:
    reader = _Text()
    reader.feed(html)
    reader.close()
    return "".join(reader.words).strip()
