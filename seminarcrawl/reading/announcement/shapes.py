"""What unlabelled lines are by their shape: a person, where they are from, a title, a place, a link."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seminarcrawl.reading.announcement.abstract import is_abstract_line, is_running_text
from seminarcrawl.reading.announcement.labelled_fields import clean_title, read_speaker_lines
from seminarcrawl.reading.announcement.lines import Line, is_rule
from seminarcrawl.reading.announcement.notice import SHORT_LINE, Notice
from seminarcrawl.reading.announcement.remarks import is_aside, read_remark, word_count
from seminarcrawl.reading.dates import find_days
from seminarcrawl.reading.kinds import is_by_word, is_kind_word, is_series_name, is_talk_kind, names_talk
from seminarcrawl.reading.labels import match_key
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.affiliations import clean_affiliation
from seminarcrawl.reading.people.names import institution_likeness, person_likeness, speakers_likeness
from seminarcrawl.reading.places import find_online_url, place_likeness, read_place
from seminarcrawl.reading.prose.room import is_room_code
from seminarcrawl.reading.status import is_no_talk, is_placeholder, read_status
from seminarcrawl.reading.summary import Hints, split_summary
from seminarcrawl.reading.text import QUOTES, fold

_PERSON = 0.65
_SURE_PERSON = 0.8
_INSTITUTION = 0.45
_PLACE = 0.6
_SURE_PLACE = 0.8  # a "Lecture Hall" is no series of lectures
_TITLE = 0.45
_LONGEST_TITLE = 260
_LINK_OR_MAIL = re.compile(r"https?://|www\.|\w@\w")
_NOBODY: tuple[float, int, Line | None] = (0.0, 0, None)
_PERSONAL = ("speaker", "affiliation", "headline", "announcement")
_LONGEST_DATE = 30
_PREFIX = re.compile(r"(?P<prefix>[^:：】\]]{2,60})[:：】\]]\s{0,3}(?P<title>\S.{2,250})$")
_NUMBER_SIGN = re.compile(r"^[#№]?\d+[.)]?$")


def read_shapes(notice: Notice) -> None:
    """Read the unread short lines by what they look like: person, institution, title, place, link."""
    head = _head(notice)
    _read_persons(notice, head)
    _read_headlines(notice, head)
    _read_affiliation(notice, head)
    _read_title(notice, head)
    _read_places(notice)
    _read_links(notice)


def _head(notice: Notice) -> list[Line]:
    """The unread short lines before the running text; those after it when there are none before."""
    pending = list(notice.pending())
    first = next(
        (i for i, line in enumerate(pending) if is_abstract_line(line, notice.speaker_names)), len(pending)
    )
    labelled = next((i for i, line in enumerate(notice.lines) if line.role == "abstract"), len(notice.lines))
    before = [line for line in pending[:first] if notice.lines.index(line) < labelled]
    chosen = before or pending[first:]
    return [line for line in chosen if _is_readable(line)][:40]


def _is_readable(line: Line) -> bool:
    """Whether a line can state a field: short, no rule, no remark."""
    if len(line.text) > _LONGEST_TITLE or is_rule(line.text):
        return False
    return line.is_heading or read_remark(read_status(line.text)[1]) is None


# People


def _read_persons(notice: Notice, head: Sequence[Line]) -> None:
    if notice.has("speakers"):
        for line in head:
            if _is_known_speaker(notice, line):
                line.role = "speaker"
                people = read_speaker_lines([_without_by(line)])
                notice.complete_speakers(people, line.text, "another mention of the speaker")
        return
    scored = [
        (_person_score(line, head), -i, line) for i, line in enumerate(head) if len(line.text) <= SHORT_LINE
    ]
    score, _, best = max(scored, default=_NOBODY, key=lambda entry: entry[:2])
    if best is None or score < _PERSON:
        return
    line = best
    people = read_speaker_lines([_without_by(line)])
    if people and notice.put("speakers", people, line.text, "line that is a person"):
        line.role = "speaker"
        for other in head:
            if not other.role and _is_known_speaker(notice, other):
                other.role = "speaker"


def _is_known_speaker(notice: Notice, line: Line) -> bool:
    """Whether a line only names the known speakers, perhaps with where they are from."""
    folded = fold(line.text)
    names = [fold(name) for name in notice.speaker_names]
    if not any(name and name in folded for name in names):
        return False
    return speakers_likeness(_without_by(line).text) >= 0.5 and len(line.text) <= SHORT_LINE


def _without_by(line: Line) -> Line:
    """The line without a "by", "with" or "von" at its start."""
    first, _, rest = line.text.partition(" ")
    if rest and is_by_word(first.casefold()):
        return line.cut(len(first))
    return line


def _person_score(line: Line, head: Sequence[Line]) -> float:
    """How surely a line names the speaker: its words first, then its type, its class and what follows it."""
    text = _without_by(line).text
    if line.text[:1] in QUOTES or is_series_name(text):
        return 0.0
    score = speakers_likeness(text)
    if score < 0.5:
        return 0.0
    score += 0.1 * line.strong + 0.1 * (line.all_marked("link") or text is not line.text)
    score += 0.25 * ("speaker" in _class_fields(line))
    following = _next(line, head)
    if following is not None and institution_likeness(following.text) >= _INSTITUTION:
        score += 0.15
    return score - 0.3 * (place_likeness(text) >= 0.7)


def _class_fields(line: Line) -> set[str]:
    """The fields that the line's classes name ("talk-speaker", "event-location")."""
    return {field for word in line.classes if (field := match_key(word))}


