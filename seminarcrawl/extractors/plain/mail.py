"""Mail: headers read, the text part taken out, whatever its encoding."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

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
    if not _HEADERS.match(head) or (len(_TELLING.findall(head)) < 2 and not lone_subject):
        return None
    message = email.message_from_bytes(body.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        return None
    subject = _header(message, "subject")
    return Mail(_LIST_TAG.sub("", subject).strip(), _text_part(message, start), _sent(message))


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
    try:
        sent = parsedate_to_datetime(_header(message, "date"))
    except (TypeError, ValueError, IndexError):
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)
