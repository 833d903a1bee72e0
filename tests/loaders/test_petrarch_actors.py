"""PETRARCH's actor files become tables that the reader takes: names, kinds, countries, dates."""

from pathlib import Path

import pytest

from actorgraph.errors import DoubtfulInput, InputError, UsageError
from actorgraph.loaders.actor_dictionaries import write_tables
from actorgraph.loaders.cameo_codes import countries, read_code, roles
from actorgraph.loaders.dictionary_names import spoken, without_titles
from actorgraph.loaders.dictionary_rows import Imported
from actorgraph.loaders.petrarch_actors import petrarch_rows
from actorgraph.loaders.petrarch_files import DatedCode, read_agents, read_entries
from actorgraph.loaders.reader_settings import settings_for
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.articles import Article
from actorgraph.ontology.catalogue import Catalogue, shipped
from actorgraph.ontology.vocabulary import KINDS

ACTORS = """# A comment
<!-- and one
of several lines -->
ZUBROWKA_ARMED_FORCES_  [HUNMIL] ; a body
+ZAF

BORIS_TESTOV_  ; a person
+PRESIDENT_TESTOV_
+TESTOV_
	[HUNELI 620101-930930]
	[HUNGOV 930930-980101] [HUNMIL >980101]
	[HUNELI]
PEOPLE'S_FRONT_OF_JUDEA_(PFJ)_
+JUDEAN_PEOPLE'S_FRONT_
	[ISRREB]
SERGEI_LAVROV_
+SERGEJ_LAWROW_
	[RUSGOV >040309]
HUNGARY_  [HUN]
+HUNGRIA_
+BUDAPEST_
+HUNGARIAN_
ZUBROWKA_OIL_  [MNCHUN]
ACME_RELIEF_  [NGOUSAHLH]
JANE_UNDERHILL_
	[IGOUNO 970101-061231]
UN_SPECIAL_ENVOY_  [IGOUNO]
"""


def imported(
    folder: Path, text: str, agents: str = ""
) -> tuple[Imported, Catalogue, list[InputError]]:
    reports: list[InputError] = []
    (folder / "some.actors.txt").write_text(text, encoding="utf-8")
    (folder / "some.agents.txt").write_text(agents, encoding="utf-8")
    files = [folder / "some.actors.txt", *([folder / "some.agents.txt"] if agents else [])]
    rows = petrarch_rows(files, shipped(), reports.append)
    done = write_tables(rows, folder / "tables", shipped())
    return done, shipped().extended(folder / "tables"), reports


def only(catalogue: Catalogue, name: str, date: str | None = None) -> Actor:
    (actor,) = catalogue.named(name, date)
    return actor


def test_bodies_get_kind_and_country_from_their_code(tmp_path: Path) -> None:
    _, catalogue, _ = imported(tmp_path, ACTORS)
    found = {
        name: (only(catalogue, name).kind, only(catalogue, name).country)
        for name in ("Zubrowka Armed Forces", "PFJ", "Zubrowka Oil", "Acme Relief")
    }

    assert found == {
        "Zubrowka Armed Forces": ("Military", "HU"),
        "PFJ": ("ArmedGroup", "IL"),
        "Zubrowka Oil": ("Company", "HU"),
        "Acme Relief": ("NGO", "US"),
    }
    assert only(catalogue, "Judean People's Front") == only(catalogue, "People's Front of Judea")


def test_dated_codes_make_a_person_with_dated_ties(tmp_path: Path) -> None:
    _, catalogue, _ = imported(tmp_path, ACTORS)
    person, envoy = only(catalogue, "Boris Testov"), only(catalogue, "Jane Underhill")

    assert (person.kind, person.country) == ("Person", "HU")
    assert [(b.other, b.since, b.until) for b in person.bonds] == [
        ("hungary", "1993-09-30", "1998-01-01"),
        ("hungary", "1998-01-01", None),
    ]
    assert envoy.bonds == (
        Bond(relation="member_of", other="united-nations", since="1997-01-01", until="2006-12-31"),
    )


def test_who_is_known_keeps_id_and_dates_and_gets_names(tmp_path: Path) -> None:
    done, catalogue, _ = imported(tmp_path, ACTORS)
    lavrov = only(catalogue, "Sergej Lawrow")

    assert lavrov.id == "sergey-lavrov"
    assert lavrov.bonds == shipped().actors["sergey-lavrov"].bonds
    assert "Sergei V. Lavrov" in lavrov.aliases
    assert done.known == 2  # and Hungary


def test_a_country_gets_spellings_but_not_its_places_and_people(tmp_path: Path) -> None:
    _, catalogue, _ = imported(tmp_path, ACTORS)

    assert only(catalogue, "Hungria").id == "hungary"
    assert catalogue.named("Budapest") == catalogue.named("Hungarian") == ()
    assert catalogue.capital("Budapest") == catalogue.actors["hungary"]


