"""Mail: headers read, the text part taken out, whatever its encoding."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.text import fold

_HEADERS = re.compile(
    r"\A(?:From |(?:Return-Path|Received|From|To|Cc|Date|Subject|Message-ID|MIME-Version|Reply-To|Sender|"
    r"List-[A-Za-z]{2,12}|X-[A-Za-z-]{2,30}|Delivered-To|Content-Type):\s)",
    re.I,
)
_TELLING = re.compile(r"^(?:Subject|From|Date|To):\s", re.I | re.M)
_LIST_TAG = re.compile(
    r"^\s{0,5}(?:(?:re|fwd?|fw|aw|wg|tr|rv|i|r)\s?:\s{0,3}|\[[^\]]{1,40}\]\s{0,3}){1,6}", re.I
)
_HEAD = 6_000
_HEADER_LINE = re.compile(r"([^\W\d_][\w-]{0,16})\s?[:：]\s+(\S.{0,500})")
_QUOTED_HEADER = re.compile(r"(?:From|Sent|To|Cc|Date|Subject)$")
_MOST_HEADERS = 12
_LONGEST_HEADER = 2_000  # bytes
_END_OF_HEADERS = re.compile(rb"\n\r?\n")
_FEWEST_HEADERS = 2


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail: subject (without "Re:" and list tags), text (perhaps HTML), when it was sent (aware)."""

    subject: str
    text: str
    sent: datetime | None


def read_mail(body: bytes, text: str) -> Mail | None:
    """The mail in `body`, None when it is none. `text` is the body decoded already."""
    start = text.lstrip("\ufeff \t\r\n")
    head = start[:_HEAD].replace("\r\n", "\n").partition("\n\n")[0]
    lone_subject = head.startswith("Subject: ") and "\n" not in head
    translated = _read_translated(start)
    if translated is not None:
        return translated
    if not _HEADERS.match(head) or (len(_TELLING.findall(head)) < 2 and not lone_subject):
        return None
    body = _without_endless_headers(body.lstrip(b"\xef\xbb\xbf \t\r\n"))
    message = email.message_from_bytes(body, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        return None
    subject = _header(message, "subject")
    return Mail(_LIST_TAG.sub("", subject).strip(), _text_part(message, start), _sent(message))


def _without_endless_headers(body: bytes) -> bytes:
    """A mail whose headers are cut where they are longer than any meant: `email` reads them slowly."""
    end = _END_OF_HEADERS.search(body)
    head, rest = (body[: end.start()], body[end.start() :]) if end else (body, b"")
    kept: list[bytes] = []
    length = 0
    for line in head.splitlines(keepends=True):
        length = length + len(line) if line[:1] in (b" ", b"\t") else len(line)
        if length <= _LONGEST_HEADER:
            kept.append(line)
        elif length == len(line):
            kept.append(line[:_LONGEST_HEADER] + b"\n")
    return b"".join(kept) + rest


def _read_translated(text: str) -> Mail | None:
    """A mail as a program prints it in its user's language ("De:", "Fecha:", "Asunto:"); None for others."""
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    names = _header_names()
    found: dict[str, str] = {}
    for line in head.split("\n")[:_MOST_HEADERS]:
        match = _HEADER_LINE.fullmatch(line[:600])
        role = names.get(fold(match[1])) if match else None
        if match is None or role is None:
            if found and (line[:1].isspace() or _HEADERS.match(line)):
                continue  # a long header goes on, or one that has no translation
            return None
        found.setdefault(role, match[2].strip())
    if len(found) < _FEWEST_HEADERS or not {"from", "subject"} <= found.keys():
        return None
    return Mail(_LIST_TAG.sub("", found["subject"]).strip(), body, _moment(found.get("date", "")))


def without_headers(text: str) -> str:
    """`text` below the header lines ("From: …", "Inviato: …") that a quoted mail opens with."""
    lines = text.lstrip("\n").split("\n")
    names = _header_names()
    count = 0
    for line in lines[:_MOST_HEADERS]:
        match = _HEADER_LINE.fullmatch(line.lstrip("> ")[:600])
        if match is None or (fold(match[1]) not in names and not _QUOTED_HEADER.match(match[1])):
            break
        count += 1
    return "\n".join(lines[count:]) if count >= _FEWEST_HEADERS else text


@remember()
def _header_names() -> dict[str, str]:
    """The names of a mail's headers in all languages, folded, with the header that each is."""
    roles = ("from", "to", "cc", "date", "subject")
    return {fold(word): role for role in roles for word in words("mail", role)}


def _moment(text: str) -> datetime | None:
    """A header's date; one without a zone counts as UTC, one in words as none."""
    try:
        sent = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; a malformed one is empty."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError, LookupError):
        return ""


def _text_part(message: EmailMessage, text: str) -> str:
    """The plain part, else the HTML part; what cannot be decoded is taken as it stands below the headers."""
    below = text.replace("\r\n", "\n").partition("\n\n")[2]
    try:
        part = message.get_body(preferencelist=("plain", "html"))
        if part is None or (part is message and not message.get("content-type")):
            return below
        content = part.get_content()
    except (KeyError, LookupError, ValueError, AttributeError, AssertionError):
        return below
    return content if isinstance(content, str) else below


def _sent(message: EmailMessage) -> datetime | None:
    """When the mail was sent; a date without a zone counts as UTC."""
    return _moment(_header(message, "date"))
