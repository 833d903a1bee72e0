"""The language of a text, told by its script and its commonest small words."""

import re
from collections import Counter
from functools import cache

NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish or Norwegian", "de": "German", "el": "Greek",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian or Malay", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "so": "Somali", "sv": "Swedish", "sw": "Swahili",
    "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip

# Small words that are common in one language and rare in English text (so no "in", "die", "no").
_SMALL_WORDS = {
    "en": "the of and to in that is was for with on by said has have from it he are which were be "
    "at as an his had who their not will been they this but or after would when its more",
    "de": "der und das den dem ein eine ist nicht von mit auf für auch sich des werden wurde zu im "
    "sie er dass bei nach aus wie über einen einer",
    "fr": "le la les et des est une dans que qui pour du sur au pas avec sont il elle par aux ont "
    "été cette ces sa leur",
    "es": "el la los las y que en un una por con del para se es su al lo más como fue sus pero ha "
    "este entre desde",
    "pt": "o os que e do da em um uma para com não por dos das na ao se mais foi pelo pela são "
    "como mas também",
    "it": "il la di che e per un una del della con non sono nel dei gli le si da alla anche stato "
    "ha dal delle",
    "nl": "de het een en van dat niet met op voor zijn aan door ook bij naar uit wordt deze heeft "
    "werd maar over",
    "pl": "i w na z się nie że jest do przez od po dla oraz które który jak być został przed",
    "cs": "a v na se že je s z do pro ve jsou od po jako byl který ale které by před",
    "tr": "ve bir bu için ile da de olarak çok daha olan en sonra gibi kadar tarafından ancak",
    "sv": "och att det som en är på av för med till den har inte ett om de från han vid",
    "da": "og det er en at på af til med som den ikke har av de et fra var men ble blev",
    "fi": "ja on ei että se oli hän mutta kun myös ovat sen ole tai jos kuin joka mukaan",
    "hu": "a az és hogy nem egy is meg volt van azt de ez el már csak mint szerint",
    "ro": "și a de în la cu pe din că nu o este pentru care mai sunt au fost prin",
    "id": "yang dan di untuk dengan dari pada ini itu tidak akan dalam adalah ke oleh telah juga",
    "sw": "ya wa na kwa ni katika za la kuwa cha hiyo huo baada yake lakini pia",
    "so": "oo ka ku iyo waa ee in soo la uu ay aan kale laga waxaa",
    "vi": "và của là có cho được không trong người đã với một các những này",
}
_SCRIPTS = {
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "kana": "\u3040-\u30ff",
    "hangul": "\uac00-\ud7af\u1100-\u11ff",
    "han": "\u3400-\u4dbf\u4e00-\u9fff",
    "hebrew": "\u0590-\u05ff",
    "greek": "\u0370-\u03ff",
    "devanagari": "\u0900-\u097f",
}
_BY_SCRIPT = {"hangul": "ko", "han": "zh", "hebrew": "he", "greek": "el", "devanagari": "hi"}
_SAMPLE = 20_000  # characters; the language of a longer text shows in its beginning
_ENOUGH_WORDS = 12
_ENGLISH_SHARE = 0.12  # of running English about four words in ten are small words
_FOREIGN_SHARE = 0.12
_SHORT = 50  # words; names and scores ("Rio de Janeiro", "West Brom (a)") weigh much in so few,
_FOREIGN_SHARE_IF_SHORT = 0.2  # so they must hold more of the other language's small words,
_FOREIGN_KINDS = 3  # and different ones: one letter, repeated, is no language
_SURELY_WORDS = 25  # in a paragraph that is left out for its small words
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(_SMALL_WORDS["en"].split())


def language_of(text: str) -> str:
    """Return an ISO 639-1 code, or "und" (undetermined) for tables, lists and very short texts."""
    sample = text[:_SAMPLE]
    return _by_script(sample) or _by_small_words(sample)


def looks_english(text: str) -> bool:
    """Whether nothing speaks against reading the text as English."""
    return language_of(text) in ("en", "und")


def foreign_language(paragraph: str) -> str | None:
    """Return the English name of a paragraph's language where it surely is not English, else None.

    A few words are no ground to leave out a paragraph: names and quotations are foreign too.
    """
    sample = paragraph[:_SAMPLE].lower()
    if sample.isascii() or not _by_script(sample):
        words = _WORD.findall(sample)
        english = sum(word in _ENGLISH for word in words)
        if len(words) < _SURELY_WORDS or english > len(words) * _FOREIGN_SHARE / 2:
            return None
    language = language_of(paragraph)
    return None if language in ("en", "und") else NAMES.get(language, language)


@cache
def _letters_of(script: str) -> re.Pattern[str]:
    return re.compile(f"[{_SCRIPTS[script]}]")


def _by_script(sample: str) -> str | None:
    found = {script: len(_letters_of(script).findall(sample)) for script in _SCRIPTS}
    script = max(found, key=lambda name: found[name])
    letters = sum(map(str.isalpha, sample))
    if sum(found.values()) * 2 <= letters or not found[script]:
        return None  # quotations and names in another script do not make a foreign text
    if found["kana"] * 10 > found["han"] + found["kana"] > 0:
        return "ja"
    if script == "cyrillic":
        return "uk" if re.search("[іїєґ]", sample) else "ru"
    if script == "arabic":
        return "fa" if len(re.findall("[پچژگ]", sample)) * 100 > found[script] else "ar"
    return _BY_SCRIPT[script]


def _by_small_words(sample: str) -> str:
    words = _WORD.findall(sample.lower())
    if len(words) < _ENOUGH_WORDS:
        return "und"
    counts = Counter(words)
    shares = {
        language: sum(counts[word] for word in set(small.split())) / len(words)
        for language, small in _SMALL_WORDS.items()
    }
    best = max(shares, key=lambda name: shares[name])
    enough = _FOREIGN_SHARE if len(words) >= _SHORT else _FOREIGN_SHARE_IF_SHORT
    kinds = len(counts.keys() & set(_SMALL_WORDS[best].split()))
    if shares[best] >= max(enough, 2 * shares["en"]) and kinds >= _FOREIGN_KINDS:
        return best
    return "en" if shares["en"] >= _ENGLISH_SHARE else "und"
