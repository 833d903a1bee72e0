"""Each export, read back by the library that its users use."""

import csv
import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pandas as pd
import pytest
from typer.testing import CliRunner

from actorgraph.graph.claim_file import read_claims, write_claims
from actorgraph.graph.networks import network
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.reading import read_articles
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.vocabulary import RELATIONS
from actorgraph.queries.command_line import app
from actorgraph.queries.exports import event_tables, network_files, tables

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def claims(reader: ClaimReader) -> list[Claim]:
    found = read_articles([str(ROOT / "examples" / "articles")], on_error=lambda _error: None)
    return [claim for article in islice(found, 6) for claim in reader.claims(article)]


def test_graphml_reads_back_with_its_sums(claims: list[Claim], tmp_path: Path) -> None:
    count = network_files.write_graphml(claims, tmp_path / "g.graphml")

    found, made = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True), network(claims)
    assert count == found.number_of_edges() == made.number_of_edges() > 20
    assert set(found) == set(made)
    sums = {
        (a, b, d["relation"]): (d["claims"], d["first"])
        for a, b, d in found.edges(data=True)
        if "first" in d
    }
    assert sums == {
        (a, b, d["relation"]): (d["claims"], d["first"])
        for a, b, d in made.edges(data=True)
        if d["first"]
    }
    assert found.nodes["russia"]["name"] == "Russia"


def test_gexf_has_names_types_and_time(claims: list[Claim], tmp_path: Path) -> None:
    network_files.write_gexf(claims, tmp_path / "g.gexf")

    every = ET.parse(tmp_path / "g.gexf").getroot().iter()  # noqa: S314
    graph = next(one for one in every if one.tag.endswith("}graph"))
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    edges = [edge for edge in graph.iter() if edge.tag.endswith("}edge")]
    assert len(edges) == network(claims).number_of_edges()
    dated = [edge for edge in edges if edge.get("start")]
    assert dated
    assert all(pd.Timestamp(edge.get("start")) <= pd.Timestamp(edge.get("end")) for edge in dated)
    assert "Russia" in {node.get("label") for node in graph.iter() if node.tag.endswith("}node")}
    assert nx.read_gexf(tmp_path / "g.gexf").number_of_nodes() == network(claims).number_of_nodes()


def test_node_link_json_is_the_network_itself(claims: list[Claim], tmp_path: Path) -> None:
    network_files.write_node_link(claims, tmp_path / "g.json")

    data = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    found = nx.node_link_graph(data, edges="links")
    made = network(claims)
    assert sorted(found.edges(keys=True)) == sorted(made.edges(keys=True))
    edge = next(iter(made.edges(keys=True)))
    assert found.edges[edge] == made.edges[edge]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_tables_hold_every_claim_field_by_field(
    claims: list[Claim], tmp_path: Path, suffix: str
) -> None:
    write = tables.write_csv if suffix == "csv" else tables.write_parquet
    read: Callable[..., pd.DataFrame] = pd.read_csv if suffix == "csv" else pd.read_parquet

    assert write(claims, tmp_path / "out") == len(claims)

    frame = read(tmp_path / "out" / f"claims.{suffix}")
    assert list(frame["id"]) == [claim.id for claim in claims]
    assert list(frame["subject_start"]) == [claim.subject.start for claim in claims]
    assert list(frame["denied"]) == [claim.denied for claim in claims]
    assert list(frame["confidence"]) == pytest.approx([claim.confidence for claim in claims])
    assert list(frame["sentence_text"]) == [claim.sentence.text for claim in claims]
    assert [None if pd.isna(d) else d for d in frame["when_date"]] == [
        claim.when.date if claim.when else None for claim in claims
    ]
    relations = read(tmp_path / "out" / f"relations.{suffix}")
    assert relations["claims"].sum() == sum(d for _, _, d in network(claims).edges(data="claims"))
    actors = read(tmp_path / "out" / f"actors.{suffix}").set_index("id")
    assert actors.loc["russia", "name"] == "Russia"


def test_parquet_columns_are_typed(claims: list[Claim], tmp_path: Path) -> None:
    tables.write_parquet(claims, tmp_path / "out")

    types = pd.read_parquet(tmp_path / "out" / "claims.parquet", dtype_backend="pyarrow").dtypes
    assert [str(types[name]) for name in ("cue_start", "goldstein", "denied", "when_end")] == [
        "int64[pyarrow]", "double[pyarrow]", "bool[pyarrow]", "string[pyarrow]",
    ]  # fmt: skip


def test_every_root_and_every_coded_mode_is_one_of_the_ontology() -> None:
    roots = {relation.plover for relation in RELATIONS.values() if relation.plover}
    modes = {(r.plover, mode) for r in RELATIONS.values() for mode, _ in r.modes}

    assert set(event_tables.ROOTS) == roots
    assert set(event_tables.MODES) <= modes


def test_codes_are_cameo_codes_and_of_the_relation() -> None:
    cameo = (ROOT / "ontology" / "cameo.ttl").read_text(encoding="utf-8")
    every = [*event_tables.ROOTS.values(), *event_tables.MODES.values()]
    of_root = {r.plover: r.cameo for r in RELATIONS.values() if r.plover}

    assert [code for code in every if f'skos:notation "{code}"' not in cameo] == []
    pairs = [
        *event_tables.ROOTS.items(),
        *((root, code) for (root, _), code in event_tables.MODES.items()),
    ]
    assert [pair for pair in pairs if not pair[1].startswith(of_root[pair[0]])] == []


@pytest.mark.parametrize("name", ["icews", "polecat"])
def test_event_tables_hold_what_is_stated_or_alleged(
    claims: list[Claim], tmp_path: Path, name: str
) -> None:
    write = event_tables.write_icews if name == "icews" else event_tables.write_polecat
    events = [
        c
        for c in claims
        if RELATIONS[c.relation].plover and not c.denied and c.status in ("actual", "alleged")
    ]

    assert write(claims, tmp_path / "e.tsv") == len(events)

    frame = pd.read_csv(tmp_path / "e.tsv", sep="\t", dtype=str, quoting=csv.QUOTE_MINIMAL)
    assert list(frame["Event ID"]) == [claim.id for claim in events]
    first = frame[frame["Event ID"] == next(c.id for c in events if c.subject.actor == "russia")]
    who, country = (
        ("Source Name", "Source Country") if name == "icews" else ("Actor Name", "Actor Country")
    )
    assert (first[who].item(), first[country].item()) == ("Russia", "RU")
    assert frame["Event Date"].dropna().str.fullmatch(r"\d{4}-\d\d-\d\d").all()


@pytest.mark.parametrize(
    "format", ["graphml", "gexf", "json", "csv", "parquet", "icews", "polecat"]
)
def test_the_command_exports_a_file_of_claims(
    claims: list[Claim], tmp_path: Path, format: str
) -> None:
    write_claims(claims, tmp_path / "claims.jsonl")
    out = tmp_path / "out"
    source = str(tmp_path / "claims.jsonl")
    assert len(list(read_claims(source))) == len(claims)

    done = CliRunner().invoke(app, ["export", source, "--format", format, "--out", str(out)])

    assert done.exit_code == 0, done.output
    assert out.exists()
