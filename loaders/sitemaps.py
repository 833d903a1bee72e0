"""Sitemaps: the addresses that a site lists, and the sitemaps that an index lists."""

from collections.abc import Iterator
from urllib.parse import urljoin

from actorgraph.errors import BadRecord, UnreadableFile
from actorgraph.loaders.byte_lines import ByteStream, lines_of, whole
from actorgraph.loaders.drafts import Report
from actorgraph.loaders.input_files import InputFile, is_address
from actorgraph.loaders.links import Link
from actorgraph.loaders.xml_reading import local_name, parsed_xml


def sitemap_links(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Link]:
    """Yield the addresses of a sitemap, with the title and date of a news sitemap's entries."""
    root = parsed_xml(whole(lines_of(stream, file.path), file.path), file.path)
    entries = [each for each in root if local_name(each) in ("url", "sitemap")]
    if local_name(root) not in ("urlset", "sitemapindex") or not entries:
        raise UnreadableFile(file.path, "is no sitemap with addresses in it")
    for number, entry in enumerate(entries, start=1):
        where = f"address {number}"
        fields = {local_name(each): (each.text or "").strip() for each in entry.iter()}
        url = urljoin(file.url, fields.get("loc", "")) if file.url else fields.get("loc", "")
        if not is_address(url):
            report(BadRecord(file.path, where, f"has no address to read ({url[:80]!r} in <loc>)"))
            continue
        yield Link(
            path=file.path,
            where=where,
            url=url,
            # <lastmod> says when a page was changed, and is not taken for its publication.
            title=fields.get("title", ""),
            publisher=fields.get("name", ""),
            published=fields.get("publication_date", ""),
        )
