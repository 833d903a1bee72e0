"""The syntax view gives the same answers over both label schemes."""

import pytest
import spacy
from spacy.tokens import Doc

from actorgraph.errors import UnknownScheme
from actorgraph.loaders.syntax import Syntax, _clear_arcs, _universal_arcs, scheme_of

VOCAB = spacy.blank("en").vocab


def universal(
    words: str, heads: list[int], deps: str, tags: str, lemmas: str | None = None
) -> Syntax:
    doc = Doc(
        VOCAB,
        words=words.split(),
        heads=heads,
        deps=deps.split(),
        tags=tags.split(),
        lemmas=(lemmas or words.lower()).split(),
    )
    return Syntax(doc, _universal_arcs)


def clear(words: str, heads: list[int], deps: str, tags: str) -> Syntax:
    lemmas = ["be" if word in ("is", "was") else word for word in words.split()]
    doc = Doc(
        VOCAB, words=words.split(), heads=heads, deps=deps.split(), tags=tags.split(), lemmas=lemmas
    )
    return Syntax(doc, _clear_arcs)


PASSIVE = "Raqqa was recaptured by rebels from fighters"
PASSIVE_TAGS = "NNP VBD VBN IN NNS IN NNS"
passives = pytest.mark.parametrize(
    "syntax",
    [
        universal(
            PASSIVE,
            [2, 2, 2, 4, 2, 6, 2],
            "nsubj:pass aux:pass ROOT case obl:agent case obl",
            PASSIVE_TAGS,
        ),
        clear(
            PASSIVE,
            [2, 2, 2, 2, 3, 2, 5],
            "nsubjpass auxpass ROOT agent pobj prep pobj",
            PASSIVE_TAGS,
        ),
    ],
    ids=["universal", "clear"],
)


@passives
def test_a_passive_has_its_agent_and_its_patient(syntax: Syntax) -> None:
    assert syntax.is_passive(2)
    assert (syntax.subjects(2), syntax.patients(2), syntax.agents(2)) == ([], [0], [4])
    assert ("from", 6) in syntax.phrases(2)


LIST = "Russia and Iran met Turkey and Qatar"
LIST_TAGS = "NNP CC NNP VBD NNP CC NNP"


@pytest.mark.parametrize(
    "syntax",
    [
        universal(LIST, [3, 2, 0, 3, 3, 6, 4], "nsubj cc conj ROOT obj cc conj", LIST_TAGS),
        clear(LIST, [3, 0, 0, 3, 3, 4, 4], "nsubj cc conj ROOT dobj cc conj", LIST_TAGS),
    ],
    ids=["universal", "clear"],
)
def test_lists_give_every_member(syntax: Syntax) -> None:
    assert syntax.subjects(3) == [0, 2]
    assert syntax.patients(3) == [4, 6]


def test_a_chain_of_conjuncts_is_flattened() -> None:
    words = "Iran , Iraq , Qatar and Egypt met"
    syntax = clear(
        words,
        [7, 0, 0, 2, 2, 4, 4, 7],
        "nsubj punct conj punct conj cc conj ROOT",
        "NNP , NNP , NNP CC NNP VBD",
    )
    assert syntax.subjects(7) == [0, 2, 4, 6]


def test_an_infinitive_borrows_the_subject_or_the_object() -> None:
    vowed = universal(
        "Russia vowed to bomb Idlib",
        [1, 1, 3, 1, 3],
        "nsubj ROOT mark xcomp obj",
        "NNP VBD TO VB NNP",
    )
    urged = universal(
        "Turkey urged Iran to leave Idlib",
        [1, 1, 1, 4, 1, 4],
        "nsubj ROOT obj mark xcomp obj",
        "NNP VBD NNP TO VB NNP",
    )
    assert vowed.subjects(3) == [0]
    assert urged.subjects(4) == [2]


ACCUSED = "turkey accuse iran of bomb idlib"


