"""Each data set by a table written from its codebook: who, what, whom, when, where, which source."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from actorgraph.errors import InputError
from actorgraph.graph.claim_file import read_claims
from actorgraph.loaders.coded import hand_coded, machine_coded
from actorgraph.loaders.coded.cameo_events import relation_of
from actorgraph.loaders.coded.coded_events import NotTaken
from actorgraph.loaders.coded.data_sets import DATA_SETS, coded_claims
from actorgraph.ontology.claims import Claim, When, claim_from_json, claim_to_json
from actorgraph.ontology.vocabulary import RELATIONS
from actorgraph.queries.command_line import app

GDELT = {
    "GLOBALEVENTID": "590000001", "SQLDATE": "20161024", "Actor1Code": "RUSMIL",
    "Actor1Name": "RUSSIA", "Actor2Code": "SYRREB", "Actor2Name": "", "EventCode": "195",
    "ActionGeo_FullName": "Aleppo, Halab, Syria", "ActionGeo_Lat": "36.2", "ActionGeo_Long": "37.16",
    "DATEADDED": "20161025083000", "SOURCEURL": "https://paper.example/a",
}  # fmt: skip
PHOENIX = {
    "EventID": "1234_1", "Date": "20161024", "SourceActorEntity": "USA", "SourceActorRole": "GOV",
    "TargetActorEntity": "RUS", "TargetActorRole": "", "EventCode": "042", "Lat": "46.2",
    "Lon": "6.14", "LocationName": "Geneva", "URLs": "https://paper.example/b;https://x.example",
    "NewsSources": "reuters",
}  # fmt: skip
ICEWS = {
    "Event ID": "24000001", "Event Date": "2016-10-24", "Source Name": "Sergey Lavrov",
    "Source Sectors": "Government,Executive", "Source Country": "Russian Federation",
    "Event Text": "Criticize or denounce", "CAMEO Code": "111", "Target Name": "United States",
    "Target Sectors": "", "Target Country": "United States", "Publisher": "The Paper",
    "City": "Moscow", "Province": "", "Latitude": "55.75", "Longitude": "37.6",
}  # fmt: skip
POLECAT = {
    "Event ID": "EV-1", "Event Date": "2018-01-20", "Event Type": "ASSAULT", "Event Mode": "aerial",
    "Actor Name": "Turkey", "Actor Country": "TUR", "Primary Actor Sector": "Military",
    "Recipient Name": "None", "Recipient Country": "SYR", "Primary Recipient Sector": "Rebel",
    "Placename": "Afrin", "Latitude": "36.5", "Longitude": "36.9", "GeoNames ID": "173576",
    "Source": "The Paper", "Publication Date": "2018-01-21",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "SYR1", "event_date": "24 October 2016", "time_precision": "1",
    "sub_event_type": "Air/drone strike", "actor1": "Military Forces of Syria (2000-2024)",
    "inter1": "1", "actor2": "Civilians (Syria)", "inter2": "7", "country": "Syria",
    "location": "Aleppo", "latitude": "36.2", "longitude": "37.1", "source": "SOHR; Reuters",
    "notes": "On 24 October, warplanes struck a market.",
}  # fmt: skip
UCDP = {
    "id": "200001", "type_of_violence": "1", "side_a": "Government of Syria", "side_b": "IS",
    "country": "Syria", "date_prec": "2", "date_start": "2016-10-22 00:00:00.000",
    "date_end": "2016-10-24 00:00:00.000", "where_coordinates": "Palmyra town", "latitude": "34.5",
    "longitude": "38.3", "source_headline": "Fighting near Palmyra", "source_office": "AFP",
    "source_article": "AFP, 2016-10-25, Fighting near Palmyra",
}  # fmt: skip
ROWS = {
    "gdelt": GDELT, "phoenix": PHOENIX, "icews": ICEWS, "polecat": POLECAT, "acled": ACLED,
    "ucdp": UCDP,
}  # fmt: skip

Summary = tuple[str, str, str | None, str, str | None, str | None, str]
WANTED: dict[str, Summary] = {
    "gdelt": (
        "russia",
        "attacks",
        "aerial",
        "ArmedGroup",
        "2016-10-24",
        "Aleppo",
        "https://paper.example/a",
    ),
    "phoenix": (
        "united-states",
        "negotiates_with",
        "visit",
        "State",
        "2016-10-24",
        "Geneva",
        "https://paper.example/b",
    ),
    "icews": (
        "sergey-lavrov",
        "accuses",
        "disapprove",
        "State",
        "2016-10-24",
        "Moscow",
        "ICEWS:24000001",
    ),
    "polecat": ("turkey", "attacks", "aerial", "ArmedGroup", "2018-01-20", "Afrin", "POLECAT:EV-1"),
    "acled": (
        "military-forces-of-syria",
        "attacks",
        "aerial",
        "Population",
        "2016-10-24",
        "Aleppo",
        "ACLED:SYR1",
    ),
    "ucdp": (
        "syrian-government",
        "attacks",
        None,
        "ArmedGroup",
        "2016-10-22",
        "Palmyra town",
        "UCDP GED:200001",
    ),
}


def table(data_set: str, *changes: dict[str, str]) -> bytes:
    """Write rows in the form of the data set, each the example with some cells changed."""
    form = DATA_SETS[data_set]
    file = io.StringIO()
    writer = csv.DictWriter(
        file, form.columns, delimiter=form.delimiter, restval="", lineterminator="\n",
        **({} if form.headed else {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}),  # type: ignore[arg-type]
    )  # fmt: skip
    if form.headed:
        writer.writeheader()
    writer.writerows(ROWS[data_set] | change for change in changes or ({},))
    return file.getvalue().encode()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., tuple[list[Claim], list[str]]]:
    def made(data_set: str, data: bytes, name: str = "events.csv") -> tuple[list[Claim], list[str]]:
        (tmp_path / name).write_bytes(data)
        told: list[InputError] = []
        found = list(coded_claims([str(tmp_path / name)], data_set, told.append))
        return found, [str(error) for error in told]

    return made


def summary(claim: Claim) -> Summary:
    return (
        claim.subject.actor,
        claim.relation,
        claim.mode,
        claim.object.kind,
        claim.when.date if claim.when else None,
        claim.where.name if claim.where else None,
        claim.article,
    )


@pytest.mark.parametrize("data_set", DATA_SETS)
def test_an_event_becomes_the_claim_that_its_codebook_says(
    read: Callable[..., Any], data_set: str
) -> None:
    claims, told = read(data_set, table(data_set))

    assert told == []
    assert [summary(claim) for claim in claims] == [WANTED[data_set]]


@pytest.mark.parametrize("data_set", DATA_SETS)
def test_a_coded_claim_says_who_coded_it_and_has_no_offsets(
    read: Callable[..., Any], data_set: str
) -> None:
    (claim,), _ = read(data_set, table(data_set))

    assert claim.extractor.name == f"coded by {DATA_SETS[data_set].coder.name}"
    assert claim.data_id.startswith(f"{DATA_SETS[data_set].coder.name}:")
    assert (claim.subject.start, claim.cue.text) == (None, "")
    assert claim_from_json(claim_to_json(claim)) == claim  # keeps the rules of a claim


def test_a_date_may_be_a_span_or_a_month(read: Callable[..., Any]) -> None:
    (days,), _ = read("ucdp", table("ucdp"))
    (month,), _ = read("acled", table("acled", {"time_precision": "3"}))

    assert days.when == When(date="2016-10-22", precision="day", end="2016-10-24")
    assert month.when == When(date="2016-10-24", precision="month")


def test_civilians_are_those_of_the_country(read: Callable[..., Any]) -> None:
    (claim,), _ = read("ucdp", table("ucdp", {"type_of_violence": "3", "side_b": "Civilians"}))

    assert (claim.object.actor, claim.object.kind) == ("civilians-syria", "Population")


def test_what_has_no_relation_or_actor_is_counted_and_broken_rows_are_named(
    read: Callable[..., Any],
) -> None:
    rows = table(
        "gdelt",
        {"EventCode": "010"}, {"EventCode": "012"}, {"Actor2Code": ""}, {},
        {"Actor2Code": "RUS", "Actor2Name": "RUSSIA"}, {"ActionGeo_Lat": "3620"},
    )  # fmt: skip
    claims, told = read("gdelt", rows + b"590000009\tcut\n")

    assert len(claims) == 1
    assert "line 7" in told[0]
    assert "has 2 columns, and GDELT has 61" in told[0]
    assert sorted(line.split(": ", 1)[1].split(";")[0] for line in told[1:]) == [
        "1 rows have the same actor on both sides",
        "1 rows left out: '3620' are no degrees from -90 to 90",
        "1 rows left out: CAMEO 010 has no relation here",
        "1 rows left out: CAMEO 012 has no relation here",
        "1 rows name no actor on one side",
    ]


def test_a_file_of_another_set_is_refused_with_what_it_lacks(read: Callable[..., Any]) -> None:
    claims, told = read("acled", table("ucdp"))

    assert claims == []
    assert "lacks the columns event_id_cnty, event_date" in told[0]


def test_archives_are_read_as_they_are(read: Callable[..., Any]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("20161024.export.CSV", table("gdelt"))

    claims, told = read("gdelt", packed.getvalue(), "20161024.export.CSV.zip")

    assert (len(claims), told) == (1, [])


def test_headerless_sets_have_the_columns_of_their_codebooks() -> None:
    assert len(machine_coded.GDELT) == 61
    assert machine_coded.GDELT[26] == "EventCode"
    assert machine_coded.GDELT[52] == "ActionGeo_FullName"
    assert machine_coded.GDELT[60] == "SOURCEURL"
    assert len(machine_coded.PHOENIX) == 26


@pytest.mark.parametrize(
    ("code", "relation"),
    [("195", ("attacks", "aerial")), ("0871", ("yields_to", "ceasefire")),
     ("871", ("yields_to", "ceasefire")), ("36", ("agrees_with", None)),
     ("1712", ("attacks", "destroy")), ("173", ("coerces", "arrest")), ("192", ("coerces", "seize"))],
)  # fmt: skip
def test_cameo_codes_lead_to_relations_and_modes(
    code: str, relation: tuple[str, str | None]
) -> None:
    assert relation_of(code) == relation


@pytest.mark.parametrize("code", ["010", "", "---", "99"])
def test_codes_without_a_relation_are_not_taken(code: str) -> None:
    with pytest.raises(NotTaken):
        relation_of(code)


def test_acleds_types_lead_to_relations_and_modes_that_there_are() -> None:
    known = {(r.name, mode) for r in RELATIONS.values() for mode in (None, *dict(r.modes))}

    assert set(hand_coded.ACLED.values()) <= known


def test_the_command_prints_claims_that_are_a_file_of_claims(tmp_path: Path) -> None:
    (tmp_path / "acled.csv").write_bytes(table("acled"))

    done = CliRunner().invoke(app, ["coded", str(tmp_path / "acled.csv"), "--from", "acled"])

    assert done.exit_code == 0, done.output
    (tmp_path / "claims.jsonl").write_text(done.stdout)
    (claim,) = read_claims(tmp_path / "claims.jsonl")
    assert json.loads(done.stdout)["sentence"]["text"] == ACLED["notes"]
    assert claim.extractor.name == "coded by ACLED"
