"""One talk's fields from its record: from named columns, or from lines whose roles the list decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from seminarcrawl.extractors.schedules.dates import find_days, find_hours
from seminarcrawl.extractors.schedules.places import read_room, take_place, take_tail_place
from seminarcrawl.extractors.schedules.records import Record, cut_block, is_room_word
from seminarcrawl.items import Speaker, Status
from seminarcrawl.reading.announcement.reader import trim_abstract
from seminarcrawl.reading.announcement.remarks import read_remark, word_count
from seminarcrawl.reading.announcement.when_lines import residual_place
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Day
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_about_word, is_by_word, is_other_kind, is_with_word, names_talk
from seminarcrawl.reading.labels import match_label, split_label
from seminarcrawl.reading.people.names import institution_likeness, read_speakers, speakers_likeness
from seminarcrawl.reading.places import Place, find_online_url, place_likeness, read_place
from seminarcrawl.reading.status import is_no_talk, is_placeholder, read_status
from seminarcrawl.reading.summary import Parts, split_summary
from seminarcrawl.reading.text import QUOTES, one_line, unquote

_EDGES = " \t\n-–—―:：,;|/·•.、，"
_FILE = re.compile(r"\.(?:pdf|pptx?|ps|key|mp4|m4v|mov|zip|djvu)$", re.I)
_NAME_AND_PLACE = re.compile(r"([^\d(),:;]{3,60})(?:\(([^()]{2,120})\)|,([^\d]{2,100}))?")
_BY = re.compile(r"\(\s?([^\W\d_]{2,12}):? ([^()]{3,100})\)")
_SEPARATOR = re.compile(r"\s?[:：](?!//)\s?|\s[-–—|]\s|(?<=\)),\s")
_LINK_TAIL = re.compile(r"(?:\s?[\[(][^\[\]()]{1,30}[\])]){1,6}$")
_LONG_WORD = re.compile(r"[^\W\d_]{4}")
_NUMBER_SIGN = re.compile(r"^[#№]\s?\d{1,4}\b[.:)]?\s(?=.{3})")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_BRACKET = re.compile(r"\s?\([^()]{1,120}\)")
_MATERIAL = frozenset(("slides", "video", "online", "abstract"))
BY_MARKS = "by marks"
_ABSTRACT_LENGTH = 150
_SENTENCE = 4  # words of the shortest sentence that is an abstract
_SENTENCE_END = re.compile(r"[.!。](?=\s|$)|\n")
_SHORT_LINE = 110
_MOST_NAME_WORDS = 3  # of an institution that no word tells
_PERSON = 0.5


def absolute(href: str, context: Context) -> str:
    """`href` against the page's address; "" for what is no web address."""
    href = href.strip()
    if href.startswith(("mailto:", "javascript:", "tel:", "data:")):
        return ""
    full = urljoin(context.url, href) if context.url else href
    return full if full.startswith(("http://", "https://")) else ""


def read_columns(draft: Draft, record: Record, context: Context, summary_role: str | None = None) -> None:
    """All fields that a table row's columns state."""
    columns = record.columns
    has_title = bool(columns.get("title"))
    _read_title(draft, columns.get("title", []), context)
    affiliation = _text(columns.get("affiliation", []))
    read_speaker_cell(draft, columns.get("speaker", []), affiliation, has_title, context)
    for block_list in (columns.get("mixed", []),):
        read_mixed(draft, block_list, context, summary_role)
    _read_simple(draft, columns)
    _read_place(draft, columns)
    abstract = columns.get("abstract", [])
    if abstract and _text(abstract):
        body = trim_abstract("\n\n".join(b.text for b in abstract))
        draft.put("abstract", body, _text(abstract), "column 'Abstract'")
    if columns.get("date") and record.day_text:
        _read_date_cell(draft, columns["date"], context)
    read_links(draft, record, context)


def _read_simple(draft: Draft, columns: dict[str, list[Block]]) -> None:
    for field in ("host", "series", "language"):
        text = one_line(_text(columns.get(field, [])))
        if text and not is_placeholder(text):
            draft.put(field, text, text, f"column '{field.title()}'")
    remark = _text(columns.get("status", []))
    status = read_status(remark)[0] if remark else None
    if status:
        draft.put("status", status, remark, "column 'Status'")


