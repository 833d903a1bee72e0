"""GDELT's table of mentions, in the form of its codebook: articles become sources of an event."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from actorgraph.graph.claim_file import claim_readings, read_claims
from actorgraph.loaders.coded.data_sets import coded_claims
from actorgraph.loaders.coded.gdelt_mentions import MENTIONS
from actorgraph.loaders.coded.machine_coded import GDELT
from actorgraph.ontology.claims import Claim
from actorgraph.queries.command_line import app

EVENT = {
    "GLOBALEVENTID": "590000001", "SQLDATE": "20161024", "Actor1Code": "RUS",
    "Actor1Name": "RUSSIA", "Actor2Code": "SYRREB", "Actor2Name": "SYRIAN REBELS",
    "EventCode": "195", "DATEADDED": "20161024081500", "SOURCEURL": "https://paper.example/a",
}  # fmt: skip
# Columns as the codebook has them: ids, two times, what the source is, offsets, percent, document.
MENTION = {
    "GLOBALEVENTID": "590000001", "EventTimeDate": "20161024081500",
    "MentionTimeDate": "20161024083000", "MentionType": "1", "MentionSourceName": "other.example",
    "MentionIdentifier": "https://other.example/b", "SentenceID": "3", "Actor1CharOffset": "410",
    "Actor2CharOffset": "460", "ActionCharOffset": "432", "InRawText": "1", "Confidence": "60",
    "MentionDocLen": "2810", "MentionDocTone": "-4.1", "MentionDocTranslationInfo": "",
    "Extras": "",
}  # fmt: skip

Read = Callable[..., tuple[list[Claim], list[str]]]


def rows(columns: tuple[str, ...], *filled: dict[str, str]) -> bytes:
    lines = ["\t".join(row.get(name, "") for name in columns) for row in filled]
    return "".join(f"{line}\n" for line in lines).encode()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write an event and mentions of it, with some cells changed, and read both."""

    def made(*changes: dict[str, str], extra: bytes = b"") -> tuple[list[Claim], list[str]]:
        events, mentions = tmp_path / "20161024.export.CSV", tmp_path / "20161024.mentions.CSV"
        events.write_bytes(rows(GDELT, EVENT))
        mentions.write_bytes(rows(MENTIONS, *(MENTION | change for change in changes)) + extra)
        told: list[str] = []
        claims = coded_claims(
            [str(events)], "gdelt", lambda error: told.append(str(error)), mentions=[str(mentions)]
        )
        return list(claims), told

    return made


def test_the_columns_are_those_of_the_codebook() -> None:
    assert tuple(MENTION) == MENTIONS
    assert len(MENTIONS) == 16


def test_each_article_that_mentions_an_event_states_it(read: Read) -> None:
    claims, told = read({}, {"MentionSourceName": "third.example", "MentionTimeDate": "20161101000000",
                             "MentionIdentifier": "https://third.example/c", "Confidence": "100"})  # fmt: skip

    assert told == []
    assert [(c.article, c.source.publisher, c.source.published, c.confidence) for c in claims] == [
        ("https://paper.example/a", None, "2016-10-24", 0.5),
        ("https://other.example/b", "other.example", "2016-10-24", 0.3),
        ("https://third.example/c", "third.example", "2016-11-01", 0.5),
    ]
    assert {claim.data_id for claim in claims} == {"GDELT:590000001:CAMEO 195"}
    assert len({claim.id for claim in claims}) == 3
    assert all(
        claim.subject.start is None and claim.source.url == claim.article for claim in claims
    )


def test_the_events_own_article_is_one_of_them(read: Read) -> None:
    claims, _ = read(
        {"MentionIdentifier": EVENT["SOURCEURL"], "MentionSourceName": "paper.example"}
    )

    assert [(c.article, c.source.publisher, c.confidence) for c in claims] == [
        ("https://paper.example/a", "paper.example", 0.3)
    ]


