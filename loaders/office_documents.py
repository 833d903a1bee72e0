"""RTF and DOCX: exports of press databases, and documents that hold one article each."""

from collections.abc import Iterator, Sequence

from actorgraph.errors import UnreadableFile
from actorgraph.loaders.byte_lines import ByteStream, lines_of, seekable, whole
from actorgraph.loaders.drafts import Draft, Report
from actorgraph.loaders.exports import export_drafts
from actorgraph.loaders.extras import needs
from actorgraph.loaders.front_matter import split_front_matter
from actorgraph.loaders.input_files import InputFile


def rtf_drafts(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    """Yield the articles of an RTF file."""
    with needs("striprtf", file.path):
        from striprtf.striprtf import rtf_to_text  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415
    data = whole(lines_of(stream, file.path), file.path)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFile(file.path, "is no RTF document (it does not begin with {\\rtf)")
    try:
        text = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call,unused-ignore]
    except (ValueError, LookupError, IndexError, RecursionError) as error:
        raise UnreadableFile(file.path, f"is no RTF that can be read ({error})") from None
    yield from _drafts(text.replace("\r\n", "\n").split("\n"), "", file, report)


def docx_drafts(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    """Yield the articles of a DOCX file."""
    with needs("python-docx", file.path):
        from docx import Document  # noqa: PLC0415  (an extra)
    with seekable(stream) as data:
        try:
            document = Document(data)
        except Exception as error:  # noqa: BLE001  (zip, XML and its own: whatever is damaged)
            words = str(error).strip("\"'")[:120]
            raise UnreadableFile(file.path, f"is no DOCX that can be read ({words})") from None
        title = document.core_properties.title or ""
        blocks = [
            line for element in document.element.body.iter() if element.tag.endswith("}p")
            for line in _words(element).split("\n")
        ]  # fmt: skip
    yield from _drafts(blocks, title, file, report)


def _words(paragraph: object) -> str:
    """Return a paragraph's words, those in links and tracked insertions too, not deleted ones."""
    parts = []
    for element in paragraph.iter():  # type: ignore[attr-defined]
        name = str(element.tag).rpartition("}")[2]
        if name == "t":
            parts.append(element.text or "")
        elif name in ("tab", "br", "cr"):
            parts.append("\t" if name == "tab" else "\n")
    return "".join(parts).strip()


def _drafts(blocks: Sequence[str], title: str, file: InputFile, report: Report) -> Iterator[Draft]:
    if (articles := export_drafts(blocks, file, report)) is not None:
        yield from articles
        return
    text = "\n".join(block.rstrip() for block in blocks).lstrip()
    fields, body = split_front_matter(text)
    body = "\n\n".join(line.strip() for line in body.split("\n") if line.strip())
    yield Draft(path=file.path, below=file.below, text=body, **({"title": title} | fields))
