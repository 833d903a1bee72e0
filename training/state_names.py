"""Makes ontology/catalogue/native-states.csv out of CLDR: states in other languages.

    pip install babel && python training/state_names.py

Of each state: its names in its own official languages, and in the other languages of the United
Nations. The Unicode CLDR is under the Unicode License V3; babel (BSD) only carries it.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from actorgraph.ontology.catalogue import shipped
from actorgraph.ontology.spelling import alias_key

OUT = Path(__file__).parent.parent / "ontology" / "catalogue" / "native-states.csv"
UNITED_NATIONS = ("ar", "es", "fr", "ru", "zh")


def main() -> None:
    """Write the table, in the order of the states."""
    with OUT.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("actor", "language", "names"))
        for actor in shipped().actors.values():
            if actor.kind == "State" and actor.country:
                table.writerows((actor.id, *named) for named in names(actor.id, actor.country))


def names(state: str, code: str) -> Iterator[tuple[str, str]]:
    """Yield language and name, where the name is not one that the catalogue has."""
    known = {alias_key(use.text) for use, actor in shipped().tables.names if actor == state}
    for language in dict.fromkeys((*get_official_languages(code), *UNITED_NATIONS)):
        try:
            locale = Locale.parse(language)
        except UnknownLocaleError:
            continue  # CLDR knows that it is spoken there, and has no words of it
        name = locale.territories.get(code)
        if name and name != code and alias_key(name) not in known:
            yield language.replace("_", "-"), name


if __name__ == "__main__":
    main()
