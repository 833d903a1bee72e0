"""Reading files, folders, globs and standard input: what comes out, and what is reported."""

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actorgraph.errors import BadRecord, DoubtfulInput, InputError, UnreadableFile
from actorgraph.loaders.byte_lines import MOST_BYTES
from actorgraph.loaders.reading import read_articles
from actorgraph.ontology.articles import Article

PROSE = "The army said that it had taken the town from the rebels after two days of fighting.\n"
DATED = f"---\npublished: 2016-10-25\n---\n{PROSE}"


def read(*paths: object, stdin: bytes = b"") -> tuple[list[Article], list[InputError]]:
    errors: list[InputError] = []
    names = [str(path) for path in paths]
    found = list(read_articles(names, on_error=errors.append, stdin=io.BytesIO(stdin)))
    return found, errors


def the_error(path: Path) -> InputError:
    articles, (error,) = read(path)
    assert articles == []
    assert error.exit_code == 1
    assert str(path) in str(error)
    return error


def record(**fields: object) -> str:
    return json.dumps({"text": PROSE, "published": "2016-10-25"} | fields)


def test_text_with_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        '---\ntitle: "The town: taken"\nurl: https://example.org/a#top\npublisher: Own Wire\n'
        f"published: 25 October 2016\nauthor: nobody\n---\n\n{PROSE}"
    )

    articles, errors = read(tmp_path / "a.txt")

    assert errors == []
    assert articles == [
        Article(
            id="https://example.org/a",
            text=PROSE,
            title="The town: taken",
            url="https://example.org/a#top",
            publisher="Own Wire",
            published="2016-10-25",
        )
    ]


def test_plain_text_stays_as_it_stands_but_for_line_ends(tmp_path: Path) -> None:
    text = " “Wrapped\r\nlines”\u00a0of the army,\r\nof a kind\r\n\r\nthat stay.\r\rEnd "
    (tmp_path / "a.txt").write_bytes(text.encode())

    (article,), _ = read(tmp_path / "a.txt")

    assert article.text == (" “Wrapped\nlines”\u00a0of the army,\nof a kind\n\nthat stay.\n\nEnd ")


def test_a_text_without_a_date_is_read_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)

    (article,), (doubt,) = read(tmp_path / "a.txt")

    assert article.published is None
    assert isinstance(doubt, DoubtfulInput)
    assert "no date of publication" in doubt.reason
    assert doubt.exit_code == 0


def test_a_date_that_can_be_read_two_ways_is_left_out_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DATED.replace("2016-10-25", "10/11/2016"))

    (article,), (doubt,) = read(tmp_path / "a.txt")

    assert article.published is None
    assert "10/11/2016" in doubt.args[0]


def test_an_address_that_is_none_is_left_out_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(record(url="javascript:alert(1)"))

    (article,), (doubt,) = read(tmp_path / "a.jsonl")

    assert (article.url, article.id) == (None, "a.jsonl:1")
    assert "javascript" in str(doubt)


def test_markdown_loses_its_markup_and_its_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\npublished: 2016-10-25\n---\n# Town *taken*\n\n"
        "The **army** took [the town](https://example.org/x) &amp; left.\nIt `said` so.\n\n"
        "> A quote of the rebels\n\n- one item\n- and the other\n\n"
        "| who | what |\n|---|---|\n| army | town |\n\n"
        "<div>Kept <script>not()</script>words</div>\n\n![The caption](x.png)\n"
    )

    (article,), errors = read(tmp_path / "a.md")

    assert errors == []
    assert article.title == "Town taken"
    assert article.text == (
        "The army took the town & left.\nIt said so.\n\nA quote of the rebels\n\none item\n\n"
        "and the other\n\nwho | what\n\narmy | town\n\nKept words\n\nThe caption"
    )


