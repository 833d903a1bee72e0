"""Claims of any number between made-up actors, heavy-tailed as in news, the same on every run."""

import random
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from actorgraph.ontology.claims import Claim, Extractor, Mention, Source, Span, Status, When

# fmt: off
PLACES = (
    "Arden", "Belmar", "Corvin", "Dellow", "Estra", "Farrow", "Galden", "Hollin", "Istra",
    "Jorvik", "Kestel", "Lorne", "Marvan", "Norrland", "Ostrava", "Pellar", "Quillon",
    "Ravenna", "Sorrel", "Tavor", "Ulmen", "Varda", "Westmar", "Yarrow", "Zelen",
)
# fmt: on
BODIES = (
    ("Brigade", "ArmedGroup"),
    ("Front", "ArmedGroup"),
    ("Ministry of Defence", "Ministry"),
    ("government", "Government"),
    ("Army", "Military"),
    ("Republic", "State"),
    ("Relief Committee", "NGO"),
    ("Alliance", "Alliance"),
    ("residents", "Population"),
    ("Observer Mission", "IGO"),
    ("People's Party", "Party"),
    ("Tribune", "Media"),
)
PEOPLE = ("Amara", "Boris", "Celia", "Dario", "Elif", "Farid", "Goran", "Hana", "Imran", "Leila")
SCRIPTS = ("جبهة التحرير", "مجلس المدينة", "Вооружённые силы", "Народный совет", "הוועד")
VERBS = {
    "attacks": ("shelled", 0.2),
    "accuses": ("accused", 0.16),
    "negotiates_with": ("held talks with", 0.13),
    "supports": ("praised", 0.1),
    "aids": ("sent aid to", 0.07),
    "threatens": ("threatened", 0.06),
    "sanctions": ("imposed sanctions on", 0.05),
    "requests": ("called on", 0.06),
    "rejects": ("rejected the terms of", 0.05),
    "backs": ("armed and backed", 0.05),
    "leads": ("leads", 0.03),
    "opposes": ("opposes", 0.04),
}
PUBLISHERS = ("Northern Wire", "The Lantern", "Daily Meridian", "Harbour Post", "Voice of Estra")
READER = Extractor(name="synthetic", version="1", model="0" * 16)


def synthetic_actors(count: int, source: random.Random) -> list[Mention]:
    """Return actors with names of several lengths and scripts, without offsets."""
    actors = []
    for number in range(count):
        place, (body, kind) = source.choice(PLACES), source.choice(BODIES)
        name = f"{place} {body}"
        if number % 9 == 4:
            name, kind = f"{source.choice(PEOPLE)} {place}ev", "Person"
        elif number % 31 == 7:
            name = source.choice(SCRIPTS)
        elif number % 47 == 11:
            name = f"Joint Committee for Reconciliation and Access in the {place} Highlands"
        name = f"{name} {number}" if number >= len(PLACES) else name
        actors.append(
            Mention(actor=f"a{number}", name=name, kind=kind, text=name, start=None, end=None)
        )
    return actors


def synthetic_claims(
    actors: int, relations: int, *, most: int = 12, seed: int = 5
) -> Iterator[Claim]:
    """Yield claims of exactly so many relations; each has up to `most` claims."""
    source = random.Random(seed)  # noqa: S311
    cast = synthetic_actors(actors, source)
    groups = max(2, int(actors**0.5 / 2))
    weights = [(number + 1) ** -0.7 for number in range(actors)]
    sums = list(accumulate(weights))
    group_of = [source.randrange(groups) for _ in range(actors)]
    members: list[list[int]] = [[] for _ in range(groups)]
    for number, group in enumerate(group_of):
        members[group].append(number)
    group_sums = [list(accumulate(weights[one] for one in group)) for group in members]
    names, shares = list(VERBS), [share for _, share in VERBS.values()]

    def pick(among: list[int] | range, totals: list[float]) -> int:
        return among[bisect_left(totals, source.random() * totals[-1])]

    seen: set[tuple[int, int, str]] = set()
    while len(seen) < relations:
        first = len(seen) if len(seen) < actors else pick(range(actors), sums)
        near = source.random() < 0.75
        group = group_of[first]
        second = pick(members[group], group_sums[group]) if near else pick(range(actors), sums)
        relation = source.choices(names, shares)[0]
        ends = tuple(sorted((first, second))) if relation == "negotiates_with" else (first, second)
        key = (*ends, relation)
        if key in seen or (first == second and source.random() > 0.05):
            continue
        seen.add(key)
        for _ in range(min(most, int(source.paretovariate(1.2)))):
            yield _claim(cast[first], relation, cast[second], source)


def _claim(subject: Mention, relation: str, target: Mention, source: random.Random) -> Claim:
    cue = VERBS[relation][0]
    day = date(2014, 2, 1) + timedelta(days=int(source.betavariate(2, 3) * 2400))
    lead = f"On {day:%A}, "
    parts = [lead, subject.text, " ", cue, " ", target.text]
    text = "".join(parts) + f" near {source.choice(PLACES)}, a spokesman said late in the evening."
    offsets = list(accumulate(len(part) for part in parts))
    number = source.randrange(10**7)
    moved = source.randrange(2000)  # sentences stand anywhere in their articles

    def placed(mention: Mention, start: int) -> Mention:
        return Mention(
            actor=mention.actor,
            name=mention.name,
            kind=mention.kind,
            text=mention.text,
            start=moved + start,
            end=moved + start + len(mention.text),
        )

    return Claim(
        article=f"https://news.example/{day:%Y/%m/%d}/{number}",
        source=Source(
            title=f"{source.choice(PLACES)}: fighting and talks go on, day {number % 900}",
            publisher=source.choice(PUBLISHERS),
            published=day.isoformat(),
            url=f"https://news.example/{day:%Y/%m/%d}/{number}",
        ),
        relation=relation,
        subject=placed(subject, offsets[0]),
        object=placed(target, offsets[4]),
        cue=Span(text=cue, start=moved + offsets[2], end=moved + offsets[3]),
        sentence=Span(text=text, start=moved, end=moved + len(text)),
        confidence=round(source.uniform(0.35, 0.97), 2),
        extractor=READER,
        denied=source.random() < 0.05,
        status=source.choices(list(Status), [0.8, 0.05, 0.05, 0.02, 0.08])[0],
        when=When(date=day.isoformat(), precision="day"),
    )
