"""HTML pages: the article and where it comes from, without what stands around it."""

from pathlib import Path

from actorgraph.errors import InputError
from actorgraph.loaders.reading import read_articles
from actorgraph.ontology.articles import Article

PARAGRAPHS = (
    "The army said on Monday that it had taken the town from the rebels after a siege of a month.",
    "A spokesman for the rebels denied that the town had fallen and accused the army of lying.",
    "The United Nations urged both sides to let food and medicine into the town without delay.",
)
PAGE = """<!DOCTYPE html><html lang="en"><head>{charset}
<title>Army takes town | own wire</title>
<meta property="og:title" content="Army takes town">
<meta property="og:site_name" content="own wire">
<meta property="article:published_time" content="2016-10-25T08:25:00Z">
<link rel="canonical" href="https://example.org/town"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Army takes town</h1>{body}</article>
<aside>Most read: ten recipes</aside><footer>All rights reserved. Cookie settings</footer>
<script>alert("no")</script></body></html>"""


def page(body: str | None = None, charset: str = "") -> str:
    return PAGE.format(body=body or "".join(f"<p>{p}</p>" for p in PARAGRAPHS), charset=charset)


def read(path: Path) -> tuple[list[Article], list[InputError]]:
    errors: list[InputError] = []
    return list(read_articles([str(path)], on_error=errors.append)), errors


def test_the_article_without_what_stands_around_it(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page())

    (article,), errors = read(tmp_path)

    assert errors == []
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert (article.id, article.url) == ("https://example.org/town", "https://example.org/town")
    assert (article.title, article.publisher) == ("Army takes town", "own wire")
    assert article.published == "2016-10-25T08:25+00:00"
    assert not {"recipes", "Cookie", "Home", "alert"} & set(article.text.split())


def test_a_date_in_the_words_is_not_taken_for_that_of_the_page(tmp_path: Path) -> None:
    plain = "".join(f"<p>{p} It was 3 May 2011.</p>" for p in PARAGRAPHS)
    (tmp_path / "a.html").write_text(f"<html><body><article>{plain}</article></body></html>")

    (article,), _ = read(tmp_path)

    assert article.published is None


def test_the_encoding_that_a_page_declares(tmp_path: Path) -> None:
    body = "".join(f"<p>“{p}” said the café’s owner.</p>" for p in PARAGRAPHS)
    text = page(body, '<meta charset="iso-8859-1">')
    (tmp_path / "a.html").write_bytes(text.encode("cp1252"))

    (article,), errors = read(tmp_path)

    assert "“The army said" in article.text
    assert "café’s" in article.text
    assert errors == []


def test_pages_without_an_article_are_reported(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<html><body></body></html>")
    (tmp_path / "nested.html").write_text("<html><body>" + "<div>" * 100_000 + "x")
    (tmp_path / "junk.html").write_bytes(b"<html>\x01\x02")

    articles, errors = read(tmp_path)

    assert articles == []
    assert [str(error).split(": ", 1)[1][:30] for error in errors] == [
        "no article text is found in th",
        "byte 0x01 at 6 is not text: a ",
        "no article text is found in th",
    ]


def test_a_live_blog_page_keeps_its_entries(tmp_path: Path) -> None:
    body = "".join(
        f"<h2>{hour}:05 GMT</h2><p>{p}</p>"
        for hour, p in zip((14, 13, 12), PARAGRAPHS, strict=True)
    )
    (tmp_path / "a.html").write_text(page(body))

    (article,), _ = read(tmp_path)

    assert [section.time for section in article.sections] == [
        "2016-10-25T14:05+00:00",
        "2016-10-25T13:05+00:00",
        "2016-10-25T12:05+00:00",
    ]
