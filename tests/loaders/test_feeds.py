"""Feeds and sitemaps, from files and from addresses."""

from pathlib import Path
from typing import Any

import pytest

PROSE = "The army said on Monday that it had taken the town from the rebels after a siege."
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Own Wire - World</title><link>https://wire.example/</link>
<item><title>Army takes town &amp; bridge</title><link>https://wire.example/a?utm_source=rss</link>
 <pubDate>Tue, 25 Oct 2016 10:25:00 +0200</pubDate><description>Short.</description>
 <content:encoded><![CDATA[<p>{PROSE}</p><p>The rebels &#8220;denied&#8221; it.<br>Talks
 go on.</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Talks</title><link>/b</link><guid isPermaLink="false">b1</guid>
 <pubDate>25 Oct 2016</pubDate><description>&lt;p&gt;Russia met the rebels in Geneva. [&amp;#8230;]&lt;/p&gt;</description></item>
<item><title>Picture only</title><link>https://wire.example/c</link></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Own Wire</title>
<entry><title type="html">&lt;b&gt;Town&lt;/b&gt; taken</title><id>tag:wire.example,2016:1</id>
<link rel="alternate" href="https://wire.example/t"/><updated>2016-10-26T00:00:00Z</updated>
<published>2016-10-25T08:25:00-04:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p></div></content>
</entry></feed>"""
PAGE = f"""<html><head><title>Army takes town</title></head><body><article>
<h1>Army takes town</h1><p>{PROSE} NUMBER</p><p>{PROSE}</p></article></body></html>"""


def test_rss_gives_content_else_summary_and_says_so(tmp_path: Path, read: Any) -> None:
    (tmp_path / "feed.xml").write_text(RSS)

    (full, short), errors = read(tmp_path / "feed.xml")

    assert full.id == "https://wire.example/a"
    assert (full.title, full.publisher) == ("Army takes town & bridge", "Own Wire")
    assert full.published == "2016-10-25T10:25+02:00"
    assert full.text == f"{PROSE}\n\nThe rebels “denied” it.\n\nTalks go on."
    assert short.text == "Russia met the rebels in Geneva."
    assert (short.id, short.published) == ("b1", "2016-10-25")
    assert [error.exit_code for error in errors].count(1) == 1
    told = "\n".join(map(str, errors))
    assert "entry 2: only a summary is in the feed" in told
    assert (
        "entry 3: entry 'Picture only' has no text; name its address https://wire.example/c" in told
    )


def test_atom(tmp_path: Path, read: Any) -> None:
    (tmp_path / "feed.atom").write_text(ATOM)

    (article,), errors = read(tmp_path)

    assert errors == []
    assert (article.title, article.text) == ("Town taken", PROSE)
    assert article.published == "2016-10-25T08:25-04:00"
    assert article.id == "https://wire.example/t"


def test_a_feed_at_an_address_is_read_as_one(server: Any, read: Any) -> None:
    url = server.lay("/feed/", RSS, content_type="text/html")  # some servers say so

    articles, _ = read(url)

    assert [article.id for article in articles] == [
        "https://wire.example/a",
        f"{server.url}/b",
    ]


def test_a_damaged_feed_is_read_as_far_as_it_goes(tmp_path: Path, read: Any) -> None:
    (tmp_path / "feed.rss").write_text(RSS[: RSS.index("<item><title>Talks")])
    (tmp_path / "none.rss").write_text("no feed at all")

    (article,), errors = read(tmp_path)

    assert article.id == "https://wire.example/a"
    told = "\n".join(map(str, errors))
    assert "feed.rss: the feed is damaged (" in told
    assert "none.rss: is no RSS or Atom feed" in told


def sitemap(*entries: str, kind: str = "urlset", name: str = "url") -> str:
    rows = "".join(f"<{name}>{entry}</{name}>" for entry in entries)
    return (
        f'<?xml version="1.0"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{rows}</{kind}>'
    )


def test_a_sitemap_leads_to_its_pages(server: Any, read: Any, tmp_path: Path) -> None:
    one = server.lay("/1", PAGE.replace("NUMBER", "One."))
    two = server.lay("/2", PAGE.replace("NUMBER", "Two."))
    news = (
        "<news:news><news:publication><news:name>Own Wire</news:name></news:publication>"
        "<news:publication_date>2016-10-25T08:25:00Z</news:publication_date></news:news>"
    )
    rows = sitemap(
        f"<loc>{one}</loc>{news}", f"<loc>{server.url}/gone</loc>", f"<loc>{two}</loc>", ""
    )
    (tmp_path / "sitemap.xml").write_text(rows)

    (first, second), errors = read(tmp_path / "sitemap.xml")

    assert (first.id, second.id) == (one, two)
    assert (first.publisher, first.published) == ("Own Wire", "2016-10-25T08:25+00:00")
    assert second.published is None
    told = "\n".join(map(str, errors))
    assert f"{server.url}/gone: the server answers 404" in told
    assert "address 4: has no address to read" in told


def test_an_index_of_sitemaps(server: Any, read: Any) -> None:
    page = server.lay("/1", PAGE)
    inner = server.lay("/s.xml", sitemap(f"<loc>{page}</loc>"), content_type="application/xml")
    loop = f"{server.url}/index.xml"
    index = sitemap(
        f"<loc>{inner}</loc>", f"<loc>{loop}</loc>", kind="sitemapindex", name="sitemap"
    )
    server.lay("/index.xml", index, content_type="text/xml")

    (article,), _ = read(loop)

    assert article.id == page
    assert server.paths() == ["/index.xml", "/s.xml", "/1"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<urlset><url>", "is not well-formed XML"),
        ("<urlset></urlset>", "is no sitemap with addresses in it"),
        ("<?xml version='1.0'?><other/>", "is XML of a kind that is not read"),
        (
            (
                '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                "<urlset><url><loc>&x;</loc></url></urlset>"
            ),
            "",
        ),
    ],
)
def test_xml_that_is_no_list(tmp_path: Path, read: Any, content: str, reason: str) -> None:
    (tmp_path / "s.xml").write_text(content)

    articles, errors = read(tmp_path / "s.xml")

    assert articles == []
    assert errors
    assert reason in str(errors[0])
    assert "root:" not in str(errors[0])


def test_a_missing_library_is_named(
    tmp_path: Path, read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "feedparser", None)
    (tmp_path / "a.rss").write_text(RSS)
    (tmp_path / "b.txt").write_text(PROSE)

    (article,), errors = read(tmp_path)

    assert article.id == "b.txt"
    assert 'a.rss: needs feedparser, which is not installed: pip install "actorgraph[sources]"' in (
        str(errors[0])
    )