def _read_place(draft: Draft, columns: dict[str, list[Block]]) -> None:
    cells = columns.get("place", [])
    text = one_line(_text(cells))
    if text:
        place = read_place(text, links=[href for b in cells for href in b.links])
        draft.put("location", place.location, text, "column 'Place'")
        draft.put("online_url", place.online_url, text, "column 'Place'")


def _read_date_cell(draft: Draft, cells: list[Block], context: Context) -> None:
    """A date cell may carry a mark (`Nov 3 Canceled`), or another room."""
    for block in cells:
        for line in (line for part in undated(block, context)[0] for line in part.lines):
            place = read_room(line)
            if place is not None:
                draft.put("location", place.location, block.text, "place beside the date")
        status = cell_status(block)
        if status:
            draft.put("status", status, block.text, "marked beside the date")


def cell_status(block: Block) -> str | None:
    """The status that a word in a short text states, wherever it stands."""
    status = read_status(block.text)[0]
    if status:
        return status
    for line in block.lines:
        for marked in (line, *block.marked("strong", "em")):
            status = read_status(f"[{marked.strip()}]")[0] if len(marked) < 40 else None
            if status:
                return status
    return None


def read_title_text(text: str) -> tuple[str | None, str | None]:
    """A title as stated, without quotes and mark, and the status that the mark states."""
    status, rest = read_status(one_line(text))
    rest = _NUMBER_SIGN.sub("", rest.strip())
    if is_placeholder(rest) or len(rest) > 500:
        return None, status
    return unquote(rest.rstrip(" ,;")), status


def _put_title(draft: Draft, text: str, rule: str) -> None:
    title, status = read_title_text(text)
    draft.put("title", title, text, rule)
    if status:
        draft.put("status", status, text, "marked in the title")


def _read_title(draft: Draft, cells: list[Block], context: Context) -> None:
    """A title cell: the title, and what may stand below it (an abstract, a subtitle)."""
    blocks = [b for b in cells if b.text.strip()]
    if not blocks:
        return
    head, rest = split_head(blocks)
    if head == blocks[0].text:
        head = without_link_tail(blocks[0])
    _put_title(draft, head, "column 'Title'")
    read_below_title(draft, rest, "below the title in its cell")


def read_below_title(draft: Draft, rest: list[Block], rule: str) -> None:
    """The text below a title: an abstract when it is long or labelled so."""
    body = "\n\n".join(b.text for b in rest)
    labelled = split_label(body.split("\n", 1)[0][:200]) if body else None
    is_abstract = labelled is not None and labelled.field == "abstract"
    if is_abstract or len(body) > _ABSTRACT_LENGTH or is_short_abstract(body):
        draft.put("abstract", trim_abstract(body), body, rule)


def is_short_abstract(text: str) -> bool:
    """Whether a few words below a title are running text about the talk: whole sentences, and no remark."""
    text = text.strip()
    if not text or text[0].islower() or text[-1] not in ".!?。…" or word_count(text) < _SENTENCE:
        return False
    if read_remark(text) is not None or is_no_talk(text) or read_sentence_status(text) is not None:
        return False
    return place_likeness(text) < _PERSON and split_label(text.split("\n", 1)[0][:_SHORT_LINE]) is None


def read_sentence_status(text: str) -> Status | None:
    """The status that the first sentence of a short text states ("This talk has been cancelled. We …")."""
    first = text[: _split_sentence(text)]
    if not 0 < len(first) <= _SHORT_LINE:
        return None
    status, rest = read_status(first.strip(" .!*()[]"))
    return status if not rest else None


def _split_sentence(text: str) -> int:
    """The end of the first sentence or line."""
    return next((m.end() for m in _SENTENCE_END.finditer(text[: _SHORT_LINE + 1])), len(text))


