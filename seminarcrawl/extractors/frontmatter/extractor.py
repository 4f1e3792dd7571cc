"""YAML (`---`) and TOML (`+++`) front matter with a Markdown or HTML body: Jekyll, Hugo, Quarto and kin.

The front matter is a record like any other (`mapping`). The body completes it, and where the front matter is
only that of a posting (a title, the day of posting, tags), the body decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.data.records import find_records
from seminarcrawl.extractors.data.text import Tree, read_json, read_toml, read_yaml
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.frontmatter.heads import split_field_list, split_header_lines, split_json_head
from seminarcrawl.extractors.mapping import judge as mapping_judge
from seminarcrawl.extractors.mapping.description import WHEN, adds_hour
from seminarcrawl.extractors.mapping.evidence import put
from seminarcrawl.extractors.mapping.lines import complete_from_titles
from seminarcrawl.extractors.mapping.policy import Policy
from seminarcrawl.extractors.mapping.reader import Reading, read_mapping
from seminarcrawl.extractors.mapping.title import people_in
from seminarcrawl.extractors.mapping.when import read_moment
from seminarcrawl.extractors.pages import extractor as page
from seminarcrawl.extractors.pages.defaults import read_defaults
from seminarcrawl.extractors.pages.markdown_blocks import markdown_blocks
from seminarcrawl.reading import dates
from seminarcrawl.reading.announcement.reader import read_announcement
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.html_text import fragment_blocks
from seminarcrawl.reading.kinds import is_series_name, names_talk
from seminarcrawl.reading.labels import match_label, split_label
from seminarcrawl.reading.people import names
from seminarcrawl.reading.places import tells_online_only
from seminarcrawl.reading.summary import split_summary
from seminarcrawl.reading.text import fold, one_line

_FENCES = {"---": re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*$"), "+++": re.compile(r"(?m)^\+\+\+[ \t]*$")}
_LIQUID = re.compile(r"\{%[^%]{0,2000}%\}|\{\{[^{}]{0,500}\}\}")
_HTML_SUFFIXES = frozenset({".html", ".htm", ".php"})
_LONGEST_ABSTRACT = 5000  # characters; a longer body without an abstract's label is an article
_LONGEST_REMARK = 60
_MOST_BLOCKS = 600


def extract(document: Document) -> list[Draft]:
    """The talks that a document with front matter states: one, several, or none.

    Raises ExtractionError when the front matter cannot be read at all.
    """
    meta, body = read_front_matter(document)
    context = document.context
    policy = Policy(utc_is_local=True, site=False, path_day=dates.read_path_day(urlsplit(document.url).path),
                    weak_abstracts=False)  # fmt: skip
    records = find_records(meta, document.too_many)
    if len(records) > 1:  # the talks of a session stand in a list of their own
        policy = replace(policy, path_day=None)
        policy = replace(policy, weak_abstracts=True)
        listed = [reading for record in records for reading in read_mapping(record, context, policy)]
        _put_usual(listed, body_blocks(body, document), context)
        return [reading.draft for reading in mapping_judge.talks(listed, context)]
    readings = read_mapping(meta, context, policy)
    if any(reading.unpublished for reading in readings) or _is_withdrawn(meta):
        return []
    complete_from_titles(readings, context.summary_role)
    talks = mapping_judge.talks(readings, context)
    if len(readings) > 1:
        return [reading.draft for reading in talks]
    return _with_body(readings[0], bool(talks), body_blocks(body, document), document)


def _put_usual(readings: list[Reading], blocks: list[Block], context: Context) -> None:
    """The hours and the room that the body states for all the talks that the front matter lists."""
    usual = read_defaults(blocks, context)
    for reading in readings:
        draft, remarks = reading.draft, reading.fields.texts("abstract", "note", "topics")
        start = draft.item.start or ""
        if usual.hours is not None and len(start) == len("2024-05-02"):
            day = date.fromisoformat(start)
            when = dates.resolve(dates.Day(day.month, day.day, day.year), usual.hours, context)
            rule = "body: hours of the whole series"
            draft.put("start", when.start, usual.hours_text, rule, replace=True)
            draft.put("end", when.end, usual.hours_text, rule)
            draft.put("timezone", when.timezone, usual.hours_text, rule)
        is_online = any(tells_online_only(text) for text in remarks if len(text) < _LONGEST_REMARK)
        if not is_online and not draft.item.online_url:
            draft.put("location", usual.location, usual.location_text, "body: place of the whole series")


def read_front_matter(document: Document) -> tuple[dict[str, Tree], str]:
    """The front matter as a mapping of text, and the body below it."""
    text = document.text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    fence = text[:3]
    if fence not in _FENCES:
        return _read_unfenced(text, document)
    start = text.find("\n") + 1
    closing = _FENCES[fence].search(text, start)
    head, body = (text[start : closing.start()], text[closing.end() :]) if closing else (text[start:], "")
    read = read_yaml if fence == "---" else read_toml
    meta = read(head, url=document.url, problem=document.problem)
    if not isinstance(meta, dict):
        document.problem("frontmatter.no-mapping", "the front matter has no keys")
        return {}, body
    return meta, body


def _read_unfenced(text: str, document: Document) -> tuple[dict[str, Tree], str]:
    """Front matter that is a JSON mapping, or lines of a header."""
    if parts := split_json_head(text):
        meta = read_json(parts[0], url=document.url)
        return (meta if isinstance(meta, dict) else {}), parts[1]
    if header := split_header_lines(text) or split_field_list(text):
        return dict(header[0]), header[1]
    raise ExtractionError("frontmatter.none", "no front matter at the top", url=document.url)


def _is_withdrawn(meta: Mapping[str, Tree]) -> bool:
    """Whether the page is not to be published."""
    return meta.get("published") in ("false", "no")


def body_blocks(body: str, document: Document) -> list[Block]:
    """The body as blocks, without the tags of the site generator."""
    if not body.strip():
        return []
    if PurePosixPath(urlsplit(document.url).path).suffix.lower() in _HTML_SUFFIXES:
        blocks = fragment_blocks(_LIQUID.sub("", body))
    else:
        blocks = markdown_blocks(body, document.cut_off)
    if len(blocks) > _MOST_BLOCKS:
        document.cut_off(f"{_MOST_BLOCKS} blocks")
    return _without_closing_links(blocks[:_MOST_BLOCKS])


def _without_closing_links(blocks: list[Block]) -> list[Block]:
    """The blocks without those at the end that only link to slides or a recording: "Support", "Vidéo"."""
    last = len(blocks)
    while last > 1 and blocks[last - 1].links and match_label(blocks[last - 1].text) in ("slides", "video"):
        last -= 1
    return blocks[:last]


def _with_body(reading: Reading, is_talk: bool, blocks: list[Block], document: Document) -> list[Draft]:
    """The front matter's talk completed by the body; or what the body alone announces."""
    context = document.context
    if not reading.fields.has("speaker", "first_name") and blocks:
        several = page.read_blocks(blocks, context, too_many=document.too_many)
        if len(several) > 1:
            return several
    certain = is_talk and _is_about_one_talk(reading, context)
    if certain and (not blocks or _is_article(blocks)):
        return [reading.draft]
    if not blocks:
        return []
    draft = _merged(reading, blocks, context)
    if certain or _announces(draft, reading, blocks):
        return [draft]
    return []


