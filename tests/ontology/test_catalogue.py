"""The shipped catalogue is sound, names resolve as news uses them, and people can add their own."""

from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from actorgraph.errors import BadRecord, UnreadableFile
from actorgraph.ontology.actors import Bond, slug
from actorgraph.ontology.catalogue import Catalogue, shipped
from actorgraph.ontology.catalogue_files import BOND_RELATIONS, FOLDER, Alias, bond, lines
from actorgraph.ontology.spelling import alias_key, folded
from actorgraph.ontology.vocabulary import KINDS

EXTRA_STATES = 4  # Palestine, the Holy See, Kosovo and Taiwan beside the 193 members of the UN
# Two claimed the office at once.
RIVALS = {("hamas", "leader"), ("ivory-coast", "president"), ("the-gambia", "president")}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped()


def ids(catalogue: Catalogue, alias: str, date: str | None = None) -> list[str]:
    return [actor.id for actor in catalogue.named(alias, date)]


# -- the data --------------------------------------------------------------------------------


def test_every_state_and_enough_other_actors_are_there(catalogue: Catalogue) -> None:
    states = list(lines(FOLDER.joinpath("states.csv"), ("code",)))

    assert len(states) == 193 + EXTRA_STATES
    assert len({state["code"] for state in states}) == len(states)
    assert len(catalogue.actors) >= 1000


@pytest.mark.parametrize("table", ["states.csv", "actors.csv"])
def test_ids_are_slugs_of_names_and_no_actor_comes_twice(table: str) -> None:
    rows = list(lines(FOLDER.joinpath(table), ("id", "name")))

    assert [(row.number, row["id"]) for row in rows if row["id"] != slug(row["name"])] == []
    assert len({row["id"] for row in rows}) == len(rows)


def test_no_actor_is_both_in_states_and_in_actors() -> None:
    states, actors = (
        {row["id"] for row in lines(FOLDER.joinpath(table), ("id",))}
        for table in ("states.csv", "actors.csv")
    )

    assert states & actors == set()


def test_kinds_are_those_of_the_ontology(catalogue: Catalogue) -> None:
    assert {actor.kind for actor in catalogue.actors.values()} <= set(KINDS)


def test_countries_are_codes(catalogue: Catalogue) -> None:
    codes = {actor.country for actor in catalogue.actors.values() if actor.country}

    assert [code for code in codes if len(code) != 2 or not code.isupper()] == []


def test_wikidata_ids_belong_to_one_actor(catalogue: Catalogue) -> None:
    found = [actor.wikidata for actor in catalogue.actors.values() if actor.wikidata]

    assert len(found) == len(set(found))


def test_bonds_join_known_actors_and_are_well_dated(catalogue: Catalogue) -> None:
    for line in lines(FOLDER.joinpath("bonds.csv"), ("subject", "relation", "other")):
        made = bond(line)  # raises where a date or the relation is wrong

        assert made.relation in BOND_RELATIONS
        assert {line["subject"], line["other"]} <= set(catalogue.actors), line
        assert line["subject"] != line["other"], line


def test_no_bond_comes_twice() -> None:
    rows = [
        tuple(line.cells.values()) for line in lines(FOLDER.joinpath("bonds.csv"), ("subject",))
    ]

    assert len(rows) == len(set(rows))


def test_an_office_has_one_holder_at_a_time(catalogue: Catalogue) -> None:
    terms: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for other, ties in catalogue.held.items():
        for person, tie in ties:
            if tie.relation == "leads" and tie.title and tie.title != "co-chair":
                term = (tie.since or "0000", tie.until or "9999", person)
                terms[other, catalogue.office(tie.title)].append(term)

    clashes = [
        (office, first, second)
        for office, held in terms.items()
        if office not in RIVALS
        for first, second in combinations(sorted(held), 2)
        if first[1][: len(second[0])] > second[0][: len(first[1])]
    ]
    assert clashes == []


def overlapping(first: Alias, second: Alias) -> bool:
    starts = max(first.since or "0000", second.since or "0000")
    return starts <= min(first.until or "9999", second.until or "9999")