def _next(line: Line, head: Sequence[Line]) -> Line | None:
    at = _number(head, line)
    return head[at + 1] if at + 1 < len(head) else None


def _read_headlines(notice: Notice, head: Sequence[Line]) -> None:
    """A heading that packs several parts: `Seminar #5 – Jane Doe – On knots`, `Seminar in Oslo: Jane Doe`."""
    for line in head[:8]:
        if line.role or (notice.has("speakers") and notice.has("title")):
            continue
        if _read_prefixed_title(notice, line):
            continue
        if not line.strong and line is not head[0] and "(" not in line.text:
            continue  # a plain line must name a sure speaker
        parts = split_summary(
            line.text, None, Hints.of(series=[notice.value("series")], speakers=notice.speaker_names)
        )
        speaker_known = bool(parts.speaker) and speakers_likeness(parts.speaker or "") >= _PERSON
        if not line.strong and line is not head[0] and not (parts.title and _is_sure_speaker(parts.speaker)):
            continue
        if not speaker_known or not (parts.title or parts.series or "_" in parts.role):
            continue
        people = read_speaker_lines([Line(parts.speaker or "")])
        if people:
            notice.put("speakers", people, line.text, "heading taken apart")
        if parts.title and not is_series_name(parts.title) and not _is_date(notice, parts.title):
            notice.put("title", clean_title(parts.title), line.text, "heading taken apart")
        notice.put("series", parts.series, line.text, "heading taken apart")
        notice.put("status", parts.status, line.text, "marker in the heading")
        line.role = "headline"


def _read_prefixed_title(notice: Notice, line: Line) -> bool:
    """A heading that is a title behind the kind of event: „Gastvortrag: Über Wände“."""
    match = _PREFIX.match(line.text)
    if not line.strong or match is None or notice.has("title"):
        return False
    prefix, title = match["prefix"].strip(" [【"), clean_title(match["title"])
    is_kind = is_kind_word(prefix) or is_talk_kind(prefix)
    if not (is_kind or is_series_name(prefix)) or word_count(title) < 2 or is_series_name(title):
        return False
    inner = split_summary(title)
    if inner.speaker and inner.title and speakers_likeness(inner.speaker) >= _PERSON:
        return False  # "Colloquium: Jane Doe, “On knots”"
    folded = fold(title)
    names_speaker = any(fold(name) in folded for name in notice.speaker_names)
    about_person = speakers_likeness(title) >= 0.5 and not notice.has("speakers")
    if names_speaker or about_person or is_placeholder(title) or _is_date(notice, title):
        return False
    if notice.put("title", title, line.text, "heading behind the kind of event"):
        if not is_kind:
            notice.put("series", prefix, line.text, "heading before the title")
        line.role = "title"
        return True
    return False


def _is_date(notice: Notice, text: str) -> bool:
    """Whether a part of a heading is but a date."""
    return len(text) <= _LONGEST_DATE and bool(find_days(text, notice.context))


def _is_sure_speaker(text: str | None) -> bool:
    """Whether the speaker's part of a plain line leaves no doubt: `Jane Doe (Oslo): Title`."""
    return bool(text) and "(" in (text or "") and speakers_likeness(text or "") >= _SURE_PERSON