def _is_about_one_talk(reading: Reading, context: Context) -> bool:
    """Whether keys, kind or address say that the page is a talk's, not a posting's."""
    fields = reading.fields
    speaks = any(e.key.rank < 2 for e in fields.all("speaker")) or fields.has("first_name")
    placed = fields.has("start", "time", "when") or fields.has("place", "room", "online")
    named = any(e.key.rank == 0 for e in fields.all("title", "date"))
    told = names_talk(reading.kinds) or mapping_judge.path_names_talks(context)
    return speaks or placed or named or told


def _is_article(blocks: list[Block]) -> bool:
    """Whether the body is a long text that no label calls an abstract: notes, a tutorial, a paper."""
    length = sum(len(block.text) for block in blocks)
    return length > _LONGEST_ABSTRACT and not any(_labels_abstract(block) for block in blocks)


def _labels_abstract(block: Block) -> bool:
    first = block.text.split("\n", 1)[0]
    if len(first) < 60 and match_label(first) == "abstract":
        return True
    labelled = split_label(first)
    return labelled is not None and labelled.field == "abstract"


def _merged(reading: Reading, blocks: list[Block], context: Context) -> Draft:
    """Front matter and body as one talk: what keys state surely stands, what they state weakly gives way."""
    weak = reading.draft
    posted = _posting_day(reading, context)
    sure = Draft()
    sure.fill_from(weak)
    if _has_weak_title(reading):
        sure.drop("title", "the body may name the talk")
    if _has_weak_day(reading):
        for name in WHEN:
            sure.drop(name, "the body may state the day")
    if _is_only_an_author(reading):
        sure.drop("speakers", "the body may name the speaker")
    read = read_announcement(blocks, _posted(context, posted), given=sure)
    if len(weak.item.start or "") == len("2024-05-02") and not (sure.has("start") or read.has("start")):
        dated = Draft()  # the body may state the hour of the day that is known
        dated.fill_from(sure)
        dated.put("start", weak.item.start, weak.item.when or "", weak.evidence["start"].rule)
        read = read_announcement(blocks, _posted(context, posted), given=dated)
    _choose_start(sure, read, weak)
    sure.fill_from(read)
    _put_from_title(sure, reading)
    sure.fill_from(weak)
    _drop_announcing_title(sure)
    _capitalise_as_headed(sure, blocks)
    return sure


