"""What can be no claim, whoever found it; beside each, a sentence that must still be read."""

from collections.abc import Callable

import pytest

from actorgraph.ontology.claims import Claim

ClaimsIn = Callable[..., list[Claim]]


def read(claims_in: ClaimsIn, text: str) -> set[tuple[str, str, str]]:
    return {(c.subject.name, c.relation, c.object.name) for c in claims_in(text)}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The UN nuclear chief, Yukiya Amano, visited Iran.", ("Yukiya Amano", "leads", "United Nations")),
        ("The UN human rights chief, Stephen O’Brien, visited Iran.", ("Stephen O'Brien", "leads", "United Nations")),
        ("Iran’s vice-president Ali Zarqun met Angela Merkel.", ("Ali Zarqun", "leads", "Iran")),
        ("NATO’s military chief, Petr Pavel, met Angela Merkel.", ("Petr Pavel", "leads", "NATO")),
        ("Ali Nasser, the deputy speaker of the Knesset, left.", ("Ali Nasser", "leads", "Knesset")),
        ("“A Republican would never attack Iran,” Obama said.", ("Republican Party (United States)", "attacks", "Iran")),
        ("The Pentagon recommended strikes against the Islamic State.", ("United States Department of Defense", "requests", "Islamic State")),
        ("The Pentagon recommended strikes against the Islamic State.", ("United States Department of Defense", "attacks", "Islamic State")),
        ("Poland will meet Russian aggression with force.", ("Poland", "negotiates_with", "Russia")),
        ("Israel met every American demand.", ("Israel", "negotiates_with", "United States")),
        ("Obama worked with the United States on the treaty.", ("Barack Obama", "cooperates_with", "United States")),
        ("Turkey said that Syria had attacked its own army.", ("Syria", "attacks", "Syrian government")),
        ("Hezbollah fought with the YPG against the Islamic State.", ("Hezbollah", "attacks", "People's Protection Units")),
        ("Turkey was hit by American sanctions on Monday.", ("United States", "attacks", "Turkey")),
        ("The rebels want to build a land link between Russia and Crimea.", ("Russia", "allied_with", "Crimea")),
        ("The forces trying to topple Assad advanced.", ("Syrian government", "attacks", "Bashar al-Assad")),
        ("Russia, Syria’s patron, met Iran.", ("patrons of Syria", "backs", "Syria")),
        ("An Israeli air strike in Syria killed two Iranian officers.", ("Israel", "attacks", "Syria")),
        ("Turkish air strikes in northern Iraq hit the PKK.", ("Turkey", "attacks", "Iraq")),
        ("Germany declared Hezbollah a terrorist group.", ("Germany", "sanctions", "terrorist groups")),
        ("France led the United Nations to sanction Mali.", ("France", "leads", "United Nations")),
        ("Iran, an ally of Syria, met Turkey.", ("allies of Syria", "allied_with", "Syria")),
        ("Jane Doe, an Iraq analyst at Eurasia Group, criticised Iran.", ("Jane Doe", "member_of", "Iraq")),
        ("Obama wants Iran crushed.", ("Barack Obama", "requests", "Iran")),
        ("Jane Doe, the head of the Turkish research program, met Angela Merkel.", ("Jane Doe", "leads", "Turkey")),
        ("Trump said that he would destroy Turkey’s credibility.", ("Donald Trump", "attacks", "Turkey")),
        ("Trump attacked Hillary Clinton over her e-mails.", ("Donald Trump", "attacks", "Hillary Clinton")),
        ("Trump attacked China over its trade.", ("Donald Trump", "attacks", "China")),
        ("U.S.-Russia relations have remained sour.", ("United States", "allied_with", "Russia")),
        ("GOP House Speaker John Boehner met Angela Merkel.", ("John Boehner", "leads", "Republican Party (United States)")),
        ("Ten people were killed in bomb attacks on Shia areas of Baghdad.", ("Iraq", "attacks", "civilians (Iraq)")),
        ("France was the first U.S. ally to bomb the Islamic State.", ("allies of the United States", "attacks", "Islamic State")),
        ("Iraqi forces will respond to any act of aggression against embassies of Iran.", ("Iraq", "attacks", "Iran")),
        ("China's U.N. ambassador, Liu Jieyi, praised Iran.", ("Liu Jieyi", "speaks_for", "United Nations")),
        ("Putin praised the pro-Kremlin president Viktor Yanukovych.", ("Viktor Yanukovych", "leads", "Russia")),
        ("Lindsey Graham continued his fusillade against Donald Trump.", ("Lindsey Graham", "attacks", "Donald Trump")),
        ("Obama spoke of the Israeli-Palestinian conflict.", ("Israel", "cooperates_with", "State of Palestine")),
        ("Iran sought to lift restrictions on trade and movement in Iraq.", ("Iran", "yields_to", "movements (Iraq)")),
    ],
)  # fmt: skip
def test_it_is_not_read(claims_in: ClaimsIn, text: str, claim: tuple[str, str, str]) -> None:
    assert claim not in read(claims_in, text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The UN chief, Ban Ki-moon, visited Iran.", ("Ban Ki-moon", "leads", "United Nations")),
        ("NATO chief Jens Stoltenberg met Angela Merkel.", ("Jens Stoltenberg", "leads", "NATO")),
        ("Ali Nasser, the speaker of the Knesset, left.", ("Ali Nasser", "leads", "Knesset")),
        ("Ali Nasser, the deputy speaker of the Knesset, left.", ("Ali Nasser", "member_of", "Knesset")),
        ("Republicans accused Iran of lying.", ("Republican Party (United States)", "accuses", "Iran")),
        ("McCain called for American strikes against the Islamic State.", ("United States", "attacks", "Islamic State")),
        ("Kerry will meet Russian officials on Monday.", ("John Kerry", "negotiates_with", "Russia")),
        ("Obama worked with Russia on the treaty.", ("Barack Obama", "cooperates_with", "Russia")),
        ("The Syrian opposition attacked the Syrian army.", ("Syrian opposition", "attacks", "Syrian government")),
        ("Hezbollah fought with the YPG near Afrin.", ("Hezbollah", "attacks", "People's Protection Units")),
        ("Hezbollah fought with the YPG against the Islamic State.", ("Hezbollah", "attacks", "Islamic State")),
        ("There are links between Iran and Hezbollah.", ("Iran", "allied_with", "Hezbollah")),
        ("Turkey was hit by American missiles on Monday.", ("United States", "attacks", "Turkey")),
        ("Turkish air strikes in northern Iraq hit the PKK.", ("Turkey", "attacks", "Kurdistan Workers' Party")),
        ("Russian air strikes on Syria killed two officers.", ("Russia", "attacks", "Syria")),
        ("Germany declared Hezbollah a terrorist group.", ("Germany", "sanctions", "Hezbollah")),
        ("Angela Merkel led Germany for many years.", ("Angela Merkel", "leads", "Germany")),
        ("Jane Doe, an Iraqi general, criticised Iran.", ("Jane Doe", "member_of", "Iraq")),
        ("Obama wants Russia to attack the Islamic State.", ("Barack Obama", "requests", "Russia")),
        ("Jane Doe, the head of the Turkish army, met Angela Merkel.", ("Jane Doe", "leads", "Turkey")),
        ("Trump attacked Hillary Clinton over her e-mails.", ("Donald Trump", "accuses", "Hillary Clinton")),
        ("Trump attacked China over its trade.", ("Donald Trump", "accuses", "China")),
        ("Turkey has a close relationship with Qatar.", ("Turkey", "allied_with", "Qatar")),
        ("GOP leader John Boehner met Angela Merkel.", ("John Boehner", "leads", "Republican Party (United States)")),
        ("France was the first U.S. ally to bomb the Islamic State.", ("France", "attacks", "Islamic State")),
        ("Islamic State bomb attacks on Iraq killed ten people.", ("Islamic State", "attacks", "Iraq")),
        ("China's ambassador, Liu Jieyi, praised Iran.", ("Liu Jieyi", "speaks_for", "China")),
        ("Iraqi forces committed an act of aggression against Iran.", ("Iraq", "attacks", "Iran")),
        ("Putin praised the Kremlin chief Viktor Yanukovych.", ("Viktor Yanukovych", "leads", "Russia")),
        ("Pro-Russian separatists attacked Ukrainian troops.", ("pro-Russian separatists (Ukraine)", "attacks", "Ukraine")),
        ("Assad attacked Aleppo for three weeks.", ("Bashar al-Assad", "attacks", "Aleppo")),
    ],
)  # fmt: skip
def test_what_is_like_it_is_read(
    claims_in: ClaimsIn, text: str, claim: tuple[str, str, str]
) -> None:
    assert claim in read(claims_in, text)