def test_what_somebody_is_accused_of_is_their_deed() -> None:
    syntax = universal(
        "Turkey accused Iran of bombing Idlib",
        [1, 1, 1, 4, 1, 4],
        "nsubj ROOT obj mark advcl obj",
        "NNP VBD NNP IN VBG NNP",
        ACCUSED,
    )
    assert syntax.subjects(4) == [2]


def test_a_charge_that_hangs_on_a_clause_is_the_accused_ones_deed() -> None:
    syntax = universal(
        "Turkey accused Iran , which took Idlib , of bombing Aleppo",
        [1, 1, 1, 2, 5, 2, 5, 5, 9, 5, 9],
        "nsubj ROOT obj punct nsubj acl:relcl obj punct mark advcl obj",
        "NNP VBD NNP , WDT VBD NNP , IN VBG NNP",
        "turkey accuse iran , which take idlib , of bomb aleppo",
    )
    assert syntax.subjects(9) == [2]


@pytest.mark.parametrize(
    ("words", "lemma", "deps"),
    [
        ("Turkey called on Iran to leave", "call", "nsubj ROOT case obl mark advcl"),
        ("Turkey appealed to Iran to leave", "appeal", "nsubj ROOT case obl mark advcl"),
        ("Turkey counted on Iran to leave", "count", "nsubj ROOT case obl mark xcomp"),
    ],
)
def test_who_is_called_on_to_do_something_is_who_would_do_it(
    words: str, lemma: str, deps: str
) -> None:
    lemmas = f"turkey {lemma} {words.split()[2]} iran to leave"
    syntax = universal(words, [1, 1, 3, 1, 5, 1], deps, "NNP VBD IN NNP TO VB", lemmas)

    assert syntax.subjects(5) == [3]


@pytest.mark.parametrize(("lemma", "who"), [("pay", 2), ("use", 0), ("attack", 0)])
def test_whose_purpose_an_infinitive_is_depends_on_the_verb(lemma: str, who: int) -> None:
    syntax = universal(
        f"Turkey {lemma} Iran to kill fighters",
        [1, 1, 1, 4, 1, 4],
        "nsubj ROOT obj mark advcl obj",
        "NNP VBD NNP TO VB NNS",
    )
    assert syntax.subjects(4) == [who]


def test_the_only_verb_of_a_sentence_is_no_reduced_passive() -> None:
    syntax = universal(
        "Students protested against Iran",
        [0, 0, 3, 1],
        "ROOT acl case obl",
        "NNS VBN IN NNP",
    )
    assert (syntax.is_passive(1), syntax.subjects(1)) == (False, [0])


def test_a_participle_beside_another_verb_stays_passive() -> None:
    syntax = universal(
        "Students backed by Iran protested",
        [4, 0, 3, 1, 4],
        "nsubj acl case obl ROOT",
        "NNS VBN IN NNP VBD",
    )
    assert (syntax.is_passive(1), syntax.subjects(1), syntax.agents(1)) == (True, [], [3])


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    syntax = universal(
        "rebels who shelled Aleppo fled",
        [4, 2, 0, 2, 4],
        "nsubj nsubj acl:relcl obj ROOT",
        "NNS WP VBD NNP VBD",
    )
    assert syntax.subjects(2) == [0]


def test_an_active_past_with_an_object_is_no_reduced_passive() -> None:
    syntax = universal(
        "Rebels captured Dabiq from fighters",
        [0, 0, 1, 4, 1],
        "ROOT acl obj case obl",
        "NNS VBD NNP IN NNS",
    )
    assert not syntax.is_passive(1)
    assert (syntax.subjects(1), syntax.patients(1)) == ([0], [2])


def test_negation_is_found_on_verbs_and_nouns() -> None:
    syntax = universal(
        "Russia did not bomb Idlib",
        [3, 3, 3, 3, 3],
        "nsubj aux advmod ROOT obj",
        "NNP VBD RB VB NNP",
    )
    assert syntax.negated(3) == 2
    assert syntax.negated(0) is None


def test_a_pipeline_without_parser_is_refused() -> None:
    with pytest.raises(UnknownScheme, match="no dependency parser"):
        scheme_of(spacy.blank("en"))
