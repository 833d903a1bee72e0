"""Dates belong to the cue that syntax ties them to, and mean days counted from the article's."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from actorgraph.loaders.date_phrases import date_phrases
from actorgraph.loaders.date_reading import Tense
from actorgraph.loaders.dates import dated
from actorgraph.loaders.lexicon_reading import shipped
from actorgraph.loaders.pipeline import load_pipeline, parse
from actorgraph.loaders.reader_settings import settings_for
from actorgraph.loaders.syntax import Syntax, scheme_of
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import When

TUESDAY = "2016-10-25"

# The cue is between asterisks; then the expected date, "-" for none; * after a date for the
# month, ** for the year; / before the end. All sentences were written for this test.
SENTENCES = """
Rebels *attacked* the airport on Monday. | 2016-10-24
On Monday, rebels *attacked* the airport. | 2016-10-24
Government forces on Sunday *shelled* the old city. | 2016-10-23
The ministry *accused* Turkey on Tuesday of arming rebels. | 2016-10-25
The ministry said on Tuesday that rebels *attacked* a convoy. | -
The ministry said Monday that rebels *shelled* a convoy last Friday. | 2016-10-21
Rebels *shelled* a convoy last Tuesday. | 2016-10-18
The two ministers will *meet* in Geneva on Friday. | 2016-10-28
The two ministers are expected to *meet* in Geneva on Thursday. | 2016-10-27
Turkey *refused* on Saturday to open the border. | 2016-10-22
Monday's *attack* killed nine soldiers. | 2016-10-24
Monday’s attack *killed* nine soldiers. | 2016-10-24
Nine soldiers were *killed* in an attack on Monday night. | 2016-10-24
The army carried out an *airstrike* on Wednesday. | 2016-10-19
The French president condemned the *attack* on Monday. | -
The French president *condemned* the attack on Monday. | 2016-10-24
Jets bombed the town on Saturday, *killing* six people. | 2016-10-22
Militants *stormed* the village and burned houses on Thursday. | 2016-10-20
On Thursday militants stormed the village and *killed* its mayor. | 2016-10-20
The rebels, *backed* by Turkey, took Jarablus in August. | -
The rebels, backed by Turkey, *took* Jarablus in August. | 2016-08-01*
Russia has *refrained* from strikes since late August. | 2016-08-01*/2016-10-25
Russia *annexed* Crimea in March 2014. | 2014-03-01*
Russia's 2014 *annexation* of Crimea was condemned by the West. | 2014-01-01**
The United States *invaded* Iraq in 2003. | 2003-01-01**
The two countries have *fought* over the valley since 1947. | 1947-01-01**/2016-10-25
On October 24, 2016, the council *rejected* the plan. | 2016-10-24
The council *rejected* the plan on 7 April 2011. | 2011-04-07
Troops *entered* the city on Sept. 30. | 2016-09-30
Troops *entered* the city on December 3. | 2015-12-03
The parties will *sign* the accord on December 3. | 2016-12-03
Fighting *erupted* again yesterday near the port. | 2016-10-24
Police *arrested* two lawyers last night. | 2016-10-24
The minister *met* his Iranian counterpart today. | 2016-10-25
Negotiators will *meet* again tomorrow. | 2016-10-26
Earlier this month Washington *suspended* contacts with Moscow. | 2016-10-01*
Washington *suspended* contacts with Moscow earlier this month. | 2016-10-01*
Turkish jets *struck* Kurdish positions last week. | 2016-10-17/2016-10-23
The regime *resumed* its bombing over the weekend. | 2016-10-22/2016-10-23
Kurdish forces *seized* the dam two weeks ago. | 2016-10-10/2016-10-16
Kurdish forces *seized* the dam three days ago. | 2016-10-22
A truce was *signed* two years ago. | 2014-01-01**
Last year Hungary *closed* its border to refugees. | 2015-01-01**
The army *killed* dozens of protesters last month. | 2016-09-01*
Protesters *clashed* with police in recent days. | -
The group *attacked* the base again the next month. | -
The militia must *leave* the town by Friday. | -
The ceasefire *collapsed* two days later. | -
Jordan *hosts* thousands of refugees who fled in 2013. | -
After Monday's attack the government *accused* the militia. | -
Iran *supports* the government of Iraq. | -
Sudan *expelled* the envoy before the talks on Sunday. | -
Kerry *called* Lavrov on Monday and urged him to end the siege. | 2016-10-24
Kerry called Lavrov on Monday and *urged* him to end the siege. | 2016-10-24
The rebels began *shelling* the airport on Sunday. | 2016-10-23
Ankara vowed on Sunday to *strike* the militia again. | -
Ankara *vowed* on Sunday to strike the militia again. | 2016-10-23
The explosion in Kabul last Wednesday *killed* four policemen. | 2016-10-19
Between 2012 and 2014 the group *held* the whole province. | 2012-01-01**/2014-12-31
The troops *besieged* the town from Thursday to Sunday. | 2016-10-20/2016-10-23
Talks between Russia and Turkey took place in Astana on Friday, where Iran *attacked* the plan. | -
Saudi Arabia *bombed* Sanaa in the early hours of Sunday. | 2016-10-23
He was *sanctioned* by the European Union in early 2015. | 2015-01-01**
The Sunday Times *blamed* the ministry. | -
Soldiers who fired on marchers on Bloody Sunday were *accused* of murder. | -
Colombia's government *signed* a peace deal with the rebels in September, which voters rejected on October 2. | 2016-09-01*
Colombia's government signed a peace deal with the rebels in September, which voters *rejected* on October 2. | 2016-10-02
Rebels took the town on 3 October; two days later, the army *bombed* it. | 2016-10-05
Rebels took the town on 3 October. The next day the army *bombed* it. | 2016-10-04
In June 2015 Turkey bombed the rebels, and the following month it *bombed* them again. | 2015-07-01*
Turkey bombed the rebels in 2013. A year earlier it had *armed* them. | 2012-01-01**
In June 2015 Turkey bombed the rebels. Two days later it *bombed* them again. | -
The delegation may *visit* Tehran next week. | 2016-10-31/2016-11-06
Israel *released* 26 prisoners on 30 October 2013. | 2013-10-30
The *strike* on a hospital in Kunduz in October 2015 killed 42 people. | 2015-10-01*
""".strip().splitlines()
# Written after the rules were finished, to see how they do on sentences they were not made with.
KEPT = """
Warplanes from the Saudi-led coalition *hit* a funeral hall in the capital on October 8, medics said. | 2016-10-08
At least 140 people died on 8 October 2016 when warplanes *hit* a funeral hall. | -
"They *fired* on us on Sunday," the farmer said. | 2016-10-23
Ukraine *accused* Russia on Saturday of massing troops near the border. | 2016-10-22
Two policemen were *shot* dead by gunmen in the southern town of Qalqa late on Friday. | 2016-10-21
The group, *founded* in 1987, has rejected talks. | 1987-01-01**
NATO foreign ministers *meet* in Brussels next month. | 2016-11-01*
Beijing *summoned* the ambassador on Monday over the sale of missiles to Taiwan. | 2016-10-24
The *offensive*, which began on October 17, has driven thousands from their homes. | 2016-10-17
Iraqi forces, who *entered* Ramadi in December 2015, now hold all of it. | 2015-12-01*
Last Friday's *bombing* of a market left 30 dead. | 2016-10-21
President Santos *met* rebel leaders in Havana on September 23, 2015, and shook hands with their commander. | 2015-09-23
Thousands *marched* against the president in Caracas on Saturday and Sunday. | 2016-10-22/2016-10-23
The rebels *captured* two villages this week, an activist said. | 2016-10-24/2016-10-25
Ethiopia *declared* a state of emergency on 9 October after months of protests. | 2016-10-09
Since 2011 the United Nations has *sent* eleven envoys to the region. | 2011-01-01**/2016-10-25
The army said it would *open* a corridor on Thursday. | 2016-10-27
Militiamen loyal to the governor *attacked* the convoy early on Tuesday. | 2016-10-25
Israel *bombed* a reactor in Syria in 2007, officials admitted years later. | 2007-01-01**
The Philippines' president *threatened* on Tuesday to end joint patrols with the United States. | 2016-10-25
The Dutch court *ruled* in July that the militia had been armed by its neighbour. | 2016-07-01*
It was the third *attack* on the mission since Saturday. | 2016-10-22/2016-10-25
Diplomats *negotiated* through the night. | -
South Sudan's rebels *kidnapped* three aid workers a week ago. | 2016-10-17/2016-10-23
The village was *retaken* the following day. | -
In the 1990s Eritrea *fought* Ethiopia over the town of Badme. | 1990-01-01**/1999-12-31
The premier, who resigned on Monday, had *backed* the rebels. | -
The union wants to *strike* on Friday. | 2016-10-28
Russia has *vetoed* five resolutions in the past three years. | 2013-01-01**/2016-10-25
Fighters *overran* a checkpoint on the Friday before the vote. | -
The *meeting* on Wednesday will be attended by Iran and Qatar. | 2016-10-26
The *meeting* in Vienna in May was attended by Iran and Qatar. | 2016-05-01*
Turkey's May 2010 *raid* was condemned by no one, but the June raid was. | 2010-05-01*
France will *withdraw* its troops in November. | 2016-11-01*
France *withdrew* its troops in November. | 2015-11-01*
The minister flew to Ankara on Friday to *meet* the president. | 2016-10-21
The envoy *slammed* the army in remarks at a meeting on Friday. | 2016-10-21
The envoy *slammed* the army after a meeting on Friday. | -
The president *met* the envoy late Friday night. | 2016-10-21
Rebels bought arms on Friday to *attack* the airport. | -
The envoy, who was to *meet* the minister on Friday, is ill. | 2016-10-28
The council *punished* Russia for its 2014 annexation of Crimea. | -
Jets *bombed* the base in retaliation for an attack on civilians last week. | -
""".strip().splitlines()
FLOOR = 0.85  # F1; the issue asks for 0.75
PRECISION_FLOOR = 0.9


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def annotated(line: str) -> tuple[str, int, When | None]:
    marked, expected = (part.strip() for part in line.split(" | "))
    at = marked.index("*")
    if expected == "-":
        return marked.replace("*", ""), at, None
    first, _, end = expected.partition("/")
    precision = {0: "day", 1: "month", 2: "year"}[first.count("*")]
    when = When(date=first.rstrip("*"), precision=precision, end=end or None)
    return marked.replace("*", ""), at, when


def when_of(nlp: Language, text: str, at: int, published: str | None = TUESDAY) -> When | None:
    doc = parse(nlp, Article(id="test", text=text))
    cue = next(token.i for token in doc if token.idx + len(token) > at)
    found = dated(Syntax(doc, scheme_of(nlp)), cue, lexicon=shipped(), published=published)
    return found[0] if found else None


@pytest.mark.parametrize("lines", [SENTENCES, KEPT], ids=["made with", "kept"])
def test_dates_of_the_annotated_sentences(nlp: Language, lines: list[str]) -> None:
    right, made, gold, wrong = 0, 0, 0, []
    for line in lines:
        text, at, expected = annotated(line)
        found = when_of(nlp, text, at)
        right += found is not None and found == expected
        made += found is not None
        gold += expected is not None
        if found != expected:
            wrong.append(f"{line} -> {found}")

    print(f"right {right} of {made} given, {gold} expected", *wrong, sep="\n")  # noqa: T201

    assert 2 * right / (made + gold) >= FLOOR
    assert right / made >= PRECISION_FLOOR


def test_without_a_date_of_publication_only_full_dates_are_known(nlp: Language) -> None:
    full = "Troops entered the city on 30 September 2016."
    assert when_of(nlp, full, 7, None) == When(date="2016-09-30", precision="day")
    for phrase in ("on Monday", "on 30 September", "last week", "two days ago", "in August"):
        assert when_of(nlp, f"Troops entered the city {phrase}.", 7, None) is None


def test_the_time_of_a_section_counts_before_that_of_the_article(nlp: Language) -> None:
    text = "Troops entered the city yesterday."
    doc = parse(nlp, Article(id="test", text=text))
    syntax = Syntax(doc, scheme_of(nlp))

    def when(section_time: str | None) -> When | None:
        found = dated(
            syntax, 1, lexicon=shipped(), published="2016-10-25", section_time=section_time
        )
        return found[0] if found else None

    assert when("2016-10-24T23:50+00:00") == When(date="2016-10-23", precision="day")
    assert when("08:25+00:00") == when(None) == When(date="2016-10-24", precision="day")


@pytest.mark.parametrize(
    "text",
    [
        "The Sunday Times reported it.",
        "They meet every Friday.",
        "Soldiers fired on Bloody Sunday.",
        "It may march on the town.",
        "Some 2013 people fled.",
        "They paid May 20,000 dollars.",
        "The raid on 30 February failed.",
    ],
)
def test_words_that_only_look_like_dates_mean_none(text: str) -> None:
    anchor = date(2016, 10, 25)
    assert [p for p in date_phrases(text) if p.when(anchor, "past") is not None] == []


def test_an_ambiguous_next_friday_is_left_open() -> None:
    (phrase,) = date_phrases("They will meet next Friday.")
    assert phrase.when(date(2016, 10, 25), "future") is None
    assert phrase.when(date(2016, 10, 22), "future") == When(date="2016-10-28", precision="day")


WORDS = st.sampled_from(
    "on in since from to and the last next May March 3 31 2016 2016-02-30 Monday Friday's early "
    "late 1990s weekend week months ago two past , - ’s night yesterday 12-15 of year".split()
)


@given(
    st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60),
    st.none() | st.dates(),
    st.sampled_from(["past", "future", "unknown"]),
)
def test_any_words_give_phrases_in_order_and_real_dates(
    text: str, anchor: date | None, tense: Tense
) -> None:
    at = 0
    for phrase in date_phrases(text):
        assert at <= phrase.start < phrase.end <= len(text)
        at = phrase.end
        when = phrase.when(anchor, tense)
        if when is not None:
            first = date.fromisoformat(when.date)
            assert when.end is None or date.fromisoformat(when.end) >= first


def test_a_long_line_takes_linear_time() -> None:
    line = "on Monday, 3 " * 40_000
    began = time.process_time()
    date_phrases(line[: len(line) // 4])
    quarter = time.process_time() - began
    began = time.process_time()
    date_phrases(line)
    assert time.process_time() - began < 10 * quarter + 1


def test_on_a_sunday_last_week_is_the_one_before_or_the_one_that_ends(nlp: Language) -> None:
    text = "Troops entered the city last week."

    assert when_of(nlp, text, 7, "2016-10-23") == When(
        date="2016-10-10", precision="day", end="2016-10-22"
    )
    assert when_of(nlp, text, 7, "2016-10-22") == When(
        date="2016-10-10", precision="day", end="2016-10-16"
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The town was damaged on Sunday by a Russian air strike on Turkey.", "2016-10-23"),
        ("It was the first Russian air strike on Turkey since the start of the war six years ago.", None),
        ("The Russian air strike on Turkey six years ago began the war.", "2010-01-01"),
    ],
)  # fmt: skip
def test_a_date_is_that_of_the_deed_it_belongs_to(text: str, day: str | None) -> None:
    reader = settings_for(least=0.05).reader()
    claims = reader.claims(Article(id="a", text=text, published="2016-10-24"))
    attacks = [claim for claim in claims if claim.relation == "attacks"]

    assert attacks
    assert {claim.when.date if claim.when else None for claim in attacks} == {day}
