"""A page, from bytes to talks: decode → blocks → records → fields → join → judge.

`extract` reads HTML, `extract_markdown` Markdown; `read_blocks` is what both (and every other reader of
prose) do once the document is a sequence of blocks: many talks are `schedule`'s work, one talk is
`reading.announcement.reader`'s, and this module decides which it is and whether it is a talk at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.pages.bylines import without_bylines
from seminarcrawl.extractors.pages.defaults import read_series
from seminarcrawl.extractors.pages.html_blocks import Page, read_page
from seminarcrawl.extractors.pages.judge import is_list_of_talks, is_single_talk, talk_labels
from seminarcrawl.extractors.pages.markdown_blocks import markdown_blocks
from seminarcrawl.extractors.pages.merge import merge
from seminarcrawl.extractors.pages.run_in_labels import break_at_labels
from seminarcrawl.extractors.pages.title import title_from_headline
from seminarcrawl.extractors.schedules.dates import find_days, with_date_order
from seminarcrawl.extractors.schedules.lectures import read_lectures
from seminarcrawl.extractors.schedules.schedule import Schedule, read_schedule
from seminarcrawl.extractors.structured import reader as structured
from seminarcrawl.reading.announcement.reader import read_announcement
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.bounds import Told, untold
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import read_path_day, read_term
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_series_name
from seminarcrawl.reading.languages import codes_for
from seminarcrawl.reading.summary import split_summary
from seminarcrawl.reading.text import fold, one_line

_MANY_DATES = 6
_DATED_FILE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_LONGEST_FACTS = 250
_BAR = re.compile(r"\s[·•|]\s")


def extract(document: Document) -> list[Draft]:
    """The talks of an HTML page: what its text says, completed by its structured data."""
    page = read_page(document)
    context = page_context(page, document.context)
    page.blocks = without_bylines(page.blocks, page.soup, context)
    stated = structured.read(page.soup, context, document.too_many)
    listed = read_blocks(page.blocks, context, title=page.title, too_many=document.too_many)
    drafts = merge(listed, stated, context)
    return drafts or _by_day_of_file(page.blocks, context, page.title)


def extract_markdown(document: Document) -> list[Draft]:
    """The talks of a Markdown document without front matter."""
    blocks = markdown_blocks(document.text, document.cut_off)
    listed = read_blocks(blocks, document.context, too_many=document.too_many)
    return listed or _by_day_of_file(blocks, document.context)


def _by_day_of_file(blocks: Sequence[Block], context: Context, title: str = "") -> list[Draft]:
    """The one talk of a file that states no day but in its own name: `2026-10-08-doe.html`."""
    named = _DATED_FILE.match(unquote(urlsplit(context.url).path).rpartition("/")[2])
    day = read_path_day(named.group()) if named else None
    if day is None:
        return []
    given = Draft()
    given.put("start", day.isoformat(), named.group() if named else "", "the file's name")
    given.put("when", day.isoformat(), given.evidence["start"].text, "the file's name")
    drafts = read_blocks(blocks, context, title=title, given=given)
    return drafts if len(drafts) == 1 else []


def read_blocks(
    blocks: Sequence[Block],
    context: Context,
    *,
    title: str = "",
    given: Draft | None = None,
    too_many: Told = untold,
) -> list[Draft]:
    """The talks that blocks announce, in their order: one per entry of a list, or the one they are about.

    `title` is the document's own title (a page's `<title>`); `given` holds what is known of a single talk;
    `too_many` is told when the list is longer than is read.
    """
    main = break_at_labels([b for b in blocks if not b.aside])
    context = with_date_order(main, context)
    series = context.series or read_series(title, main, context)
    schedule = read_schedule(main, context, term=_title_term(title, main, context), too_many=too_many)
    drafts = schedule.drafts
    named = schedule.has_columns or schedule.has_labels
    is_list = is_list_of_talks(
        drafts, main, entries=len(schedule.records), named=named, title=title, url=context.url
    )
    listed = is_list and _is_list(schedule)
    if listed and not schedule.has_columns and _is_one_moment(drafts):
        single = read_single(main, context, title=title, series=series, given=given)
        if single is not None and single.item.title and single.item.speakers:
            drafts = [single]  # a heading and the labels below it, or a committee's members
    elif not listed and (lectures := read_lectures(schedule, main, context)):
        drafts = lectures
    elif not listed:
        alone = schedule.outside(main) if not is_list else main
        single = read_single(alone, context, title=title, series=series, given=given)
        if single is None and _is_one_labelled(schedule.drafts, main):
            one = schedule.drafts[0]
            single = one if is_single_talk(one, main, title=title, url=context.url) else None
        if single is not None and not single.item.speakers and len(schedule.records) >= _MANY_DATES:
            single = None  # a page full of dates where nobody speaks is a calendar
        drafts = [single] if single is not None else []
    if not drafts and len(main) < len(blocks):
        drafts = _beside(blocks, context, title)
    for draft in drafts:
        if not (series and draft.item.title and fold(draft.item.title) in fold(series)):
            draft.put("series", series, series or "", "page: its heading")
    return drafts


def _beside(blocks: Sequence[Block], context: Context, title: str) -> list[Draft]:
    """The talks of a page whose only list stands in what looked like a side section ("News")."""
    kept = _kept(blocks)
    schedule = read_schedule(kept, context)
    is_list = is_list_of_talks(
        schedule.drafts,
        kept,
        entries=len(schedule.records),
        named=schedule.has_columns or schedule.has_labels,
        title=title,
        url=context.url,
    )
    return schedule.drafts if is_list else []


def _is_one_labelled(drafts: Sequence[Draft], blocks: Sequence[Block]) -> bool:
    """Whether one entry alone is a whole talk, on a page that labels speaker and title: a notice.

    The other days are those of its heading, of when it was posted, of the notices before and after it.
    """
    items = [draft.item for draft in drafts]
    is_one = len(items) == 1 and bool(items[0].title and items[0].speakers and items[0].start)
    return is_one and {"speaker", "title"} <= talk_labels(blocks)


def _is_one_moment(drafts: Sequence[Draft]) -> bool:
    """Whether all that looks like a list is on one day, at one hour if at any."""
    starts = {draft.item.start for draft in drafts}
    days = {(start or "")[:10] for start in starts}
    return len(days) == 1 and sum(len(start or "") > 10 for start in starts) <= 1


def read_single(
    blocks: Sequence[Block],
    context: Context,
    *,
    title: str = "",
    series: str | None = None,
    given: Draft | None = None,
) -> Draft | None:
    """The one talk that blocks are about; None when they announce none."""
    known = Draft()
    if given is not None:
        known.fill_from(given)
    blocks = [_as_lines(block, context) for block in blocks]
    draft = read_announcement(blocks, context.but(series=series) if series else context, given=given)
    known.fill_from(draft)
    _title_from_event_name(known)
    title_from_headline(known, blocks, title, context)
    return known if is_single_talk(known, blocks, title=title, url=context.url) else None


def _as_lines(block: Block, context: Context) -> Block:
    """A dated line of facts between bars (`14 March 2024 · 16:00 · Room 5 · Jane Doe`), a line for each."""
    text = block.text
    if (
        len(text) > _LONGEST_FACTS
        or "\n" in text
        or len(_BAR.findall(text)) < 2
        or not find_days(text, context)
    ):
        return block
    return replace(block, text=_BAR.sub(" \n ", text))


def _title_from_event_name(draft: Draft) -> None:
    """An "event name" label may hold `Series: Title`, or the title alone."""
    why = draft.evidence.get("series")
    if draft.has("title") or why is None or not why.rule.startswith("label") or not draft.item.series:
        return
    parts = split_summary(draft.item.series)
    title = parts.title or (None if is_series_name(draft.item.series) else draft.item.series)
    draft.put("title", title, why.text, f"{why.rule}, the part after the series")


def _is_list(schedule: Schedule) -> bool:
    """Whether the page lists talks: several of them, or one in a table with named columns."""
    talks = {(d.item.title, tuple(s.name for s in d.item.speakers), d.item.start) for d in schedule.drafts}
    return len(talks) > 1 or (bool(talks) and schedule.has_columns)


def _kept(blocks: Sequence[Block]) -> list[Block]:
    """All blocks as main content: for pages whose only talks stand in what looked like a side section."""
    for block in blocks:
        block.aside = False
    return list(blocks)


def _title_term(title: str, blocks: Sequence[Block], context: Context):  # type: ignore[no-untyped-def]
    """The term or year that the page's title or address names."""
    path = unquote(urlsplit(context.url).path).replace("-", " ").replace("_", " ").replace("/", " ")
    for text in (title, path):
        term = read_term(one_line(text), context) if text and any(c.isdigit() for c in text) else None
        if term is not None:
            return term
    return None


def page_context(page: Page, context: Context) -> Context:
    """The context with the languages that the page declares, unless the source fixes them."""
    if context.languages or not page.language:
        return context
    return context.but(languages=codes_for(page.language))