def test_no_alias_is_ambiguous_at_one_date_unless_marked(catalogue: Catalogue) -> None:
    uses: dict[str, list[tuple[Alias, str]]] = defaultdict(list)
    for key, named in catalogue.names.items():
        uses[key] += named
    for words in (catalogue.adjectives, catalogue.demonyms, catalogue.capitals):
        for key, spelled in words.items():
            uses[key] += [(Alias(word), actor) for word, actor in spelled]

    unmarked = {
        key: {first[1], second[1]}
        for key, found in uses.items()
        for first, second in combinations(found, 2)
        if first[1] != second[1] and overlapping(first[0], second[0])
    }
    assert {key: who for key, who in unmarked.items() if key not in catalogue.tables.defaults} == {}


def test_what_is_marked_as_ambiguous_is_so(catalogue: Catalogue) -> None:
    for line in lines(FOLDER.joinpath("ambiguous.csv"), ("alias", "default", "why")):
        key = alias_key(line["alias"])
        meant = {actor for _, actor in catalogue.names.get(key, ())}
        for words in (catalogue.adjectives, catalogue.demonyms, catalogue.capitals):
            meant |= {actor for _, actor in words.get(key, ())}

        assert line["default"] in meant
        assert len(meant) > 1, line


# -- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        ("the Kremlin", "russia"),
        ("Pentagon", "united-states-department-of-defense"),
        ("Daesh", "islamic-state"),
        ("IS", "islamic-state"),
        ("the Assad regime", "syrian-government"),
        ("YPG", "peoples-protection-units"),
        ("People’s Protection Units", "peoples-protection-units"),
        ("Jabhat Fatah al‑Sham", "al-nusra-front"),
        ("Sergei Lavrov", "sergey-lavrov"),
        ("Erdogan", "recep-tayyip-erdogan"),
        ("Moammar Gadhafi", "muammar-gaddafi"),
        ("Cote d'Ivoire", "ivory-coast"),
        ("Russian Foreign Ministry", "ministry-of-foreign-affairs-russia"),
        ("U.S. State Department", "united-states-department-of-state"),
        ("RUSSIA", "russia"),
    ],
)
def test_names_of_the_news_are_known(catalogue: Catalogue, alias: str, expected: str) -> None:
    assert ids(catalogue, alias) == [expected]


@pytest.mark.parametrize("word", ["us", "is", "who", "Us", "Who", "ice", "Is", ""])
def test_everyday_words_are_no_abbreviations(catalogue: Catalogue, word: str) -> None:
    assert ids(catalogue, word) == []


def test_the_usual_meaning_of_an_ambiguous_name_comes_first(catalogue: Catalogue) -> None:
    assert ids(catalogue, "RSF") == ["rapid-support-forces", "reporters-without-borders"]
    assert ids(catalogue, "King Abdullah", "2010-01-01")[0] == "abdullah-ii-of-jordan"


def test_a_name_can_belong_to_a_time(catalogue: Catalogue) -> None:
    assert "abdullah-of-saudi-arabia" in ids(catalogue, "King Abdullah", "2010-01-01")
    assert "abdullah-of-saudi-arabia" not in ids(catalogue, "King Abdullah", "2016-10-24")


def test_words_for_nations(catalogue: Catalogue) -> None:
    def found(look_up: object) -> str | None:
        return getattr(look_up, "id", None)

    assert found(catalogue.adjective("Turkish")) == "turkey"
    assert found(catalogue.adjective("U.S.")) == "united-states"
    assert found(catalogue.adjective("us")) is None
    assert found(catalogue.demonym("Russians")) == "russia"
    assert found(catalogue.capital("Ankara")) == "turkey"
    assert found(catalogue.capital("Aleppo")) is None
    assert found(catalogue.adjective("Congolese")) == "democratic-republic-of-the-congo"


def test_each_state_has_a_word_for_what_is_its_own(catalogue: Catalogue) -> None:
    known = {actor for spelled in catalogue.adjectives.values() for _, actor in spelled}
    states = {row["id"] for row in lines(FOLDER.joinpath("states.csv"), ("id",))}

    assert states - known == {"dominica"}  # "Dominican" is of the Dominican Republic


