"""Sentences that announce a talk: "On Friday, Jane Doe (Oslo) will speak on …", „Es spricht …“.

Set phrases mark where things stand: a person stands before "will speak" and after "talk by", a title
after "entitled" or in quotes, a host after "invited by". The phrases are the tables `[prose.sentence]`
of `reading/languages/*.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from seminarcrawl.items import Speaker
from seminarcrawl.reading.announcement.lines import Line
from seminarcrawl.reading.announcement.notice import Notice
from seminarcrawl.reading.announcement.remarks import read_remark, word_count
from seminarcrawl.reading.dates import Hours, find_days, find_hours, read_when
from seminarcrawl.reading.kinds import names_talk
from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.names import speakers_likeness
from seminarcrawl.reading.prose.people import person_in, read_people
from seminarcrawl.reading.prose.phrases import phrases
from seminarcrawl.reading.prose.room import read_room
from seminarcrawl.reading.prose.sentence import EDGES, Sentence
from seminarcrawl.reading.prose.sentences import split_sentences
from seminarcrawl.reading.prose.title import LONGEST_TITLE, SENTENCE_STOP, quoted, read_title
from seminarcrawl.reading.status import is_placeholder, mentioned_status
from seminarcrawl.reading.text import fold, one_line

_MOST_SENTENCES = 12  # an announcement stands at the beginning
_LONGEST_SENTENCE = 900
_LONGEST_LEAD = 120
_LONGEST_BY = 4  # "by" and "with" label a speaker too, but begin no sentence about one
_SURE_PERSON = 0.75
_LONGEST_OPENING = 50  # characters before "happy to welcome": "We are", "This week our department is"
_SHORT_SENTENCE = 16  # words: a longer sentence about the speaker may be the abstract's first


def read_prose(notice: Notice) -> None:
    """Read every announcing sentence among the unread lines; what it says of the talk is put.

    A line that only announces gets the role "announcement"; from one that goes on, the announcing
    sentences at its beginning are cut off.
    """
    at = 0  # where the line stands, counted up: to look for each from the top would take quadratic time
    for line in list(notice.pending()):
        while notice.lines[at] is not line:
            at += 1
        if _leads_to_next(notice, line, at + 1):
            continue
        cut = 0
        for sentence in _sentences(line):
            if not _read_sentence(notice, sentence) and not (cut and _read_logistics(notice, sentence)):
                break
            cut = sentence.start + len(sentence.text)
        if cut >= len(line.text.rstrip()):
            line.role = "announcement"
            _read_title_below(notice, line, at + 1)
        elif cut:
            rest = line.cut(cut)
            line.role = "announcement"
            notice.lines.insert(at + 1, rest)


def _leads_to_next(notice: Notice, line: Line, at: int) -> bool:
    """Whether a line only leads to that at `at`: "in our seminar speaks" / Jane Doe / "on" / the title."""
    tail = line.text.strip(" :….,–—-")
    if at >= len(notice.lines) or notice.lines[at].role or not tail:
        return False
    following = notice.lines[at].text
    if tail.casefold() in _about_words() and not notice.has("title"):
        title = (next(quoted(following), None) or following).strip(EDGES)
        if len(title) <= LONGEST_TITLE and notice.put("title", title, following, "line below “about”"):
            line.role, notice.lines[at].role = "announcement", "title"
            return True
    if len(line.text) > _LONGEST_LEAD or line.text[-1] in ".!?" or line.strong:
        return False
    found = phrases("sentence").find(line.text)
    if not any(p.group in ("speaks", "invites", "by") for p in found) or not names_talk(line.text):
        return False
    if speakers_likeness(following) < _SURE_PERSON or speakers_likeness(line.text) >= _SURE_PERSON:
        return False
    line.role = "announcement"
    return True


@remember()
def _about_words() -> frozenset[str]:
    """Words that alone on a line stand between the speaker and the title: "on", „über“, « sur »."""
    return frozenset(word.casefold() for word in words("events", "about"))


def _read_title_below(notice: Notice, line: Line, at: int) -> None:
    """The title on the line below one that ends in "The title of the talk is:"; `at` is where that stands."""
    tail = line.text[-80:].rstrip(" :….")
    ends = any(p.group == "entitled" and p.end == len(tail) for p in phrases("sentence").find(tail))
    if not ends or at >= len(notice.lines) or notice.lines[at].role or notice.has("title"):
        return
    following = notice.lines[at]
    title = next(quoted(following.text), None) or following.text.strip(EDGES)
    if len(title) <= LONGEST_TITLE and not is_placeholder(title):
        notice.put("title", title, following.text, "line below the announcing sentence")
        following.role = "title"


def _sentences(line: Line) -> Iterator[Sentence]:
    for start, end in split_sentences(line.text[:4000])[:_MOST_SENTENCES]:
        text = line.text[start:end]
        if len(text) <= _LONGEST_SENTENCE:
            yield Sentence(line, start, text, phrases("sentence").find(text))
        else:
            return


def _read_sentence(notice: Notice, sentence: Sentence) -> bool:
    """Put what one sentence announces; False when it announces nothing."""
    days = find_days(sentence.text, notice.context)
    names_role = _names_speaker_role(sentence.text)
    if not sentence.found and not days and not names_role:
        return False
    person = read_people(sentence) if sentence.found else None
    if person is None and not notice.has("speakers") and _can_name_speaker(notice, sentence):
        person = person_in(sentence, _taken(notice, sentence))
    refers = _names_known(notice, sentence.text) or _begins_with_pronoun(sentence.text)
    about = person is not None or (refers and bool(sentence.of("speaks", "by")))
    dated = bool(days)
    invites = bool(sentence.of("invites")) and (
        dated or names_talk(sentence.text) or _greets(sentence) or _welcomes(sentence, person)
    )
    titled = bool(sentence.of("entitled"))
    if not (about or invites or titled or _is_hosting(sentence)):
        return False
    told = about and word_count(sentence.text) <= _SHORT_SENTENCE
    told = told and (names_role or _tells_of_talk(sentence, person))
    _put_people(notice, sentence, person, anchored=dated or invites or titled or told)
    behind = sentence.text.find(person[0].name) if person else -1
    title = read_title(sentence, anywhere=dated or invites or titled or bool(person), behind=behind)
    if title and not notice.is_known_text(title) and not _names_known(notice, title):
        notice.put("title", title, sentence.text, "title in the announcing sentence")
    if about or invites or titled:
        _put_moment(notice, sentence)
        _put_room(notice, sentence)
        _put_series(notice, sentence)
    if about and not titled and not sentence.of("topic") and names_talk(sentence.text):
        told_status = mentioned_status(sentence.text.replace(title or "\n", ""))
        notice.put("status", told_status, sentence.text, "announcing sentence")
    _put_host(notice, sentence)
    only_announces = about and word_count(sentence.text) <= _SHORT_SENTENCE
    return (
        dated or invites or only_announces or bool(title) or _is_hosting(sentence) or _ends_entitled(sentence)
    )


def _can_name_speaker(notice: Notice, sentence: Sentence) -> bool:
    """Whether a sentence announces by a set phrase and its date, or by its date, hour and a talk's name."""
    if sentence.of("entitled", "speaks") or _names_speaker_role(sentence.text):
        return True
    if not find_days(sentence.text, notice.context):
        return False
    return bool(find_hours(sentence.text, notice.context)) or names_talk(sentence.text)


