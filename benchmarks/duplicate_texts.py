"""Articles that are made up by a seed, and what papers make of an agency's report."""

import random
from collections.abc import Sequence

# fmt: off
WHO = (
    "the defence ministry", "the rebels", "government forces", "the separatists",
    "the coalition", "the opposition", "the foreign ministry", "the border guard", "the army",
    "the militia", "peacekeepers", "the parliament", "the president's office", "the governor",
    "aid workers", "the United Nations", "the European Union", "Russia", "Turkey", "Iran",
    "Iraq", "Syria", "France", "Germany", "Ukraine", "Georgia", "Armenia", "Azerbaijan",
    "Sudan", "Ethiopia", "Kenya", "Chad", "Mali", "Niger", "Libya", "Egypt", "Yemen", "Oman",
    "Qatar", "Jordan", "Israel", "Lebanon",
)
DID = (
    "shelled", "accused", "warned", "rejected", "praised", "blamed", "attacked", "met",
    "sanctioned", "supported", "threatened", "blocked", "supplied", "evacuated", "bombed",
    "visited", "expelled", "criticised", "recognised", "armed", "trained", "besieged",
    "surrounded", "invited", "ignored", "welcomed", "condemned", "fined", "isolated",
    "reassured", "questioned", "defied",
)
WHERE = (
    "near the port", "in the capital", "at the border crossing", "along the river",
    "in the north", "on the coast", "in the mountains", "outside the airport", "near the dam",
    "in the old town", "at the summit", "in the suburbs", "at the refinery", "on the highway",
    "in two villages", "in the valley", "by the railway", "at the bridge", "in the desert",
    "on the island",
)
WHEN = (
    "on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday",
    "on Sunday", "overnight", "last week", "at dawn", "after the talks", "before the vote",
    "during the truce",
)
THINGS = (
    "a convoy", "a depot", "a hospital", "the agreement", "the budget", "a ceasefire",
    "the election", "a patrol", "the pipeline", "a resolution", "the embargo", "prisoners",
    "a checkpoint", "a school", "the harvest", "the currency", "a treaty", "a warehouse",
    "an airfield", "the border", "refugees", "a power plant", "the road", "a camp",
    "the garrison", "fuel", "wheat", "ammunition", "the ferry",
)
NUMBERS = (
    "three", "seven", "eleven", "dozens of", "12", "17", "24", "about 40", "more than 100",
    "650",
)
PEOPLE = (
    "soldiers", "civilians", "officials", "fighters", "protesters", "drivers", "families",
    "guards",
)
LINKS = (
    "after a dispute over", "in a quarrel about", "because of", "despite an offer on",
    "while it spoke of", "without naming", "to protect", "in exchange for", "over the loss of",
    "in answer to a ban on",
)
ENDS = (
    "witnesses said", "state media reported", "two diplomats said", "according to a statement",
    "residents said by telephone", "an official said", "the ministry said",
    "local radio reported",
)
# fmt: on
CREDITS = (
    "Additional reporting by our staff. Copyright 2016. All rights reserved.",
    "(Agencies)",
    "This report was edited for length. Sign up to our morning briefing for more news like this.",
)


def sentence(random_: random.Random) -> str:
    """Return one sentence; two are seldom alike, but many share words in a row, as news do."""
    pick = random_.choice
    first = (
        f"{pick(WHO)} {pick(DID)} {pick(WHO)} {pick(WHERE)} {pick(WHEN)} "
        f"{pick(LINKS)} {pick(THINGS)}, {pick(ENDS)}."
    )
    second = (
        f"{pick(NUMBERS)} {pick(PEOPLE)} left {pick(THINGS)} {pick(WHERE)} {pick(LINKS)} "
        f"{pick(THINGS)} {pick(WHEN)}, and {pick(WHO)} {pick(DID)} {pick(WHO)}."
    )
    text = pick((first, second))
    return text[0].upper() + text[1:]


def report(random_: random.Random, words: int = 400) -> str:
    """Return a report of about so many words, a paragraph for every two sentences."""
    paragraphs, count = [], 0
    while count < words:
        paragraph = " ".join(sentence(random_) for _ in range(2))
        paragraphs.append(paragraph)
        count += paragraph.count(" ") + 1
    return "\n".join(paragraphs)


def length(random_: random.Random) -> int:
    """Return a length as news have it: 400 words in the middle, few below 120 or above 1,300."""
    return round(min(max(random_.lognormvariate(6.0, 0.55), 80), 2500))