def test_every_spelling_leads_back_to_its_actor(catalogue: Catalogue) -> None:
    words = (catalogue.adjective, catalogue.demonym, catalogue.capital)
    for spelling, actor in catalogue.aliases():
        found = {named.id for named in catalogue.named(spelling)}
        found |= {state.id for look_up in words if (state := look_up(spelling))}

        assert actor in found or alias_key(spelling) in catalogue.tables.defaults


def test_folding_keeps_case_and_drops_accents() -> None:
    assert folded("Mevlüt Çavuşoğlu’s Ankara") == "Mevlut Cavusoglu's Ankara"
    assert alias_key("the U.S. Navy") == alias_key("US navy") == "us navy"
    assert alias_key("U.S.") == "US"


# -- offices and wholes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "other", "date", "expected"),
    [
        ("foreign minister", "russia", "2016-10-24", "sergey-lavrov"),
        ("minister for foreign affairs", "russia", "2003-05-01", "igor-ivanov"),
        ("secretary of state", "united-states", "2016-10-24", "john-kerry"),
        ("secretary of state", "united-states", "2013-02-15", "john-kerry"),
        ("Secretary of State", "united-states", "2013-01-15", "hillary-clinton"),
        ("president", "united-states", "2017-01-19", "barack-obama"),
        ("Foreign Secretary", "united-kingdom", "2016-10-24", "boris-johnson"),
        ("leader", "hezbollah", "2016-10-24", "hassan-nasrallah"),
        ("press secretary", "russia", "2016-10-24", "dmitry-peskov"),
        ("spokeswoman", "ministry-of-foreign-affairs-russia", "2016-10-24", "maria-zakharova"),
    ],
)
def test_who_held_an_office(
    catalogue: Catalogue, title: str, other: str, date: str, expected: str
) -> None:
    assert expected in [actor.id for actor in catalogue.holders(title, other, date)]


def test_a_former_minister_holds_no_office(catalogue: Catalogue) -> None:
    kept = [actor.id for actor in catalogue.holders("secretary of state", "united-states")]

    assert "john-kerry" not in kept


def test_a_party_leader_is_not_the_leader_of_the_state(catalogue: Catalogue) -> None:
    heads = [actor.id for actor in catalogue.holders("leader", "iran", "2016-10-24")]

    assert set(heads) == {"ali-khamenei", "hassan-rouhani"}


def test_what_an_actor_is_part_of(catalogue: Catalogue) -> None:
    assert [w.id for w in catalogue.wholes("peoples-protection-units")] == [
        "syrian-democratic-forces"
    ]
    assert catalogue.wholes("nobody-known") == ()


def test_the_government_of_syria_is_an_actor_of_its_own(catalogue: Catalogue) -> None:
    def government(date: str) -> str | None:
        found = catalogue.government("syria", date)
        return found.id if found else None

    assert government("2016-10-24") == "syrian-government"
    assert government("2009-01-01") is None
    assert catalogue.government("russia") is None


# -- people's own tables ---------------------------------------------------------------------


