"""XML that others wrote: parsed without entities, outside files and outside addresses."""

from typing import TYPE_CHECKING

from actorgraph.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]


def parsed_xml(data: bytes, path: str) -> "_Element":
    """Return the root of a document; raises UnreadableFile with line and column."""
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  # slow

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(path, f"is not well-formed XML ({error.msg})") from None


def local_name(element: "_Element") -> str:
    """Return an element's name without its namespace, "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
