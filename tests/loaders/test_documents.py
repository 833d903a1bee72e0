"""PDF, MediaWiki dumps, and lists of references whose addresses are read."""

import bz2
import json
from pathlib import Path
from typing import Any

import pytest

PROSE = "The army said that it had taken the town from the rebels."
PAGE = f"""<html><head><title>Army takes town</title></head><body><article>
<h1>Army takes town</h1><p>{PROSE} NUMBER</p><p>{PROSE}</p></article></body></html>"""


def pdf(*pages: list[str], title: str = "", broken: int = -1) -> bytes:
    """Write a small PDF: a page of lines of Courier each, blank ones as a gap."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>")
    for number, lines in enumerate(pages):
        shown = "".join(
            f"1 0 0 1 50 {780 - 14 * at} Tm ({line.replace('(', '').replace(')', '')}) Tj\n"
            for at, line in enumerate(lines) if line
        )  # fmt: skip
        body = f"BT /F1 10 Tf\n{shown}ET".encode("cp1252")
        content = b"<</Filter/FlateDecode/Length %d>>" if number == broken else b"<</Length %d>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(content % len(body) + b"stream\n" + body + b"\nendstream")
    objects.append(f"<</Title({title})/CreationDate(D:20200101000000Z)>>".encode())
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R/Info %d 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(objects), len(out))
    )


LINES = [
    ["The Paper - 25 October 2016", "", "Army takes town", "",
     "The army said on Monday that it had taken the town from the reb-",
     "els after a siege of a month. A pro-",
     "government newspaper said that talks would go on in Geneva until the",
     "end of the week.", "",
     "A spokesman for the rebels denied that the town had fallen and that", "1"],
    ["The Paper - 25 October 2016", "", "they had left it to the army.", "",
     "The United Nations urged both sides to let food into the town at once", "today.", "", "2"],
    ["The Paper - 25 October 2016", "", "Russia met Turkey in Geneva, and both of them promised to",
     "go on with it.", "", "3"],
]  # fmt: skip


def test_a_pdf_without_headers_and_broken_words(tmp_path: Path, read: Any) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(*LINES, title="Army takes town"))

    (article,), errors = read(tmp_path)

    assert article.title == "Army takes town"
    assert article.published is None
    assert article.text.split("\n\n") == [
        "Army takes town",
        (
            "The army said on Monday that it had taken the town from the rebels after a siege of a "
            "month. A pro-government newspaper said that talks would go on in Geneva until the end of "
            "the week."
        ),
        (
            "A spokesman for the rebels denied that the town had fallen and that they had left it to "
            "the army."
        ),
        "The United Nations urged both sides to let food into the town at once today.",
        "Russia met Turkey in Geneva, and both of them promised to go on with it.",
    ]
    assert ["no date of publication" in str(error) for error in errors] == [True]


def test_a_damaged_page_is_reported_and_the_others_go_on(tmp_path: Path, read: Any) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(*LINES, broken=1))

    articles, errors = read(tmp_path)

    assert "Russia met Turkey" in articles[0].text
    assert "United Nations" not in articles[0].text
    assert ", page 2: cannot be read (" in str(errors[0])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is no PDF that can be read"),
        (b"%PDF-1.4\nno more", "is no PDF that can be read"),
        (pdf([]), "holds pictures of pages and no text"),
    ],
)
def test_what_is_no_pdf_with_text(tmp_path: Path, read: Any, content: bytes, reason: str) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    (tmp_path / "z.txt").write_text(PROSE)

    articles, errors = read(tmp_path)

    assert [article.id for article in articles] == ["z.txt"]
    assert f"a.pdf: {reason}" in str(errors[0])


NEWS = """{{date|October 25, 2016}}
{{byline|date=x}}
[[File:Town.jpg|thumb|A picture of the [[town]]]]
The '''[[Syrian Army|army]]''' said it took [http://e.org/x the town].<ref>A note</ref> It left.

{| class="wikitable"
| cell
|}
* The rebels denied it.
== Sources ==
*{{source|url=http://e.org}}
[[Category:War]]"""


def dump(*pages: tuple[str, int, str]) -> str:
    rows = "".join(
        f"<page><title>{title}</title><ns>{space}</ns><id>1</id>"
        + (f'<redirect title="{text[10:]}" />' if text.startswith("#REDIRECT") else "")
        + f"<revision><timestamp>2020-01-01T00:00:00Z</timestamp><text>{text}</text></revision></page>"
        for title, space, text in pages
    )
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11"><siteinfo>'
        "<sitename>Wikinews</sitename><base>https://en.wikinews.org/wiki/Main_Page</base>"
        f"</siteinfo>{rows}</mediawiki>"
    )


@pytest.mark.parametrize("name", ["dump.xml", "dump.xml.bz2", "dump"])
def test_a_mediawiki_dump(tmp_path: Path, read: Any, name: str) -> None:
    news = NEWS.replace("<", "&lt;").replace(">", "&gt;")
    text = dump(
        ("Army takes town", 0, news), ("Talk:Army takes town", 1, "Is it?"),
        ("Town", 0, "#REDIRECT [[Army takes town]]"), ("Category:War", 14, "x"),
        ("Talks", 0, PROSE), ("Empty", 0, ""),
    )  # fmt: skip
    data = text.encode()
    (tmp_path / name).write_bytes(bz2.compress(data) if name.endswith("bz2") else data)

    (town, talks), errors = read(tmp_path / name)

    assert town.text == "The army said it took the town. It left.\n\nThe rebels denied it."
    assert (town.title, town.publisher) == ("Army takes town", "Wikinews")
    assert town.published == "2016-10-25"
    assert town.id == "https://en.wikinews.org/wiki/Army_takes_town"
    assert talks.text == PROSE
    told = "\n".join(map(str, errors))
    assert "page 'Empty': there is no text in it" in told
    assert "no articles left: 1 pages of other namespaces, 1 redirects, 1 talk pages" in told


def test_a_dump_that_breaks_off_gives_what_came_before(tmp_path: Path, read: Any) -> None:
    text = dump(("One", 0, PROSE), ("Two", 0, PROSE))
    (tmp_path / "a.xml").write_text(text[: text.index("Two")])
    (tmp_path / "b.xml").write_text("<mediawiki></mediawiki>")
    (tmp_path / "c.xml").write_text('<mediawiki bad="')

    (article,), errors = read(tmp_path)

    assert article.title == "One"
    told = [str(error) for error in errors if error.exit_code]
    assert "a.xml, after page 1: the dump is damaged (" in told[0]
    assert "b.xml: is no MediaWiki dump: there is no page in it" in told[1]
    assert "c.xml: is no MediaWiki dump (" in told[2]


BIBTEX = r"""@comment{zotero}
@article{one, title = {{Army} takes \'{e}lan}, journal = {Own Wire}, year = 2016, month = oct,
  day = {25}, url = {URL1}}
@online{two, title = {Talks}, date = {2016-10-26}, organization = {{The Paper}}, url = {URL2}}
@book{three, title = {No address}, year = 2016}
@article{broken, title = {x, url =
"""


def test_bibtex_leads_to_its_addresses(tmp_path: Path, read: Any, server: Any) -> None:
    one = server.lay("/1", PAGE.replace("NUMBER", "One.").replace("Army takes town", ""))
    two = server.lay("/2", PAGE.replace("NUMBER", "Two."))
    (tmp_path / "a.bib").write_text(BIBTEX.replace("URL1", one).replace("URL2", two))

    articles, errors = read(tmp_path / "a.bib")

    assert [article.id for article in articles] == [one, two]
    assert (articles[0].title, articles[0].publisher) == ("Army takes élan", "Own Wire")
    assert articles[0].published == "2016-10-25"
    assert (articles[1].title, articles[1].publisher) == ("Army takes town", "The Paper")
    assert articles[1].published == "2016-10-26"
    told = [str(error) for error in errors]
    assert any("entry 'three': entries without an address" in each for each in told)
    assert any("is no BibTeX entry that can be read" in each for each in told)


def test_csl_json_leads_to_its_addresses(tmp_path: Path, read: Any, server: Any) -> None:
    one = server.lay("/1", PAGE)
    items = [
        {"id": "a", "type": "article-newspaper", "title": "T", "URL": one,
         "container-title": "The Paper", "issued": {"date-parts": [["2016", 10, "25"]]}},
        {"id": "b", "type": "book", "title": "No address"},
        {"id": "c", "type": "webpage", "URL": f"{server.url}/gone"},
    ]  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(items, indent=1))

    (article,), errors = read(tmp_path / "a.json")

    assert (article.id, article.publisher, article.published) == (one, "The Paper", "2016-10-25")
    assert "item 'b': entries without an address" in str(errors[0])
    assert "gone: the server answers 404" in str(errors[1])


def test_lists_in_a_folder_are_not_followed(tmp_path: Path, read: Any, server: Any) -> None:
    (tmp_path / "a.bib").write_text(BIBTEX.replace("URL1", server.url).replace("URL2", server.url))
    (tmp_path / "b.txt").write_text(PROSE)

    (article,), errors = read(tmp_path)

    assert article.id == "b.txt"
    assert any("lists 2 addresses; to have them read, name this file" in str(e) for e in errors)
    assert server.asked == []


def test_a_list_without_entries(tmp_path: Path, read: Any) -> None:
    (tmp_path / "a.bib").write_text("nothing of the kind")

    articles, (error,) = read(tmp_path)

    assert articles == []
    assert "a.bib: there is no BibTeX entry in it" in str(error)
