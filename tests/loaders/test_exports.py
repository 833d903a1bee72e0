"""Exports of press databases as researchers download them: Nexis and Factiva; RTF and DOCX."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import pytest

from actorgraph.ontology.articles import Article

BODY = (
    "The army said on Monday that it had taken the town from the rebels after a siege.",
    "A spokesman for the rebels denied it. Section: so he called the front: was lost.",
)
UNI = f"""Date and Time: Friday, November 20, 2026 10:00:00 AM GMT
Job Number: 123456
Documents (2)
1. Army takes town
Client/Matter: -None-
Search Terms: army
2. Talks in Geneva
Army takes town
The Paper (London)
October 25, 2016 Tuesday 8:25 AM GMT
Copyright 2016 The Paper Ltd. All Rights Reserved
Section: WORLD; Pg. 4
Length: 523 words
Byline: Jane Doe
Dateline: ALEPPO
Body
{BODY[0]}
{BODY[1]}
Classification
Language: ENGLISH
Publication-Type: Newspaper
Load-Date: October 26, 2016
End of Document
Talks in Geneva
Own Wire
October 26, 2016
Copyright 2016 Own Wire
Length: 20 words
Body
Russia met the rebels in Geneva on Tuesday, the ministry said.
Load-Date: October 27, 2016
End of Document
"""
ACADEMIC = f"""2 of 2 DOCUMENTS
The New Paper
October 25, 2016 Tuesday
Late Edition - Final
Army takes town
BYLINE: By JANE DOE
SECTION: Section A; Foreign Desk; Pg. 1
LENGTH: 823 words
DATELINE: ALEPPO, Syria
{BODY[0]}
{BODY[1]}
URL: http://www.nytimes.example
LOAD-DATE: October 25, 2016
LANGUAGE: ENGLISH
PUBLICATION-TYPE: Newspaper
Copyright 2016 The New Paper Company
All Rights Reserved
"""
FACTIVA = f"""World News
Army takes town after a siege of a month
By Jane Doe
1,523 words
25 October 2016
08:25
The Paper
PAPR
A1
English
(c) 2016 The Paper Ltd.
{BODY[0]}
{BODY[1]}
Document PAPR000020161025ecap0001w
Talks in Geneva
20 words
26 October 2016
Own Wire
OWNW
English
Copyright 2016. Own Wire.
Russia met the rebels in Geneva on Tuesday, the ministry said.
Document OWNW000020161026ecaq0002x
"""
CODED = f"""HD\tArmy takes town
BY\tJane Doe
WC\t523 words
PD\t25 October 2016
ET\t08:25
SN\tThe Paper
SC\tPAPR
LA\tEnglish
CY\t(c) 2016 The Paper Ltd.
LP\t{BODY[0]}
TD\t
{BODY[1]}
NS\tgcat : Political News
AN\tDocument PAPR000020161025ecap0001w
"""


def as_rtf(text: str) -> bytes:
    lines = "".join(f"{line}\\par\n" for line in text.replace("\t", "\\tab ").split("\n"))
    return (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0 " + lines + "}").encode()


def as_docx(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_html(text: str) -> bytes:
    rows = "".join(f'<div class="c0"><p class="c1"><span>{line}</span></p></div>\n'
                   for line in text.split("\n"))  # fmt: skip
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{rows}</body></html>".encode()


FORMS = {"rtf": as_rtf, "docx": as_docx, "html": as_html}


@pytest.fixture(params=sorted(FORMS))
def saved(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    def save(text: str) -> Path:
        path = tmp_path / f"a.{request.param}"
        path.write_bytes(FORMS[request.param](text))
        return path

    return save


def texts(articles: Iterable[Article]) -> list[str]:
    return [article.text for article in articles]


def test_nexis_uni(saved: Any, read: Any) -> None:
    (town, talks), errors = read(saved(UNI))

    assert errors == []
    assert (town.title, town.publisher) == ("Army takes town", "The Paper (London)")
    assert town.published == "2016-10-25T08:25+00:00"
    assert town.text == "\n\n".join(BODY)
    assert (talks.title, talks.publisher) == ("Talks in Geneva", "Own Wire")
    assert talks.published == "2016-10-26"
    assert talks.text == "Russia met the rebels in Geneva on Tuesday, the ministry said."


def test_lexisnexis_academic(saved: Any, read: Any) -> None:
    older = ACADEMIC.replace("Army takes town\n", "").replace(
        "BYLINE", "HEADLINE: Rebels lose town\nBYLINE"
    )
    older = older.replace("2 of 2", "1 of 2").replace(BODY[0], "The rebels lost the town.")

    (one, two), errors = read(saved(older + ACADEMIC))

    assert errors == []
    assert [one.title, two.title] == ["Rebels lose town", "Army takes town"]
    assert (two.publisher, two.published) == ("The New Paper", "2016-10-25")
    assert two.text == "\n\n".join(BODY)
    assert one.text == f"The rebels lost the town.\n\n{BODY[1]}"


def test_factiva_by_its_order(saved: Any, read: Any) -> None:
    (town, talks), errors = read(saved(FACTIVA))

    assert errors == []
    assert town.id == "PAPR000020161025ecap0001w"
    assert (town.title, town.publisher) == ("Army takes town after a siege of a month", "The Paper")
    assert town.published == "2016-10-25T08:25"
    assert town.text == "\n\n".join(BODY)
    assert (talks.title, talks.publisher, talks.published) == (
        "Talks in Geneva", "Own Wire", "2016-10-26",
    )  # fmt: skip
    assert talks.text == "Russia met the rebels in Geneva on Tuesday, the ministry said."


@pytest.mark.parametrize("form", ["rtf", "docx"])
def test_factiva_with_codes(tmp_path: Path, read: Any, form: str) -> None:
    (tmp_path / f"a.{form}").write_bytes(FORMS[form](CODED))

    (town,), errors = read(tmp_path)

    assert errors == []
    assert town.id == "PAPR000020161025ecap0001w"
    assert (town.title, town.publisher) == ("Army takes town", "The Paper")
    assert town.published == "2016-10-25T08:25"
    assert town.text == "\n\n".join(BODY)


def test_factiva_with_codes_as_a_table_of_a_page(tmp_path: Path, read: Any) -> None:
    rows = [line.partition("\t") for line in CODED.replace("TD\t\n", "TD\t").strip().split("\n")]
    table = "".join(f"<tr><td><b>{code}</b></td><td>{value}</td></tr>" for code, _, value in rows)
    page = f'<html><body><div class="article enArticle"><table>{table}</table></div></body></html>'
    (tmp_path / "a.html").write_text(page)

    (town,), _ = read(tmp_path)

    assert (town.title, town.publisher) == ("Army takes town", "The Paper")
    assert town.text == "\n\n".join(BODY)


def test_a_record_without_text_is_reported_and_the_others_go_on(saved: Any, read: Any) -> None:
    text = UNI.replace("Russia met the rebels in Geneva on Tuesday, the ministry said.\n", "")

    (town,), (error,) = read(saved(text))

    assert town.title == "Army takes town"
    assert "record 2: has no text ('Talks in Geneva'); export it in full" in str(error)


def test_fewer_records_than_announced_are_reported(saved: Any, read: Any) -> None:
    articles, errors = read(saved(UNI[: UNI.index("End of Document") + 16]))

    assert len(articles) == 1
    assert "2 documents are announced, and 1 are in it" in str(errors[-1])


def test_a_document_that_is_one_article(tmp_path: Path, read: Any) -> None:
    text = f"---\npublished: 2016-10-25\n---\n{BODY[0]}\n\n{BODY[1]}"
    (tmp_path / "a.rtf").write_bytes(as_rtf(text.replace("said", "\\u8220?said\\u8221?")))
    (tmp_path / "b.docx").write_bytes(as_docx(text))

    (rtf, word), errors = read(tmp_path)

    assert errors == []
    assert rtf.text == "\n\n".join(BODY).replace("said", "“said”")
    assert (word.text, word.published) == ("\n\n".join(BODY), "2016-10-25")


def test_a_page_that_only_speaks_of_documents(tmp_path: Path, read: Any) -> None:
    text = f"{BODY[0]} It is 1 of 5 DOCUMENTS, and End of Document {BODY[1]}"
    page = (
        f"<html><head><title>T</title></head><body><article><p>{text}</p></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page)

    (article,), _ = read(tmp_path)

    assert article.text == text


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.rtf", b"plain", "is no RTF document"),
        ("a.rtf", rb"{\rtf1\ansi }", "there is no text in it"),
        ("a.docx", b"plain", "is no DOCX that can be read"),
        ("a.docx", as_docx("x")[:300], "is no DOCX that can be read"),
        ("a.docx", as_docx(""), "there is no text in it"),
    ],
)
def test_what_is_no_document(
    tmp_path: Path, read: Any, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(BODY[0])

    articles, errors = read(tmp_path)

    assert [article.id for article in articles] == ["z.txt"]
    assert f"{tmp_path / name}: {reason}" in str(errors[0])