def cut(random_: random.Random, text: str, share: float) -> str:
    """Return the beginning, this share of the paragraphs, with a credit."""
    paragraphs = text.split("\n")
    kept = paragraphs[: max(1, round(len(paragraphs) * share))]
    return "\n".join([*kept, random_.choice(CREDITS)])


def headline(random_: random.Random, text: str) -> str:
    """Return the text under another headline and a dateline."""
    return f"{sentence(random_)}\n{random_.choice(WHERE).upper()} (Agency) - {text}"


def inserted(random_: random.Random, text: str, share: float) -> str:
    """Return the text with paragraphs of the paper's own between its own, of this share of it."""
    paragraphs = text.split("\n")
    for _ in range(max(1, round(len(paragraphs) * share))):
        own = " ".join(sentence(random_) for _ in range(2))
        paragraphs.insert(random_.randrange(1, len(paragraphs) + 1), own)
    return "\n".join(paragraphs)


def copy_edited(random_: random.Random, text: str, share: float) -> str:
    """Return the text with this share of its words changed or left out, as an editor does."""
    words = []
    for word in text.split(" "):
        if random_.random() >= share:
            words.append(word)
        elif random_.random() < 1 / 2:
            words.append(random_.choice(DID))
    return " ".join(words)


def shortened(random_: random.Random, text: str, share: float) -> str:
    """Return this share of the paragraphs, in their order."""
    paragraphs = text.split("\n")
    count = max(1, round(len(paragraphs) * share))
    kept = sorted(random_.sample(range(len(paragraphs)), count))
    return "\n".join(paragraphs[number] for number in kept)


def reprint(random_: random.Random, text: str) -> str:
    """Return what a paper makes of a report: one to three changes."""
    changes = random_.sample(range(5), random_.choice((1, 1, 2, 2, 3)))
    for change in sorted(changes):
        match change:
            case 0:
                text = cut(random_, text, random_.uniform(0.5, 0.95))
            case 1:
                text = shortened(random_, text, random_.uniform(0.6, 0.95))
            case 2:
                text = copy_edited(random_, text, random_.uniform(0.005, 0.04))
            case 3:
                text = inserted(random_, text, random_.uniform(0.05, 0.4))
            case _:
                text = headline(random_, text)
    return text


def sharing(random_: random.Random, text: str, other: str, share: float) -> str:
    """Return another report with paragraphs of the text, up to this share of all its words."""
    own, taken = other.split("\n"), text.split("\n")
    most = share * len(other.split())
    random_.shuffle(taken)
    for paragraph in taken:
        count = len(paragraph.split())
        if count <= most:
            most -= count
            own.insert(random_.randrange(len(own) + 1), paragraph)
    return "\n".join(own)


def summary(random_: random.Random, lines: Sequence[str]) -> str:
    """Return a daily summary: the same phrases each day, with other places and numbers."""
    filled = [
        line.format(
            a=random_.randrange(2, 400), b=random_.choice(WHERE), c=random_.choice(WHO),
            d=random_.choice(THINGS), e=random_.randrange(2, 90),
        )
        for line in lines
    ]  # fmt: skip
    return "\n".join(filled)


_MISSION = (
    "Daily report of the monitoring mission. It recorded {a} explosions {b} and {e} shots.",
    "Fighting was heaviest {b}, where {c} reported {a} wounded and the loss of {d}.",
    "The mission's patrol was stopped {b} by {c}, and could go on after {e} minutes.",
    "In the areas of withdrawal the mission saw {a} tanks {b} and {e} howitzers beyond the line.",
    "The mission visited {d} {b} and spoke with {a} residents about the supply of water and power.",
    "Restrictions of the mission's freedom of movement: {c} refused passage {b} {e} times.",
)
_MINISTRY = (
    "The health ministry said on its daily page that {a} people had come to hospitals by evening.",
    "Of them {e} had been wounded by shelling, and {a} were children below the age of six.",
    "It counted {e} ambulances in use and asked donors for fuel, blood, tents and medicines.",
    "Stocks would last for another {e} days, a spokesman of the ministry said in the capital.",
    "The figures cannot be checked independently. They include fighters as well as civilians.",
)
# The same phrases each day: with other places, actors and numbers, or with other numbers alone.
TEMPLATES = {
    "daily summaries, one template": (*_MISSION, *_MISSION),
    "daily figures, hardly more than a template": _MINISTRY,
}