def _names_speaker_role(text: str) -> bool:
    """Whether a sentence begins with the speaker's role: "The speaker is …", « L'oratrice sera … »."""
    tokens = text[:60].replace("’", " ").replace("'", " ").split()[:4]
    return any(len(token) > _LONGEST_BY and match_label(token) == "speaker" for token in tokens)


def _taken(notice: Notice, sentence: Sentence) -> list[tuple[int, int]]:
    """Where in a sentence days, hours and quotations stand."""
    text = sentence.text
    found = [*find_days(text, notice.context), *find_hours(text, notice.context)]
    quotes = ((at, at + len(q)) for q in quoted(text) if (at := text.find(q)) >= 0 and q)
    return [*((f.start, f.end) for f in found), *quotes]


def _begins_with_pronoun(text: str) -> bool:
    return fold(text[:12]).partition(" ")[0] in _pronouns()


@remember()
def _pronouns() -> frozenset[str]:
    return frozenset(fold(word) for word in words("prose", "pronouns"))


def _tells_of_talk(sentence: Sentence, person: list[Speaker] | None) -> bool:
    """Whether a sentence is about a talk, or says "given by" of somebody from somewhere."""
    given = any(" " in sentence.text[p.start : p.end] for p in sentence.of("by"))
    return names_talk(sentence.text) or (given and bool(person) and bool(person and person[0].affiliation))


