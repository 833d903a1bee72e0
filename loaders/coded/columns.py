"""What cells of event data say: days, places, sectors."""

import re
from datetime import datetime

from actorgraph.loaders.coded.coded_events import NotTaken
from actorgraph.ontology.claims import When, Where
from actorgraph.ontology.gazetteer import named as places_named

FORMS = (
    "%Y-%m-%d", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%d %B %Y", "%d-%b-%y",
    "%m/%d/%Y",
)  # fmt: skip
# Words of the sectors of ICEWS and POLECAT, the most special first.
SECTORS = (
    ("military", "Military"), ("police", "Police"), ("intelligence", "Intelligence"),
    ("judicia", "Court"), ("legislat", "Legislature"), ("parliament", "Legislature"),
    ("rebel", "ArmedGroup"), ("insurgen", "ArmedGroup"), ("separatist", "ArmedGroup"),
    ("dissident", "Opposition"), ("opposition", "Opposition"), ("part", "Party"),
    ("media", "Media"), ("business", "Company"), ("nongovernmental", "NGO"), ("ngo", "NGO"),
    ("international government", "IGO"), ("igo", "IGO"), ("religious", "Religious"),
    ("government", "Government"), ("civil", "Population"), ("population", "Population"),
)  # fmt: skip


def day(text: str, precision: str = "day", end: str | None = None) -> When | None:
    """Return the day of a cell in any of the forms that these sets use; None for an empty cell.

    Raises NotTaken for a cell that is no date.
    """
    text = text.strip()
    if not text:
        return None
    for form in FORMS:
        try:
            found = datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007  # a day
        except ValueError:
            continue
        return When(date=found, precision=precision, end=end)
    message = f"{text!r} is no date"
    raise NotTaken(message)


def place(name: str, lat: str, lon: str, geonames: str = "") -> Where | None:
    """Return where an event was, as the set has it; the gazetteer adds the country."""
    name = name.strip()
    if not name:
        return None
    known = places_named(name)[:1]
    return Where(
        name=name,
        geonames=int(geonames) if geonames.isdigit() else None,
        country=known[0].country if known else None,
        lat=degrees(lat, 90),
        lon=degrees(lon, 180),
    )


def degrees(text: str, most: int) -> float | None:
    """Return a cell as degrees; None where it is empty."""
    if not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        value = most + 1.0
    if not -most <= value <= most:
        message = f"{text!r} are no degrees from -{most} to {most}"
        raise NotTaken(message)
    return value


def sector_kind(sectors: str) -> str:
    """Return the kind of actor that a set's sectors tell, "" where they tell none."""
    text = sectors.casefold()
    return next((kind for word, kind in SECTORS if re.search(rf"\b{word}", text)), "")


def plain(name: str) -> str:
    """Return a name as it is spoken: GDELT writes them in capitals."""
    return name.title() if name.isupper() else name