def _capitalise_as_headed(draft: Draft, blocks: list[Block]) -> None:
    """A title out of a sentence ("… on measuring without looking") as the body's heading prints it."""
    title = draft.item.title or ""
    if not title[:1].islower():
        return
    for block in blocks[:60]:
        if fold(block.text) == fold(title):
            draft.put("title", one_line(block.text), block.text, "heading of the body", replace=True)
            return


def _posted(context: Context, day: date | None) -> Context:
    """The context as of the posting's day."""
    if day is None or day > context.fetched_at.date():
        return context
    return context.but(fetched_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def _posting_day(reading: Reading, context: Context) -> date | None:
    for entry in reading.fields.all("posted", "date"):
        moment = read_moment(entry.text, context)
        if moment and moment.day:
            return moment.day
    return dates.read_path_day(urlsplit(context.url).path)


def _has_weak_title(reading: Reading) -> bool:
    """Whether the title may be the page's rather than the talk's: it says "seminar", "talk", "Vortrag"."""
    title = reading.draft.item.title
    entry = reading.fields.first("title")
    return title is not None and (entry is None or entry.key.rank > 0) and names_talk(title)


def _has_weak_day(reading: Reading) -> bool:
    """Whether the day may be that of posting: a plain `date`, or the file's name."""
    fields = reading.fields
    return not fields.has("start", "when", "time") and not any(e.key.rank == 0 for e in fields.all("date"))


def _is_only_an_author(reading: Reading) -> bool:
    """Whether the speaker was read from a key that may name who wrote the page."""
    return not any(e.key.rank < 2 for e in reading.fields.all("speaker")) and not reading.fields.has(
        "first_name"
    )


def _choose_start(sure: Draft, read: Draft, weak: Draft) -> None:
    """Between a weak day and the body's: the body's, unless it is the same day and says less."""
    if adds_hour(sure, read):
        for name in WHEN:
            sure.drop(name, "the body states the hour")
    stated, found = weak.item.start, read.item.start
    if sure.has("start") or not stated or not found:
        return
    if found[:10] == stated[:10] and "T" not in found:
        for name in WHEN:
            read.drop(name, "the front matter says more")


def _put_from_title(draft: Draft, reading: Reading) -> None:
    """The speaker in a posting's title when neither keys nor body name one: "Seminar in Graz: Jane Doe"."""
    entry = reading.fields.first("title")
    if entry is None or draft.has("speakers") or len(entry.text) > 200:
        return
    parts = split_summary(one_line(entry.text))
    if parts.speaker and names_talk(entry.text):
        put(draft, "speakers", names.read_speakers(parts.speaker), entry)


def _drop_announcing_title(draft: Draft) -> None:
    """A posting's title that only says who speaks where is no talk's title."""
    if people_in(draft.item.series or "", draft.item.speakers):
        draft.drop("series", "announces the speaker")
    title = draft.item.title or ""
    if names_talk(title) and (people_in(title, draft.item.speakers) or is_series_name(title)):
        draft.drop("title", "announces the speaker")


def _announces(draft: Draft, reading: Reading, blocks: list[Block]) -> bool:
    """Whether a posting announces a talk: its body states when, and who or what, in words about a talk."""
    item = draft.item
    if not item.start or not (item.speakers or item.title):
        return False
    evidence = draft.evidence.get("start")
    if evidence is None or evidence.rule.startswith("key "):
        return False
    entry = reading.fields.first("title")
    about = f"{entry.text if entry else ''} {reading.kinds}"
    opening = " ".join(block.text for block in blocks[:12])[:3000]
    return names_talk(about) or names_talk(fold(opening)) or bool(item.speakers and item.abstract)
