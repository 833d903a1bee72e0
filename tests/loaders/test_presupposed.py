"""What no plan, demand, denial or charge reaches, and whose words a claim inside a statement is."""

from collections.abc import Callable

import pytest

from actorgraph.loaders.reader_settings import settings_for
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim

ClaimsIn = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def claims_in() -> ClaimsIn:
    """Read unsure claims too: how they are put is asked here, not whether they are kept."""
    reader = settings_for(least=0.2).reader()
    return lambda text: reader.claims(Article(id="a", text=text, published="2016-10-24"))


def told(claims_in: ClaimsIn, text: str, relation: str) -> list[tuple[str, bool, str | None]]:
    """Return status, whether denied, and speaker of the surest claim of a relation."""
    found = [claim for claim in claims_in(text) if claim.relation == relation]
    surest = sorted(found, key=lambda claim: -claim.confidence)[:1]
    return [(c.status.value, c.denied, c.speaker.name if c.speaker else None) for c in surest]


@pytest.mark.parametrize(
    ("text", "relation", "how"),
    [
        # what somebody is to answer for has happened
        ("The Senate wants to punish Turkey for its attack on Iran.", "attacks", "actual"),
        ("Kerry wants to question Turkey about its attack on the YPG.", "attacks", "actual"),
        ("The Senate wants to punish Turkey for attacking Iran.", "sanctions", "planned"),
        ("The Senate wants to punish Turkey for attacking Iran.", "attacks", "actual"),
        ("Turkey will pay the price for attacking Iran.", "attacks", "actual"),
        ("The Senate called for attacking Iran.", "attacks", "demanded"),
        # a participle that only describes, and one that goes with the verb
        ("Banks allegedly traded with states hit by American sanctions against Iran.", "sanctions", "actual"),
        ("Israel dismissed reports that it had attacked Iran.", "attacks", "actual, denied"),
        ("Turkey plans to respond by attacking the YPG.", "attacks", "planned"),
        # a clause of time says when, not what is planned or denied
        ("When Iran attacks Israel, the United States does not retreat.", "attacks", "actual"),
        ("If Iran attacks Israel, the United States will retreat.", "attacks", "hypothetical"),
        # to be charged with nothing is no denial of the deed, to be believed not to have done it is
        ("Britain never accused Turkey of bombing the YPG.", "attacks", "alleged"),
        ("Obama did not ask Turkey to attack the YPG.", "attacks", "demanded"),
        ("Kerry does not believe that Turkey attacked the YPG.", "attacks", "alleged, denied"),
        # an accusation stays made, true or not
        ("McCain made false accusations against Russia on Monday.", "accuses", "actual"),
        ("Kerry made no accusations against Russia.", "accuses", "actual, denied"),
        # a will that is doubted, and one that is not
        ("Kerry doubts that Russia will attack Estonia.", "attacks", "hypothetical"),
        ("Germany fears that Russia will attack Ukraine.", "attacks", "hypothetical"),
        ("Kerry announced that Turkey will attack the YPG.", "attacks", "planned"),
        ("Kerry will wait for proof before he blames Iran.", "accuses", "hypothetical"),
        ("Kerry left before he blamed Iran.", "accuses", "actual"),
        # an event that is only thought of, and one that is set
        ("An American attack against Assad will help the rebels.", "attacks", "hypothetical"),
        ("An American attack against Assad will start on Monday.", "attacks", "planned"),
        # what nobody says, and what somebody says is not so
        ("American officials are not ready to declare that Russia has invaded Ukraine.", "attacks", "hypothetical"),
        ("Kerry said that Russia had not attacked Ukraine.", "attacks", "actual, denied"),
        # arrested for it, blamed for it
        ("Turkey is widely blamed for the attack on the YPG.", "attacks", "alleged"),
    ],
)  # fmt: skip
def test_how_it_is_put(claims_in: ClaimsIn, text: str, relation: str, how: str) -> None:
    status, _, denied = how.partition(", ")
    assert [one[:2] for one in told(claims_in, text, relation)] == [(status, bool(denied))]


@pytest.mark.parametrize(
    ("text", "status", "speaker"),
    [
        ("Iran denied any link to the gunmen who attacked Turkish soldiers.", "actual", None),
        ("Ukraine accused Russia of arming the rebels, who attacked Poland.", "actual", None),
        ("Kerry said that he knew of Saudi Arabia, which is bombing the Houthis.", "actual", None),
        ("Kerry said that Saudi Arabia was bombing the Houthis.", "actual", "John Kerry"),
        ("“I know of Saudi Arabia, which is bombing the Houthis,” Kerry said.", "actual", "John Kerry"),
        ("Lavrov stressed that Iran had attacked Turkey, according to Kerry.", "actual", "Sergey Lavrov"),
        ("Kerry did not say that Russia had attacked Ukraine.", "hypothetical", None),
        ("Interfax quoted Lavrov as saying that Iran had attacked Turkey.", "actual", "Sergey Lavrov"),
        ("“Iran attacked Turkey,” SANA reported the envoy Sergey Lavrov as saying.", "actual", "Sergey Lavrov"),
        ("SANA reported that Iran had attacked Turkey.", "actual", "Syrian Arab News Agency"),
        ("Iran had attacked Turkey, according to Kerry.", "actual", "John Kerry"),
    ],
)  # fmt: skip
def test_whose_words_they_are(
    claims_in: ClaimsIn, text: str, status: str, speaker: str | None
) -> None:
    assert [(one[0], one[2]) for one in told(claims_in, text, "attacks")] == [(status, speaker)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Hezbollah issued a statement on Monday. The statement said that Israel had bombed Iran.", "Hezbollah"),
        ("Turkey won, Kerry said in a letter. “Israel has bombed Iran,” the letter said.", "John Kerry"),
        ("Iran lost. A statement from the Kremlin said that Israel had bombed Iran.", "Russia"),
        ("Turkey met Egypt on Monday. The latest data showed that Israel had bombed Iran.", None),
        ("Many liberals said that Israel had bombed Iran.", "Many liberals"),
        ("The report said that Israel had bombed Iran.", "The report"),
    ],
)  # fmt: skip
def test_whose_statement_speaks(claims_in: ClaimsIn, text: str, speaker: str | None) -> None:
    assert [one[2] for one in told(claims_in, text, "attacks")] == [speaker]


def test_who_asks_with_should_is_who_says_so(claims_in: ClaimsIn) -> None:
    assert told(claims_in, "Rubio said Trump must meet Putin.", "requests") == [
        ("actual", False, None)
    ]
    both = "Rubio and Kerry said Trump must meet Putin."
    assert {c.status.value for c in claims_in(both) if c.relation == "requests"} == {"actual"}
    assert told(claims_in, "Rubio said Kerry had urged Trump to leave.", "requests") == [
        ("actual", False, "Marco Rubio")
    ]


def test_who_asks_by_saying_so_does_it_on_that_day(claims_in: ClaimsIn) -> None:
    def when(text: str) -> list[str | None]:
        claims = [claim for claim in claims_in(text) if claim.relation == "requests"]
        return [claim.when.date if claim.when else None for claim in claims]

    assert when("Rubio said on Friday that Trump must meet Putin.") == ["2016-10-21"]
    assert when("Rubio said on Friday that Kerry had urged Trump to leave.") == [None]
