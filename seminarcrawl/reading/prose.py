"""Sentences that announce a talk: "On Friday, Jane Doe (Oslo) will speak on …", „Es spricht …“.

Set phrases mark where things stand: a person stands before "will speak" and after "talk by", a title
after "entitled" or in quotes, a host after "invited by". The phrases are the tables `[prose.sentence]`
of `reading/languages/*.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seminarcrawl.items import Speaker
from seminarcrawl.reading.dates import find_days, find_hours, read_when
from seminarcrawl.reading.kinds import names_talk
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.lines import Line
from seminarcrawl.reading.names import institution_likeness, person_likeness, read_speakers, speakers_likeness
from seminarcrawl.reading.notice import Notice
from seminarcrawl.reading.phrases import Phrase, phrases
from seminarcrawl.reading.places import place_likeness, read_place
from seminarcrawl.reading.remarks import word_count
from seminarcrawl.reading.sentences import split_sentences
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.text import QUOTES, fold, one_line

_MOST_SENTENCES = 12  # an announcement stands at the beginning
_LONGEST_SENTENCE = 900
_LONGEST_TITLE = 250
_SHORT_SENTENCE = 16  # words: a longer sentence about the speaker may be the abstract's first
_MOST_NAME_WORDS = 6
_BEFORE_NAME = 40  # characters between "talk by" and the name: "our guest Prof."
_PERSON = 0.6
_INSTITUTION = 0.35
_TOKEN = re.compile(r"[^\s,;:()\[\]“”\"«»„!?]+")
_OPENING_QUOTES = '“„«»「『《"‘'
_WORD = re.compile(r"\w+")
_EDGES = " \t\n,;:–—-"
_TITLE_STOP = re.compile(r"[.;](?:\s|$)")


@dataclass(slots=True)
class _Sentence:
    """A sentence of a line: its text, where it starts there, and the set phrases in it."""

    line: Line
    start: int
    text: str
    found: list[Phrase]

    def of(self, *groups: str) -> list[Phrase]:
        """The phrases of these groups in order."""
        return [phrase for phrase in self.found if phrase.group in groups]


def read_prose(notice: Notice) -> None:
    """Read every announcing sentence among the unread lines; what it says of the talk is put.

    A line that only announces gets the role "announcement"; from one that goes on, the announcing
    sentences at its beginning are cut off.
    """
    for line in list(notice.pending()):
        cut = 0
        for sentence in _sentences(line):
            if not _read_sentence(notice, sentence):
                break
            cut = sentence.start + len(sentence.text)
        if cut >= len(line.text.rstrip()):
            line.role = "announcement"
            _read_title_below(notice, line)
        elif cut:
            rest = line.cut(cut)
            line.role = "announcement"
            notice.lines.insert(notice.lines.index(line) + 1, rest)


def _read_title_below(notice: Notice, line: Line) -> None:
    """The title on the line below one that ends in "The title of the talk is:"."""
    tail = line.text[-80:].rstrip(" :….")
    ends = any(p.group == "entitled" and p.end == len(tail) for p in phrases("sentence").find(tail))
    at = next(i for i, other in enumerate(notice.lines) if other is line) + 1
    if not ends or at >= len(notice.lines) or notice.lines[at].role or notice.has("title"):
        return
    following = notice.lines[at]
    title = next(_quoted(following.text), None) or following.text.strip(_EDGES)
    if len(title) <= _LONGEST_TITLE and not is_placeholder(title):
        notice.put("title", title, following.text, "line below the announcing sentence")
        following.role = "title"


def _sentences(line: Line) -> Iterator[_Sentence]:
    for start, end in split_sentences(line.text[:4000])[:_MOST_SENTENCES]:
        text = line.text[start:end]
        if len(text) <= _LONGEST_SENTENCE:
            yield _Sentence(line, start, text, phrases("sentence").find(text))
        else:
            return


def _read_sentence(notice: Notice, sentence: _Sentence) -> bool:
    """Put what one sentence announces; False when it announces nothing."""
    if not sentence.found:
        return False
    person = _person(sentence)
    refers = _names_known(notice, sentence.text) or _begins_with_pronoun(sentence.text)
    about = person is not None or (refers and bool(sentence.of("speaks", "by")))
    dated = bool(find_days(sentence.text, notice.context))
    invites = bool(sentence.of("invites")) and (dated or names_talk(sentence.text) or _greets(sentence))
    titled = bool(sentence.of("entitled"))
    if not (about or invites or titled or _is_hosting(sentence)):
        return False
    _put_people(notice, sentence, person, anchored=dated or invites or titled)
    title = _title(sentence, anywhere=dated or invites or titled)
    if title and not notice.is_known_text(title) and not _names_known(notice, title):
        notice.put("title", title, sentence.text, "title in the announcing sentence")
    if about or invites or titled:
        _put_moment(notice, sentence)
        _put_room(notice, sentence)
        _put_series(notice, sentence)
    _put_host(notice, sentence)
    only_announces = about and word_count(sentence.text) <= _SHORT_SENTENCE
    return (
        dated or invites or only_announces or bool(title) or _is_hosting(sentence) or _ends_entitled(sentence)
    )


def _begins_with_pronoun(text: str) -> bool:
    return fold(text[:12]).partition(" ")[0] in _pronouns()


@remember()
def _pronouns() -> frozenset[str]:
    return frozenset(fold(word) for word in words("prose", "pronouns"))


def _greets(sentence: _Sentence) -> bool:
    """Whether a sentence is but a greeting or a pointer: "Dear all", "The abstract is below"."""
    return word_count(sentence.text) <= _SHORT_SENTENCE


def _put_people(notice: Notice, sentence: _Sentence, person: list[Speaker] | None, *, anchored: bool) -> None:
    if person is None:
        return
    if notice.has("speakers"):
        notice.complete_speakers(person, sentence.text, "sentence that announces the speaker")
    elif anchored or sentence.of("speaks") or sentence.of("by")[0].start <= 2:
        notice.put("speakers", person, sentence.text, "sentence that announces the speaker")


def _ends_entitled(sentence: _Sentence) -> bool:
    """Whether the sentence stops where the title should follow."""
    length = len(sentence.text.rstrip(" :…."))
    return any(phrase.end >= length for phrase in sentence.of("entitled"))


def _names_known(notice: Notice, text: str) -> bool:
    """Whether a known speaker is named in `text`."""
    folded = f" {fold(text)} "
    return any(f" {fold(name)} " in folded for name in notice.speaker_names if name)


# People


def _person(sentence: _Sentence) -> list[Speaker] | None:
    """The people that a sentence announces, by where they stand."""
    if sentence.of("invites"):
        return _person_after(sentence) or _person_before(sentence) or _person_inverted(sentence)
    return _person_before(sentence) or _person_after(sentence) or _person_inverted(sentence)


def _person_before(sentence: _Sentence) -> list[Speaker] | None:
    """The people who stand before "will speak"."""
    for verb in sentence.of("speaks"):
        head = sentence.text[: verb.start]
        marked = _marked_person(sentence, 0, verb.start)
        start = marked[0] if marked else _name_start(head)
        if start is None:
            continue
        people = _people(head[start:])
        if people:
            return people
    return None


def _person_after(sentence: _Sentence) -> list[Speaker] | None:
    """The people who stand after "talk by"."""
    for phrase in sentence.of("by"):
        tail = sentence.text[phrase.end :]
        later = [p.start - phrase.end for p in sentence.found if p.start > phrase.end and p.group != "by"]
        tail = tail[: min(later, default=len(tail))]
        start = _name_start(tail[: _BEFORE_NAME + 80])
        if start is None or start > _BEFORE_NAME or any(mark in tail[:start] for mark in ",;("):
            continue
        people = _people(tail[start:])
        if people:
            return people
    return None


def _person_inverted(sentence: _Sentence) -> list[Speaker] | None:
    """The people right behind the verb: „Am Montag spricht Jane Doe über …“."""
    for verb in sentence.of("speaks"):
        tail = sentence.text[verb.end : verb.end + 200]
        start = _name_start(tail[:100])
        if start is None or tail[:start].strip():
            continue
        about = [p.start - verb.end for p in sentence.found if p.start > verb.end + start]
        people = _people(tail[: min(about, default=len(tail))])
        if people:
            return people
    return None


def _marked_person(sentence: _Sentence, start: int, end: int) -> tuple[int, int] | None:
    """A link or bold run within the sentence that is a person's name, as a range of the sentence."""
    for span in sentence.line.spans:
        first, last = span.start - sentence.start, span.end - sentence.start
        if span.kind not in ("link", "strong", "em") or first < start or last > end:
            continue
        if person_likeness(sentence.text[first:last]) >= _PERSON:
            return first, last
    return None


