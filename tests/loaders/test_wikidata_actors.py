"""Wikidata dumps become tables: kinds by class, countries by code, offices and members with dates."""

import bz2
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import InputError, UnreadableFile
from actorgraph.loaders.actor_dictionaries import write_tables
from actorgraph.loaders.dictionary_rows import Imported
from actorgraph.loaders.wikidata_actors import CLASSES, wikidata_rows
from actorgraph.loaders.wikidata_dumps import read_entities
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.catalogue import Catalogue, shipped
from actorgraph.ontology.vocabulary import KINDS


def snak(value: Any) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": value}}


def item(target: str, since: str = "", until: str = "", rank: str = "normal") -> dict[str, Any]:
    """A statement whose value is an item; dates as Wikidata writes them, with their precision."""

    def dated(text: str) -> list[dict[str, Any]]:
        precision = 9 + text.count("-")
        whole = f"+{text}{'-00' * (2 - text.count('-'))}T00:00:00Z"
        return [snak({"time": whole, "precision": precision})]

    times = {name: dated(date) for name, date in (("P580", since), ("P582", until)) if date}
    return {"mainsnak": snak({"id": target}), "rank": rank, "qualifiers": times}


def entity(
    name: str, label: str, *, aliases: tuple[str, ...] = (), **claims: Any
) -> dict[str, Any]:
    return {
        "id": name,
        "labels": {"en": {"value": label}, "ru": {"value": f"{label} по-русски"}} if label else {},
        "aliases": {"en": [{"value": alias} for alias in aliases]},
        "claims": claims,
    }


TEXT = {"mainsnak": snak({"text": "Zubrowkanische Partei", "language": "de"}), "rank": "normal"}
DUMP = [
    entity("Q9000001", "Zubrowka", P31=[item("Q3624078")],
           P297=[{"mainsnak": snak("ZW"), "rank": "normal"}], aliases=("Republic of Zubrowka",)),
    entity("Q9000002", "Ministry of War", P31=[item("Q192350")], P17=[item("Q9000001")],
           P361=[item("Q9000001")]),
    entity("Q9000003", "Zubrowkan Party", P31=[item("Q7278")], P17=[item("Q9000001")],
           P1705=[TEXT]),
    entity("Q9000004", "Boris Testov", aliases=("B. Testov",), P31=[item("Q5")],
           P27=[item("Q9000001")],
           P39=[item("Q9000010", "1993-09-30", "1998-01"), item("Q9000011", "1998"),
                item("Q9000012", "1990"), item("Q9000099", "1991"),
                item("Q9000010", "1901", rank="deprecated"), item("Q9000011", "2005", "2001")],
           P102=[item("Q9000003")]),
    entity("Q9000005", "Anna Nobody", P31=[item("Q5")], P27=[item("Q9000001")]),
    entity("Q9000006", "", P31=[item("Q7278")]),
    entity("Q9000007", "Hill of Zubrowka", P31=[item("Q54050")]),
    entity("Q9000008", "Zubrowka Union", P31=[item("Q245065")], P463=[item("Q1065")]),
    entity("Q9000010", "Minister of War of Zubrowka", P31=[item("Q294414")],
           P2389=[item("Q9000002")], P1001=[item("Q9000001")]),
    entity("Q9000011", "President of Zubrowka", P31=[item("Q294414")], P1001=[item("Q9000001")]),
    entity("Q9000012", "member of the Diet of Zubrowka", P31=[item("Q4164871")],
           P1001=[item("Q9000001")]),
    entity("Q159", "Russia", P31=[item("Q3624078")], aliases=("Rossiyskaya Federatsiya",)),
    entity("Q9000013", "Boris Testov", P31=[item("Q5")], P463=[item("Q9000003")]),
]  # fmt: skip


def dumped() -> str:
    return "[\n" + ",\n".join(map(json.dumps, DUMP)) + "\n]\n"


def imported(folder: Path, text: str, **more: Any) -> tuple[Imported, Catalogue, list[InputError]]:
    reports: list[InputError] = []
    (folder / "dump.json").write_text(text, encoding="utf-8")
    rows = wikidata_rows([folder / "dump.json"], shipped(), reports.append, **more)
    done = write_tables(rows, folder / "tables", shipped())
    return done, shipped().extended(folder / "tables"), reports


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Imported, Catalogue, list[InputError]]:
    return imported(tmp_path_factory.mktemp("dump"), dumped(), languages=("ru",))


def first(catalogue: Catalogue, name: str) -> Actor:
    return catalogue.named(name)[0]


def test_actors_are_taken_by_their_class(
    read: tuple[Imported, Catalogue, list[InputError]],
) -> None:
    done, catalogue, _ = read

    assert done.actors == {"State": 2, "Ministry": 1, "Party": 1, "Person": 2, "IGO": 1}
    assert done.known == 1
    assert first(catalogue, "Republic of Zubrowka").wikidata == "Q9000001"
    assert first(catalogue, "Zubrowkan Party").country == "ZW"
    assert first(catalogue, "Rossiyskaya Federatsiya").id == "russia"
    assert not catalogue.named("Anna Nobody")  # holds nothing, is in nothing
    assert not catalogue.named("Hill of Zubrowka")


