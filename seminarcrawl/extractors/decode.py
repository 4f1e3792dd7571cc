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


def decode(body: bytes, content_type: str | None = None) -> str:
    """`body` as text. Never raises: what no charset fits is read as Windows-1252.

    Order: byte order mark; UTF-8 when the bytes are valid UTF-8 (a wrong declaration of Latin-1 is far
    more common than Latin-1 that happens to be UTF-8); the declared charset; Windows-1252.
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
    for name in (declared, "utf-16-le" if is_utf16 else "cp1252"):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", "replace")


def _declared_charset(body: bytes, content_type: str | None) -> str:
    """The charset in the Content-Type header or the first bytes; "utf-8" when none is declared."""
    header = _HEADER_CHARSET.search(content_type or "")
    inside = _DECLARED.search(body[:_HEAD])
    name = header.group(1) if header else inside.group(1).decode("ascii", "replace") if inside else "utf-8"
    name = name.lower()
    return "cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else name