def _name_start(text: str) -> int | None:
    """Where the likeliest person's name in `text` begins, honorifics included; the first of equals."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)][:60]
    best, start = _PERSON - 0.001, None
    for first in range(len(tokens)):
        if not _can_begin_name(text[tokens[first][0] : tokens[first][1]]):
            continue
        likeness = _name_likeness(text, tokens, first)
        if likeness > best + 0.02:
            best, start = likeness, tokens[first][0]
    return start


def _name_likeness(text: str, tokens: Sequence[tuple[int, int]], first: int) -> float:
    """How surely a name begins at token `first`."""
    start = tokens[first][0]
    best = person_likeness(text[start : tokens[first][1]]) if _is_cjk_name(text[start:][:8]) else 0.0
    for last in range(first + 1, min(first + _MOST_NAME_WORDS, len(tokens))):
        if not _is_unbroken(text, tokens, last - 1, last):
            break
        best = max(best, person_likeness(text[start : tokens[last][1]].rstrip(".")))
    return best


def _can_begin_name(token: str) -> bool:
    return token[:1].isupper() or _is_cjk_name(token)


def _is_cjk_name(token: str) -> bool:
    return "\u3040" <= token[:1] <= "\ud7af" and len(token) <= 8 and person_likeness(token) >= _PERSON


def _is_unbroken(text: str, tokens: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Whether only blanks stand between the tokens."""
    return all(text[tokens[i][1] : tokens[i + 1][0]].isspace() for i in range(first, last))


