"""What is read beside the text: dates, addresses, front matter, language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actorgraph.loaders.front_matter import split_front_matter
from actorgraph.loaders.languages import language_of, looks_english
from actorgraph.loaders.published_dates import iso_date
from actorgraph.loaders.web_addresses import canonical_url


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2016-10-25", "2016-10-25"),
        ("2016-10-25T08:25:00Z", "2016-10-25T08:25+00:00"),
        ("2016-10-25 00:00:00", "2016-10-25"),
        ("20161025", "2016-10-25"),
        ("Tue, 25 Oct 2016 08:25:07 +0100", "2016-10-25T08:25:07+01:00"),
        ("25 October 2016", "2016-10-25"),
        ("Oct. 25, 2016", "2016-10-25"),
        ("25/10/2016", "2016-10-25"),
        ("10/25/2016", "2016-10-25"),
        ("10/10/2016", "2016-10-10"),
        ("Tuesday, Oct 25 2016 8:25 pm GMT", "2016-10-25T20:25+00:00"),
        ("October 25th, 2016 at 3:15 p.m. ET", "2016-10-25T15:15-04:00"),
        ("January 25, 2016 at 3:15 p.m. ET", "2016-01-25T15:15-05:00"),
        ("25 October 2016 14:05 BST", "2016-10-25T14:05+01:00"),
        ("10/11/2016", None),
        ("October 2016", None),
        ("2016", None),
        ("yesterday", None),
        ("Monday", None),
        ("32 October 2016", None),
        ("1477353600", None),
        ("", None),
    ],
)
def test_dates(written: str, expected: str | None) -> None:
    assert iso_date(written) == expected


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(written: str) -> None:
    assert iso_date(iso_date(written) or "2016-10-25")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Example.ORG:80/A/b?utm_source=x&b=2&a=1#frag", "http://example.org/A/b?b=2&a=1"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org:8443/x?fbclid=zz", "https://example.org:8443/x"),
        ("https://user@example.org/", "https://example.org/"),
        ("https://example.org/?q=%E4%F6", "https://example.org/?q=%E4%F6"),
        ("http://[::1]/a", "http://[::1]/a"),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://[bad", None),
        ("https://example.org:port/", None),
        ("https://example.org/a b", None),
        ("example.org/a", None),
    ],
)
def test_addresses(url: str, expected: str | None) -> None:
    assert canonical_url(url) == expected


@given(st.text())
def test_a_canonical_address_is_its_own(url: str) -> None:
    once = canonical_url(f"https://example.org/{url}")

    assert once is None or canonical_url(once) == once


def test_front_matter() -> None:
    text = "---\nTitle: 'A'\nlayout: post\ntags:\n  - x\n# note\nurl:\n...\n\n\nBody\n---\n"

    assert split_front_matter(text) == ({"title": "A", "url": ""}, "Body\n---\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\nNo field here, only a rule above.\n---\nText",
        "---\ntitle: never closed\nText",
        "--- title: x\n---\n",
        "Text\n---\ntitle: x\n---\n",
        "---",
        "",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


ENGLISH = "The army said on Monday that it had taken the town from the rebels after a siege. "


FOREIGN = {
    "de": "Die Armee sagte, dass sie die Stadt genommen hat und nicht auf eine Antwort wartet.",
    "fr": "L’armée a dit que la ville est dans les mains des forces du gouvernement et de la loi.",
    "es": "El ejército dijo que la ciudad fue tomada por las fuerzas del gobierno y sus aliados.",
    "tr": "Ordu bir açıklama yaptı ve bu nedenle çok sayıda kişi için yardım gönderdi ve girdi.",
    "ru": "Армия сообщила в понедельник, что заняла город после осады.",
    "uk": "Армія повідомила в понеділок, що зайняла місто після облоги.",
    "ar": "قال الجيش يوم الاثنين إنه سيطر على المدينة بعد حصار طويل",
    "fa": "ارتش روز دوشنبه گفت که شهر را پس از محاصره گرفته است",
    "zh": "军队星期一表示,在围困之后已经占领了这座城市。",
    "ja": "軍は月曜日、包囲の後に町を制圧したと発表した。",
    "ko": "군은 월요일 포위 끝에 도시를 점령했다고 밝혔다.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages(language: str) -> None:
    assert language_of(FOREIGN[language]) == language
    assert not looks_english(FOREIGN[language])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, "en"),
        ("12 34 56 78\n2016 2017 2018 99.5% 12,000\n" * 5, "und"),
        ("Syria | Aleppo | 53\nYemen | Sanaa | 12\nSudan | Khartoum | 31\n" * 5, "und"),
        ("Kerry meets Lavrov", "und"),
        ("", "und"),
    ],
)
def test_english_and_what_is_in_no_language(text: str, expected: str) -> None:
    assert language_of(text) == expected
    assert looks_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Home results, 19 Jan: East Ham (a) D2-2 East Ham (a) D2-2 West Ham (a) L1-0 table",
        "Rio de Janeiro, Vila do Conde, Santa Maria da Feira: police strikes, arrests",
    ],
)
def test_letters_and_names_in_a_short_text_are_no_other_language(text: str) -> None:
    assert looks_english(text)


def test_quotations_in_another_script_do_not_make_a_foreign_text() -> None:
    assert looks_english(ENGLISH * 3 + "“Аллеппо наш, война закончена”, he wrote.")
