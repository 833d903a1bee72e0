"""Addresses: what is fetched and how politely, and what is refused, from a real local server."""

import gzip
import socket
import time
from typing import Any

import pytest

from actorgraph.errors import InputError
from actorgraph.loaders import web_guard
from actorgraph.loaders.web_guard import is_public

PROSE = (
    "The army said on Monday that it had taken the town from the rebels after a siege of a month. "
    "A spokesman for the rebels denied that the town had fallen and accused the army of lying."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Army takes town</title>
<meta property="og:title" content="Army takes town">
<meta property="article:published_time" content="2016-10-25"></head>
<body><article><h1>Army takes town</h1><p>{PROSE}</p><p>{PROSE}</p></article></body></html>"""


def reasons(errors: list[InputError]) -> list[str]:
    return [str(error) for error in errors]


def the_reason(read: Any, /, *paths: str, **settings: Any) -> str:
    articles, (error,) = read(*paths, **settings)
    assert articles == []
    assert error.exit_code == 1
    return str(error)


def test_a_page_is_read_from_its_address(server: Any, read: Any) -> None:
    url = server.lay("/news/town?utm_source=x", PAGE)

    (article,), errors = read(url)

    assert errors == []
    assert article.id == f"{server.url}/news/town"
    assert (article.title, article.published) == ("Army takes town", "2016-10-25")
    assert article.text.startswith("The army said")
    assert server.asked[0][0] == "/robots.txt"
    assert server.asked[1][1]["User-Agent"].startswith("actorgraph/")


def test_redirects_are_followed_and_name_the_article(server: Any, read: Any) -> None:
    server.lay("/new", PAGE)
    url = server.lay("/old", "", 301, location="/new")

    (article,), _ = read(url)

    assert article.url == f"{server.url}/new"


def test_a_password_in_an_address_is_not_sent(server: Any, read: Any) -> None:
    server.lay("/a", PAGE)

    reason = the_reason(read, f"http://me:secret@127.0.0.1:{server.server_port}/a")

    assert "holds a user name or password, which is not sent" in reason
    assert server.asked == []


def test_redirects_in_a_circle_end(server: Any, read: Any) -> None:
    url = server.lay("/a", "", 302, location="/b")
    server.lay("/b", "", 302, location="/a")

    assert "redirects more than 10 times" in the_reason(read, url)


def test_a_redirect_to_a_file_of_this_machine_is_refused(server: Any, read: Any) -> None:
    url = server.lay("/a", "", 302, location="file:///etc/passwd")

    reason = the_reason(read, url)

    assert "file:///etc/passwd" in reason
    assert "http and https only" in reason


def test_robots_txt_is_obeyed(server: Any, read: Any) -> None:
    rules = "User-agent: *\nDisallow: /private\nAllow: /private/open$\n"
    server.lay("/robots.txt", rules, content_type="text/plain")
    closed, open_ = server.lay("/private/a", PAGE), server.lay("/private/open", PAGE)

    (article,), (error,) = read(closed, open_)

    assert article.url == open_
    assert "robots.txt does not allow it; save the page" in str(error)
    assert server.paths() == ["/private/open"]


def test_robots_txt_that_speaks_of_this_package(server: Any, read: Any) -> None:
    server.lay("/robots.txt", "User-agent: actorgraph\nDisallow: /\n\nUser-agent: *\nAllow: /\n")

    assert "does not allow" in the_reason(read, server.lay("/a", PAGE))


def test_a_robots_txt_that_cannot_be_had_allows_nothing(server: Any, read: Any) -> None:
    server.lay("/robots.txt", "broken", 503)

    reason = the_reason(read, server.lay("/a", PAGE))

    assert "robots.txt answers 503, so nothing may be read there" in reason
    assert server.paths() == []


def test_a_redirect_is_checked_against_robots_txt_again(server: Any, read: Any) -> None:
    server.lay("/robots.txt", "User-agent: *\nDisallow: /secret\n")
    server.lay("/secret", PAGE)

    assert "does not allow" in the_reason(read, server.lay("/a", "", 302, location="/secret"))
    assert server.paths() == ["/a"]


def test_a_host_is_asked_at_a_polite_rate(server: Any, read: Any) -> None:
    urls = [server.lay(f"/{n}", PAGE.replace("Monday", f"Monday {n}")) for n in range(3)]
    begun = time.monotonic()

    articles, _ = read(*urls, delay=0.3)

    assert len(articles) == 3
    assert time.monotonic() - begun >= 0.6


def test_the_rate_that_robots_txt_asks_for(server: Any, read: Any) -> None:
    server.lay("/robots.txt", "User-agent: *\nCrawl-delay: 0.5\n")
    begun = time.monotonic()

    read(server.lay("/a", PAGE), server.lay("/b", PAGE))

    assert time.monotonic() - begun >= 0.5


def test_what_has_not_changed_is_not_sent_again(server: Any, read: Any) -> None:
    def answer(handler: Any) -> None:
        if handler.headers.get("If-None-Match") == '"v1"':
            handler.give(b"", 304)
        else:
            handler.give(PAGE.encode(), content_type="text/html", etag='"v1"')

    server.answers["/a"] = answer

    first, _ = read(f"{server.url}/a")
    second, errors = read(f"{server.url}/a")

    assert first == second
    assert errors == []
    assert [headers.get("If-None-Match") for path, headers in server.asked if path == "/a"] == [
        None,
        '"v1"',
    ]


def test_a_damaged_cache_is_fetched_again(server: Any, read: Any, tmp_path: Any) -> None:
    url = server.lay("/a", PAGE, last_modified="Tue, 25 Oct 2016 08:00:00 GMT")
    read(url, cache=tmp_path)
    (body,) = tmp_path.glob("*.body")
    body.write_bytes(b"cut")

    (article,), _ = read(url, cache=tmp_path)

    assert article.text.startswith("The army")
    assert "If-Modified-Since" not in server.asked[-1][1]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "fe80::1%eth0", "fc00::1", "fec0::1",  # noqa: S104
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"])
def test_private_addresses_are_refused_unless_allowed(server: Any, read: Any, host: str) -> None:
    server.lay("/a", PAGE)
    url = f"http://{host}:{server.server_port}/a"

    reason = the_reason(read, url, allow_private=False)

    assert "is not on the public internet; --allow-private reads it anyway" in reason
    assert server.asked == []


def test_a_redirect_into_the_own_network_is_refused(
    server: Any, read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host passes as public here; the second is what a redirect leads to."""
    monkeypatch.setattr(web_guard, "is_public", lambda address: address == "127.0.0.1")
    url = server.lay("/a", "", 302, location="http://169.254.169.254/latest/meta-data/")

    reason = the_reason(read, url, allow_private=False)

    assert reason.startswith(url)
    assert "169.254.169.254 is not on the public internet" in reason


def test_every_address_of_a_name_has_to_be_public(
    read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    found = [(*entry, ("93.184.216.34", 80)), (*entry, ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)

    reason = the_reason(read, "http://news.example/a", allow_private=False)

    assert "news.example (10.0.0.1) is not on the public internet" in reason


def test_a_name_that_changes_its_address_gains_nothing(
    server: Any, read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes to the address that was looked at: the name is asked once for each."""
    names: list[str] = []
    real = socket.getaddrinfo

    def once(host: str, port: int, *rest: Any, **more: Any) -> Any:
        names.append(host)
        return real("127.0.0.1" if host == "news.example" else host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    server.lay("/a", PAGE)

    (article,), _ = read(f"http://news.example:{server.server_port}/a")

    assert article.url == f"http://news.example:{server.server_port}/a"
    assert names.count("news.example") == len(server.asked)  # robots.txt and the page


def test_an_endless_answer_is_cut(server: Any, read: Any) -> None:
    def endless(handler: Any) -> None:
        handler.give(b"", content_type="text/html")
        while True:
            handler.wfile.write(b"<p>more</p>" * 1000)

    server.answers["/a"] = endless

    reason = the_reason(read, f"{server.url}/a", most_bytes=2**20)

    assert "is larger than 1 MB; download it and name the file" in reason


def test_an_answer_that_announces_too_much_is_not_fetched(server: Any, read: Any) -> None:
    url = server.lay("/a", PAGE, content_length=str(10**12))

    assert "is larger than 64 MB" in the_reason(read, url)


def test_a_small_answer_that_unpacks_to_a_large_one_is_cut(server: Any, read: Any) -> None:
    url = server.lay("/a", gzip.compress(bytes(2**24)), content_encoding="gzip")

    assert "is larger than 1 MB" in the_reason(read, url, most_bytes=2**20)


def test_an_answer_that_drips_is_given_up(server: Any, read: Any) -> None:
    def drip(handler: Any) -> None:
        handler.give(b"", content_type="text/html")
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.1)

    server.answers["/a"] = drip

    assert "not there after 1 seconds" in the_reason(read, f"{server.url}/a", whole=1)


def test_headers_that_drip_are_given_up(
    server: Any, read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drip(handler: Any) -> None:
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.1)

    monkeypatch.setattr(web_guard, "HEADER_SECONDS", 0.5)
    server.answers["/a"] = drip
    begun = time.monotonic()

    the_reason(read, f"{server.url}/a")

    assert time.monotonic() - begun < 5


def test_a_silent_server_is_given_up(server: Any, read: Any) -> None:
    server.answers["/a"] = lambda _handler: time.sleep(3)

    assert "no answer in time" in the_reason(read, f"{server.url}/a", read=0.5)


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (PAGE, {"content_length": "99999"}, "broke off before its announced end"),
        (PAGE, {"content_encoding": "gzip"}, "not compressed as its headers say"),
        ("\x89PNG", {"content_type": "image/png"}, "is image/png, which holds no text"),
        ("x", {"content_type": "application/zip"}, "is application/zip, which is not read"),
        ("\0\1\2", {"content_type": "text/html"}, "is not text"),
        ("<html></html>", {}, "no article text is found"),
    ],
)
def test_answers_that_lie_or_hold_no_article(
    server: Any, read: Any, body: str, headers: dict[str, str], reason: str
) -> None:
    other = server.lay("/good", PAGE)

    articles, (error,) = read(server.lay("/a", body, **headers), other)

    assert reason in str(error)
    assert [article.url for article in articles] == [other]  # the rest goes on


@pytest.mark.parametrize(
    ("status", "advice"), [(404, "check the address"), (403, "save the page"), (503, "try again")]
)
def test_errors_of_the_server_are_told(server: Any, read: Any, status: int, advice: str) -> None:
    reason = the_reason(read, server.lay("/a", "no", status))

    assert f"answers {status}" in reason
    assert advice in reason


def test_a_host_where_nothing_answers(read: Any) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

    assert "connection refused" in the_reason(read, f"http://127.0.0.1:{port}/a")


def test_the_encoding_that_the_server_names(server: Any, read: Any) -> None:
    body = PAGE.replace("spokesman", "“spokesman”").encode("cp1252")
    url = server.lay("/a", body, content_type="text/html; charset=windows-1252")

    (article,), errors = read(url)

    assert "“spokesman”" in article.text
    assert errors == []


def test_a_page_cannot_take_the_place_of_another_sites_article(server: Any, read: Any) -> None:
    link = '<link rel="canonical" href="https://other.example/theirs"></head>'
    url = server.lay("/a", PAGE.replace("</head>", link))

    (article,), _ = read(url)

    assert article.id == url


def test_text_and_json_at_an_address(server: Any, read: Any) -> None:
    text = server.lay(
        "/a.txt", f"---\npublished: 2016-10-25\n---\n{PROSE}", content_type="text/plain"
    )
    rows = '{"id": "r", "published": "2016-10-25", "text": "The army left."}\n'
    lines = server.lay("/b.jsonl", rows, content_type="application/octet-stream")
    packed = server.lay("/c.txt.gz", gzip.compress(rows.replace('"r"', '"s"').encode()),
                        content_type="application/gzip")  # fmt: skip

    articles, _ = read(text, lines, packed)

    assert [article.id for article in articles][:2] == [text, "r"]
    assert articles[2].url == packed