def _people(text: str) -> list[Speaker]:
    """The people at the beginning of `text`, with what it says of where they are from."""
    text = _without_small_end(one_line(text).strip(_EDGES))
    if not text:
        return []
    bracket = _after_brackets(text)
    candidates = [*_with_origin(text), text, *_shorter(text, bracket)]
    if bracket and not _lists_more(text[bracket:]):
        candidates.insert(0, text[:bracket])
    for candidate in candidates:
        if speakers_likeness(candidate) >= _PERSON:
            people = read_speakers(candidate)
            if people and all(len(p.name.split()) <= _MOST_NAME_WORDS for p in people):
                return [_checked(person) for person in people]
    return []


def _without_small_end(text: str) -> str:
    """`text` without small words at its end that began what follows: ", who", "der", "qui"."""
    head, _, last = text.rpartition(" ")
    while head and last.islower() and last.isalpha() and len(last) <= 5:
        text = head.rstrip(_EDGES)
        head, _, last = text.rpartition(" ")
    return text


def _with_origin(text: str) -> Iterator[str]:
    """`Emil Novak of Charles University` with a comma for the small word, when that makes it plainer."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)][: _MOST_NAME_WORDS + 2]
    for number, (start, end) in enumerate(tokens[1:], 1):
        if fold(text[start:end]) in _from_words() and person_likeness(text[:start].strip()) >= _PERSON:
            if _is_unbroken(text, tokens, 0, number):
                yield f"{text[:start].strip()}, {text[end:].strip()}"
            return


@remember()
def _from_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words("joiners", "from") if fold(word))


def _lists_more(text: str) -> bool:
    """Whether another person follows ("and Jane Roe (Oslo)") behind a first one's brackets."""
    rest = text.lstrip(" ,;")
    first, _, after = rest.partition(" ")
    if fold(first) in _and_words() or first == "&":
        rest = after
    start = _name_start(rest[:60])
    return start is not None and start <= 12


