"""Labelled values put into the fields of a talk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from seminarcrawl.items import Speaker
from seminarcrawl.reading.announcement.abstract import is_running_text, labelled_abstract, without_known
from seminarcrawl.reading.announcement.labelled import LabelledValue
from seminarcrawl.reading.announcement.lines import Line
from seminarcrawl.reading.announcement.notice import Notice, without_small_end
from seminarcrawl.reading.announcement.remarks import read_remark, word_count
from seminarcrawl.reading.announcement.when_lines import residual_place
from seminarcrawl.reading.dates import Hours, When, find_days, find_hours, read_when
from seminarcrawl.reading.kinds import is_series_name, names_talk
from seminarcrawl.reading.labels import LabelField
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.names import institution_likeness, read_speakers, speakers_likeness
from seminarcrawl.reading.places import find_online_url, read_place
from seminarcrawl.reading.status import is_placeholder, read_status
from seminarcrawl.reading.summary import split_summary
from seminarcrawl.reading.text import fold, one_line, unquote

_LONGEST_ADDRESS_LINE = 45  # characters
_LONGEST_TITLE = 400
_MOST_TITLE_WORDS = 45
_PERSON = 0.8  # "Guest lecture: Jane Doe" names no title
_MOST_SPEAKER_LINES = 12


def put_labelled(notice: Notice, values: Sequence[LabelledValue]) -> None:
    """Put every labelled value into its field; the first of several with a value counts."""
    for value in values:
        reader = _READERS.get(value.field)
        if reader is not None and value.lines:
            reader(notice, value)
    put_speakers(
        notice, [v for v in values if v.field == "speaker"], [v for v in values if v.field == "affiliation"]
    )
    _put_when(notice, [v for v in values if v.field in ("date", "time", "datetime") and v.lines])
    for value in sorted(values, key=_is_vague):
        is_long_title = value.field == "title" and word_count(value.text) >= _MOST_TITLE_WORDS
        if value.lines and (value.field == "abstract" or (is_long_title and is_running_text(value.text))):
            if value.field == "abstract" and notice.has("abstract") and _is_vague(value):
                _release(value)
            else:
                _put_abstract(notice, value)


def _release(value: LabelledValue) -> None:
    """Sentences below a vague label ("Description") beside the abstract's own may announce the talk."""
    for line in value.lines:
        if is_running_text(line.text):
            line.role = ""


def _is_vague(value: LabelledValue) -> bool:
    """Whether a label for abstracts may head anything: "Description", "Details"; a plain "Abstract" wins."""
    return fold(value.label.strip(" :：*#")) in _vague_labels()


@remember()
def _vague_labels() -> frozenset[str]:
    return frozenset(fold(word) for word in words("prose", "vague_labels"))


def _rule(value: LabelledValue) -> str:
    return f"label {value.label.strip()!r}"


def put_speakers(
    notice: Notice, speakers: Sequence[LabelledValue], affiliations: Sequence[LabelledValue]
) -> None:
    """Speakers from their labels: several labels are several people, an affiliation label is for all."""
    stated = one_line(" ".join(a.text for a in affiliations)) if len(affiliations) == 1 else None
    stated = None if stated and is_placeholder(stated) else stated
    found: list[Speaker] = []
    for number, value in enumerate(speakers):
        own = affiliations[number].text if len(affiliations) == len(speakers) > 1 else stated
        for speaker in read_speaker_lines(value.lines, own):
            if fold(speaker.name) not in {fold(s.name) for s in found}:
                found.append(speaker)
    if found:
        text = " / ".join(v.text for v in speakers)
        if not notice.put("speakers", found, text, _rule(speakers[0])):
            notice.complete_speakers(found, text, _rule(speakers[0]))
    elif stated and len(notice.speakers) == 1 and notice.draft.has("speakers"):
        notice.speakers[0].affiliation = notice.speakers[0].affiliation or stated


