"""Which format a document has: its content first, then its content type and URL."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.frontmatter.heads import split_field_list, split_header_lines, split_json_head
from seminarcrawl.extractors.plain.mail import read_mail

Format = Literal["ical", "frontmatter", "data", "feed", "page", "markdown", "plain"]

_HEAD = 20_000
_CALENDAR = re.compile(r"BEGIN:(?:VCALENDAR|VEVENT)\b", re.I)
_FRONT_MATTER = re.compile(r"(?:---|\+\+\+)[ \t]*\r?\n")
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|list|events|channel)\b", re.I)
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|div|table|p|h[1-6]|ul|ol|article|section|main|br)\b", re.I
)
# Not the addresses of mail and web that texts print in angle brackets.
_ANY_TAG = re.compile(r"<(?!https?:|mailto:|[^\s<>@]{1,80}@)[!/?a-z][^<>]{0,2000}>", re.I)
_JSON = re.compile(r"\s{0,200}(?:var\s+\w+\s*=\s*)?[\[{]")
_CSV_KIND = re.compile(r"\bcsv\b|tab-separated")
_CSV_QUERY = re.compile(r"(?:^|[&=])(?:output|format|out|exportFormat)[=:](?:csv|tsv)(?:&|;|$)")
_HEADER = re.compile(r"[\ufeff\s]{0,20}[^\W\d_][\w-]{0,20}\s?[:：]?\s")
_STRANGE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffd]")
_MARKDOWN = re.compile(r"^(?:#{1,6} |[*-] \S|> |\|.+\||={4,}$|-{4,}$)|\*\*\S|\]\(\S", re.M)

_BY_TYPE: dict[str, Format] = {
    "text/calendar": "ical",
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "application/json": "data",
    "application/ld+json": "data",
    "application/yaml": "data",
    "application/x-yaml": "data",
    "text/yaml": "data",
    "text/x-yaml": "data",
    "application/toml": "data",
    "text/csv": "data",
    "text/tab-separated-values": "data",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
}
_BY_SUFFIX: dict[str, Format] = {
    ".ics": "ical",
    ".ical": "ical",
    ".vcs": "ical",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".json": "data",
    ".yml": "data",
    ".yaml": "data",
    ".toml": "data",
    ".csv": "data",
    ".tsv": "data",
    ".rss": "feed",
    ".atom": "feed",
    ".txt": "plain",
    ".eml": "plain",
}


def recognise(document: Document) -> Format:
    """The format of `document`. Raises ExtractionError when it is empty or no text at all."""
    _refuse_what_is_no_text(document)
    told = told_format(document)
    if told in {None, "page", "plain"} and _is_mail(document):
        return "plain"
    if told == "page" and not _ANY_TAG.search(document.text[:_HEAD]):
        told = None  # archives of mail serve plain text at addresses that end in .html
    return _seen_format(document.text[:_HEAD], told) or told or _guess_text(document.text[:_HEAD])


def _is_mail(document: Document) -> bool:
    """Whether a text that is no HTML begins with a mail's headers."""
    head = document.text[:_HEAD]
    if not _HEADER.match(head) or _HTML.search(head.partition("\n\n")[0]):
        return False
    return read_mail(document.body, document.text) is not None


def told_format(document: Document) -> Format | None:
    """The format that the content type, then the URL's suffix, claims; None when neither says."""
    kind = (document.content_type or "").partition(";")[0].strip().lower()
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    if kind in {"text/xml", "application/xml"} or kind.endswith("+xml"):
        return "feed"
    if kind.endswith("+json"):
        return "data"
    parts = urlsplit(document.url)
    if _CSV_QUERY.search(parts.query):
        return "data"
    return _BY_SUFFIX.get(PurePosixPath(parts.path).suffix.lower())


def is_csv(document: Document) -> bool:
    """Whether content type, suffix or query (a spreadsheet's `output=csv`) claim comma-separated values."""
    parts, kind = urlsplit(document.url), (document.content_type or "").lower()
    suffix = PurePosixPath(parts.path).suffix.lower()
    return suffix in {".csv", ".tsv"} or bool(_CSV_KIND.search(kind)) or bool(_CSV_QUERY.search(parts.query))


def _refuse_what_is_no_text(document: Document) -> None:
    if not document.body.strip():
        raise ExtractionError("document.empty", "the document is empty", url=document.url)
    sample = document.text[:2000]
    strange = len(_STRANGE.findall(sample))
    if document.body.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")) or (
        strange > len(sample) // 10
    ):
        raise ExtractionError("document.binary", "the document is not text", url=document.url)


def _seen_format(head: str, told: Format | None) -> Format | None:
    """The format that the first characters prove, else None."""
    start = head.lstrip("\ufeff \t\r\n")
    if _FRONT_MATTER.match(start) and told != "plain" and not (told == "data" and _is_yaml_stream(start)):
        return "frontmatter"
    if told == "markdown" and (split_json_head(start) or split_header_lines(start.replace("\r\n", "\n"))):
        return "frontmatter"
    if told in {None, "plain"} and ":date:" in head and split_field_list(start.replace("\r\n", "\n")):
        return "frontmatter"  # Pelican's reStructuredText
    calendar = _CALENDAR.search(head)
    if calendar and not _HTML.search(head, 0, calendar.end()):
        return "ical"
    html = _HTML.search(head)
    if told == "feed" or start.startswith("<?xml"):
        feed = _FEED.search(head)
        if feed and not (html and html.start() < feed.start()):
            return "feed"
    if (
        told in {None, "ical", "page"}
        and _JSON.match(start)
        and start.rstrip().endswith(("]", "}", ";", ","))
    ):
        return "data"
    if html and start.startswith("<") and told not in {"markdown", "data"}:
        return "feed" if _FEED.match(start) else "page"
    if _FEED.match(start):
        return "feed"
    return None


def _is_yaml_stream(start: str) -> bool:
    """Whether a YAML file merely begins with its document marker (no closing `---` follows)."""
    return re.search(r"\n(?:---|\.\.\.)[ \t]*(?:\n|$)", start[3:]) is None


def _guess_text(head: str) -> Format:
    if _HTML.search(head):
        return "page"
    return "markdown" if _MARKDOWN.search(head) else "plain"