@remember()
def _and_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words("joiners", "and") if fold(word))


def _checked(person: Speaker) -> Speaker:
    """A person without an affiliation that is no institution ("currently visiting us")."""
    text = person.affiliation
    if text and len(text.split()) > 3 and institution_likeness(text) < _INSTITUTION:
        person.affiliation = None
    return person


def _after_brackets(text: str) -> int:
    """The end of the last closing bracket near the beginning of `text`, 0 when there is none."""
    opened = text.find("(")
    return text.find(")", opened) + 1 if 0 <= opened <= 120 else 0


def _shorter(text: str, bracket: int) -> Iterator[str]:
    """`text` cut ever shorter: after its brackets, then at its commas and its small words from the right."""
    if bracket:
        yield text[:bracket]
    cuts = [i for i, char in enumerate(text[:240]) if char in ",;("]
    for cut in reversed(cuts[:6]):
        yield text[:cut].strip(_EDGES)
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)][:_MOST_NAME_WORDS]
    for _, end in reversed(tokens[1:]):
        yield text[:end]


# Title


def _title(sentence: _Sentence, *, anywhere: bool) -> str | None:
    """The title that a sentence states: after "entitled" or "will speak on"; `anywhere`: in quotes."""
    text = sentence.text
    for phrase in sentence.of("entitled"):
        title = _title_at(sentence, phrase.end) or _plain_title(text, phrase.end)
        if title:
            return title
    for phrase in sentence.of("topic", "speaks"):
        title = _title_at(sentence, phrase.end) or _title_case_at(text, phrase.end)
        if title and _name_start(title[:60]) is None:
            return title
    if not anywhere:
        return None
    return next((q for q in _quoted(text) if len(_WORD.findall(q)) >= 2 or len(q) >= 6), None)


def _title_at(sentence: _Sentence, at: int) -> str | None:
    """A quoted or emphasised run that begins right at `at`."""
    text = sentence.text
    while at < len(text) and text[at] in " :,;—–-\t\n":
        at += 1
    if text[at : at + 1] in _OPENING_QUOTES and at < len(text):
        return next(_quoted(text[at:]), None)
    for span in sentence.line.spans:
        first, last = span.start - sentence.start, span.end - sentence.start
        if (
            span.kind in ("em", "strong", "link")
            and abs(first - at) <= 2
            and 3 < last - first <= _LONGEST_TITLE
        ):
            title = text[max(first, 0) : last].strip(_EDGES + '.“”"')
            return title if person_likeness(title) < _PERSON else None
    return None


def _quoted(text: str) -> Iterator[str]:
    """The runs of `text` in quotation marks, outermost, in order."""
    position = 0
    while position < len(text):
        char = text[position]
        closers = QUOTES.get(char) if char in _OPENING_QUOTES else None
        if closers and (position == 0 or not text[position - 1].isalnum() or char in "「『《"):
            ends = [e for e in (text.find(c, position + 1) for c in closers) if e > 0]
            if ends and min(ends) - position <= _LONGEST_TITLE:
                yield text[position + 1 : min(ends)].strip(_EDGES + ".")
                position = min(ends)
        position += 1


def _plain_title(text: str, at: int) -> str | None:
    """What follows "entitled" up to the sentence's end, when it is short and begins like a title."""
    rest = text[at:].strip(" :,—–-\t\n")
    stop = _TITLE_STOP.search(rest)
    title = rest[: stop.start()] if stop else rest
    return title if _is_plain_title(title) else None


def _is_plain_title(title: str) -> bool:
    size = len(_WORD.findall(title))
    begins = (
        title[:1].isupper() or title[:1].isdigit() or title[:1] in "$\\" or ord(title[:1] or "a") > 0x2E80
    )
    return begins and 1 <= size <= 30 and len(title) <= _LONGEST_TITLE and not is_placeholder(title)


