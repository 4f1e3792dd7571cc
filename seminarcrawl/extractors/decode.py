"""Bytes to text."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{3,40})""", re.I)
_HEAD = 4096
# What browsers read under these names: the charset of the vendor that has more characters.
_SUPERSETS = {
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "korean"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
}
_MOST_BAD = 20  # one bad byte is forgiven for so many characters that are well written


def decode(body: bytes, content_type: str | None = None) -> str:
    """`body` as text. Never raises: what no charset fits is read as Windows-1252.

    Order: byte order mark; UTF-8 when the bytes are valid UTF-8 (a wrong declaration of Latin-1 is far
    more common than Latin-1 that happens to be UTF-8); the declared charset; either of them with a few
    bad bytes; Windows-1252.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    declared = _declared_charset(body, content_type)
    is_utf16 = body[:200].count(b"\x00") > len(body[:200]) // 4
    if not is_utf16 and not declared.startswith(("iso-2022", "iso2022", "hz")):
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    try:
        return body.decode("utf-16-le" if is_utf16 and declared == "utf-8" else declared)
    except (UnicodeDecodeError, LookupError):
        pass
    if is_utf16:
        return body.decode("utf-16-le", "replace")
    return _tolerant(body, declared) or body.decode("cp1252", "replace")


def _tolerant(body: bytes, charset: str) -> str | None:
    """`body` in a charset that fits but for a few bytes (a text cut within a letter); None when none does."""
    for name in dict.fromkeys((charset, "utf-8")):
        try:
            text = body.decode(name, "replace")
        except LookupError:
            continue
        bad = text.count("\ufffd")
        told = sum(not char.isascii() for char in text) - bad
        if bad * _MOST_BAD <= told:
            return text
    return None


def _declared_charset(body: bytes, content_type: str | None) -> str:
    """The charset in the Content-Type header or the first bytes; "utf-8" when none is declared."""
    header = _HEADER_CHARSET.search(content_type or "")
    head = body[:_HEAD]
    is_declared = b"=" in head and any(word in head.lower() for word in (b"charset", b"encoding"))
    inside = _DECLARED.search(head) if is_declared else None
    name = header.group(1) if header else inside.group(1).decode("ascii", "replace") if inside else "utf-8"
    name = name.lower()
    return _SUPERSETS.get(name, name)
