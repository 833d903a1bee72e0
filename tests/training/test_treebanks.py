"""Reading CoNLL-U: characters, spaces, multi-word tokens, empty nodes, paragraphs."""

import sys
from pathlib import Path

import pytest
import spacy

sys.path.append(str(Path(__file__).parents[2] / "training"))

import treebanks

SAMPLE = """\
# newdoc id = first
# newpar
# sent_id = first-1
# text = Rebels don't hold "Dabiq".
1\tRebels\trebel\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t4:nsubj\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\tMood=Ind\t4\taux\t4:aux\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t4:advmod\t_
4\thold\thold\tVERB\tVB\tVerbForm=Inf\t0\troot\t0:root\t_
4.1\theld\thold\tVERB\tVBN\t_\t_\t_\t4:conj\tCopyOf=4
5\t"\t"\tPUNCT\t``\t_\t6\tpunct\t6:punct\tSpaceAfter=No
6\tDabiq\tDabiq\tPROPN\tNNP\tNumber=Sing\t4\tobj\t4:obj\tEntity=(1-place)|SpaceAfter=No
7\t"\t"\tPUNCT\t''\t_\t6\tpunct\t6:punct\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t4\tpunct\t4:punct\t_

# sent_id = first-2
# text = They can't.
1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t2:nsubj\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tca\tcan\tAUX\tMD\t_\t0\troot\t0:root\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t2:advmod\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t2:punct\t_

# newpar
# sent_id = first-3
# text = Go
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t0:root\t_

# newdoc id = second
# sent_id = second-1
# text = Why
1\tWhy\twhy\tADV\tWRB\tPronType=Int\t0\troot\t0:root\t_"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[treebanks.Sentence]:
    path = tmp_path / "sample.conllu"
    path.write_text(SAMPLE, encoding="utf-8")
    return list(treebanks.read(path))


def test_empty_nodes_and_ranges_are_no_words(sentences: list[treebanks.Sentence]) -> None:
    forms = [word.form for word in sentences[0].words]

    assert forms == ["Rebels", "do", "n't", "hold", '"', "Dabiq", '"', "."]


def test_a_sentence_knows_its_document_and_paragraph(
    sentences: list[treebanks.Sentence],
) -> None:
    assert [(s.ident, s.document, s.opens_paragraph) for s in sentences] == [
        ("first-1", "first", True),
        ("first-2", "first", False),
        ("first-3", "first", True),
        ("second-1", "second", True),
    ]


def test_the_space_behind_a_multi_word_token_is_its_last_words(
    sentences: list[treebanks.Sentence],
) -> None:
    assert [word.space for word in sentences[0].words[1:3]] == [False, True]
    assert [word.space for word in sentences[1].words[1:3]] == [False, False]


def test_a_document_has_the_text_of_the_treebank(sentences: list[treebanks.Sentence]) -> None:
    run = next(treebanks.group(sentences))

    doc = treebanks.document(spacy.blank("en").vocab, run, treebanks.plain_gaps(run))

    assert doc.text == "Rebels don't hold \"Dabiq\". They can't.\n\nGo "


def test_heads_are_shifted_into_the_document(sentences: list[treebanks.Sentence]) -> None:
    run = next(treebanks.group(sentences))

    doc = treebanks.document(spacy.blank("en").vocab, run, treebanks.plain_gaps(run))

    arcs = [(token.text, token.dep_, token.head.text) for token in doc[8:14]]
    assert arcs == [
        ("They", "nsubj", "ca"),
        ("ca", "ROOT", "ca"),
        ("n't", "advmod", "ca"),
        (".", "punct", "ca"),
        ("\n\n", "dep", "."),
        ("Go", "ROOT", "Go"),
    ]
    assert [sentence.root.text for sentence in doc.sents] == ["hold", "ca", "Go"]


def test_groups_end_with_the_document_or_when_full(sentences: list[treebanks.Sentence]) -> None:
    assert [len(run) for run in treebanks.group(sentences, 2)] == [2, 1, 1]
    assert [len(run) for run in treebanks.group(sentences, 0)] == [3, 1]