def read_speaker_lines(lines: Sequence[Line], affiliation: str | None = None) -> list[Speaker]:
    """People from the lines of a value: a name, then lines that say where from; or a person per line."""
    lines = [line for line in lines if line.text][:_MOST_SPEAKER_LINES]
    if not lines:
        return []
    groups: list[list[Line]] = [[lines[0]]]
    for line in lines[1:]:
        is_person = institution_likeness(line.text) < 0.4 and speakers_likeness(line.text) >= 0.6
        if is_person or (line.kind == "item" and lines[0].kind == "item"):
            groups.append([line])
        elif len(line.text) <= 200:
            groups[-1].append(line)
    people: list[Speaker] = []
    for name, *places in groups:
        own = ", ".join(place.text.strip(" ,;()") for place in places) or None
        for speaker in read_speakers(_joined(name.text, own), affiliation=own or affiliation):
            speaker.url = speaker.url or _link_of(name, speaker.name)
            people.append(speaker)
    return people


def _joined(name: str, own: str | None) -> str:
    """A speaker line without the comma that only announced the next line."""
    return one_line(name).rstrip(" ,;") if own else one_line(name)


def _link_of(line: Line, name: str) -> str | None:
    """The link that lies on a person's name."""
    for span in line.spans:
        if span.kind == "link" and span.value.startswith("http"):
            text = fold(line.text[span.start : span.end])
            if text and (text in fold(name) or fold(name) in text):
                return span.value
    return None


def _put_title(notice: Notice, value: LabelledValue) -> None:
    if word_count(value.text) >= _MOST_TITLE_WORDS and is_running_text(value.text):
        return  # "About what?" asks for the abstract
    status, title = read_status(one_line(value.text))
    if status:
        notice.put("status", status, value.text, "marker in the title")
    title = clean_title(title)
    if fold(value.label) in _event_labels() and is_series_name(title):
        notice.put("series", title, value.text, _rule(value))  # "What: Algebra Seminar"
        return
    is_person = names_talk(value.label) and speakers_likeness(title) >= _PERSON
    if title and len(title) <= _LONGEST_TITLE and not is_placeholder(title) and not is_person:
        notice.put("title", title, value.text, _rule(value))
    slides = [link for line in value.lines for link in line.links]
    for link in slides:
        if link.startswith("http") and link not in notice.draft.item.links:
            notice.draft.item.links.append(link)


def clean_title(text: str) -> str:
    """A title without quotes around it, closing comma or bracketed markup."""
    text = one_line(text).strip()
    for _ in range(2):
        text = unquote(text.rstrip(" ,;").strip("*").strip())
        if len(text) > 2 and text[-1] in ".,;" and unquote(text[:-1]) != text[:-1].strip():
            text = unquote(text[:-1])
    return text


def _put_abstract(notice: Notice, value: LabelledValue) -> None:
    names = notice.speaker_names
    text, kept = labelled_abstract(value.lines, names)
    for line in value.lines:
        if not any(line is one for one in kept):
            line.role = read_remark(line.text) or ""
    if text:
        text = without_known(text, [notice.value("title")])
    if text:
        notice.put("abstract", text, text, _rule(value))


def _put_place(notice: Notice, value: LabelledValue) -> None:
    links = [link for line in value.lines for link in line.links]
    text = ", ".join(line.text.strip(" ,;") for line in value.lines) if _is_address(value) else value.text
    place = read_place(text, links=links)
    location = place.location
    if location is None and len(value.lines) > 1:
        location = read_place(value.lines[0].text, links=value.lines[0].links).location
    if location and without_small_end(location) != location:
        location = read_place(without_small_end(location)).location
    notice.put("location", location, value.text, _rule(value))
    notice.put("online_url", place.online_url, value.text, _rule(value))


def _is_address(value: LabelledValue) -> bool:
    """Whether each line is a part of the place: a room, the street below it. Wrapped text has long lines."""
    texts = [line.text.strip() for line in value.lines]
    return all(text and len(text) <= _LONGEST_ADDRESS_LINE and not text[0].islower() for text in texts)


def _put_online(notice: Notice, value: LabelledValue) -> None:
    links = [link for line in value.lines for link in line.links]
    url = find_online_url(value.text, links)
    notice.put("online_url", url, value.text, _rule(value))


def _keep_biography(notice: Notice, value: LabelledValue) -> None:
    notice.biographies.append(value.lines[0].text)


def _put_text(name: str) -> Callable[[Notice, LabelledValue], None]:
    def put(notice: Notice, value: LabelledValue) -> None:
        text = one_line(value.text).strip(" .,;")
        if text and len(text) <= 200 and not is_placeholder(text):
            notice.put(name, text, value.text, _rule(value))

    return put


