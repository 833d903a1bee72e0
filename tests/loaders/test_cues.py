"""The lexicon of cues: what ships, how it is looked up, and what a researcher adds to it."""

from collections import Counter
from pathlib import Path

import pytest

from actorgraph.errors import BadLexicon, UnreadableFile
from actorgraph.loaders.cues import Cue, Form, Lexicon
from actorgraph.loaders.lexicon_reading import extended, shipped
from actorgraph.ontology.claims import Status
from actorgraph.ontology.vocabulary import RELATIONS

VERBS = "cue\twith\trelation\tmode\tagent\ttarget\tconfidence\n"
TIES = "form\tcue\trelation\tagent\ttarget\tconfidence\n"


def cues(lexicon: Lexicon) -> list[Cue]:
    return [cue for index in lexicon.cues.values() for alike in index.values() for cue in alike]


def verbs(lexicon: Lexicon, text: str) -> list[Cue]:
    return [cue for cue in cues(lexicon) if cue.form == Form.VERB and cue.text == text]


def table(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_at_least_twelve_hundred_cues_ship_and_cover_every_relation() -> None:
    counts = Counter(cue.relation for cue in cues(shipped()))

    assert counts.total() >= 1200
    assert {name for name in RELATIONS if counts[name] < 20} == set()


def test_no_cue_is_a_name() -> None:
    assert [cue.text for cue in cues(shipped()) if cue.text != cue.text.lower()] == []


def test_every_class_of_nouns_is_used_and_none_is_empty() -> None:
    folder = Path(__file__).parents[2] / "loaders" / "lexicon"
    classes = {
        line.split("\t")[0]
        for line in (folder / "classes.tsv").read_text(encoding="utf-8").splitlines()[2:]
    }
    used = {
        cell.removeprefix("@")
        for name in ("verbs", "nouns", "phrases")
        for line in (folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for cell in line.split("\t")[1].split("|")
        if cell.startswith("@")
    }

    assert classes == used
    assert all(cue.nouns for cue in verbs(shipped(), "impose"))


@pytest.mark.parametrize(
    ("form", "text", "head"),
    [
        (Form.VERB, "shoot down", "shoot"),
        (Form.VERB, "ethnically cleanse", "cleanse"),
        (Form.VERB, "test-fire", "fire"),
        (Form.NOUN, "air strike", "strike"),
        (Form.NOUN, "cease-fire", "fire"),
        (Form.NOUN, "counter-offensive", "counter-offensive"),
        (Form.NOUN, "break in relation", "break"),
        (Form.PHRASE, "at war", "war"),
        (Form.PHRASE, "critical", "critical"),
        (Form.OFFICE, "commander-in-chief", "chief"),
        (Form.ALIAS, "also known as", "also"),
    ],
)
def test_cues_are_looked_up_by_the_word_that_syntax_hangs_the_actors_on(
    form: Form, text: str, head: str
) -> None:
    found = [cue for cue in shipped().cues[form].get(head, ()) if cue.text == text]

    assert found
    assert all(cue.words[cue.head] == head for cue in found)


def test_the_most_specific_cue_comes_first() -> None:
    offices = [cue.text for cue in shipped().cues[Form.OFFICE]["minister"]]
    lift = shipped().cues[Form.VERB]["lift"]

    assert offices.index("prime minister") < offices.index("minister")
    assert lift[0].nouns >= {"siege", "sanction"}
    assert lift[0].relation == "yields_to"


def test_a_verb_and_its_object_make_the_relation() -> None:
    cancel = {cue.relation for cue in verbs(shipped(), "cancel") if "visit" in cue.nouns}
    recall = {cue.relation for cue in verbs(shipped(), "recall") if "ambassador" in cue.nouns}

    assert (cancel, recall) == ({"rejects"}, {"sanctions"})


def test_hyphenated_words_tell_who_is_on_which_side() -> None:
    backed = shipped().cues[Form.SUFFIX]["backed"][0]
    pro = shipped().cues[Form.PREFIX]["pro"][0]

    assert (backed.relation, backed.agent, backed.target) == ("backs", ("stem",), ("head",))
    assert (pro.relation, pro.agent, pro.target) == ("supports", ("head",), ("stem",))


def test_light_verbs_say_on_which_side_their_subject_stands() -> None:
    sides = {verb: shipped().light[verb][0].subject for verb in ("launch", "suffer", "halt")}

    assert sides == {"launch": "agent", "suffer": "target", "halt": "ends"}


def test_status_words_cover_every_status_and_denial() -> None:
    words = [word for alike in shipped().statuses.values() for word in alike]

    assert {word.status for word in words} == {*Status, None}
    assert shipped().statuses["not"][0].status is None


def test_words_of_speech_give_the_kind_of_what_is_said() -> None:
    kinds = {verb: {word.kind for word in shipped().speech[verb]} for verb in ("say", "deny")}

    assert len({word.words for alike in shipped().speech.values() for word in alike}) >= 150
    assert kinds == {"say": {"say"}, "deny": {"deny"}}


def test_a_line_of_ones_own_is_found_with_its_origin(tmp_path: Path) -> None:
    line = "zap\t\tattacks\tdrone\tsubject\tobject|on\t0.9\n"
    lexicon = extended(table(tmp_path, "verbs.tsv", "# mine\n" + VERBS + line))

    (zap,) = lexicon.cues[Form.VERB]["zap"]
    assert (zap.relation, zap.mode, zap.target) == ("attacks", "drone", ("object", "on"))
    assert zap.origin == f"{tmp_path.name}/verbs.tsv:3"
    assert len(cues(lexicon)) == len(cues(shipped())) + 1
    assert lexicon.fingerprint != shipped().fingerprint


def test_a_line_of_ones_own_replaces_the_shipped_ones_of_its_cue(tmp_path: Path) -> None:
    line = "attack\t\taccuses\t\tsubject\tobject\t0.6\n"
    lexicon = extended(table(tmp_path, "verbs.tsv", VERBS + line))

    assert [cue.relation for cue in verbs(shipped(), "attack")] == ["attacks"]
    assert [cue.relation for cue in verbs(lexicon, "attack")] == ["accuses"]


def test_a_shipped_line_can_be_taken_out(tmp_path: Path) -> None:
    lexicon = extended(table(tmp_path, "ties.tsv", TIES + "office\tcaliph\t-\t\t\t\n"))

    assert "caliph" in shipped().cues[Form.OFFICE]
    assert "caliph" not in lexicon.cues[Form.OFFICE]


def test_a_class_of_ones_own_changes_the_shipped_lines_that_use_it(tmp_path: Path) -> None:
    lexicon = extended(table(tmp_path, "classes.tsv", "class\tnouns\nvisit\tpilgrimage\n"))

    assert any(cue.nouns == {"pilgrimage"} for cue in verbs(lexicon, "cancel"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("zap\t\tattack\t\tsubject\tobject\t0.9", "did you mean 'attacks'"),
        ("zap\t\tattacks\tarial\tsubject\tobject\t0.9", "did you mean 'aerial'"),
        ("zap\t\tattacks\t\tsubjekt\tobject\t0.9", "there is no agent 'subjekt'; did you mean"),
        ("zap\t\tattacks\t\tsubject\tobject|bearer\t0.9", "there is no target 'bearer'"),
        ("zap\t@weapn\tattacks\t\tsubject\tobject\t0.9", "did you mean 'weapon'"),
        ("zap\t\tattacks\t\tsubject\tobject\t1.5", "confidence is '1.5', not a number"),
        ("zap\t\tattacks\t\tsubject\tobject\thigh", "confidence is 'high', not a number"),
        ("zap\tattacks\tsubject\tobject\t0.9", "5 cells parted by tabs, where the header has 7"),
        ("\t\tattacks\t\tsubject\tobject\t0.9", "the cue is empty"),
    ],
)
def test_a_wrong_line_is_named_with_what_is_wrong(tmp_path: Path, line: str, message: str) -> None:
    folder = table(tmp_path, "verbs.tsv", VERBS + "# a comment\n" + line + "\n")

    with pytest.raises(BadLexicon, match=r"verbs\.tsv, line 3: .*") as caught:
        extended(folder)
    assert message in str(caught.value)


def test_a_header_that_lacks_a_column_is_refused(tmp_path: Path) -> None:
    folder = table(tmp_path, "light.tsv", "cue\tsubject\tconfidence\n")

    with pytest.raises(BadLexicon, match="the header has no column relations"):
        extended(folder)


def test_a_table_of_another_name_is_refused_rather_than_passed_over(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"verb\.tsv: is not a table of the lexicon"):
        extended(table(tmp_path, "verb.tsv", VERBS))


def test_a_folder_without_tables_or_none_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="has no table"):
        extended(tmp_path)
    with pytest.raises(UnreadableFile, match="is not a folder"):
        extended(tmp_path / "nowhere")