def test_what_is_left_out_is_told_with_file_and_line(tmp_path: Path) -> None:
    _, _, reports = imported(tmp_path, ACTORS)

    assert [str(report) for report in reports] == [
        f"{tmp_path / 'some.actors.txt'}, line 27: is an office; bonds.csv says who holds one when"
    ]
    assert isinstance(reports[0], DoubtfulInput)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("GOOD_ONE_ [HUNGOV]\nBAD_ONE_\n\t[HUNGOV 991301-000101]\n", "line 3: '991301' is no date"),
        ("GOOD_ONE_ [HUNGOV]\nBAD_ONE_\n\t[HUNGOV 000101-990101]\n", "line 3: it ends"),
        ("GOOD_ONE_ [HUNGOV]\nBAD_ONE_\n\t[HUNGOV 99]\n", "line 3: '99' is no time"),
        ("GOOD_ONE_ [HUNGOV]\nBAD_ONE_\n\t[HUNGOV >9901]\n", "line 3: '9901' is no date"),
        ("GOOD_ONE_ [HUNGOV]\nBAD_ONE_\n\t[hun]\n", "line 3: 'hun' is no code"),
        ("GOOD_ONE_ [HUNGOV]\nBAD_ONE_\n\tHUNGOV\n", "line 3: 'HUNGOV' is neither"),
        ("+LOST_ONE_\nGOOD_ONE_ [HUNGOV]\n", "line 1: stands before the first phrase"),
        ("GOOD_ONE_ [HUNGOV]\nBAD_ONE_\n", "line 2: has no code"),
        ("GOOD_ONE_ [HUNGOV]\nBAD_ONE_ [QQQXXX]\n", "line 2: of the code QQQXXX no part"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_goes_on(tmp_path: Path, text: str, said: str) -> None:
    _, catalogue, reports = imported(tmp_path, text)

    assert any(said in str(report) for report in reports), reports
    assert only(catalogue, "Good One").country == "HU"


def test_an_alias_is_one_actors_alone(tmp_path: Path) -> None:
    text = "ALPHA_FRONT_ [HUNREB]\n+THE_MOVEMENT_OF_X\n+TURKISH\nBETA_FRONT_ [POLREB]\n"
    done, catalogue, _ = imported(tmp_path, text + "+THE_MOVEMENT_OF_X\n")

    assert only(catalogue, "Movement of X").id == "alpha-front"
    assert catalogue.named("Turkish") == ()
    assert done.left == {"an alias that another actor has": 2}


def test_a_synonym_that_is_known_tells_who_it_is(tmp_path: Path) -> None:
    _, catalogue, _ = imported(tmp_path, "DA_ISH_ARMY_ [IRQREB]\n+DAESH_\n")

    assert only(catalogue, "Da Ish Army") == only(catalogue, "Daesh")


def test_two_of_one_name_are_two_and_marked_as_ambiguous(tmp_path: Path) -> None:
    text = "RED_BRIGADE_ [HUNREB]\nRED_BRIGADE_ [POLREB]\nRED_BRIGADE_ [HUNREB]\n"
    _, catalogue, _ = imported(tmp_path, text)

    assert [a.id for a in catalogue.named("Red Brigade")] == ["red-brigade", "red-brigade-pl"]
    assert catalogue.tables.defaults["red brigade"] == "red-brigade"


def test_words_of_an_agent_file_tell_offices(tmp_path: Path) -> None:
    text = "ZUBROWKA_WIZARD_ [HUNGOV]\nWIZARD_ [HUNGOV]\n"
    agents = "!PERSON! = MAN, WOMAN\nWIZARD {} [~GOV]\nCHAIR!PERSON! [~LEG]\nBROKEN\n"
    done, _, reports = imported(tmp_path, text, agents)
    read = list(read_agents(tmp_path / "some.agents.txt", lambda _: None))

    assert read == [("wizard", "GOV"), ("chairman", "LEG"), ("chairwoman", "LEG")]
    assert [str(r).rsplit(", ", 1)[-1] for r in reports] == [
        "line 4: has no code such as [~GOV]",
        "line 2: is an office; bonds.csv says who holds one when",
    ]
    assert sum(done.actors.values()) == 1


def test_the_reader_takes_the_tables(tmp_path: Path) -> None:
    imported(tmp_path, ACTORS)
    catalogue = settings_for(tables=[str(tmp_path / "tables")]).check()[1]

    assert only(catalogue, "PFJ").name == "People's Front of Judea"


def test_a_folder_that_holds_something_is_not_written_over() -> None:
    with pytest.raises(UsageError, match="not empty"):
        write_tables([], Path(__file__).parent, shipped())


def test_files_without_any_actor_and_folders_that_cannot_be_leave_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="are the files of the format"):
        imported(tmp_path, "some text\nthat is no dictionary\n")
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []
    with pytest.raises(UsageError, match="cannot be written"):
        write_tables([], tmp_path / "some.actors.txt" / "tables", shipped())


