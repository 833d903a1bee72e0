"""Tables of other people become tables that the reader takes; their columns are named."""

from pathlib import Path

import pytest

from actorgraph.errors import InputError, UnreadableFile, UsageError
from actorgraph.loaders.actor_dictionaries import write_tables
from actorgraph.loaders.csv_actors import Mapped, csv_rows
from actorgraph.loaders.dictionary_rows import Imported
from actorgraph.ontology.actors import Bond
from actorgraph.ontology.catalogue import Catalogue, shipped

TABLE = """Organisation,Type,Land,Other names,member_of,title,since,until
Blue Brigade,ArmedGroup,SYR,the Blues; BB; our boys,Free Syrian Army,,2013,2015-06
Red Guard,MIL,Germany,,,,,
Anna Testova,Person,DE,,Blue Brigade|russia,speaker,2014-02-01,
Hezbollah,ArmedGroup,LB,Hizbollah of Lebanon,,,,
"""
COLUMNS = {
    "name": "Organisation",
    "kind": "Type",
    "country": "Land",
    "aliases": "Other names",
}


def imported(
    folder: Path, text: str, mapped: Mapped
) -> tuple[Imported, Catalogue, list[InputError]]:
    reports: list[InputError] = []
    (folder / "theirs.csv").write_text(text, encoding="utf-8")
    rows = csv_rows([folder / "theirs.csv"], shipped(), reports.append, mapped)
    done = write_tables(rows, folder / "tables", shipped())
    return done, shipped().extended(folder / "tables"), reports


def test_columns_are_taken_as_they_are_named(tmp_path: Path) -> None:
    done, catalogue, reports = imported(tmp_path, TABLE, Mapped(columns=COLUMNS))
    (brigade,), (guard,) = catalogue.named("BB"), catalogue.named("Red Guard")

    assert reports == []
    assert done.actors == {"ArmedGroup": 2, "Military": 1, "Person": 1}
    assert (brigade.name, brigade.country, brigade.aliases) == (
        "Blue Brigade",
        "SY",
        ("the Blues", "BB"),
    )
    assert (guard.kind, guard.country) == ("Military", "DE")
    assert brigade.bonds == (
        Bond(relation="member_of", other="free-syrian-army", since="2013", until="2015-06"),
    )
    assert [(b.other, b.title, b.since) for b in catalogue.actors["anna-testova"].bonds] == [
        ("blue-brigade", "speaker", "2014-02-01"),
        ("russia", "speaker", "2014-02-01"),
    ]
    assert catalogue.named("Hizbollah of Lebanon")[0].id == "hezbollah"


def test_an_alias_that_no_text_would_have_is_counted(tmp_path: Path) -> None:
    done, _, _ = imported(tmp_path, TABLE, Mapped(columns=COLUMNS))

    assert done.left == {"an alias that no text would have as a name": 1}  # "our boys"


def test_a_table_of_one_kind_and_with_tabs(tmp_path: Path) -> None:
    text = "name\tcountry\nBlue Brigade\tsyr\n"
    done, catalogue, _ = imported(tmp_path, text, Mapped(columns={}, kind="REB"))

    assert done.actors == {"ArmedGroup": 1}
    assert catalogue.named("Blue Brigade")[0].country == "SY"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",ArmedGroup,,,,,,", "line 2: the actor has no name"),
        ("A,ArmedGrup,,,,,,", "line 2: kind is 'ArmedGrup', which is unknown; did you mean"),
        ("A,Party,Zubrowka,,,,,", "line 2: country is 'Zubrowka'"),
        ("A,Party,DE,,russia,,24.10.2016,", "line 2: since is '24.10.2016'"),
        ("A,Party,DE,,russia,,2016,2015", "line 2: it ends"),
        ("A,Party,DE,,Nobody Known,,,", "line 2: member_of is 'Nobody Known'"),
        ("A,Party,DE,,,,,,,,", "line 2: more cells"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_goes_on(tmp_path: Path, line: str, said: str) -> None:
    heading, *rest = TABLE.splitlines()
    text = "\n".join([heading, line, *rest])
    done, _, reports = imported(tmp_path, text, Mapped(columns=COLUMNS))

    assert [said in str(report) for report in reports] == [True], reports
    assert sum(done.actors.values()) >= 4


@pytest.mark.parametrize(
    ("mapped", "said"),
    [
        (Mapped(columns={"name": "Organization"}), "no column 'Organization'; it has Organisation"),
        (Mapped(columns={"nam": "Organisation"}), "--column nam=…: known are id, name"),
        (Mapped(columns={}), "no column holds names"),
        (Mapped(columns={"name": "Organisation"}), "nothing tells kinds"),
    ],
)
def test_a_mapping_that_cannot_work_is_refused(tmp_path: Path, mapped: Mapped, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        imported(tmp_path, TABLE, mapped)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("name,kind\nSéléka,ArmedGroup\n".encode("latin-1"))
    with pytest.raises(UnreadableFile, match="UTF-8"):
        list(csv_rows([tmp_path / "t.csv"], shipped(), lambda _: None, Mapped(columns={})))