def test_own_actors_bonds_and_judgements_come_on_top(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(
        "name,kind,aliases,country\nBlue Brigade,ArmedGroup,the Blues|BB,SY\n", encoding="utf-8"
    )
    (tmp_path / "bonds.csv").write_text(
        "subject,relation,other,title,since,until\n"
        "blue-brigade,part_of,free-syrian-army,,2013,2015-06\n",
        encoding="utf-8",
    )
    (tmp_path / "judgements.csv").write_text(
        "alias,actor,verdict\nDaesh,islamic-state,is_not\nDaesh,blue-brigade,is\n", encoding="utf-8"
    )

    own = catalogue.extended(tmp_path)

    assert ids(own, "the Blues") == ["blue-brigade"]
    assert ids(own, "Daesh") == ["blue-brigade"]
    assert own.actors["blue-brigade"].bonds == (
        Bond(relation="part_of", other="free-syrian-army", since="2013", until="2015-06"),
    )
    assert "blue-brigade" not in catalogue.actors
    assert ids(catalogue, "Daesh") == ["islamic-state"]


def test_what_is_judged_different_is_no_capital_or_adjective_either(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    (tmp_path / "judgements.csv").write_text(
        "alias,actor,verdict\nDamascus,syria,is_not\nTurkish,turkey,is_not\n", encoding="utf-8"
    )

    own = catalogue.extended(tmp_path)

    assert catalogue.capital("Damascus")
    assert catalogue.adjective("Turkish")
    assert own.capital("Damascus") is own.adjective("Turkish") is None
    assert own.is_not("damascus", "syria")
    assert not own.is_not("Damascus", "syrian-government")
    assert not catalogue.is_not("Damascus", "syria")


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("actors.csv", "name,kind\nBlue Brigade,ArmedGroup\n"),
        ("bonds.csv", "subject,relation,other\nturkey,allied_with,qatar\n"),
        ("ambiguous.csv", "alias,default\nIs,islamic-state\n"),
        ("judgements.csv", "alias,actor,verdict\nthe Kremlin,syria,is\n"),
        ("judgements.csv", "alias,actor,verdict\nthe Bear,syria,is_not\n"),
    ],
)
def test_any_line_of_ones_own_changes_the_fingerprint(
    catalogue: Catalogue, tmp_path: Path, table: str, text: str
) -> None:
    (tmp_path / table).write_text(text, encoding="utf-8")
    once, again = catalogue.extended(tmp_path), catalogue.extended(tmp_path)

    assert once.fingerprint() == again.fingerprint() != catalogue.fingerprint()


def test_a_line_for_a_known_actor_adds_names_and_keeps_the_old(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    (tmp_path / "actors.csv").write_text(
        "name,kind,aliases\nHouthis,ArmedGroup,Sons of Saada\n", encoding="utf-8"
    )

    own = catalogue.extended(tmp_path)

    assert ids(own, "Sons of Saada") == ids(own, "Ansar Allah") == ["houthis"]
    assert own.actors["houthis"].country == "YE"


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("actors.csv", "name,kind\nBlues,ArmedGrup\n", "line 2.*did you mean 'ArmedGroup'"),
        ("actors.csv", "name,kind\n,ArmedGroup\n", "line 2.*no name"),
        ("actors.csv", "name\nBlues\n", "line 1.*lacks kind"),
        ("actors.csv", "name,kind\nA,Party,x,y\n", "line 2.*more cells"),
        ("actors.csv", "name,kind,wikidata\nA,Party,159\n", "line 2.*Q159"),
        ("actors.csv", "name,kind,aliases\nA,Party,B@2016\n", "line 2.*name@since..until"),
        ("bonds.csv", "subject,relation,other\nrusia,leads,syria\n", "line 2.*'russia'"),
        ("bonds.csv", "subject,relation,other\nrussia,leeds,syria\n", "line 2.*'leads'"),
        (
            "bonds.csv",
            "subject,relation,other,since\nrussia,backs,syria,24.10.2016\n",
            "2016-10-24",
        ),
        (
            "bonds.csv",
            "subject,relation,other,since,until\nrussia,backs,syria,2016,2015-01\n",
            "ends .2015-01. before it begins",
        ),
        ("judgements.csv", "alias,actor,verdict\nDaesh,islamic-state,maybe\n", "verdict"),
    ],
)
def test_a_wrong_line_is_named_with_file_place_and_reason(
    catalogue: Catalogue, tmp_path: Path, table: str, text: str, said: str
) -> None:
    (tmp_path / table).write_text(text, encoding="utf-8")

    with pytest.raises(BadRecord, match=rf"{table}.*{said}"):
        catalogue.extended(tmp_path)


def test_a_folder_without_tables_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"holds none of actors\.csv"):
        catalogue.extended(tmp_path)


def test_a_table_in_another_encoding_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_bytes("name,kind\nSéléka,ArmedGroup\n".encode("latin-1"))

    with pytest.raises(UnreadableFile, match="UTF-8"):
        catalogue.extended(tmp_path)
