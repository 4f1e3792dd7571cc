"""The small fields of a record: ID, page, links, host, language, topics."""

from __future__ import annotations

import re

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.mapping.evidence import put
from seminarcrawl.extractors.mapping.people import people_of
from seminarcrawl.extractors.mapping.policy import Policy
from seminarcrawl.extractors.mapping.values import MOST_LINKS, Fields, is_filled_in, line_of, text_of, urls_in
from seminarcrawl.reading import places
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.languages import load_languages
from seminarcrawl.reading.markup import join_url
from seminarcrawl.reading.text import fold

_MOST_TOPICS = 20


def put_details(draft: Draft, fields: Fields, context: Context, policy: Policy) -> None:
    """ID, page, links, host, language and topics."""
    uid = fields.first("uid")
    put(draft, "uid", line_of(uid.text)[:200] if uid else None, uid)
    for entry in fields.all("url"):
        put(draft, "url", _page(entry.text, context, policy), entry)
    links = list(dict.fromkeys(url for entry in fields.all("link") for url in urls_in(entry.value)))
    put(draft, "links", links[:MOST_LINKS], fields.first("link"))
    host = fields.first("host")
    put(draft, "host", _host(host.value) if host else None, host)
    for entry in fields.all("language"):
        put(draft, "language", language_code(entry.text), entry)
    topics = [part.strip() for text in fields.texts("topics") for part in line_of(text).split(",")]
    put(draft, "topics", list(dict.fromkeys(t for t in topics if 1 < len(t) < 80))[:_MOST_TOPICS],
        fields.first("topics"))  # fmt: skip


def _page(text: str, context: Context, policy: Policy) -> str | None:
    """The talk's page; a relative address only where it leads to the document's own site."""
    text = text.strip()
    if text.startswith(("http://", "https://")):
        return None if places.find_online_url(text) else join_url("", text.split()[0]) or None
    is_path = text.startswith(("/", "./", "?")) and " " not in text
    is_own = policy.site and is_path and context.url.startswith("http")
    return (join_url(context.url, text) or None) if is_own else None


def _host(value: Tree) -> str | None:
    """Who organises: people or a department, as text."""
    if isinstance(value, (list, dict)):
        people = [p.name for p in people_of(value)]
        if people:
            return ", ".join(people)
    line = line_of(text_of(value))
    return None if is_filled_in("host", line) or len(line) > 200 or line.startswith("http") else line


def language_code(text: str) -> str | None:
    """`en`, `en-GB` and `English` as "en"; None for what names no language."""
    line = fold(text)
    if re.fullmatch(r"[a-z]{2}(?: [a-z]{2,4})?", line):
        return line[:2]
    names_of = {fold(str(table.get("name", ""))): code for code, table in load_languages().items()}
    code = names_of.get(line)
    return code.split("-")[0] if code else None
