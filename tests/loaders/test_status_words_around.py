"""What nouns, adjectives and modals around a deed leave of it: a fear, an aim, a hard thing."""

from collections.abc import Callable

import pytest

from actorgraph.ontology.claims import Claim

ClaimsIn = Callable[..., list[Claim]]
NEUTRAL = "It was reported on Monday that nobody was there. {} The weather was fine. Nobody spoke."


def how(claims_in: ClaimsIn, text: str, relation: str, obj: str) -> list[tuple[str, bool]]:
    claims = claims_in(NEUTRAL.format(text))
    return [
        (c.status.value, c.denied)
        for c in claims
        if c.relation == relation and c.object.name == obj
    ]


@pytest.mark.parametrize(
    ("text", "relation", "obj", "status"),
    [
        # a noun says what the clause is, and an adjective what it would be
        ("The worry is that Iran will attack Israel.", "attacks", "Israel", "hypothetical"),
        ("The report said that Iran will attack Israel.", "attacks", "Israel", "planned"),
        ("It will be difficult for Turkey to cooperate with Iran.", "cooperates_with", "Iran", "hypothetical"),
        ("The vote makes it harder for Turkey to cooperate with Iran.", "cooperates_with", "Iran", "hypothetical"),
        ("It was easy to see that Turkey cooperated with Iran.", "cooperates_with", "Iran", "actual"),
        ("It was time for Turkey to sanction Iran.", "sanctions", "Iran", "demanded"),
        ("The time has come for Turkey to attack the Islamic State.", "attacks", "Islamic State", "demanded"),
        ("At that time Turkey sanctioned Iran.", "sanctions", "Iran", "actual"),
        ("The top priority for Turkey is defeating the Islamic State.", "attacks", "Islamic State", "planned"),
        # what is set, allowed, or near
        ("Turkey is due to hold talks with Iran.", "negotiates_with", "Iran", "planned"),
        ("Turkey held talks with Iran that were due.", "negotiates_with", "Iran", "actual"),
        ("Obama is authorizing the Pentagon to attack Syria.", "attacks", "Syria", "planned"),
        ("The president has the authority to attack Iran.", "attacks", "Iran", "hypothetical"),
        ("The Islamic State was on the verge of attacking Iraq.", "attacks", "Iraq", "hypothetical"),
        ("Israel will act in the event that Iran attacks Iraq.", "attacks", "Iraq", "hypothetical"),
        ("If Iran moves and attacks Iraq, Israel will act.", "attacks", "Iraq", "hypothetical"),
        ("Iran moved and attacked Iraq.", "attacks", "Iraq", "actual"),
        # whom somebody helps or trains to do it has not done it yet
        ("Turkey sent troops to help Iraq fight the Islamic State.", "attacks", "Islamic State", "planned"),
        ("Turkey is training rebels to fight the Islamic State.", "attacks", "Islamic State", "planned"),
        ("Turkey helped Iraq fight the Islamic State.", "attacks", "Islamic State", "actual"),
        ("Turkey used drones to attack Iran.", "attacks", "Iran", "actual"),
        # what is only to end goes on, and what is only talked of has not begun
        ("Hamas wants Israel to stop attacking Iran.", "attacks", "Iran", "actual"),
        ("Turkey must lift its sanctions on Iran.", "sanctions", "Iran", "actual"),
        ("The U.S. has been talking about arming Turkey.", "aids", "Turkey", "hypothetical"),
        ("The U.S. talked on Monday, arming Turkey.", "aids", "Turkey", "actual"),
        # whose it is only said to be
        ("There were attacks on Ukraine allegedly carried out by Russia.", "attacks", "Ukraine", "alleged"),
        ("There were attacks on Ukraine carried out by Russia.", "attacks", "Ukraine", "actual"),
        ("Eleven Iraqi soldiers were killed in a wave of attacks attributed to the Islamic State.", "attacks", "Iraq", "alleged"),
    ],
)  # fmt: skip
def test_what_stands_around_decides(
    claims_in: ClaimsIn, text: str, relation: str, obj: str, status: str
) -> None:
    found = how(claims_in, text, relation, obj)

    assert found
    assert set(found) == {(status, False)}


@pytest.mark.parametrize(
    ("text", "relation", "obj", "says"),
    [
        ("There is no evidence that Turkey colluded with Iran.", "cooperates_with", "Iran", "denied"),
        ("Investigators found no evidence that Turkey had armed Hamas.", "aids", "Hamas", "denied"),
        ("Investigators found evidence that Turkey had armed Hamas.", "aids", "Hamas", "told"),
        # a request that is rejected was made, and an assertion that is denied, too
        ("Turkey rejected a request from Iraq to bomb Iran.", "requests", "Turkey", "told"),
        ("Iraq made no request to Turkey.", "requests", "Turkey", "denied"),
        # who stopped one thing and did another did the other
        ("Turkey halted the talks, bombing Iran on Monday.", "attacks", "Iran", "told"),
        ("Turkey stopped attacking Iran on Monday.", "attacks", "Iran", "denied"),
        ("Israel halted its attacks on Iran.", "attacks", "Iran", "denied"),
        ("Hamas wants Israel to prevent an attack on Iran.", "attacks", "Iran", "denied"),
        # not to condemn it is no word on whether it happened
        ("Trump failed to condemn Russia for attacking Ukraine.", "attacks", "Ukraine", "told"),
        ("Russia failed to attack Ukraine.", "attacks", "Ukraine", "denied"),
    ],
)  # fmt: skip
def test_what_is_denied(claims_in: ClaimsIn, text: str, relation: str, obj: str, says: str) -> None:
    found = how(claims_in, text, relation, obj)

    assert found
    assert {one[1] for one in found} == {says == "denied"}
