"""Pages as common content systems write them: facts of the article, and nothing around its text."""

import json
from pathlib import Path
from typing import Any

import pytest

P = (
    "The army said on Monday that it had taken the town from the rebels after a siege of a month.",
    "A spokesman for the rebels denied that the town had fallen and accused the army of lying.",
    "The United Nations urged both sides to let food and medicine into the town without delay.",
)
PS = "".join(f"<p>{p}</p>" for p in P)
FULL = "\n\n".join(P)


def ld(*things: dict[str, Any]) -> str:
    value = things[0] if len(things) == 1 else {"@context": "https://schema.org", "@graph": things}
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


JSON_LD = f"""<html lang=en><head><title>Army takes town & bridge - The Own Wire</title>{
    ld(
        {"@type": "WebSite", "name": "site", "datePublished": "2001-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Army takes town",
            "datePublished": "2016-10-25T08:25:00-04:00",
            "dateModified": "2016-10-27T08:25:00-04:00",
            "publisher": {"@type": "Organization", "name": "The Own Wire"},
            "mainEntityOfPage": {"@id": "https://wire.example/town#main"},
        },
    )
}</head>
<body><header><nav><a href=/>Home</a></nav></header><main><article>
<h1>Army takes town &amp; bridge</h1><div class=byline>By Jane Doe</div>{PS}</article></main>
<footer>© 2016 The Own Wire</footer></body></html>"""
OPEN_GRAPH = f"""<html lang=en><head><title>x</title><meta property="og:title" content="Army takes
 town"><meta property="og:site_name" content="Own Wire"><meta property="article:published_time"
 content="2016-10-25T10:25:00+0200"><meta property="article:modified_time"
 content="2016-10-29T10:25:00+0200"><meta property="og:url" content="https://wire.example/town">
</head><body><div id="content"><h1>Army takes town</h1>{PS}</div></body></html>"""
WORDPRESS = f"""<!DOCTYPE html><html lang="en-US"><head><title>Army takes town &#8211; Own Wire</title>
<link rel="canonical" href="https://wire.example/2016/10/25/town/">
<meta property="og:site_name" content="Own Wire"></head><body class="single-post"><div id="page">
<header class="site-header"><p class="site-title">Own Wire</p><p class="site-description">News from
the field that you can trust every day of the week</p></header><article class="post hentry">
<header class="entry-header"><h1 class="entry-title">Army takes town</h1><span class="posted-on">
<time class="entry-date published" datetime="2016-10-25T08:25:00+00:00">October 25, 2016</time>
<time class="updated" datetime="2017-01-01T08:25:00+00:00">January 1, 2017</time></span></header>
<div class="entry-content">{PS}<div class="sharedaddy"><h3>Share this:</h3><ul><li><a>Click to share
on Twitter (Opens in new window)</a></li></ul></div><div id="jp-relatedposts"><h3>Related</h3>
<p>Ten recipes for a quiet Sunday at home with friends and family</p></div></div></article>
<div id="comments" class="comments-area"><h2>3 thoughts on "Army takes town"</h2>
<ol class="comment-list"><li class="comment"><p>The army always lies about what it takes, I say as a
reader.</p></li></ol></div><aside class="widget-area"><h2>Recent Posts</h2><ul><li>Bakers protest
against the price of flour</li></ul></aside></div><footer>Powered by WordPress</footer></body></html>"""
AMP = f"""<!doctype html><html amp lang="en"><head><link rel="canonical"
 href="https://wire.example/town"><title>Army takes town | Own Wire</title>{
    ld(
        {
            "@type": "NewsArticle",
            "headline": "Army takes town",
            "datePublished": "2016-10-25T08:25:00Z",
            "publisher": {"name": "Own Wire"},
        }
    )
}</head><body>
<header class="amp-header"><a>Own Wire</a></header><article class="amp-wp-article">
<h1>Army takes town</h1>{PS}<amp-ad>Advertisement buy now</amp-ad></article></body></html>"""
COOKIES = f"""<html lang=en><head><title>Army takes town</title><meta name="date"
 content="2016-10-25"></head><body><div id="cookie-banner" class="cookie-consent" role="dialog">
<p>We and our 842 partners use cookies and other technologies to store and access personal data on
your device.</p><button>Accept all</button></div><article><h1>Army takes town</h1>{PS}</article>
<div id="onetrust-consent-sdk"><p>Your privacy matters to us. We use cookies to improve your
experience on this site.</p></div></body></html>"""


