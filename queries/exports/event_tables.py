"""Events in the columns of ICEWS and POLECAT, for programs that read those data sets.

Only events are written: lasting ties have no code there. What is denied is left out, and so is
what is not stated or alleged: these data sets have no columns for it.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from actorgraph.graph.sums import fact_of
from actorgraph.ontology.catalogue import shipped
from actorgraph.ontology.claims import Claim, Mention
from actorgraph.ontology.vocabulary import relation_named
from actorgraph.queries.periods import whole

# CAMEO's own code for "of this kind, not told which" of each PLOVER root.
ROOTS = {
    "AGREE": "030", "CONSULT": "040", "SUPPORT": "050", "COOPERATE": "060", "AID": "070",
    "YIELD": "080", "REQUEST": "100", "ACCUSE": "110", "REJECT": "120", "THREATEN": "130",
    "PROTEST": "140", "MOBILIZE": "150", "SANCTION": "160", "COERCE": "170", "ASSAULT": "190",
}  # fmt: skip
# Modes that have a code of their own.
MODES = {
    ("CONSULT", "phone"): "041", ("CONSULT", "visit"): "042", ("CONSULT", "third-party"): "045",
    ("YIELD", "ceasefire"): "0871", ("YIELD", "withdraw"): "0873", ("YIELD", "release"): "0841",
    ("YIELD", "ease"): "081", ("ACCUSE", "investigate"): "090", ("ACCUSE", "disapprove"): "111",
    ("ACCUSE", "allege"): "112", ("THREATEN", "violence"): "138", ("PROTEST", "demo"): "141",
    ("PROTEST", "hunger"): "142", ("PROTEST", "strike"): "143", ("PROTEST", "obstruct"): "144",
    ("PROTEST", "riot"): "145", ("MOBILIZE", "troops"): "154", ("MOBILIZE", "police"): "153",
    ("COERCE", "arrest"): "173", ("COERCE", "deport"): "174", ("COERCE", "restrict"): "191",
    ("COERCE", "seize"): "192", ("COERCE", "cyber"): "176", ("ASSAULT", "abduct"): "181",
    ("ASSAULT", "sexual"): "1821", ("ASSAULT", "torture"): "1822", ("ASSAULT", "execute"): "1823",
    ("ASSAULT", "explosives"): "183", ("ASSAULT", "suicide-attack"): "1831",
    ("ASSAULT", "assassinate"): "186", ("ASSAULT", "firearms"): "193",
    ("ASSAULT", "heavy-weapons"): "194", ("ASSAULT", "aerial"): "195", ("ASSAULT", "drone"): "195",
    ("ASSAULT", "massacre"): "202", ("ASSAULT", "cleansing"): "203",
    ("ASSAULT", "unconventional"): "204",
}  # fmt: skip

ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Primary Actor Sector", "Recipient Name", "Recipient Country",
    "Primary Recipient Sector", "Placename", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Source", "Publication Date", "Headline", "Event Text", "Language", "Version",
)  # fmt: skip
QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}


def cameo_code(plover: str, mode: str | None) -> str:
    """Return the CAMEO code of a PLOVER root and mode: that of the root where there is no finer."""
    return MODES.get((plover, mode or ""), ROOTS[plover])


def write_icews(claims: Iterable[Claim], out: Path) -> int:
    """Write a tab-separated table with the columns of ICEWS; return the number of events."""
    return _write(out, ICEWS, (_icews(claim) for claim in _events(claims)))


def write_polecat(claims: Iterable[Claim], out: Path) -> int:
    """Write a tab-separated table with columns of POLECAT; return the number of events."""
    return _write(out, POLECAT, (_polecat(claim) for claim in _events(claims)))


def _events(claims: Iterable[Claim]) -> Iterator[Claim]:
    for claim in claims:
        if relation_named(claim.relation).plover and fact_of(claim).asserting:
            yield claim


def _write(out: Path, columns: tuple[str, ...], rows: Iterable[dict[str, object]]) -> int:
    count = 0
    with out.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, delimiter="\t", restval="")
        table.writeheader()
        for row in rows:
            table.writerow({name: "" if row[name] is None else row[name] for name in row})
            count += 1
    return count


def _icews(claim: Claim) -> dict[str, object]:
    where, plover = claim.where, relation_named(claim.relation).plover or ""
    return {
        "Event ID": claim.id,
        "Event Date": _day(claim),
        "Source Name": claim.subject.name,
        "Source Sectors": claim.subject.kind,
        "Source Country": _country(claim.subject),
        "Event Text": claim.cue.text,
        "CAMEO Code": cameo_code(plover, claim.mode),
        "Intensity": fact_of(claim).weight,
        "Target Name": claim.object.name,
        "Target Sectors": claim.object.kind,
        "Target Country": _country(claim.object),
        "Story ID": claim.article,
        "Publisher": claim.source.publisher,
        "City": where.name if where else None,
        "Country": where.country if where else None,
        "Latitude": where.lat if where else None,
        "Longitude": where.lon if where else None,
    }


def _polecat(claim: Claim) -> dict[str, object]:
    where, relation = claim.where, relation_named(claim.relation)
    return {
        "Event ID": claim.id,
        "Event Date": _day(claim),
        "Event Type": relation.plover,
        "Event Mode": claim.mode,
        "Intensity": fact_of(claim).weight,
        "Quad Code": QUADS[relation.quad] if relation.quad else None,
        "Actor Name": claim.subject.name,
        "Actor Country": _country(claim.subject),
        "Primary Actor Sector": claim.subject.kind,
        "Recipient Name": claim.object.name,
        "Recipient Country": _country(claim.object),
        "Primary Recipient Sector": claim.object.kind,
        "Placename": where.name if where else None,
        "Country": where.country if where else None,
        "Latitude": where.lat if where else None,
        "Longitude": where.lon if where else None,
        "GeoNames ID": where.geonames if where else None,
        "Source": claim.source.publisher,
        "Publication Date": claim.source.published,
        "Headline": claim.source.title,
        "Event Text": claim.cue.text,
        "Language": "en",
        "Version": f"{claim.extractor.name} {claim.extractor.version}",
    }


def _day(claim: Claim) -> str | None:
    first = fact_of(claim).first
    return whole(first) if first else None


def _country(mention: Mention) -> str | None:
    """Return the ISO 3166 alpha-2 code of the actor's country, where the catalogue knows it."""
    actor = shipped().actors.get(mention.actor)
    return actor.country if actor and actor.kind == mention.kind else None