def _title_case_at(text: str, at: int) -> str | None:
    """Words in title case after "will speak on" up to a comma or the end; None for a mere topic."""
    rest = text[at:].strip(" :\t\n")
    stop = _TITLE_STOP.search(rest)
    title = (rest[: stop.start()] if stop else rest).split(",")[0]
    long_words = [word for word in _WORD.findall(title) if len(word) > 3]
    if len(long_words) < 2 or sum(word[0].isupper() for word in long_words) < 0.8 * len(long_words):
        return None
    return title if _is_plain_title(title) and speakers_likeness(title) < _PERSON else None


# When, where, who invites


def _put_moment(notice: Notice, sentence: _Sentence) -> None:
    text = one_line(sentence.text)
    if find_days(text, notice.context):
        when = read_when(text, notice.context, hours=notice.hours, fallback=False)
        if when is not None and when.start:
            notice.put_when(when, text, "date in the announcing sentence")
    elif notice.hours is None:
        hours = find_hours(text, notice.context)
        notice.hours = hours[0].value if hours else None  # type: ignore[assignment]


def _put_room(notice: Notice, sentence: _Sentence) -> None:
    """The room named after "in room", "dans la salle", or in a place that stands there by its shape."""
    for phrase in sentence.of("room"):
        rest = sentence.text[phrase.start :]
        stop = _place_end(rest, notice)
        place = _without_small_words(rest[:stop])
        if place and place_likeness(place) >= 0.5:
            location = read_place(place).location
            if notice.put("location", location, sentence.text, "room in the announcing sentence"):
                return


def _place_end(text: str, notice: Notice) -> int:
    """Where a place in a sentence ends: at a comma, a bracket, a full stop, or the date."""
    stops = [m.start() for m in _TITLE_STOP.finditer(text)][:1]
    stops += [
        f.start for f in (*find_days(text, notice.context), *find_hours(text, notice.context)) if f.start > 4
    ]
    stops += [i for i in (text.find(c) for c in ",(") if i > 0]
    return min(stops, default=len(text))


def _without_small_words(text: str) -> str:
    """`text` from its first word that is capitalised or has a digit, or names a kind of room."""
    tokens = text.split()
    small = _room_openers()
    while tokens and tokens[0].casefold() in small:
        tokens.pop(0)
    while tokens and len(tokens[-1]) <= 4 and tokens[-1].islower() and tokens[-1].isalpha():
        tokens.pop()
    return " ".join(tokens)


@remember()
def _room_openers() -> frozenset[str]:
    """The small words that begin the phrases for rooms: "in", "dans", "la", "im"."""
    phrases_of = [word.casefold().split() for word in words("prose", "sentence", "room")]
    return frozenset(
        token for phrase in phrases_of if len(phrase) > 1 for token in phrase[:-1] if len(token) <= 5
    )


def _put_series(notice: Notice, sentence: _Sentence) -> None:
    for phrase in sentence.of("series"):
        rest = sentence.text[phrase.end :].strip()
        stop = _TITLE_STOP.search(rest)
        name = (rest[: stop.start()] if stop else rest).split(",")[0].split("(")[0].strip(_EDGES + '“”"')
        if 0 < len(name) <= 100 and len(name.split()) <= 10:
            notice.put("series", name, sentence.text, "series in the announcing sentence")


def _put_host(notice: Notice, sentence: _Sentence) -> None:
    for phrase in sentence.of("hosted"):
        rest = sentence.text[phrase.end :].strip(" :")
        stop = _TITLE_STOP.search(rest)
        name = (rest[: stop.start()] if stop else rest).split(",")[0].strip(_EDGES + ".")
        if 0 < len(name) <= 100:
            notice.put("host", name, sentence.text, "host in the announcing sentence")


def _is_hosting(sentence: _Sentence) -> bool:
    """Whether the sentence only says who invites: it begins with "Hosted by"."""
    return bool(sentence.found) and sentence.found[0].group == "hosted" and sentence.found[0].start <= 4
