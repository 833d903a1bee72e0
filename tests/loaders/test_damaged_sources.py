"""Damaged files of every format: articles or reports come out, never a failure of our own."""

import gzip
import io
import json
from pathlib import Path

import docx
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from actorgraph.errors import InputError
from actorgraph.loaders.reading import read_articles

PROSE = "The army said that it had taken the town from the rebels."


def _docx() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(PROSE)
    document.save(out)
    return out.getvalue()


def _parquet() -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.table({"text": [PROSE, PROSE]}), out)
    return out.getvalue()


WHOLE = {
    "csv": f'id,text,date\n1,"{PROSE}",2016-10-25\n2,"{PROSE}",2016-10-25\n'.encode(),
    "rss": f"<rss version='2.0'><channel><title>W</title><item><title>a</title><description>{PROSE}"
    "</description><pubDate>Tue, 25 Oct 2016 10:25:00 GMT</pubDate></item></channel></rss>".encode(),
    "xml": f"<mediawiki><page><title>A</title><ns>0</ns><revision><text>'''{PROSE}''' {{{{date|25 "
    "October 2016}}}}</text></revision></page></mediawiki>".encode(),
    "html": f"<html><head><script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle'})}"
    f"</script></head><body><article><p>{PROSE}</p><p>{PROSE}</p></article></body></html>".encode(),
    "rtf": (r"{\rtf1\ansi\ansicpg1252 " + PROSE + r"\par End of Document\par}").encode(),
    "bib": f"@article{{a, title = {{{PROSE}}}, year = 2016}}\n".encode(),
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60\r\n"
    b"Content-Type: application/http; msgtype=response\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The army.</p>\r\n\r\n",
    "pdf": b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids"
    b"[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\ntrailer<</Root 1 0 R"
    b"/Size 4>>\n%%EOF",
    "docx": _docx(),
    "parquet": _parquet(),
    "csv.gz": gzip.compress(f"text\n{PROSE}\n".encode()),
    "json": json.dumps([{"type": "book", "URL": "x", "issued": {"date-parts": [[2016]]}}]).encode(),
}


@pytest.mark.parametrize("ending", sorted(WHOLE))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damage_gives_articles_or_reports(
    tmp_path_factory: pytest.TempPathFactory, ending: str, data: st.DataObject
) -> None:
    content = bytearray(WHOLE[ending])
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[at] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))
    path = tmp_path_factory.mktemp("any") / f"a.{ending}"
    path.write_bytes(content[:end] if data.draw(st.booleans()) else content)
    errors: list[InputError] = []

    articles = list(read_articles([str(Path(path))], on_error=errors.append))

    assert articles or errors