@pytest.mark.parametrize(
    ("page", "published", "publisher", "url"),
    [
        (JSON_LD, "2016-10-25T08:25-04:00", "The Own Wire", "https://wire.example/town"),
        (OPEN_GRAPH, "2016-10-25T10:25+02:00", "Own Wire", "https://wire.example/town"),
        (WORDPRESS, "2016-10-25T08:25+00:00", "Own Wire", "https://wire.example/2016/10/25/town/"),
        (AMP, "2016-10-25T08:25+00:00", "Own Wire", "https://wire.example/town"),
        (COOKIES, "2016-10-25", None, None),
    ],
    ids=["json-ld", "open graph", "wordpress", "amp", "cookie banner"],
)
def test_facts_and_text(
    tmp_path: Path, read: Any, page: str, published: str, publisher: str | None, url: str | None
) -> None:
    (tmp_path / "a.html").write_text(page)

    (article,), errors = read(tmp_path)

    assert errors == []
    assert article.text == FULL
    assert article.title in ("Army takes town", "Army takes town & bridge")
    assert (article.published, article.publisher, article.url) == (published, publisher, url)


def test_a_paywall_is_told_and_its_words_are_no_article(tmp_path: Path, read: Any) -> None:
    facts = {"@type": "NewsArticle", "datePublished": "2016-10-25", "isAccessibleForFree": "False"}
    wall = (
        "<p>To continue reading this article you need a subscription.</p>"
        "<p>Already a subscriber? Log in</p><p>Subscribe now for $1 a week</p>"
    )
    page = f"<html><head><title>T</title>{ld(facts)}</head><body><article><p>{P[0]}</p>{wall}"
    (tmp_path / "a.html").write_text(f"{page}</article></body></html>")

    (article,), (doubt,) = read(tmp_path)

    assert article.text == P[0]
    assert "the page is not free to read; what it shows may be the beginning" in str(doubt)


def test_captions_of_galleries_and_links_to_others(tmp_path: Path, read: Any) -> None:
    apart = (
        "Hide Caption 8 of 19 Photos", "Photos: The war A boy carries water. Hide Caption 9 of 19",
        "Advertisement", "Story highlights", "Follow us on Twitter",
        "Sign up for our daily newsletter", "READ MORE: Old talks fail again", "12 of 30",
    )  # fmt: skip
    kept = (
        "Photos: two of them show the town. They were taken by the army.",
        "Read more of the letter: the rebels said that they would stay.",
    )
    lines = [P[0], *apart[:4], P[1], *kept, *apart[4:], P[2]]
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html><head><title>T</title></head><body><article>{body}</article></body></html>"
    (tmp_path / "a.html").write_text(page)

    (article,), _ = read(tmp_path)

    assert article.text.split("\n\n") == [P[0], P[1], *kept, P[2]]


@pytest.mark.parametrize(
    "script",
    ["{broken", "[" * 5000, '"text"', '{"@type": "NewsArticle", "datePublished": 5, "publisher": []}',
     '{"@type": "NewsArticle", "datePublished": "10/11/2016", "url": {"@id": 7}}'],
)  # fmt: skip
def test_facts_that_are_none_do_no_harm(tmp_path: Path, read: Any, script: str) -> None:
    head = f'<title>T</title><script type="application/ld+json">{script}</script>'
    page = f"<html><head>{head}</head><body><article>{PS}</article></body></html>"
    (tmp_path / "a.html").write_text(page)

    (article,), _ = read(tmp_path)

    assert article.text == FULL
    assert article.published is None
