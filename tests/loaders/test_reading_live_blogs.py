"""Live blogs: where the timed entries of a page begin and end, and what time they tell."""

import os
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actorgraph.loaders.live_blog import sections_of
from actorgraph.loaders.reading import read_articles

BLOG = (
    "PHOTO: A street\n\nLATEST\n\nJump to Original Entry\n\n"
    "UPDATE 0825 GMT: The army fired.\n\nMore on it.\n\n"
    "UPDATE 0745 GMT: The rebels answered.\n\n"
    "ORIGINAL ENTRY: It began at 6 a.m. on Monday."
)


def times(text: str, published: str | None = None) -> list[str | None]:
    return [section.time for section in sections_of(text, published)]


def entries(*headings: str) -> str:
    return "\n".join(f"{heading}\nThe army fired on the town.\n" for heading in headings)


def test_sections_cover_the_page_from_the_first_heading() -> None:
    sections = sections_of(BLOG, "2016-10-25")

    assert [(section.heading, section.time) for section in sections] == [
        ("UPDATE 0825 GMT", "2016-10-25T08:25+00:00"),
        ("UPDATE 0745 GMT", "2016-10-25T07:45+00:00"),
        ("ORIGINAL ENTRY", None),
    ]
    assert "".join(BLOG[section.start : section.end] for section in sections) == BLOG[
        BLOG.index("UPDATE 0825") :
    ]  # fmt: skip
    assert all(BLOG[section.start :].startswith(section.heading) for section in sections)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("UPDATE 0825 GMT: It fired", "08:25+00:00"),
        ("**UPDATE 0825 GMT:** It fired", "08:25+00:00"),
        ("Update at 4:06 p.m. ET. It Fired:", "16:06"),
        ("Update, 3:15 PM: It fired", "15:15"),
        ("14:05 BST", "14:05+01:00"),
        ("10.24pm BST", "22:24+01:00"),
        ("8.25am", "08:25"),
        ("8:25 a.m.:", "08:25"),
        ("12:05 a.m.", "00:05"),
        ("12 p.m.", "12:00"),
        ("10:35 — It fired", "10:35"),
        ("• 10:35 - It fired", "10:35"),
        ("[9:27 p.m.] It fired", "21:27"),
        ("1405 GMT: It fired", "14:05+00:00"),
        ("1405hrs: It fired", "14:05"),
        ("09:00 GMT+3 | It fired", "09:00+03:00"),
        ("11:00 a.m. (0800 GMT)", "11:00"),
        ("Updated at 7:16 a.m. UTC Sunday", "07:16+00:00"),
        ("09:00 local time:", "09:00"),
    ],
)
def test_forms_of_headings(heading: str, expected: str) -> None:
    assert times(entries(heading, heading)) == [expected, expected]


@pytest.mark.parametrize(
    "line",
    [
        "11:00 a.m. was the hour at which it fired",
        "2016: The year in review",
        "2016",
        "1:10",  # the length of a video
        "3.67% was the ceiling",
        "2.5 million: the people in need",
        "10:35:20 — a stopwatch",
        "25:70 GMT: no time",
        "12:30,5",
        "0825 men were killed",
        "3 – the dead",
        "Play Video 1:10 It fired",
        "The post, sent at 11.24pm ET on Sunday",
    ],
)
def test_lines_that_are_no_headings(line: str) -> None:
    assert sections_of(entries(line, line, line), "2016-10-25") == ()


def test_one_timed_line_alone_makes_no_sections() -> None:
    assert sections_of(entries("Updated at 12:30 p.m. ET", "Original post:"), None) == ()


def test_zones_that_depend_on_the_date() -> None:
    assert times(entries("3 p.m. ET", "2 p.m. ET"), "2016-07-01")[0] == "2016-07-01T15:00-04:00"
    assert times(entries("3 p.m. ET", "2 p.m. ET"), "2016-12-01")[0] == "2016-12-01T15:00-05:00"
    assert times(entries("3 p.m. ET", "2 p.m. ET"))[0] == "15:00"


def test_a_page_that_passes_midnight_gives_times_without_dates() -> None:
    assert times(entries("12:05 a.m.", "10:30 p.m.", "9 p.m."), "2016-02-20") == [
        "00:05",
        "22:30",
        "21:00",
    ]


def test_a_list_of_past_events_gives_times_without_dates() -> None:
    text = "11:00 am – Police are called.\n\n11:40 am – They arrive.\n"

    assert times(text, "2015-12-04") == ["11:00", "11:40"]


def test_the_day_is_that_of_the_headings_zone() -> None:
    text = entries("9:50 p.m. EDT", "9:20 p.m. EDT")

    assert times(text, "2016-10-25T02:00+00:00")[0] == "2016-10-24T21:50-04:00"


@pytest.mark.parametrize("unit", ["UPDATE 0825 GMT ", "12:", " ", "[(*", "8.25am", "a"])
def test_a_line_of_five_megabytes_takes_no_time(unit: str) -> None:
    line = unit * (5_000_000 // len(unit))
    start = time.process_time()

    sections_of(f"{line}\n{line}", "2016-10-25")

    assert time.process_time() - start < 1


@given(
    st.lists(st.sampled_from(["UPDATE 0825 GMT: x", "10:35 — y", "Original entry:", "", "\t", "z"]))
)
def test_sections_are_in_order_and_inside_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    sections = sections_of(text, None)

    assert all(
        text[section.start : section.start + len(section.heading)] == section.heading
        for section in sections
    )
    assert all(a.end == b.start for a, b in pairwise(sections))
    assert not sections or sections[-1].end == len(text)


def test_the_page_that_the_project_is_made_for() -> None:
    root = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("ACTORGRAPH_SHARED", root.parent / "shared")) / "articles"
    if not folder.is_dir():
        pytest.skip(f"no {folder}")

    (article,) = read_articles([str(folder)], on_error=lambda _: None)

    assert [section.time for section in article.sections] == [
        "08:25+00:00",
        "08:15+00:00",
        "07:45+00:00",
        None,
    ]