# -- the form, the codes, the names ----------------------------------------------------------------


def test_dates_of_both_lengths_and_open_ends_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A_ [HUN]\n\t[HUNGOV <291231][HUNGOV >300101]\n\t[HUNMIL 19270101-730717]\n")
    (entry,) = read_entries(file, lambda error: pytest.fail(str(error)))

    assert entry.codes == [
        DatedCode(code="HUN"),
        DatedCode(code="HUNGOV", until="2029-12-31"),
        DatedCode(code="HUNGOV", since="1930-01-01"),
        DatedCode(code="HUNMIL", since="1927-01-01", until="1973-07-17"),
    ]


@pytest.mark.parametrize(
    ("code", "kind", "country"),
    [
        ("AFG", "State", "AF"),
        ("AFGGOV", "Ministry", "AF"),
        ("AFGGOVMIL", "Military", "AF"),
        ("GOVMED", "Media", None),
        ("MUS", "State", "MU"),
        ("IMGMUSALQ", "ArmedGroup", None),
        ("NGOGBRCHRDEV", "NGO", "GB"),
        ("NZLTKL", "State", "TK"),
        ("XYZ", "Group", None),
    ],
)
def test_codes_say_kind_and_country(code: str, kind: str, country: str | None) -> None:
    read = read_code(code)

    assert read.kind == kind
    assert (read.country.country if read.country else None) == country


def test_the_tables_of_codes_name_known_kinds_actors_and_countries() -> None:
    catalogue = shipped()
    states = {actor.country for actor in catalogue.actors.values() if actor.kind == "State"}

    assert {role.kind for role in roles().values()} <= set(KINDS)
    named = [*roles().values(), *countries().values()]
    assert {one.actor for one in named if one.actor} <= set(catalogue.actors)
    assert {code for code in states if code} <= {c.country for c in countries().values()}
    assert not [code for code in (*roles(), *countries()) if len(code) != 3]


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("HAMID_KARZAI_", ("Hamid Karzai",)),
        ("AL-QAEDA_(AQ)_", ("Al-Qaeda", "AQ")),
        ("MINISTRY_OF_WAR", ("Ministry of War",)),
        ("PEOPLE'S_ARMY_", ("People's Army",)),
        ("CONOR_O'BRIEN_", ("Conor O'Brien",)),
        ("U.N._MONITOR_", ("U.N. Monitor",)),
        ("BBC_NEWS", ("BBC News",)),
        ("ELIZABETH_II_", ("Elizabeth II",)),
        ("XI_JINPING", ("Xi Jinping",)),
        ("UN_Secy_Gen", ("UN Secy Gen",)),
        ("__", ()),
    ],
)
def test_phrases_become_names(phrase: str, names: tuple[str, ...]) -> None:
    assert spoken(phrase) == names


def test_titles_are_no_part_of_a_name() -> None:
    assert without_titles("Prime Minister Boris Testov") == "Boris Testov"
    assert without_titles("President") == "President"


def test_real_files_are_read_whole(tmp_path: Path, shared: Path) -> None:
    folder = shared / "sources" / "actors"
    if not folder.is_dir():
        pytest.skip(f"there is no folder {folder}")
    files = [folder / "Phoenix.MilNonState.actors.txt", folder / "Phoenix.agents.txt"]
    reports: list[InputError] = []
    done = write_tables(petrarch_rows(files, shipped(), reports.append), tmp_path / "t", shipped())
    catalogue = shipped().extended(tmp_path / "t")

    assert done.actors["ArmedGroup"] > 800
    assert sum(done.actors.values()) > 900
    assert only(catalogue, "Arab Revolutionary Brigades").name == "Abu Nidal Organization"
    assert sum(not isinstance(report, DoubtfulInput) for report in reports) <= 3
    several = {key for key, uses in catalogue.names.items() if len({a for _, a in uses}) > 1}
    assert several <= set(catalogue.tables.defaults)


def test_an_article_is_read_with_them(tmp_path: Path) -> None:
    imported(tmp_path, ACTORS)
    reader = settings_for(tables=[str(tmp_path / "tables")]).reader()
    (claim,) = reader.claims(Article(id="a", text="Turkey bombed the PFJ."))

    assert (claim.object.actor, claim.object.kind) == ("peoples-front-of-judea", "ArmedGroup")
