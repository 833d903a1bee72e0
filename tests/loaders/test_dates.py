"""Dates belong to the cue that syntax ties them to, and mean days counted from the article's."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from actorgraph.loaders.date_phrases import date_phrases
from actorgraph.loaders.dates import date_at
from actorgraph.loaders.lexicon_reading import shipped as shipped_lexicon
from actorgraph.loaders.pipeline import load_pipeline, parse
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
The delegation may *visit* Tehran next week. | 2016-10-31/2016-11-06
Israel *released* 26 prisoners on 30 October 2013. | 2013-10-30
The *strike* on a hospital in Kunduz in October 2015 killed 42 people. | 2015-10-01*
""".strip().splitlines()
FLOOR = 0.75


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
    return date_at(
        Syntax(doc, scheme_of(nlp)),
        cue,
        lexicon=shipped_lexicon(),
        published=published,
    )


def test_dates_of_the_annotated_sentences(nlp: Language) -> None:
    right, made, gold, wrong = 0, 0, 0, []
    for line in SENTENCES:
        text, at, expected = annotated(line)
        found = when_of(nlp, text, at)
        right += found is not None and found == expected
        made += found is not None
        gold += expected is not None
        if found != expected:
            wrong.append(f"{line} -> {found}")
    precision, recall = right / made, right / gold
    score = 2 * precision * recall / (precision + recall)
    print(f"P {precision:.2f} R {recall:.2f} F1 {score:.2f}", *wrong, sep="\n")  # noqa: T201
    assert score >= FLOOR
    assert precision >= recall or precision > 0.9
