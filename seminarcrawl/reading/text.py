"""Plain text: cleaning it for storage, folding it for comparison."""

from __future__ import annotations

import re
import unicodedata

from seminarcrawl.reading.recall import recalled

# Bidi overrides and isolates, zero-width characters, soft hyphen, BOM: invisible, never meant.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_NO_WORD = {code: " " for code in range(128) if not chr(code).isalnum()}
_PARAGRAPH = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """NFC text without control, bidi or zero-width characters; lines and paragraphs kept.

    Runs of blanks (NBSP and ideographic space too) become one space, each line is trimmed, and
    paragraphs are separated by exactly one empty line.
    """
    if text.isascii() and text.isprintable():  # one plain line, as most are
        return " ".join(text.split())
    return _clean_short(text) if len(text) <= _REMEMBERED else _clean(text)


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():  # one line, without anything invisible
        return " ".join(text.split())
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    text = _CONTROL.sub("", _NEWLINES.sub("\n", text))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return _PARAGRAPH.sub("\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """`clean`, with every line break turned into a space."""
    text = clean(text)
    return " ".join(text.split()) if "\n" in text else text


def fold(text: str) -> str:
    """Case, accents, width and punctuation folded away, so that only the wording is compared."""
    return _fold_short(text) if len(text) <= _REMEMBERED else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():  # most of what is folded, and much faster
        return " ".join(text.lower().translate(_NO_WORD).split())
    kept = unicodedata.normalize("NFKD", text.casefold()).translate(_FOLDED)
    return " ".join(unicodedata.normalize("NFC", kept).split())


class _Folding(dict[int, str | int | None]):
    """For `str.translate`: accents vanish, what is neither letter nor digit becomes a space."""

    def __missing__(self, code: int) -> str | int | None:
        char = chr(code)
        kept = None if unicodedata.combining(char) else code if char.isalnum() else " "
        self[code] = kept
        return kept


_FOLDED = _Folding()


# Names, labels and places are looked up in many tables: each is folded again and again.
_REMEMBERED = 160
_fold_short = recalled(8192)(_fold)
_clean_short = recalled(8192)(_clean)


def unaccented(text: str) -> str:
    """`text` without its accents, as people type it on the wrong keyboard."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


QUOTES = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‚": "‘’",
    '"': '"',
    "「": "」",
    "『": "』",
    "《": "》",
}


def unquote(text: str) -> str:
    """`text` without the one pair of quotation marks that encloses all of it."""
    text = text.strip()
    if (
        len(text) > 2
        and text[-1] in QUOTES.get(text[0], "")
        and not any(c in text[1:-1] for c in {text[0], text[-1]})
    ):
        return text[1:-1].strip()
    if len(text) > 2 and text[0] == "‘" and text[-1] == "’" and "‘" not in text[1:]:
        return text[1:-1].strip()  # an apostrophe may stand within: ‘A dragoman’s grammar’
    return text
