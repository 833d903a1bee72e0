"""Neo4j Browser beside a graph: what it is given, by whom it is served, and to whom."""

import http.client
import json
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import BadSettings, BrowserMissing, JarMismatch, UsageError
from actorgraph.graph.browser_jar import browser_jar, fetch_browser
from actorgraph.graph.store import Store
from actorgraph.ontology.vocabulary import KINDS, RELATIONS
from actorgraph.queries.browser_look import style_sheet
from actorgraph.queries.browser_scripts import literal, pictures, saved_scripts
from actorgraph.queries.browser_server import BrowserLogin, BrowserServer, policy
from actorgraph.queries.browsing import browser_login, opening_file, storage_items
from actorgraph.queries.page_style import colours
from actorgraph.queries.questions import questions

LOGIN = BrowserLogin(uri="bolt://127.0.0.1:7", user="neo4j", password="hush", database=None)
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/browser/#\S+")


@pytest.fixture(scope="module")
def jar() -> Path:
    return fetch_browser()


def test_every_saved_script_runs_and_every_picture_has_nodes(a_war: Store) -> None:
    _, documents = saved_scripts(["russia", "rebels"])
    rows = {one["id"]: a_war.query(one["content"]).rows for one in documents}

    assert set(rows) == {f"actorgraph-{name}" for name in (*pictures(), *questions())}
    assert [name for name in pictures() if not rows[f"actorgraph-{name}"]] == []


def test_the_actors_put_in_are_those_with_most_claims(a_war: Store) -> None:
    items = storage_items(a_war)
    content = {one["id"]: one["content"] for one in items["neo4j.documents"]}

    assert '{id: "rebels"}' in content["actorgraph-2-around"]
    assert "$" not in "".join(content.values())
    assert items["neo4j.settings"]["allowUserStats"] is False


@pytest.mark.parametrize("value", ['a "b" \\ \n c', "Kṣetra ☮", ["x", 1], None, True, 2, -0.5])
def test_a_value_is_written_as_cypher_reads_it(store: Store, value: Any) -> None:
    assert list(store.query(f"RETURN {literal(value)} AS value").rows) == [(value,)]


def test_each_kind_and_relation_has_the_colour_of_the_page() -> None:
    rules, tint = style_sheet(), colours()

    assert {f"node.{kind}" for kind in KINDS} <= set(rules)
    assert {f"relationship.{one.neo4j_type}" for one in RELATIONS.values()} <= set(rules)
    assert rules["relationship.ATTACKS"]["color"] == tint["hostile"] == "#bf3f0c"
    assert rules["relationship.BACKS"]["color"] == tint["cooperative"]
    assert rules["node.State"]["color"] == tint["solid"]


# The server


@pytest.fixture
def server(jar: Path) -> Iterator[BrowserServer]:
    with BrowserServer(jar, LOGIN, {"neo4j.settings": {}}) as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running
        running.shutdown()


def asked(
    server: BrowserServer, path: str, *, ticket: str | None = None, **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    method = "GET" if ticket is None else "POST"
    connection.request(method, path, body=ticket, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read(), dict(answer.getheaders())


def test_a_ticket_gives_the_login_once_and_a_new_address_is_told(jar: Path) -> None:
    told: list[str] = []
    with BrowserServer(jar, LOGIN, {}, opened=told.append) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        ticket = server.address().partition("#")[2]
        login = {"Origin": server.origin}
        wrong = asked(server, "/login", ticket="guess", **login)
        first = asked(server, "/login", ticket=ticket, **login)
        again = asked(server, "/login", ticket=ticket, **login)
        server.shutdown()

    assert (wrong[0], first[0], again[0]) == (403, 200, 403)
    assert b"hush" not in wrong[1] + again[1]
    one = json.loads(first[1])["neo4j.connections"]["connectionsById"]["$$discovery"]
    assert (one["host"], one["username"], one["password"]) == (LOGIN.uri, "neo4j", "hush")
    assert len(told) == 1
    assert ADDRESS.fullmatch(told[0])


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/browser/", {"Host": "evil.example"}),  # a name that somebody lets lead to loopback
        ("/browser/", {"Host": "localhost:1"}),
    ],
)
def test_pages_of_others_are_refused(
    server: BrowserServer, path: str, headers: dict[str, str]
) -> None:
    assert asked(server, path, **headers)[0] == 403


