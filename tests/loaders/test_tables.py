"""Tables of articles: CSV and TSV in their dialects, Parquet, and archives of pages (WARC)."""

import gzip
import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PROSE = "The army said that it had taken the town from the rebels."


def test_csv_with_lines_and_quotes_in_its_cells(tmp_path: Path, read: Any) -> None:
    (tmp_path / "a.csv").write_text(
        "id,Headline,Full Text,Source,Publication Date,URL,notes\r\n"
        f'7,"Town, taken","{PROSE}\r\n\r\nIt ""left"".",Own Wire,2016-10-25,https://e.org/a,x\r\n'
        f"8,Other,{PROSE},,,,\r\n"
    )

    (first, second), errors = read(tmp_path / "a.csv")

    assert (first.id, first.title, first.publisher) == ("7", "Town, taken", "Own Wire")
    assert (first.url, first.published) == ("https://e.org/a", "2016-10-25")
    assert first.text == f'{PROSE}\n\nIt "left".'
    assert second.published is None
    assert [error.exit_code for error in errors] == [0]
    assert ", line 5: no date" in str(errors[0])


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_told_from_the_header(tmp_path: Path, read: Any, mark: str) -> None:
    text = f"{PROSE[:-1]}; it left, or so | they say."
    (tmp_path / "a.csv").write_text(f'title{mark}body{mark}date\nT{mark}"{text}"{mark}2016-10-25\n')

    (article,), errors = read(tmp_path)

    assert (article.text, article.title, article.id) == (text, "T", "a.csv:1")
    assert errors == []


def test_tsv_and_a_column_of_text_alone(tmp_path: Path, read: Any) -> None:
    (tmp_path / "a.tsv").write_text(f"text\n{PROSE}\n")
    (tmp_path / "b.csv").write_text(f"\ufefftext\n{PROSE[:-1]} again.\n", encoding="utf-8")

    articles, _ = read(tmp_path)

    assert [article.id for article in articles] == ["a.tsv:1", "b.csv:1"]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_tables_as_spreadsheets_write_them(tmp_path: Path, read: Any, encoding: str) -> None:
    text = f"text\tdate\n{PROSE} A café.\t2016-10-25\n{PROSE} “Yes”.\t2016-10-25\n"
    (tmp_path / "a.tsv").write_bytes(text.encode(encoding))

    articles, errors = read(tmp_path)

    assert [article.text for article in articles] == [f"{PROSE} A café.", f"{PROSE} “Yes”."]
    assert [str(e).split(": ")[1] for e in errors] == (
        ["line 2 is not UTF-8; read as Windows-1252 from there"] if encoding == "cp1252" else []
    )


def test_cells_larger_than_the_librarys_limit(tmp_path: Path, read: Any) -> None:
    text = " ".join(f"{PROSE} {n}" for n in range(5000))
    (tmp_path / "a.csv").write_text(f"text,published\n{text},2016-10-25\n")

    (article,), _ = read(tmp_path)

    assert article.text == text


def test_bad_rows_are_reported_and_the_others_go_on(tmp_path: Path, read: Any) -> None:
    (tmp_path / "a.csv").write_text(
        f"id,text,date\n1,{PROSE},2016-10-25\n2,one, two,2016-10-25\n\n3,,2016-10-25\n4,{PROSE},2016-10-25\n"
    )

    articles, errors = read(tmp_path / "a.csv")

    assert [article.id for article in articles] == ["1", "4"]
    assert [str(error).partition(", ")[2] for error in errors] == [
        "line 3: has 4 cells where the header has 3; check its quotes",
        "line 5: there is no text in it",
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"name,value\nx,1\n", "has no column 'text' (its columns: name, value)"),
        ("a.csv", b"", "has no column 'text' (its columns: none)"),
        ("a.csv", b"text,date\n", "there is no row in it"),
        ("a.csv", b"text\nab\0c\n", "line 2 holds a NUL"),
        ("a.tsv", b"text\n\x81\x8d\n", "line 2 is neither UTF-8 nor Windows-1252"),
        ("a.parquet", b"PAR1 and no more", "is no Parquet file"),
        ("a.parquet", b"", "is no Parquet file"),
        ("a.warc", b"no archive\r\n", "is no WARC file"),
        ("a.warc", b"", "there is no record in it"),
    ],
)
def test_what_is_no_table(
    tmp_path: Path, read: Any, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(PROSE)

    articles, errors = read(tmp_path)

    assert [article.id for article in articles] == ["z.txt"]
    told = "\n".join(map(str, errors))
    assert f"{tmp_path / name}: " in told
    assert reason in told


def table(path: Path, **columns: list[Any]) -> Path:
    parquet.write_table(pa.table(columns), path, row_group_size=2)
    return path


def test_parquet_by_groups_of_rows(tmp_path: Path, read: Any) -> None:
    moment = pa.scalar(1477383900, pa.timestamp("s", tz="UTC")).as_py()
    path = table(
        tmp_path / "a.parquet",
        docid=[1, 2, 3, 4, 5],
        maintext=[f"{PROSE} {n}" for n in range(4)] + [None],
        title=["One", None, "Three", "Four", "Five"],
        date_publish=[moment] * 5,
        embedding=[[0.1]] * 5,
    )

    articles, errors = read(path)

    assert [article.id for article in articles] == ["1", "2", "3", "4"]
    assert articles[0].published == "2016-10-25T08:25+00:00"
    assert [str(error).partition(", ")[2] for error in errors] == ["row 5: there is no text in it"]


def test_a_damaged_group_is_reported_and_the_others_go_on(tmp_path: Path, read: Any) -> None:
    path = tmp_path / "a.parquet"
    rows = pa.table({"text": [f"{PROSE} {n} {'x' * 500}" for n in range(4)]})
    parquet.write_table(rows, path, row_group_size=2, compression="gzip")
    data = bytearray(path.read_bytes())
    data[10:60] = bytes(50)  # in the pages of the first group
    path.write_bytes(data)

    articles, errors = read(path)

    assert [article.id for article in articles] == ["a.parquet:3", "a.parquet:4"]
    assert "row group 1: cannot be read (" in "\n".join(map(str, errors))


def test_a_column_of_another_type(tmp_path: Path, read: Any) -> None:
    _, errors = read(table(tmp_path / "a.parquet", text=[[1], [2]]))

    assert "row 1: column 'text' holds list, not text" in str(errors[0])


def page(title: str) -> bytes:
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{PROSE} {title}</p><p>{PROSE}</p></article></body></html>"
    ).encode()