def test_of_two_mentions_in_one_article_the_surer_one_counts(read: Read) -> None:
    claims, _ = read({"Confidence": "20"}, {"Confidence": "80"}, {"Confidence": "40"})

    assert [claim.confidence for claim in claims] == [0.5, 0.4]


@pytest.mark.parametrize(
    ("kind", "identifier", "article", "url", "title"),
    [
        ("2", "BBC Monitoring, 24 October", "BBC Monitoring, 24 October", None, "BBC Monitoring, 24 October"),
        ("3", "10.1000/182", "https://doi.org/10.1000/182", "https://doi.org/10.1000/182", ""),
        ("6", "Evening news", "Evening news", None, "Evening news"),
    ],
)  # fmt: skip
def test_sources_that_are_no_page_keep_their_citation(
    read: Read, kind: str, identifier: str, article: str, url: str | None, title: str
) -> None:
    claims, _ = read({"MentionType": kind, "MentionIdentifier": identifier})

    last = claims[-1]
    assert (last.article, last.source.url, last.source.title) == (article, url, title)


def test_what_is_no_mention_is_named_and_the_rest_goes_on(read: Read) -> None:
    claims, told = read(
        {"Confidence": "many"}, {"MentionType": "9"}, {"MentionIdentifier": ""}, {},
        {"GLOBALEVENTID": "1"}, extra=b"590000001\tcut\n",
    )  # fmt: skip

    assert [claim.article for claim in claims][1:] == ["https://other.example/b"]
    assert [line.partition("mentions.CSV")[2] for line in told] == [
        ", line 1: Confidence is 'many', not 0 to 100 percent",
        ", line 2: MentionType is '9', not 1 to 6",
        ", line 6: has 2 columns, and GDELT's mentions have 16",
        ": 1 mentions name no article",
        ": 1 mentions are of events that are not here, or were left out",
    ]


def test_the_table_is_told_by_its_name_also_in_an_archive(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("20161024083000.mentions.CSV", rows(MENTIONS, MENTION))
    (tmp_path / "20161024083000.mentions.CSV.zip").write_bytes(packed.getvalue())
    (tmp_path / "20161024083000.export.CSV").write_bytes(rows(GDELT, EVENT))

    claims = list(coded_claims([str(tmp_path)], "gdelt", pytest.fail))

    assert [claim.source.publisher for claim in claims] == [None, "other.example"]


def test_a_table_with_another_name_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes(rows(MENTIONS, MENTION, MENTION))
    told: list[str] = []

    assert not list(
        coded_claims([str(tmp_path / "table.csv")], "gdelt", lambda e: told.append(str(e)))
    )
    assert len(told) == 1
    assert "is GDELT's table of mentions; name it with --mentions" in told[0]


def test_the_command_makes_a_file_of_claims_with_a_source_for_each(tmp_path: Path) -> None:
    events, mentions = tmp_path / "e.csv", tmp_path / "m.csv"
    events.write_bytes(rows(GDELT, EVENT))
    mentions.write_bytes(rows(MENTIONS, MENTION))
    command: list[Any] = ["coded", str(events), "--from", "gdelt", "--mentions", str(mentions)]

    done = CliRunner().invoke(app, command)

    assert done.exit_code == 0, done.output
    (tmp_path / "claims.jsonl").write_text(done.stdout)
    assert [json.loads(line)["confidence"] for line in done.stdout.splitlines()] == [0.5, 0.3]
    assert len(list(read_claims(tmp_path / "claims.jsonl"))) == 2
    assert len(list(claim_readings(tmp_path / "claims.jsonl"))) == 2


def test_other_sets_have_no_mentions(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    command = ["coded", str(tmp_path / "a.csv"), "--from", "acled", "--mentions", "m.csv"]

    done = CliRunner().invoke(app, command)

    assert done.exit_code != 0
    assert "--mentions is GDELT's table, and acled has none; leave it out" in str(done.exception)