def _put_series(notice: Notice, value: LabelledValue) -> None:
    text = one_line(value.text).strip(" .,;")
    if speakers_likeness(text) >= 0.8 and not is_series_name(text):
        put_speakers(notice, [value], [])
    elif fold(value.label) in _event_labels() and not is_series_name(text):
        _put_event_name(notice, value, text)
    elif text and len(text) <= 200 and not is_placeholder(text):
        notice.put("series", text, value.text, _rule(value))


@remember()
def _event_labels() -> frozenset[str]:
    return frozenset(fold(word) for word in words("prose", "event_names"))


def _put_event_name(notice: Notice, value: LabelledValue, text: str) -> None:
    """What a label such as "Event" names: `Series: Title`, or the title alone."""
    parts = split_summary(text)
    notice.put("series", parts.series, value.text, _rule(value))
    title = clean_title(parts.title or "")
    if title and not notice.has("title"):
        notice.event_name = (title, _rule(value))


def _put_topics(notice: Notice, value: LabelledValue) -> None:
    topics = [topic.strip() for topic in value.text.replace(";", ",").split(",")]
    notice.put("topics", [t for t in topics if 0 < len(t) <= 60][:12], value.text, _rule(value))


def _put_links(notice: Notice, value: LabelledValue) -> None:
    links = notice.draft.item.links
    links += [u for line in value.lines for u in line.links if u.startswith("http") and u not in links]


def _put_status(notice: Notice, value: LabelledValue) -> None:
    status, _ = read_status(f"[{one_line(value.text)}]")
    notice.put("status", status, value.text, _rule(value))


def _put_when(notice: Notice, values: Sequence[LabelledValue]) -> None:
    """The moment from date and time labels together; a lone time waits for a day found elsewhere."""
    dated = [v for v in values if find_days(v.text, notice.context)]
    times = [v for v in values if v not in dated and v.field in ("time", "datetime")]
    if not times:  # a day alone beside a full moment is often the day of publication
        dated.sort(key=lambda v: not find_hours(v.text, notice.context, lenient=True))
    text = one_line(" ".join(v.text for v in (dated[:1] or [v for v in values if v.field != "time"][:1])))
    hours = labelled_hours(notice, times)
    if text and not is_placeholder(text):
        when = read_when(text, notice.context, hours=hours)
        if when is not None and when.start:
            when = _ended(notice, when, dated)
            source = one_line(" ".join(v.text for v in (dated[:1] + times[:1] if dated else values)))
            notice.put_when(
                when, source, " and ".join(_rule(v) for v in (dated[:1] + times[:1]) or values[:1])
            )
            _put_residual_place(notice, dated[:1])
            return
    notice.hours = hours
    _put_residual_place(notice, times[:1])
    stated = one_line(" ".join(v.text for v in values))
    if stated and not is_placeholder(stated):
        notice.stated_when = stated


def _ended(notice: Notice, when: When, dated: Sequence[LabelledValue]) -> When:
    """The moment with its end where just two labels state full moments of one day: `Starts: …`, `Ends: …`."""
    if when.end is not None or len(dated) != 2 or fold(dated[0].label) == fold(dated[1].label):
        return when
    later = read_when(one_line(dated[1].text), notice.context)
    if when.start is None or later is None or later.start is None or "T" not in when.start:
        return when
    is_after = later.start[:10] == when.start[:10] and later.start[11:16] > when.start[11:16]
    return replace(when, end=later.start) if is_after and "T" in later.start else when


def labelled_hours(notice: Notice, values: Sequence[LabelledValue]) -> Hours | None:
    """The first clock time in values labelled as time."""
    for value in values:
        for found in find_hours(one_line(value.text), notice.context, lenient=True):
            if isinstance(found.value, Hours):
                return found.value
    return None


def _put_residual_place(notice: Notice, values: Sequence[LabelledValue]) -> None:
    """The room that stands behind the date in one value: `When: 3 May, 4pm, Room 12`."""
    for value in values:
        notice.put(
            "location", residual_place(one_line(value.text), notice.context), value.text, "after the date"
        )


_READERS: dict[LabelField, Callable[[Notice, LabelledValue], None]] = {
    "title": _put_title,
    "biography": _keep_biography,
    "place": _put_place,
    "online": _put_online,
    "host": _put_text("host"),
    "series": _put_series,
    "language": _put_text("language"),
    "topics": _put_topics,
    "slides": _put_links,
    "video": _put_links,
    "status": _put_status,
}
