"""The graph from Python: add, ask, take away; the same as the command line does."""

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser

import actorgraph
from actorgraph.errors import BadRecord, RefusedQuery, UnknownActor, UnreadableFile
from actorgraph.graph.engine import stop_engine
from actorgraph.graph.sampling import By, SampleSettings

TEXT = """---
published: 2016-10-24
---
Turkey bombed the YPG on Monday. The United States backs the Syrian Democratic Forces.
"""
YPG = "People's Protection Units"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[actorgraph.Graph]:
    folder = tmp_path_factory.mktemp("graph")
    (folder / "news.txt").write_text(TEXT, encoding="utf-8")
    with actorgraph.Graph(folder / "news.db") as opened:
        opened.add(folder / "news.txt")
        yield opened
    stop_engine(folder / "news.db", wait=0)


def test_what_was_added_can_be_asked(graph: actorgraph.Graph) -> None:
    table = graph.query("MATCH (a)-[:ATTACKS]->(b) WHERE a.name = $who RETURN b.name", who="Turkey")

    assert (table.columns, table.rows) == (("b.name",), ((YPG,),))


def test_claims_articles_actors_and_relations_come_back(graph: actorgraph.Graph) -> None:
    (article,) = graph.articles()
    claims = list(graph.claims())

    assert {claim.relation for claim in claims} == {"attacks", "supports"}
    for claim in claims:
        assert article.text[claim.cue.start : claim.cue.end] == claim.cue.text
    assert {"Turkey", YPG} <= {actor.name for actor in graph.actors()}
    assert ("Turkey", "attacks", YPG) in {
        (row.subject_name, row.relation, row.object_name) for row in graph.relations()
    }


def test_what_python_reads_is_what_the_graph_keeps(graph: actorgraph.Graph) -> None:
    (article,) = graph.articles()

    assert actorgraph.ClaimReader().claims(article) == list(graph.claims())


def test_the_graph_is_a_network(graph: actorgraph.Graph) -> None:
    network = graph.network()

    assert isinstance(network, nx.MultiDiGraph)
    assert network.number_of_edges() == 2


def test_a_named_question_is_answered(graph: actorgraph.Graph) -> None:
    (row,) = graph.ask("backers", actor="Syrian Democratic Forces").rows

    (named,) = graph.ask.backers(actor="Syrian Democratic Forces")

    assert row[:4] == ("United States", "Syrian Democratic Forces", "supports", 1)
    assert named == row
    assert (named.backer, named.claims) == ("United States", 1)


def test_a_notebook_shows_how_much_is_in_the_graph_and_what_a_query_returns(
    graph: actorgraph.Graph,
) -> None:
    counted, found = graph._repr_html_(), graph.query("RETURN '<b>' AS x, 7 AS n")._repr_html_()

    heads = ("graph", "actors", "places", "relations", "claims", "articles", "first", "last")
    assert [f"<th>{head}</th>" in counted for head in heads] == [True] * len(heads)
    assert [f">{n}</td>" in counted for n in (4, 0, 2, 1)] == [True] * 4
    assert "2016-10-24" in counted
    assert "&lt;b&gt;</td>" in found
    assert "text-align:right" in found


