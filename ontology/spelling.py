"""How names are compared: accents, quotes and hyphens fold, short abbreviations keep their case."""

import re
import unicodedata

ABBREVIATION = 5  # longer words in capitals are no words of everyday language
_MARKS = str.maketrans(
    dict.fromkeys("’‘ʼʻ`´ʿʾ", "'")
    | dict.fromkeys("‐‑‒–—−", "-")
    | {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"}
)
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SPACES = re.compile(r"\s+")


def folded(text: str) -> str:
    """Return the text in plain letters, quotes and hyphens; its case stays as it is."""
    if text.isascii():
        return text.replace("`", "'")
    marked = unicodedata.normalize("NFKD", text.translate(_MARKS))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def alias_key(name: str) -> str:
    """Return what two spellings of one name share: "the U.S. Navy" and "US navy" are one.

    Apostrophes drop out, so that "Sana'a" and "Sanaa" are one too. Abbreviations of up to five
    capitals keep their case, so that "US" is never "us".
    """
    plain = folded(name).replace("-", " ").replace("'", "").strip()
    plain = _INITIALS.sub(lambda found: found.group().replace(".", ""), plain)
    plain = _SPACES.sub(" ", plain)
    if plain[:4].lower() == "the " and len(plain) > len("the "):
        plain = plain[4:]
    return plain if is_abbreviation(plain) else plain.casefold()


def is_abbreviation(name: str) -> bool:
    """Whether the name is a few capitals, with digits or signs between them at most."""
    letters = name.replace(".", "")
    return letters.isupper() and " " not in letters and len(letters) <= ABBREVIATION