def warc(*answers: tuple[str, str, str, bytes], packed: bool = False) -> bytes:
    """Write an archive of answers: address, status, type, body."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, status, type_, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", type_)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=headers,
                warc_headers_dict={"WARC-Date": "2016-10-25T08:25:00Z"},
            )
        )  # fmt: skip
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "unnamed"])
def test_warc_gives_pages_of_status_200(tmp_path: Path, read: Any, name: str) -> None:
    data = warc(
        ("https://e.org/1", "200 OK", "text/html; charset=utf-8", page("One")),
        ("https://e.org/gone", "404 Not Found", "text/html", page("Gone")),
        ("https://e.org/p.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://e.org/empty", "200 OK", "text/html", b"<html></html>"),
        ("https://e.org/2", "200 OK", "text/html", page("Two")),
        packed=name.endswith(".gz"),
    )
    (tmp_path / name).write_bytes(data)

    articles, errors = read(tmp_path / name)

    assert [article.id for article in articles] == ["https://e.org/1", "https://e.org/2"]
    assert articles[0].title == "One"
    assert articles[0].published == "2016-10-25T08:25+00:00"
    told = [str(error).removeprefix(f"{tmp_path / name}") for error in errors]
    assert told == [
        ", record 2: the page gives no date of publication; that of its crawl is taken",
        ", record 5 (https://e.org/empty): no article text is found in this page",
        ", record 6: the page gives no date of publication; that of its crawl is taken",
        (
            ": records that are no pages left: 1 response of another type, "
            "1 response with another status, 1 warcinfo"
        ),
    ]


def test_a_warc_that_breaks_off_gives_what_came_before(tmp_path: Path, read: Any) -> None:
    rows = [(f"https://e.org/{n}", "200 OK", "text/html", page(str(n))) for n in range(3)]
    (tmp_path / "a.warc.gz").write_bytes(warc(*rows, packed=True)[:-150])
    (tmp_path / "b.warc").write_bytes(warc(*rows) + b"garbage at the end\r\n\r\n")

    articles, errors = read(tmp_path / "a.warc.gz")
    assert [article.id for article in articles][:2] == ["https://e.org/0", "https://e.org/1"]
    assert max(error.exit_code for error in errors) == 1

    articles, errors = read(tmp_path / "b.warc")
    assert len(articles) == 3
    assert "after record 4: the archive is damaged" in "\n".join(map(str, errors))


def test_tables_inside_of_other_compression(tmp_path: Path, read: Any) -> None:
    import bz2  # noqa: PLC0415
    import lzma  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    import zstandard  # noqa: PLC0415

    row = f"id,text,date\nNAME,{PROSE} NAME,2016-10-25\n"
    packers = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress,
               "zst": zstandard.compress}  # fmt: skip
    for ending, pack in packers.items():
        (tmp_path / f"a.csv.{ending}").write_bytes(pack(row.replace("NAME", ending).encode()))
    parquet_bytes = table(
        tmp_path / "p.tmp", id=["p"], text=[PROSE], date=["2016-10-25"]
    ).read_bytes()
    (tmp_path / "p.tmp").unlink()
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("in/b.csv", row.replace("NAME", "b"))
        archive.writestr("in/c.csv.gz", gzip.compress(row.replace("NAME", "c").encode()))
        archive.writestr("in/d.parquet", parquet_bytes)
        archive.writestr("in/e.png", b"x")
        archive.writestr("__MACOSX/._b.csv", b"x")
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 no")

    articles, errors = read(tmp_path)

    assert [article.id for article in articles] == ["bz2", "gz", "xz", "zst", "b", "c", "p"]
    told = [str(error).removeprefix(str(tmp_path)) for error in errors]
    assert told == [
        "/bad.zip: is no ZIP archive that can be read (File is not a zip file)",
        "/z.zip: 1 files of other kinds left: .png",
    ]