def split_head(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The first line (with the lines that share its marks) as head, and the rest as blocks."""
    first = blocks[0]
    lines = first.text.split("\n")
    end = len(lines[0])
    for span in first.spans:
        if span.kind in ("strong", "em", "link") and span.start == 0 and span.end > end:
            end = span.end
    if len(lines) > 1 and end < len(first.text):
        following = cut_block(first, end, len(first.text))
        is_short = (
            len(following.text) < _SHORT_LINE
            and split_label(following.lines[0] if following.lines else "") is None
        )
        if is_short and not first.spans and speakers_likeness(following.text) < _PERSON:
            return first.text, blocks[1:]  # a title broken over lines
        return first.text[:end], [following, *blocks[1:]]
    return first.text, blocks[1:]


def read_speaker_cell(
    draft: Draft, cells: list[Block], affiliation: str, has_title: bool, context: Context
) -> None:
    """A speaker cell: people, perhaps their affiliation on a line of its own, a host, a mark."""
    lines = [line.strip() for b in cells for line in b.text.split("\n") if line.strip()]
    if not lines:
        return
    text = " ".join(lines)
    status, _ = read_status(text)
    if status:
        draft.put("status", status, text, "marked beside the speaker")
    speakers = read_speaker_lines(lines, affiliation)
    if not speakers:
        return
    _put_urls(speakers, cells, context)
    draft.put("speakers", speakers, text, "column 'Speaker'")


def read_speaker_lines(lines: list[str], affiliation: str = "") -> list[Speaker]:
    """People on one or several lines; a line that is an institution belongs to the person above it."""
    lines = [
        rest for line in lines if (rest := read_status(line)[1].strip(_EDGES)) and not is_placeholder(rest)
    ]
    if not lines:
        return []
    if len(lines) == 1 or affiliation:
        line = one_line(" ".join(lines))
        return read_speakers(line, affiliation=affiliation or None) or _as_printed(line, affiliation)
    speakers: list[Speaker] = []
    for line in lines:
        labelled = split_label(line)
        if labelled is not None and labelled.field not in ("speaker", "affiliation"):
            break
        value = labelled.value if labelled else line
        looks_person = speakers_likeness(value) >= _PERSON and institution_likeness(value) < 0.6
        if speakers and not looks_person:
            if not speakers[-1].affiliation and _can_be_affiliation(value):
                for speaker in (one for one in speakers if not one.affiliation):
                    speaker.affiliation = value.strip("() ")
            continue
        speakers += read_speakers(value)
    return speakers


def _can_be_affiliation(text: str) -> bool:
    """Whether the line below people says where they are from: an institution, or a few capitalised words."""
    bare = text.strip("() ")
    tokens = bare.split()
    is_name = 0 < len(tokens) <= _MOST_NAME_WORDS and all(token[0].isupper() for token in tokens)
    return institution_likeness(bare) >= 0.3 or (is_name and not names_talk(bare))


def _as_printed(line: str, affiliation: str) -> list[Speaker]:
    """What a column of speakers holds is a person even when it does not look like one ("Yaqi duan (NYU)")."""
    match = _NAME_AND_PLACE.fullmatch(line)
    if match is None or is_no_talk(line) or names_talk(line) or not 1 < len(match[1].split()) <= 5:
        return []
    return [Speaker(match[1].strip(), affiliation or (match[2] or "").strip() or None)]


def _put_urls(speakers: list[Speaker], cells: list[Block], context: Context) -> None:
    """A link on a person's name is the person's page."""
    for block in cells:
        for span in block.spans:
            if span.kind != "link":
                continue
            text = block.text[span.start : span.end]
            href = absolute(span.value, context)
            for speaker in speakers:
                if (
                    href
                    and not speaker.url
                    and speaker.name in text
                    and not _FILE.search(urlsplit(href).path)
                ):
                    speaker.url = href


def read_mixed(draft: Draft, cells: list[Block], context: Context, summary_role: str | None) -> None:
    """Speaker and title in one cell: on lines of their own, or on one line with something between."""
    blocks = [b for b in cells if b.text.strip()]
    if not blocks:
        return
    lines = [(b, line.strip()) for b in blocks for line in b.text.split("\n") if line.strip()]
    scores = [speakers_likeness(text) if len(text) < 200 else 0.0 for _, text in lines[:3]]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    if len(lines) == 1 or scores[best] < _PERSON:
        read_one_line(draft, blocks[0], context, summary_role)
    elif best + 1 < len(lines) and (best == 0 or names_talk(lines[0][1])):
        _read_speaker_above(draft, blocks, lines[best:], context)
    else:
        _put_title(draft, " ".join(text for _, text in lines[:best]), "the line above the speaker")
        _put_speakers(draft, lines[best][1], blocks, context, "the line below the title")


def _read_speaker_above(
    draft: Draft, blocks: list[Block], lines: list[tuple[Block, str]], context: Context
) -> None:
    _put_speakers(draft, lines[0][1], blocks, context, "the first line of the cell")
    rest = [text for _, text in lines[1:]]
    if rest and len(rest) > 1 and institution_likeness(rest[0]) > 0.6 and draft.item.speakers:
        if not draft.item.speakers[-1].affiliation:
            draft.item.speakers[-1].affiliation = rest[0]
        rest = rest[1:]
    short: list[str] = []
    for text in rest:
        if len(text) > 300 or split_label(text) is not None or (short and is_other_kind(text)):
            break
        if short and (short[0][:1] in QUOTES or is_short_abstract(text)):
            break
        short.append(text)
    if short:
        _put_title(draft, " ".join(short[:3]), "the line below the speaker")
    long = rest[len(short) :]
    if sum(map(len, long)) > _ABSTRACT_LENGTH or is_short_abstract("\n".join(long)):
        draft.put("abstract", trim_abstract("\n\n".join(long)), long[0], "below the title")


def read_one_line(draft: Draft, block: Block, context: Context, summary_role: str | None) -> None:
    """A line such as `Jane Doe (MIT): Title`, taken apart by the role that fits the whole list."""
    place, block = take_tail_place(block)
    if place is not None:
        draft.put("location", place.location, block.text, "place at the end of the line")
    text = one_line(without_link_tail(block))
    by = speaker_in_brackets(text)
    if by is None and summary_role == BY_MARKS:
        by, rule = split_by_marks(_without_tail(block)), "told apart by bold, italic or link"
    else:
        rule = "named in brackets after 'by'"
    if by is not None:
        _put_speakers(draft, by[0], [block], context, rule)
        _put_title(draft, by[1], rule)
        return
    summary_role = None if summary_role == BY_MARKS else summary_role
    quoted = quoted_title(text)
    parts = Parts(quoted[1], quoted[0], role="speaker_title") if quoted else split_summary(text, summary_role)
    is_cut_at_comma = parts.speaker is not None and text.startswith(f"{parts.speaker},")
    if (parts.speaker is None or is_cut_at_comma) and summary_role and "speaker_title" in summary_role:
        parts = _cut_once(text, parts)
    if parts.speaker:
        _put_speakers(
            draft, without_link_word(parts.speaker), [block], context, f"part of the line ({parts.role})"
        )
    if parts.title:
        _put_title(draft, parts.title, f"part of the line ({parts.role})")
    if parts.status:
        draft.put("status", parts.status, text, "marked in the line")


def _cut_once(text: str, parts: Parts) -> Parts:
    """The line cut at its first separator when people stand before it, as in the list's other lines."""
    match = _SEPARATOR.search(text)
    head = text[: match.start()] if match else ""
    if match is None or not (speakers_likeness(head) >= _PERSON or _has_form_of_name(head)):
        return parts
    return parts._replace(speaker=text[: match.start()], title=text[match.end() :], role="speaker_title")


def _has_form_of_name(text: str) -> bool:
    """Whether a text begins with two to four capitalised words, whoever they name."""
    words = text.split(",")[0].split("(")[0].split()
    return 2 <= len(words) <= 4 and all(word[:1].isupper() and word.isalpha() for word in words)


def speaker_in_brackets(text: str) -> tuple[str, str] | None:
    """`Paper presentation (by Jane Doe): Title` as speaker and title; None for other lines."""
    match = _BY.search(text[:300])
    if match is None or not is_by_word(match[1]) or is_with_word(match[1]):
        return None
    behind = text[match.end() :].strip(_EDGES)
    title = behind if len(behind) > 8 else text[: match.start()].strip(_EDGES)
    return match[2], title


def quoted_title(text: str) -> tuple[str, str] | None:
    """`Jane Doe (MIT) and John Roe: "Title"` as speakers and title; None for other lines."""
    end = text.rstrip(" .")
    opener = next((a for a, closers in QUOTES.items() if end and end[-1] in closers), None)
    start = end.rfind(opener, 0, len(end) - 1) if opener else -1
    if start < 4 or len(end) - start < 6:
        return None
    people = without_link_word(text[:start].strip(_EDGES))
    return (people, end[start:]) if speakers_likeness(people) >= _PERSON else None


def split_by_marks(block: Block) -> tuple[str, str] | None:
    """Speaker and title of a line whose only separator is that one of them is bold, italic or a link."""
    text = block.text
    for span in block.spans:
        end = _after_bracket(text, span.end)
        inside = text[span.start : end].strip(_EDGES)
        rest = f"{text[: span.start].strip(_EDGES)} {text[end:].strip(_EDGES)}".strip()
        if span.kind not in ("strong", "em", "link") or len(inside) < 5 or len(rest) < 5 or len(text) > 300:
            continue
        inner, outer = speakers_likeness(inside), speakers_likeness(rest)
        if outer >= 0.6 and inner < _PERSON:
            return rest, inside
        if inner >= 0.6 and outer < _PERSON:
            return inside, _emphasised_part(block, end) or rest
    return None


def _emphasised_part(block: Block, start: int) -> str | None:
    """The run in italics or bold that is most of what follows the speaker: the title before remarks."""
    rest = len(block.text) - start
    for span in block.spans:
        if span.kind in ("em", "strong") and span.start >= start and (span.end - span.start) * 2 > rest:
            return block.text[span.start : span.end].strip(_EDGES)
    return None


def _without_tail(block: Block) -> Block:
    """The block without the links that close it."""
    text = without_link_tail(block)
    return cut_block(block, 0, len(text)) if block.text.startswith(text) else block


def _after_bracket(text: str, at: int) -> int:
    """Behind a bracket that follows at once (the affiliation after a bold name), else `at`."""
    match = _BRACKET.match(text, at)
    return match.end() if match else at


def without_link_word(text: str) -> str:
    """`Jane Doe (MIT) on` without the word that leads on to the title."""
    head, _, last = text.rpartition(" ")
    return head if head and (is_about_word(last) or is_by_word(last)) else text


def without_link_tail(block: Block) -> str:
    """The text without the links that close it: in brackets ("[pdf]"), or named by a label ("Slides")."""
    text = block.text
    tail = _LINK_TAIL.search(text)
    links = [span for span in block.spans if span.kind == "link"]
    if tail is not None and tail.start() > 0 and any(span.end > tail.start() for span in links):
        text = text[: tail.start()]
    for span in sorted(links, key=lambda span: -span.start):
        end = len(text.rstrip(_EDGES + ")]"))
        if 0 < span.start < end <= span.end + 1 and _names_material(text[span.start : end]):
            text = text[: span.start].rstrip(" \t\n-–—,;|/·•([")
            text = text[:-1] if text.endswith(".") else text
    return text


def _names_material(text: str) -> bool:
    """Whether a link's text is nothing but what it leads to: "Slides", "abstract", "Zoom"."""
    return len(text) < 40 and match_label(text.strip("[]()., ")) in _MATERIAL


def _put_speakers(draft: Draft, text: str, cells: list[Block], context: Context, rule: str) -> None:
    speakers = read_speakers(text)
    _put_urls(speakers, cells, context)
    draft.put("speakers", speakers, text, rule)


def read_links(draft: Draft, record: Record, context: Context) -> None:
    """The link to join, slides and videos, and the talk's own page (the link on its title)."""
    links = []
    for role, cells in (record.columns or {"": record.blocks}).items():
        for block in cells:
            for span in block.spans:
                if span.kind != "link":
                    continue
                text = block.text[span.start : span.end]
                href = absolute(span.value, context)
                if not href:
                    continue
                if _is_material(text, href, role):
                    links.append(href)
                elif role in ("title", "mixed", "") and _is_own_page(text, href, draft, context):
                    draft.put("url", href, text, "the link on the title")
    if links:
        draft.put("links", list(dict.fromkeys(links)), " ".join(links), "links to slides, video or paper")
    if not record.columns or record.columns.get("online"):
        cells = record.columns.get("online") or record.blocks
        hrefs = [absolute(h, context) for b in cells for h in b.links]
        text = "\n".join(b.text for b in cells)
        draft.put("online_url", find_online_url(text, [h for h in hrefs if h]), text, "the link to join")


def _is_material(text: str, href: str, role: str) -> bool:
    if role in ("slides", "video") or _FILE.search(urlsplit(href).path):
        return True
    return len(text) < 40 and match_label(text.strip("[]() ")) in ("slides", "video")


def _is_own_page(text: str, href: str, draft: Draft, context: Context) -> bool:
    """Whether a link leads to the talk's own page: on the title, to the same site, not within this page."""
    title = draft.item.title
    here, there = urlsplit(context.url), urlsplit(href)
    if not title or not context.url or here.netloc != there.netloc or here.path == there.path:
        return False
    return one_line(text).strip(_EDGES) in title or title in one_line(text)


def without_when(block: Block, context: Context) -> Block:
    """The block without the date and hours that open it, or that close its first line."""
    before, after = around_when(block, context)
    return before if after is None or before.text else after


def undated(block: Block, context: Context) -> tuple[list[Block], Block | None]:
    """A dated block without its date: what is left as blocks, and the text behind the date on its line."""
    offset = 0
    for line in block.text.split("\n")[:12]:
        if _DIGIT.search(line) and find_days(line[:400], context):
            dated = cut_block(block, offset, offset + len(line))
            before, after = around_when(dated, context)
            behind = before if after is None else after
            rest = [cut_block(block, 0, offset), cut_block(block, offset + len(line), len(block.text))]
            parts = [rest[0], *([before] if after is not None else []), behind, rest[1]]
            return [part for part in parts if part.text], behind if behind.text else None
        offset += len(line) + 1
    return [block], None


def undated_and_placed(block: Block, context: Context) -> tuple[list[Block], Place | None]:
    """A dated block without its date and without the place beside it, and that place."""
    rest, behind = undated(block, context)
    if behind is None:
        return rest, None
    room = _room_of_remark(behind.text, context)
    place, left = (Place(room, None), None) if room else take_place(behind)
    if place is None and left is behind:
        return rest, None
    return [part for one in rest if (part := left if one is behind else one) is not None], place


def _room_of_remark(text: str, context: Context) -> str | None:
    """The room in a remark on the date that is nothing but an hour and a room: "CAREFUL: 2 pm, Room 7"."""
    if len(text) > _SHORT_LINE or "\n" in text:
        return None
    before = [text[: found.start].rsplit(None, 1)[-1:] for found in find_hours(text, context)]
    if not before or any(is_room_word(word) for words in before for word in words):
        return None  # "Room G.10"
    room = residual_place(text, context)
    others = [word for word in _WORD.findall(text) if not any(c.isdigit() for c in word)]
    return room if room and len(others) <= len(_WORD.findall(room)) + 2 else None


def around_when(block: Block, context: Context) -> tuple[Block, Block | None]:
    """The text before and after a block's date and hours; None for after when they open the block.

    `Oct 3, 4 pm: Jane Doe` is ("Jane Doe", None); `Jane Doe: Title. 3 October, Room 5` is ("Jane Doe:
    Title", "Room 5").
    """
    text = block.text
    line_end = text.find("\n") if "\n" in text else len(text)
    head = text[: min(line_end, 400)]
    found = sorted([*find_days(head, context), *find_hours(head, context)], key=lambda f: f.start)
    found = [f for f in found if isinstance(f.value, Day) or f.start < 40 or f.start > found[0].start]
    if not found:
        return block, None
    start = found[0].start
    end = found[0].end
    for one in found[1:]:
        if one.start - end > 14 or _LONG_WORD.search(head, end, max(one.start, end)):
            break
        end = max(end, one.end)
    while end < len(text) and text[end] in _EDGES + ")]!":
        end += 1
    if len(text[:start].strip(_EDGES + "([")) < 4:
        return cut_block(block, end, len(text)), None
    stop = start
    while stop > 0 and text[stop - 1] in _EDGES + "([":
        stop -= 1
    return cut_block(block, 0, stop), cut_block(block, end, len(text))


def _text(cells: Sequence[Block]) -> str:
    return "\n".join(block.text for block in cells).strip()