def test_a_graph_without_an_address_is_the_one_of_the_command_line(
    graph: actorgraph.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTORGRAPH_GRAPH", graph.store.address)
    with actorgraph.Graph() as same:
        assert list(same.claims()) == list(graph.claims())
        assert repr(same) == repr(graph)

    assert "It is closed." in same._repr_html_()


def test_a_network_is_chosen_by_any_name(graph: actorgraph.Graph) -> None:
    only = actorgraph.ClaimFilter(actors=frozenset({"Türkiye"}))

    assert list(graph.network(only).edges(keys=True)) == [
        ("turkey", "peoples-protection-units", "attacks")
    ]
    with pytest.raises(UnknownActor, match="turkey"):
        graph.network(actorgraph.ClaimFilter(actors=frozenset({"Turky"})))


def test_what_somebody_codes_is_added_once_and_what_was_read_stays(graph: actorgraph.Graph) -> None:
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    drawn.add_node("russia", name="Russia", kind="State")
    drawn.add_node("the-wolves", kind="ArmedGroup")
    drawn.add_edge("russia", "the-wolves", key="backs")
    read = list(graph.claims())
    loads = [graph.add_network(drawn, coded_by="Jane Doe") for _ in range(2)]
    back = graph.add_network(graph.network(evidence=True))
    try:
        assert [load.claims for load in (*loads, back)] == [1, 0, 0]
        assert graph.network().has_edge("russia", "the-wolves", "backs")
        assert [article.text for article in graph.articles()][-1]  # its text is still there
    finally:
        graph.store.remove("coded:jane-doe:russia backs the-wolves")
    assert list(graph.claims()) == read


def test_a_page_is_written(graph: actorgraph.Graph, tmp_path: Path) -> None:
    made = graph.page(tmp_path / "page.html", title="News")

    assert made.claims == 2
    assert "Turkey bombed the YPG" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_claims_go_through_a_file_and_a_page_without_a_graph(
    graph: actorgraph.Graph, tmp_path: Path
) -> None:
    claims = list(graph.claims())
    actorgraph.write_claims(claims, tmp_path / "claims.jsonl")
    back = list(actorgraph.read_claims(tmp_path / "claims.jsonl"))

    assert back == claims
    assert actorgraph.page(back, tmp_path / "page.html").relations == 2
    assert actorgraph.network(back).number_of_edges() == 2


def test_a_query_cannot_write(graph: actorgraph.Graph) -> None:
    with pytest.raises(RefusedQuery):
        graph.query("MATCH (n) DETACH DELETE n")


def test_adding_twice_adds_nothing_and_what_is_missing_is_raised(
    graph: actorgraph.Graph, tmp_path: Path
) -> None:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    again = graph.add(tmp_path / "news.txt")

    assert (again.read, again.unchanged, again.load.claims) == (1, 1, 0)
    with pytest.raises(UnreadableFile, match="nowhere"):
        graph.add(tmp_path / "news.txt", tmp_path / "nowhere.txt")


def test_claims_are_drawn_coded_in_a_browser_added_counted_and_shown(
    graph: actorgraph.Graph, browser: Browser, tmp_path: Path
) -> None:
    drawn = graph.sample(tmp_path / "coding.html", SampleSettings(n=50, by=By.NONE)).claims
    of_turkey = SampleSettings(actors=frozenset({"Turkey"}))
    assert len(drawn) == len(list(graph.claims())) > 1
    assert len(graph.sample(tmp_path / "less.html", of_turkey).claims) == 1

    context = browser.new_context()
    page = context.new_page()
    page.goto((tmp_path / "coding.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    page.keyboard.type("Ada Lovelace")
    for key in ("Enter", "3", *["Enter"] * len(drawn)):  # the first one's relation is wrong
        page.keyboard.press(key)
    with page.expect_download() as download:
        page.keyboard.press("s")
    download.value.save_as(tmp_path / "saved.jsonl")
    with (tmp_path / "saved.jsonl").open("a") as file:
        file.write('{"claim": "cut')

    with pytest.raises(BadRecord, match=f"line {len(drawn) + 1}"):
        graph.add_verdicts(tmp_path / "saved.jsonl")
    report = graph.verdict_report()
    assert (report.overall.right, report.overall.wrong) == (len(drawn) - 1, 1)
    assert report.coders == {"Ada Lovelace": len(drawn)}
    (wrong,) = graph.ask("checked", verdict="wrong").dicts()
    assert (wrong["claim"], wrong["wrong"], wrong["coders"]) == (drawn[0].id, ["relation"], 1)
    assert drawn[0].id not in {claim.id for claim in graph.store.claims(checked=True)}

    graph.page(tmp_path / "page.html")
    first = drawn[0].claim
    key = f"{first.subject.actor}>{first.relation}>{first.object.actor}"
    page.goto(f"{(tmp_path / 'page.html').as_uri()}#edge={key}")
    card = page.locator(f"article[data-claim='{drawn[0].id}']")
    assert "checked by 1 coder · wrong: relation" in card.inner_text()
    context.close()
