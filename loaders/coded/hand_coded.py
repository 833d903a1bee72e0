"""ACLED and UCDP GED: events that people coded."""

import re
from collections.abc import Mapping

from actorgraph.loaders.coded.coded_events import CodedEvent, NotTaken
from actorgraph.loaders.coded.columns import day, place
from actorgraph.loaders.coded.parties import Party
from actorgraph.ontology.claims import Source, When

Row = Mapping[str, str]

# ACLED's sub-event types by the relation and mode that they are; the others name no act of one
# side on another (weapons seized, bases set up, agreements are of both).
ACLED = {
    "armed clash": ("attacks", None),
    "government regains territory": ("attacks", "seize"),
    "non-state actor overtakes territory": ("attacks", "seize"),
    "chemical weapon": ("attacks", "unconventional"),
    "air/drone strike": ("attacks", "aerial"),
    "suicide bomb": ("attacks", "suicide-attack"),
    "shelling/artillery/missile attack": ("attacks", "heavy-weapons"),
    "remote explosive/landmine/ied": ("attacks", "explosives"),
    "grenade": ("attacks", "explosives"),
    "sexual violence": ("attacks", "sexual"),
    "attack": ("attacks", None),
    "abduction/forced disappearance": ("attacks", "abduct"),
    "mob violence": ("attacks", None),
    "violent demonstration": ("protests_against", "riot"),
    "protest with intervention": ("protests_against", "demo"),
    "excessive force against protesters": ("attacks", "crowd-control"),
    "agreement": ("agrees_with", None),
    "arrests": ("coerces", "arrest"),
    "disrupted weapons use": ("coerces", None),
    "looting/property destruction": ("attacks", "destroy"),
}
# ACLED's kinds of actor, by their numbers (until 2023) and by their names.
INTERACTORS = {
    "1": "Government", "2": "ArmedGroup", "3": "ArmedGroup", "4": "ArmedGroup", "5": "Population",
    "6": "Population", "7": "Population", "8": "Group",
    "state forces": "Military", "rebel group": "ArmedGroup", "political militia": "ArmedGroup",
    "identity militia": "ArmedGroup", "rioters": "Population", "protesters": "Population",
    "civilians": "Population", "external/other forces": "Group",
}  # fmt: skip
PRECISIONS = {"1": "day", "2": "day", "3": "month"}
# UCDP's precision of dates: 1 the day, 2 to 4 a span of days up to a month, 5 longer.
CIVILIANS = "3"  # type of violence: one-sided

ACLED_COLUMNS = tuple(
    "event_id_cnty event_date time_precision sub_event_type actor1 inter1 actor2 inter2 country "
    "location latitude longitude source notes".split()
)
UCDP_COLUMNS = tuple(
    "id type_of_violence side_a side_b country date_prec date_start date_end where_coordinates "
    "latitude longitude source_headline source_office source_article".split()
)


def acled(row: Row) -> CodedEvent:
    """Return the event of a row of ACLED."""
    kind = row["sub_event_type"].strip().casefold()
    if kind not in ACLED:
        message = f"the sub-event type {row['sub_event_type']!r} has no relation here"
        raise NotTaken(message)
    relation, mode = ACLED[kind]
    return CodedEvent(
        id=row["event_id_cnty"],
        code=f"ACLED {row['sub_event_type']}",
        who=_acled_party(row["actor1"], row["inter1"], row["country"]),
        whom=_acled_party(row["actor2"], row["inter2"], row["country"]),
        relation=relation,
        mode=mode,
        when=day(row["event_date"], PRECISIONS.get(row["time_precision"].strip(), "day")),
        where=place(row["location"], row["latitude"], row["longitude"]),
        source=Source(publisher=row["source"].split(";")[0] or None),
        note=row["notes"],
    )


def _acled_party(name: str, inter: str, country: str) -> Party:
    """Return a side; "Military Forces of Syria (2000-2024)" has the years of its rulers behind."""
    spoken = re.sub(r"\s*\(\d{4}-(?:\d{4})?\)", "", name).strip()
    forces = re.fullmatch(r"(?:Military|Police) Forces of (.+?)(?: [A-Z].* Unit)?", spoken)
    kind = INTERACTORS.get(inter.strip().casefold(), "")
    if forces:
        kind = "Police" if spoken.startswith("Police") else "Military"
        return Party(name=spoken, country=forces[1], kind=kind)
    if re.fullmatch(r"Government of (.+)", spoken):
        return Party(name=spoken, country=spoken.removeprefix("Government of "), kind="Government")
    own = re.search(r"\(([^)]+)\)$", spoken)  # Civilians (Syria)
    return Party(name=spoken, country=own[1] if own else country, kind=kind)


def ucdp(row: Row) -> CodedEvent:
    """Return the event of a row of UCDP GED: side A acts, as UCDP has it."""
    precise = row["date_prec"].strip() in ("", "1")
    first, last = day(row["date_start"]), day(row["date_end"])
    when = None
    if first:
        end = last.date if last and last.date != first.date else None
        precision = "day" if precise or row["date_prec"].strip() in "234" else "year"
        when = When(date=first.date, precision=precision, end=end)
    whom = row["side_b"]
    party = Party(name=whom, country=row["country"])
    if row["type_of_violence"].strip() == CIVILIANS or whom == "Civilians":
        party = Party(
            name=f"civilians ({row['country']})", country=row["country"], kind="Population"
        )
    return CodedEvent(
        id=row["id"],
        code=f"UCDP type {row['type_of_violence']}",
        who=_ucdp_side(row["side_a"], row["country"]),
        whom=_ucdp_side(whom, row["country"]) if party.kind == "" else party,
        relation="attacks",
        when=when,
        where=place(row["where_coordinates"], row["latitude"], row["longitude"]),
        source=Source(
            title=row["source_headline"], publisher=row["source_office"] or None,
        ),
        note=row["source_article"],
    )  # fmt: skip


def _ucdp_side(name: str, country: str) -> Party:
    state = re.fullmatch(r"Government of (.+?)(?: \(.+\))?", name)
    if state:
        return Party(name=name, country=state[1], kind="Government")
    return Party(name=name, country=country, kind="ArmedGroup")