def _read_affiliation(notice: Notice, head: Sequence[Line]) -> None:
    """The institution on the line below the speaker (or the one line that is an institution)."""
    for line in head:
        if (
            line.role
            or institution_likeness(line.text.strip("()")) < _INSTITUTION
            or _title_markup(line) >= 0.5
        ):
            continue
        previous = _previous(notice, head, line)
        if previous is None or len(line.text) > SHORT_LINE:
            continue
        own = notice.draft.item.speakers
        text = clean_affiliation(line.text.strip(" ,;()")) or line.text.strip(" ,;()")
        if previous.role == "speaker":
            line.role = "affiliation"
            if len(own) == 1 and not own[0].affiliation:
                own[0].affiliation = text
        elif previous.role == "affiliation" and previous.block == line.block and len(own) == 1:
            line.role = "affiliation"
            own[0].affiliation = f"{own[0].affiliation}, {text}"


def _previous(notice: Notice, head: Sequence[Line], line: Line) -> Line | None:
    """The line before `line` in `head`, or the label right above it of a lone speaker from nowhere."""
    at = _number(notice.lines, line)
    above = notice.lines[at - 1] if at else None
    own = notice.draft.item.speakers
    if above is not None and above.role == "speaker" and len(own) == 1 and not own[0].affiliation:
        return above
    at = _number(head, line)
    return head[at - 1] if at else None


# Title


def _read_title(notice: Notice, head: Sequence[Line]) -> None:
    candidates = [line for line in head if not line.role]
    if notice.has("title"):
        for line in candidates:
            if notice.is_known_text(clean_title(line.text)):
                line.role = "title"
        return
    scored: list[tuple[float, int, Line | None]] = [
        (_title_score(notice, line, head), -i, line) for i, line in enumerate(candidates)
    ]
    score, _, best = max(scored, default=_NOBODY, key=lambda entry: entry[:2])
    if best is None or score < _TITLE:
        return
    line = best
    status, text = read_status(line.text)
    title = clean_title(_quoted_part(text) or text)
    if is_placeholder(title):
        line.role = "title"
        return
    if notice.put("title", title, line.text, _title_rule(line)):
        notice.put("status", status, line.text, "marker in the title")
        line.role = "title"


def _title_rule(line: Line) -> str:
    if line.text[:1] in QUOTES:
        return "text in quotation marks"
    marks = "heading" if line.is_heading else "bold line" if line.strong else "line in italics"
    return marks if line.strong or line.all_marked("em") else "line beside the speaker"


def _title_markup(line: Line) -> float:
    """How much the type of a line speaks for a title."""
    if _quoted_part(line.text):
        return 0.5
    if line.is_heading:
        return 0.3
    return 0.35 if line.all_marked("em") else 0.25 if line.strong else 0.1 if line.all_marked("link") else 0.0


def _title_score(notice: Notice, line: Line, head: Sequence[Line]) -> float:
    """How surely a line is the title: its type, its neighbours, and that it is nothing else."""
    text = line.text
    tokens = text.split()
    markup = _title_markup(line)
    if not _can_be_title(notice, line, markup) or is_aside(text, notice.context):
        return 0.0
    score = 0.2 + markup + 0.25 * ("title" in _class_fields(line)) + 0.05 * (len(tokens) >= 3)
    at = _number(head, line)
    around = [head[i] for i in (at - 1, at + 1) if 0 <= i < len(head)]
    beside = any(other.role in _PERSONAL for other in around) or _touches(
        notice, _number(notice.lines, line), _PERSONAL
    )
    score += 0.2 * beside
    score += 0.1 * _precedes_text(notice, line)
    score += 0.05 * (line.is_heading and line.level <= 2) - 0.25 * names_role(text)
    score -= 0.25 * _quotes_series(line)
    score -= 0.2 * (len(tokens) == 1 and len(text) < 20) + 0.15 * (text.endswith(".") and markup < 0.3)
    return score


def _quotes_series(line: Line) -> bool:
    """Whether a line below the headings may quote the name of a series: "Seminar “Voices of trade”"."""
    inside = _quoted_part(line.text)
    if inside is None or line.is_heading:
        return False
    before = line.text[: line.text.index(inside)].rstrip(' “„«「『《"\xa0')
    return bool(before) and before[-1] not in ":：–—-" and names_talk(before)


def names_role(text: str) -> bool:
    """Whether a short line begins with what somebody is: "Research associate in …", "Professor of …"."""
    tokens = fold(text).split()
    return len(tokens) <= 9 and any(" ".join(tokens[:size]) in _roles() for size in (1, 2, 3))