def _read_logistics(notice: Notice, sentence: Sentence) -> bool:
    """A short sentence behind the announcing one that gives hours or a room; whether it does only that."""
    if word_count(sentence.text) > _SHORT_SENTENCE or read_remark(sentence.text) is not None:
        return False
    hours = find_hours(sentence.text, notice.context)
    room = read_room(sentence, notice.context)
    if not hours or not isinstance(hours[0].value, Hours):
        return False
    notice.hours = notice.hours or hours[0].value
    notice.put("location", room, sentence.text, "room behind the announcing sentence")
    return True


def _greets(sentence: Sentence) -> bool:
    """Whether a sentence is but a greeting or a pointer: "Dear all", "The abstract is below"."""
    return word_count(sentence.text) <= _SHORT_SENTENCE


def _welcomes(sentence: Sentence, person: list[Speaker] | None) -> bool:
    """Whether a sentence opens by welcoming somebody from somewhere: "We are happy to host Dr Doe of …"."""
    opens = any(phrase.start <= _LONGEST_OPENING for phrase in sentence.of("invites"))
    return (
        opens
        and bool(person)
        and word_count(sentence.text) <= 2 * _SHORT_SENTENCE
        and any(one.affiliation for one in person or ())
    )


def _put_people(notice: Notice, sentence: Sentence, person: list[Speaker] | None, *, anchored: bool) -> None:
    if person is None:
        return
    if notice.has("speakers"):
        notice.complete_speakers(person, sentence.text, "sentence that announces the speaker")
    elif anchored or sentence.of("speaks") or any(p.start <= 2 for p in sentence.of("by")):
        notice.put("speakers", person, sentence.text, "sentence that announces the speaker")


def _ends_entitled(sentence: Sentence) -> bool:
    """Whether the sentence stops where the title should follow."""
    length = len(sentence.text.rstrip(" :…."))
    return any(phrase.end >= length for phrase in sentence.of("entitled"))


def _names_known(notice: Notice, text: str) -> bool:
    """Whether a known speaker is named in `text`."""
    folded = f" {fold(text)} "
    return any(f" {fold(name)} " in folded for name in notice.speaker_names if name)


# When, where, who invites


def _put_moment(notice: Notice, sentence: Sentence) -> None:
    text = one_line(sentence.text)
    if find_days(text, notice.context):
        when = read_when(text, notice.context, hours=notice.hours, fallback=False)
        if when is not None and when.start:
            notice.put_when(when, text, "date in the announcing sentence")
    elif notice.hours is None:
        hours = find_hours(text, notice.context)
        notice.hours = hours[0].value if hours else None  # type: ignore[assignment]


def _put_room(notice: Notice, sentence: Sentence) -> None:
    room = read_room(sentence, notice.context) if not notice.has("location") else None
    if room and not any(room == speaker.affiliation for speaker in notice.speakers):
        notice.put("location", room, sentence.text, "room in the announcing sentence")


def _put_series(notice: Notice, sentence: Sentence) -> None:
    for phrase in sentence.of("series"):
        rest = sentence.text[phrase.end :].strip()
        stop = SENTENCE_STOP.search(rest)
        name = (rest[: stop.start()] if stop else rest).split(",")[0].split("(")[0].strip(EDGES + '“”"')
        if 0 < len(name) <= 100 and len(name.split()) <= 10:
            notice.put("series", name, sentence.text, "series in the announcing sentence")


def _put_host(notice: Notice, sentence: Sentence) -> None:
    for phrase in sentence.of("hosted"):
        rest = sentence.text[phrase.end :].strip(" :")
        stop = SENTENCE_STOP.search(rest)
        name = (rest[: stop.start()] if stop else rest).split(",")[0].strip(EDGES + ".")
        if 0 < len(name) <= 100:
            notice.put("host", name, sentence.text, "host in the announcing sentence")


def _is_hosting(sentence: Sentence) -> bool:
    """Whether the sentence only says who invites: it begins with "Hosted by"."""
    return bool(sentence.found) and sentence.found[0].group == "hosted" and sentence.found[0].start <= 4