def test_a_markdown_heading_that_is_not_the_title_stays(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Other\n---\n# Heading here\n\nThe text of it.")

    (article,), _ = read(tmp_path / "a.md")

    assert article.title == "Other"
    assert article.text == "Heading here\n\nThe text of it."


def test_json_lines_go_on_after_bad_ones(tmp_path: Path) -> None:
    lines = [
        record(id="one", other=[1]),
        "{broken",
        "",
        '["a list"]',
        record(text=None),
        record(text=5),
        '{"id": "none"}',
        record(id=7, title=None),
        record(id="s", text="half \ud800 of a pair"),
    ]
    path = tmp_path / "a.jsonl"
    path.write_bytes("\r\n".join(lines).encode() + b'\n{"text": "\xff"}\n')

    articles, errors = read(path)

    assert [article.id for article in articles] == ["one", "7"]
    assert all(isinstance(error, BadRecord) for error in errors)
    assert [str(error).removeprefix(f"{path}, ") for error in errors] == [
        "line 2, column 2: not JSON (Expecting property name enclosed in double quotes)",
        "line 4: not an object with the fields of an article (text, url, …)",
        "line 5: there is no text in it",
        "line 6: field 'text' is int, not text",
        "line 7: has no field 'text' (its fields: id)",
        "line 9: U+D800 at character 5 is not text; the source is damaged",
        "line 10, byte 11: byte 0xff is not UTF-8",
    ]


def test_json_as_a_list_as_one_object_and_as_lines(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(f"[\n{record()},\n 5, {record(text='Other words.')}]")
    (tmp_path / "lines.json").write_text(f"{record(id='a')}\n{record(id='b')}\n")
    (tmp_path / "one.json").write_text(json.dumps(json.loads(record()), indent=2))

    articles, (error,) = read(tmp_path)

    expected = ["a", "b", "list.json:1", "list.json:3", "one.json"]
    assert [article.id for article in articles] == expected
    assert str(error).endswith("list.json, record 2: not an object with the fields of an article "
                               "(text, url, …)")  # fmt: skip


def test_broken_json_is_placed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[\n{"text": "x"\n')

    assert "line 3, column 1" in str(the_error(tmp_path / "a.json"))


def test_deeply_nested_json_is_a_bad_record(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": ' + "[" * 200_000 + f"\n{record()}\n")

    articles, errors = read(tmp_path / "a.jsonl")

    assert len(articles) == 1
    assert "line 1" in str(errors[0])


def test_folders_are_read_in_order_and_name_their_articles(tmp_path: Path) -> None:
    for name in (
        "b/x.txt",
        "a.txt",
        "b/c/y.md",
        ".hidden/no.txt",
        "b/.no.txt",
        "b/p.png",
        "LICENCE",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(DATED.replace("army", name))

    articles, (doubt,) = read(tmp_path)

    assert [article.id for article in articles] == ["a.txt", "b/x.txt", "b/c/y.md"]
    assert str(doubt) == f"{tmp_path}: 2 files of other kinds left: .png, without a suffix"


def test_linked_folders_are_entered_once(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text(DATED)
    (tmp_path / "real" / "loop").symlink_to(tmp_path / "real")

    articles, errors = read(tmp_path)

    assert [article.id for article in articles] == ["real/a.txt"]
    assert errors == []


def test_globs(tmp_path: Path) -> None:
    for name in ("one/a.txt", "two/b.txt", "two/deep/c.txt", "two/d.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(DATED.replace("army", name))

    assert [article.id for article in read(tmp_path / "*" / "*.txt")[0]] == [
        "one/a.txt",
        "two/b.txt",
    ]
    assert [article.id for article in read(tmp_path / "**")[0]] == [
        "one/a.txt",
        "two/b.txt",
        "two/deep/c.txt",
    ]
    assert [article.id for article in read(tmp_path / "t*")[0]] == ["two/b.txt", "two/deep/c.txt"]
    assert [article.id for article in read(tmp_path / "**" / "c.*")[0]] == ["two/deep/c.txt"]
    assert "no file matches" in str(read(tmp_path / "**" / "*.pdf")[1][0])


def test_a_file_whose_name_looks_like_a_glob(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(DATED)

    assert [article.id for article in read(tmp_path / "a[1].txt")[0]] == ["a[1].txt"]


@pytest.mark.parametrize(
    ("sent", "count"),
    [
        (DATED.encode(), 1),
        (f"{record()}\n{record(text='Others.')}\n".encode(), 2),
        (f"\n[{record()}]".encode(), 1),
        (f"\n<!DOCTYPE html><html><body><article><p>{PROSE * 5}</p></article></html>".encode(), 1),
    ],
)
def test_standard_input_is_known_by_its_content(sent: bytes, count: int) -> None:
    articles, errors = read("-", stdin=sent)

    assert len(articles) == count
    assert all(article.id.startswith("text-") for article in articles)
    assert all(error.exit_code == 0 for error in errors)


def test_the_same_standard_input_gives_the_same_id_and_other_input_another() -> None:
    def ids(text: str) -> list[str]:
        return [article.id for article in read("-", stdin=text.encode())[0]]

    assert ids(PROSE) == ids(PROSE)
    assert ids(PROSE) != ids(PROSE + "More.")


def test_an_unknown_suffix_is_read_by_content_when_named(tmp_path: Path) -> None:
    (tmp_path / "wire.news").write_text(record(id="x"))

    assert [article.id for article in read(tmp_path / "wire.news")[0]] == ["x"]


def test_compressed_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(DATED.encode()))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(record(id="b").encode()))

    assert [article.id for article in read(tmp_path)[0]] == ["a.txt.gz", "b"]


def test_a_compressed_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    rows = "".join(f"{record(id=str(n), text=f'{PROSE} {n * 7919}')}\n" for n in range(5000))
    whole = gzip.compress(rows.encode())
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])

    articles, errors = read(tmp_path / "a.jsonl.gz")

    assert articles
    assert "ends too early" in str(errors[-1])


def test_a_file_that_is_not_what_its_gz_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_text(PROSE)

    assert "unpacked" in str(the_error(tmp_path / "a.txt.gz"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (b"---\ntitle: only\n---\n", "no text"),
        (b"text\0more", "byte 0x00 at 4 is not text"),
        (PROSE.encode("utf-16-le"), "UTF-16 without its mark"),
        (b"\xff\xfea", "UTF-16, which its first bytes announce"),
        (b"caf\xc3\xa9 and then \x93 bad", "byte 0x93 at 15 is not UTF-8, but other parts are"),
        (bytes(range(128, 256)) + b"\n", "byte 0x80 at 0 is not UTF-8"),
        ("Армия вошла в город".encode("cp1251"), "nor a Western text"),
        (b"%PDF-1.4 ...", "is a PDF"),
        (b"PK\x03\x04", "ZIP archive"),
    ],
)
def test_what_is_not_text_is_reported_with_its_position(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "a.txt").write_bytes(content)

    assert reason in str(the_error(tmp_path / "a.txt"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_say_what_they_are(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(DATED.replace("town", "café").encode(encoding))

    (article,), errors = read(tmp_path / "a.txt")

    assert article.text == PROSE.replace("town", "café")
    assert errors == []


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(DATED.replace("town", "“café”").encode("cp1252"))

    (article,), (doubt,) = read(tmp_path / "a.txt")

    assert "“café”" in article.text
    assert "byte 0x93 at 66 is not UTF-8; read as Windows-1252" in str(doubt)


def test_what_is_not_there_or_cannot_be_entered(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe.txt")

    assert "no such file" in str(the_error(tmp_path / "missing.txt"))
    assert "no article in it (looked for .atom, " in str(the_error(tmp_path / "empty"))
    assert "leads nowhere" in str(the_error(tmp_path / "link.txt"))
    assert "no regular file" in str(the_error(tmp_path / "pipe.txt"))
    assert "http and https only" in str(read("ftp://example.org/a")[1][0])
    assert "NUL" in str(read("a\0b")[1][0])
    assert "file name too long" in str(read(tmp_path / ("a" * 300))[1][0])


def test_a_file_whose_name_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(DATED)

    (article,), errors = read(tmp_path)

    assert article.id == "caf\\xe9.txt"
    assert errors == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "a.txt").chmod(0)

    assert "permission denied" in str(the_error(tmp_path / "a.txt"))


def test_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0")
    (tmp_path / "b.txt").write_text(DATED)

    articles, errors = read(tmp_path / "missing", tmp_path)

    assert [article.id for article in articles] == ["b.txt"]
    assert [type(error) for error in errors] == [UnreadableFile, UnreadableFile]


def test_the_same_article_twice(tmp_path: Path) -> None:
    rows = [record(id="a"), record(id="a"), record(id="a", text="Another text.")]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))

    articles, (again, clash) = read(tmp_path / "a.jsonl")

    assert [article.text for article in articles] == [PROSE]
    assert (again.exit_code, clash.exit_code) == (0, 1)
    assert "line 2" in str(again)
    assert "line 3" in str(clash)


def test_addresses_of_one_page_are_one_article(tmp_path: Path) -> None:
    urls = [
        "https://Example.org/a?utm_source=x",
        "https://example.org/a#c",
        "https://example.org/b",
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(record(url=url) for url in urls))

    articles, _ = read(tmp_path / "a.jsonl")

    assert [article.id for article in articles] == [
        "https://example.org/a",
        "https://example.org/b",
    ]


def test_text_in_another_language_is_reported_and_not_read(tmp_path: Path) -> None:
    german = "Die Armee sagte, dass sie die Stadt von den Rebellen nach zwei Tagen genommen hat. "
    (tmp_path / "a.txt").write_text(german * 3)

    assert "the text is German, and only English is read" in str(the_error(tmp_path / "a.txt"))


def test_a_file_too_large_to_be_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"x" * 99 + b"\n") * (MOST_BYTES // 100 + 1))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(bytes(MOST_BYTES + 1)))

    assert "larger than 64 MB" in str(the_error(tmp_path / "a.txt.gz"))
    assert "line is longer than 64 MB" in str(the_error(tmp_path / "b.txt.gz"))


def test_articles_come_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{record(id='a')}\n{record(id='b')}\nbroken\n")
    errors: list[InputError] = []

    articles = read_articles([str(tmp_path)], on_error=errors.append)

    assert next(articles).id == "a"
    assert errors == []  # the third line is not read before it is asked for


@given(
    content=st.binary(max_size=400), suffix=st.sampled_from(["txt", "md", "html", "json", "jsonl"])
)
def test_any_bytes_give_articles_or_errors(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"a.{suffix}"
    path.write_bytes(content)

    articles, errors = read(path)

    assert articles or errors
    assert all(article.fingerprint for article in articles)


@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {"id": st.uuids().map(str), "text": st.text(min_size=1), "title": st.text()}
        ),
        unique_by=lambda row: row["id"],
        max_size=4,
    )
)
def test_json_lines_round_trip(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("round") / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))

    articles, errors = read(path)

    failed = [error for error in errors if isinstance(error, BadRecord)]
    assert len(articles) + len(failed) == len(rows)
    texts = {row["id"]: row["text"].replace("\r\n", "\n").replace("\r", "\n") for row in rows}
    assert all(article.text == texts[article.id] for article in articles)