@remember()
def _roles() -> frozenset[str]:
    return frozenset(fold(word) for word in words("roles", "words"))


def _can_be_title(notice: Notice, line: Line, markup: float) -> bool:
    """Whether nothing speaks against a title: no person, institution, place, series, date or address."""
    text = line.text
    if len(text) < 3 or _LINK_OR_MAIL.search(text) or is_no_talk(text) or _NUMBER_SIGN.match(text):
        return False
    if markup >= 0.5:
        return True
    if notice.is_known_text(text) or is_series_name(text) or (is_running_text(text) and not line.strong):
        return False
    if (
        person_likeness(text) >= _PERSON
        or institution_likeness(text) >= 0.6
        or place_likeness(text) >= _PLACE
    ):
        return False
    return not (find_days(text, notice.context) and len(text) <= 60)


def _number(lines: Sequence[Line], line: Line) -> int:
    """Where `line` itself stands among `lines`."""
    return next(i for i, other in enumerate(lines) if other is line)


def _touches(notice: Notice, at: int, roles: tuple[str, ...]) -> bool:
    """Whether a line with one of these roles stands right above or below line `at`, but for remarks."""
    above, below = at - 1, at + 1
    while above >= 0 and not notice.lines[above].role and read_remark(notice.lines[above].text) == "part":
        above -= 1  # "Add to calendar"
    return any(notice.lines[i].role in roles for i in (above, below) if 0 <= i < len(notice.lines))


def _precedes_text(notice: Notice, line: Line) -> bool:
    """Whether the abstract comes right after a line."""
    at = _number(notice.lines, line)
    following = next((other for other in notice.lines[at + 1 :]), None)
    return following is not None and (following.role == "abstract" or is_abstract_line(following, ()))


def _quoted_part(text: str) -> str | None:
    """The part of a short line in quotation marks, when it is most of the line."""
    first = next((i for i, char in enumerate(text) if char in '“„«「『《"'), -1)
    if first < 0:
        return None
    ends = [text.rfind(closer) for closer in QUOTES[text[first]]]
    end = max(ends)
    inside = text[first + 1 : end].strip() if end > first else ""
    return inside if len(inside) > 3 and len(inside) >= 0.6 * len(text) else None


# Places and links


def _read_places(notice: Notice) -> None:
    if notice.has("location"):
        return
    for line in notice.pending():
        if len(line.text) > SHORT_LINE or is_running_text(line.text) or read_remark(line.text):
            continue
        text = _without_preposition(_without_link_words(line))
        hint = "place" in _class_fields(line)
        if is_series_name(text) and place_likeness(text) < _SURE_PLACE and not hint:
            continue
        if place_likeness(text) >= (_PLACE - 0.3 * hint) and notice.put(
            "location", read_place(text, links=line.links).location, line.text, "line that is a place"
        ):
            line.role = "place"
            return
    _read_place_beside_date(notice)


def _read_place_beside_date(notice: Notice) -> None:
    """A building or institution on the line next to the date, when nothing looked more like a room."""
    for i, line in enumerate(notice.lines):
        if line.role or len(line.text) > SHORT_LINE or not _touches(notice, i, ("when",)):
            continue
        text = _without_preposition(line.text)
        likeness = max(place_likeness(text), institution_likeness(text))
        if is_room_code(text) and not names_talk(text) and not find_days(text, notice.context):
            likeness = _PLACE
        if (
            likeness < _INSTITUTION
            or is_series_name(text)
            or read_remark(text)
            or person_likeness(text) >= _PERSON
        ):
            continue
        if notice.put("location", read_place(text).location, line.text, "line beside the date"):
            line.role = "place"
            return


def _without_link_words(line: Line) -> str:
    """The line without a link in brackets at its end: `Schermerhorn 614 (map)`."""
    if line.text[-1] != ")" or not line.links:
        return line.text
    return read_place(line.text).location or line.text


def _without_preposition(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.islower() and len(first) <= 4 else text


def _read_links(notice: Notice) -> None:
    """The link to join among lines that are no abstract."""
    before = ""
    for line in notice.lines:
        around, before = f"{before[-80:]} {line.text}", line.text
        if line.role in ("abstract", "biography", "slides", "video", "other") or (
            not line.role and _is_text(line)
        ):
            continue
        url = find_online_url(around, line.links) if line.links or "://" in line.text else None
        if url and notice.put("online_url", url, line.text, "link to join"):
            return


def _is_text(line: Line) -> bool:
    return is_running_text(line.text) and read_remark(line.text) is None
