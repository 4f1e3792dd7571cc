"""Markup and links that must not reach a stored field: tags out of text, unsafe schemes out of URLs."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from seminarcrawl.reading.places import strip_passcode
from seminarcrawl.reading.recall import recalled

_NAMES = (
    "a|abbr|article|aside|audio|b|base|big|blockquote|body|br|button|caption|center|cite|code|dd|del|details|div"
    "|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i"
    "|iframe|img|input|ins|label|legend|li|link|main|mark|meta|nav|noscript|object|ol|option|p|param|picture|pre"
    "|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td"
    "|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr"
)
_TAG = re.compile(rf"<(/?)({_NAMES})(?![\w-])([^<>]{{0,4000}})>", re.I)
_UNCLOSED_TAG = re.compile(r"<(?=/?(?:script|style|img|iframe|svg|object|embed)\b)", re.I)
_COMMENT = re.compile(r"<!--[^<>]{0,5000}-->|<!\[CDATA\[|\]\]>|<!doctype[^<>]{0,500}>", re.I)
_HIDDEN = re.compile(r"<(script|style|template)\b[^<>]{0,500}>[^<]{0,100000}</\1\s{0,20}>", re.I)
_ESCAPED_AGAIN = re.compile(r"&(?:amp;){2,}", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_PARAGRAPHS = frozenset(
    ["p", "div", "blockquote", "ul", "ol", "dl", "table", "section", "article"]
    + [f"h{n}" for n in range(1, 7)]
)
_LINES = frozenset(["br", "li", "tr", "dt", "dd", "hr", "option"])
_ROUNDS = 5  # markup within escaped markup; more than that is an attack

_URL_IN_TEXT = re.compile(r"\bhttps?://[^\s<>\"']{4,2000}", re.I)
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]{0,30}:")
# With all that reading.text takes out of a text: else a link of a soft hyphen alone would be one, once.
_BLANKS = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff\ufff9-\ufffb]+"
)
_ESCAPED = str.maketrans({"<": "%3C", ">": "%3E", '"': "%22", "`": "%60"})  # would end an attribute of a page
_LONGEST_URL = 4000


def strip_markup(text: str) -> str:
    """`text` without HTML tags, comments and scripts; entities resolved; blocks become lines.

    A "<" that begins no known tag is text: `$a<b$` and `a <b and c> d` are kept.
    """
    for _ in range(_ROUNDS):
        before = text
        if "<" in text:
            text = _TAG.sub(_in_place_of, _COMMENT.sub("", _HIDDEN.sub(" ", text)))
        if "&" in text:
            text = _ENTITY.sub(_character, _ESCAPED_AGAIN.sub("&amp;", text))
        if text == before:
            return _UNCLOSED_TAG.sub("", text) if "<" in text else text
    return text.replace("<", "").replace("&", "")


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity.group())


def _in_place_of(tag: re.Match[str]) -> str:
    """What stands for a tag; the tag itself when what follows its name are no attributes."""
    closing, name, rest = tag.group(1), tag.group(2).lower(), tag.group(3).strip()
    if rest.strip("/") and "=" not in rest:
        return tag.group()
    if name in _PARAGRAPHS:
        return "\n\n"
    return "\n" if name in _LINES and (not closing or name == "tr") else ""


def strip_passcodes(text: str) -> str:
    """`text` with the passcode taken out of every link in it."""
    if "://" not in text:
        return text
    return _URL_IN_TEXT.sub(lambda found: strip_passcode(found.group()), text)


@recalled(1024)  # the document's own address, and every link again as it is read, kept, compared
def safe_url(
    url: str, base: str | None = None, *, schemes: tuple[str, ...] = ("http", "https")
) -> str | None:
    """`url` made absolute with `base`; None unless its scheme is one of `schemes`.

    Blanks and invisible characters are removed (browsers skip them: `java\\tscript:`), and so are user name
    and password. A URL longer than 4,000 characters is no link.
    """
    url = _BLANKS.sub("", url).translate(_ESCAPED)
    if not url or len(url) > _LONGEST_URL:
        return None
    if url.lower().startswith("www."):
        url = f"https://{url}"
    if base and not _SCHEME.match(url):
        url = join_url(base, url)
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in schemes:
        return None
    if parts.scheme.lower() == "mailto":
        return url if "@" in parts.path else None
    if not host:
        return None
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def join_url(base: str, url: str) -> str:
    """`url` made absolute with `base`; "" for what is no address at all (`http://[1`)."""
    try:
        joined = urljoin(base, url)
        urlsplit(joined)
    except ValueError:
        return ""
    return joined