def test_offices_and_memberships_become_dated_ties(
    read: tuple[Imported, Catalogue, list[InputError]],
) -> None:
    _, catalogue, _ = read
    person, union = catalogue.actors["boris-testov"], first(catalogue, "Zubrowka Union")
    ministry = first(catalogue, "Ministry of War")

    assert [(b.relation, b.other, b.title, b.since, b.until) for b in person.bonds] == [
        ("leads", ministry.id, "minister of war", "1993-09-30", "1998-01"),
        ("leads", "zubrowka", "president", "1998", None),
        ("member_of", "zubrowka", "member of the diet", "1990", None),
        ("member_of", "zubrowkan-party", "", None, None),
    ]
    assert [(b.relation, b.other) for b in union.bonds] == [("member_of", "united-nations")]
    assert [(b.relation, b.other) for b in ministry.bonds] == [("part_of", "zubrowka")]
    assert [p.id for p in catalogue.holders("president", "zubrowka", "2001-01-01")] == [
        "boris-testov"
    ]


def test_what_cannot_be_told_is_counted_or_reported(
    read: tuple[Imported, Catalogue, list[InputError]],
) -> None:
    done, _, reports = read

    assert done.left == {"a tie to an actor that nobody knows": 1}  # the office Q9000099
    assert [str(report) for report in reports] == [
        "boris-testov: a tie to Q9000011 ends (2001) before it begins (2005)"
    ]


def test_names_in_other_languages_are_kept_apart(
    read: tuple[Imported, Catalogue, list[InputError]],
) -> None:
    _, catalogue, _ = read
    native = {(n.text, n.language) for n in catalogue.tables.native if n.actor == "zubrowkan-party"}

    assert native == {("Zubrowkanische Partei", "de"), ("Zubrowkan Party по-русски", "ru")}
    assert not catalogue.named("Zubrowkanische Partei")


def test_two_of_one_name_are_two_and_marked_as_ambiguous(
    read: tuple[Imported, Catalogue, list[InputError]],
) -> None:
    _, catalogue, _ = read

    assert [actor.id for actor in catalogue.named("Boris Testov")] == [
        "boris-testov",
        "boris-testov-q9000013",
    ]
    assert catalogue.tables.defaults["boris testov"] == "boris-testov"


def test_other_classes_can_be_taken(tmp_path: Path) -> None:
    _, catalogue, _ = imported(tmp_path, dumped(), classes={"Q54050": "Place"})

    assert first(catalogue, "Hill of Zubrowka").kind == "Place"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{broken", "line 2: is no JSON"),
        ("[1, 2]", "line 2: is no entity"),
        ('{"labels": {}}', "line 2: is no entity"),
        ('{"id": "Q1", "claims": [1]}', "line 2: has claims"),
        ("[" * 5000, "line 2: is"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_goes_on(tmp_path: Path, line: str, said: str) -> None:
    good = json.dumps(DUMP[0])
    done, _, reports = imported(tmp_path, f"[\n{line},\n{good}\n]")

    assert len(reports) == 1
    assert said in str(reports[0])
    assert done.actors == {"State": 1}


def test_odd_shapes_inside_an_entity_are_passed_over(tmp_path: Path) -> None:
    odd = entity("Q9000020", "Odd Party", P31=[item("Q7278")])
    odd["aliases"] = {"en": "no list"}
    odd["claims"] |= {
        "P17": "x",
        "P361": [1, {"mainsnak": {"snaktype": "somevalue"}}],
        "P463": [{}],
    }
    done, _, reports = imported(tmp_path, json.dumps(odd))

    assert done.actors == {"Party": 1}
    assert reports == []


@pytest.mark.parametrize("suffix", [".json.gz", ".json.bz2"])
def test_compressed_dumps_are_streamed_and_a_cut_one_gives_what_was_before(
    tmp_path: Path, suffix: str
) -> None:
    packed = (gzip if suffix.endswith("gz") else bz2).compress(dumped().encode() * 50)
    whole, cut = tmp_path / f"whole{suffix}", tmp_path / f"cut{suffix}"
    whole.write_bytes(packed)
    cut.write_bytes(packed[: len(packed) * 2 // 3])
    reports: list[InputError] = []

    def read(path: Path) -> Iterator[Any]:
        return read_entities(path, reports.append)

    assert len(list(read(whole))) == 50 * len(DUMP)
    assert reports == []
    assert len(list(read(cut))) < 50 * len(DUMP)
    assert "cut off or damaged" in str(reports[0])


def test_a_file_of_another_sort_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"json\.gz"):
        list(read_entities(tmp_path / "dump.zst", lambda _: None))
    with pytest.raises(UnreadableFile, match="No such file"):
        list(read_entities(tmp_path / "none.json", lambda _: None))


def test_classes_are_items_and_their_kinds_known() -> None:
    assert set(CLASSES.values()) <= set(KINDS)
    assert all(name[0] == "Q" and name[1:].isdigit() for name in CLASSES)
