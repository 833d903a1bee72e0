"""GDELT 2, ICEWS, Phoenix and POLECAT: events that programs coded from news."""

from collections.abc import Mapping

from actorgraph.loaders.coded.cameo_events import relation_of
from actorgraph.loaders.coded.coded_events import CodedEvent, NotTaken
from actorgraph.loaders.coded.columns import day, place, plain, sector_kind
from actorgraph.loaders.coded.parties import Party
from actorgraph.ontology.claims import Source
from actorgraph.ontology.vocabulary import RELATIONS

Row = Mapping[str, str]

# GDELT's files have no header: the columns of its codebook, version 2.0.
_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code "
    "Type2Code Type3Code"
)
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
GDELT = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{field}" for n in (1, 2) for field in _ACTOR.split()),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{who}Geo_{field}" for who in ("Actor1", "Actor2", "Action") for field in _GEO.split()),
    *"DATEADDED SOURCEURL".split(),
)
# The Phoenix data of the Open Event Data Alliance, without a header.
PHOENIX = tuple(
    "EventID Date Year Month Day SourceActorFull SourceActorEntity SourceActorRole "
    "SourceActorAttribute TargetActorFull TargetActorEntity TargetActorRole TargetActorAttribute "
    "EventCode EventRootCode PentaClass GoldsteinScore Issues Lat Lon LocationName StateName "
    "CountryCode SentenceID URLs NewsSources".split()
)

ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Target Name", "Target Sectors", "Target Country", "Publisher", "City",
    "Province", "Latitude", "Longitude",
)  # fmt: skip
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Actor Name", "Actor Country",
    "Primary Actor Sector", "Recipient Name", "Recipient Country", "Primary Recipient Sector",
    "Placename", "Latitude", "Longitude", "GeoNames ID", "Source", "Publication Date",
)  # fmt: skip


def gdelt(row: Row) -> CodedEvent:
    """Return the event of a row of GDELT 2's events."""
    relation, mode = relation_of(row["EventCode"])
    return CodedEvent(
        id=row["GLOBALEVENTID"],
        code=f"CAMEO {row['EventCode']}",
        who=Party(name=plain(row["Actor1Name"]), code=row["Actor1Code"]),
        whom=Party(name=plain(row["Actor2Name"]), code=row["Actor2Code"]),
        relation=relation,
        mode=mode,
        when=day(row["SQLDATE"]),
        where=place(
            row["ActionGeo_FullName"].partition(",")[0], row["ActionGeo_Lat"], row["ActionGeo_Long"]
        ),
        source=Source(url=row["SOURCEURL"] or None, published=day_of_time(row["DATEADDED"])),
    )  # fmt: skip


def phoenix(row: Row) -> CodedEvent:
    """Return the event of a row of Phoenix."""
    relation, mode = relation_of(row["EventCode"])
    url = row["URLs"].split(";")[0].strip()
    return CodedEvent(
        id=row["EventID"],
        code=f"CAMEO {row['EventCode']}",
        who=Party(code=row["SourceActorEntity"] + row["SourceActorRole"]),
        whom=Party(code=row["TargetActorEntity"] + row["TargetActorRole"]),
        relation=relation,
        mode=mode,
        when=day(row["Date"]),
        where=place(row["LocationName"], row["Lat"], row["Lon"]),
        source=Source(url=url or None, publisher=row["NewsSources"].split(";")[0] or None),
    )


def icews(row: Row) -> CodedEvent:
    """Return the event of a row of ICEWS."""
    relation, mode = relation_of(row["CAMEO Code"])
    return CodedEvent(
        id=row["Event ID"],
        code=f"CAMEO {row['CAMEO Code']}",
        who=_with_sector(row["Source Name"], row["Source Country"], row["Source Sectors"]),
        whom=_with_sector(row["Target Name"], row["Target Country"], row["Target Sectors"]),
        relation=relation,
        mode=mode,
        when=day(row["Event Date"]),
        where=place(row["City"] or row["Province"], row["Latitude"], row["Longitude"]),
        source=Source(publisher=row["Publisher"] or None),
        note=row["Event Text"],
    )


def polecat(row: Row) -> CodedEvent:
    """Return the event of a row of POLECAT."""
    root = row["Event Type"].upper()
    known = {one.plover: one.name for one in RELATIONS.values() if one.plover}
    known |= {"CONCEDE": "yields_to", "RETREAT": "yields_to"}
    if root not in known:
        message = f"the event type {row['Event Type']!r} has no relation here"
        raise NotTaken(message)
    return CodedEvent(
        id=row["Event ID"],
        code=f"PLOVER {root}",
        who=_with_sector(row["Actor Name"], row["Actor Country"], row["Primary Actor Sector"]),
        whom=_with_sector(
            row["Recipient Name"], row["Recipient Country"], row["Primary Recipient Sector"]
        ),
        relation=known[root],
        mode=row["Event Mode"].lower() or None,
        when=day(row["Event Date"]),
        where=place(row["Placename"], row["Latitude"], row["Longitude"], row["GeoNames ID"]),
        source=Source(
            title=row.get("Headline", ""), publisher=row["Source"] or None,
            published=_iso(row["Publication Date"]),
        ),
    )  # fmt: skip


def _with_sector(name: str, country: str, sectors: str) -> Party:
    nobody = name.strip() in ("", "None")
    first = country.partition(",")[0]
    return Party(name="" if nobody else name, country=first, kind=sector_kind(sectors))


def day_of_time(added: str) -> str | None:
    """Return a time of GDELT, YYYYMMDDHHMMSS, as an ISO date; None where it is none."""
    return f"{added[:4]}-{added[4:6]}-{added[6:8]}" if len(added) >= 8 and added.isdigit() else None


def _iso(text: str) -> str | None:
    found = day(text) if text else None
    return found.date if found else None
