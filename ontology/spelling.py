"""How names are compared: accents, quotes and hyphens fold, short abbreviations keep their case."""

import re
import unicodedata
from functools import lru_cache

ABBREVIATION = 5  # longer words in capitals are no words of everyday language
_MARKS = str.maketrans(
    dict.fromkeys("’‘ʼʻ`´ʿʾ", "'")
    | dict.fromkeys("‐‑‒–—−", "-")
    | {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"}
)
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SPACES = re.compile(r"\s+")
ARTICLES = frozenset("al el ul ad as ash an ar at the".split())
# Letters that transliterations choose between: Qadhafi, Gaddafi; Zelenskiy, Zelensky; Hizbullah.
_CHOICES = tuple(
    (re.compile(written), letter)
    for written, letter in (
        (r"^(al|el|ul|ad|as|ash|an|ar|at)-(?=.)", ""),
        (r"[^a-z]", ""),
        (r"kh|ch(?=r)|ck|gh|q|g", "k"),
        (r"zh|dj|j|tch|tsh|sch|ch|tz|ts", "s"),
        (r"(?<=[dst])h", ""),
        (r"ph", "f"),
        (r"c", "k"),
        (r"w", "v"),
        (r"z", "s"),
        (r"h", ""),
        (r"(?<=.)[aeiouy]+", ""),
        (r"^[ey]", "i"),
        (r"^o", "u"),
        (r"(.)\1+", r"\1"),
    )
)


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


def latin(text: str) -> str:
    """Return the text in the letters a to z, whatever its script: "Шойгу" gives "Shoigu".

    It is written letter by letter, so that Chinese and Japanese characters come in the readings
    of Mandarin, and Arabic and Hebrew without their vowels.
    """
    if text.isascii():
        return text
    from anyascii import anyascii  # noqa: PLC0415 - its tables are for other scripts alone

    return anyascii(folded(text))


def consonants(name: str) -> str:
    """Return what the transliterations of one name share: "Qadhafi" and "Gaddafi" are "kdf".

    Articles, vowels inside words, doubled letters and differences such as kh and k drop out, so
    other names may share it too: it ranks what a person looks for, and never decides who is meant.
    """
    words = latin(name).casefold().split()
    return " ".join(filter(None, (_sound(word) for word in words if word not in ARTICLES)))


@lru_cache(maxsize=100_000)
def _sound(word: str) -> str:
    for choice, letter in _CHOICES:
        word = choice.sub(letter, word)
    return word


def is_abbreviation(name: str) -> bool:
    """Whether the name is a few capitals, with digits or signs between them at most."""
    letters = name.replace(".", "")
    return letters.isupper() and " " not in letters and len(letters) <= ABBREVIATION