def test_a_form_of_another_page_gets_nothing_for_a_good_ticket(server: BrowserServer) -> None:
    ticket = server.address().partition("#")[2]

    assert asked(server, "/login", ticket=ticket, Origin="https://evil.example")[0] == 403
    assert asked(server, "/login", ticket=ticket)[0] == 403
    assert asked(server, "/login", ticket=ticket, Origin=server.origin)[0] == 200


@pytest.mark.parametrize(
    "path",
    ["/META-INF/MANIFEST.MF", "/browser/preview/index.html", "/browser/../../x", "/browser/x"],
)
def test_nothing_but_browser_is_served(server: BrowserServer, path: str) -> None:
    assert asked(server, path)[0] == 404


def test_each_answer_has_the_policy_and_none_has_the_password(server: BrowserServer) -> None:
    answers = [asked(server, path) for path in ("/browser/", "/browser/start.js", "/nothing")]

    assert {headers["Content-Security-Policy"] for _, _, headers in answers} == {policy(LOGIN)}
    assert "connect-src 'self' ws://127.0.0.1:7;" in policy(LOGIN)
    assert [body for _, body, _ in answers if b"hush" in body] == []


def test_a_port_that_is_taken_is_told(jar: Path, server: BrowserServer) -> None:
    with pytest.raises(BadSettings, match=rf"--port {server.server_port}: .* in use"):
        BrowserServer(jar, LOGIN, {}, port=server.server_port)


# Whom it connects to, and how it is opened


@pytest.mark.parametrize(
    ("address", "uri", "socket_"),
    [
        ("neo4j://graphs.example", "bolt://graphs.example:7687", "ws://graphs.example:7687"),
        ("neo4j+s://reader@g.example:17/x", "bolt+s://g.example:17", "wss://g.example:17"),
        ("bolt://[::1]", "bolt://[::1]:7687", "ws://[::1]:7687"),
    ],
)
def test_a_server_is_reached_at_one_address(address: str, uri: str, socket_: str) -> None:
    login = browser_login(address, password="x")

    assert (login.uri, login.socket()) == (uri, socket_)
    assert login.database == ("x" if address.endswith("/x") else None)


def test_a_server_whose_certificate_no_browser_trusts_is_refused() -> None:
    with pytest.raises(UsageError, match="signed itself"):
        browser_login("neo4j+ssc://graphs.example", password="x")


def test_the_file_that_opens_it_is_private_and_goes(tmp_path: Path) -> None:
    with opening_file("http://127.0.0.1:1/browser/#ticket", tmp_path) as file:
        assert "0;url=http://127.0.0.1:1/browser/#ticket" in file.read_text(encoding="utf-8")
        if os.name != "nt":
            assert file.parent.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


# The jar


def test_a_jar_that_cannot_be_brought_is_told_with_the_ways_out(tmp_path: Path) -> None:
    with pytest.raises(BrowserMissing, match="engine fetch --browser --to DIR"):
        fetch_browser(to=tmp_path / "here", source=tmp_path / "none")


def test_a_jar_is_carried_and_checked(jar: Path, tmp_path: Path) -> None:
    source = jar.parents[len(Path(browser_jar().path).parts) - 1]
    carried = fetch_browser(to=tmp_path / "here", source=source)
    assert carried.read_bytes() == jar.read_bytes()

    carried.write_bytes(b"changed")
    with pytest.raises(JarMismatch):
        fetch_browser(to=tmp_path / "there", source=tmp_path / "here")
