"""Placeholders ("TBA"), cancellation and postponement words, and entries that announce no talk.

The words are the tables [placeholders], [cancelled], [postponed], [tentative] and [no_talk] of
`reading/languages/*.toml`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from seminarcrawl.items import Status
from seminarcrawl.reading.calendar_words import has_date_words
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.likeness import is_title_word, person_likeness
from seminarcrawl.reading.text import fold

_LONGEST_PLACEHOLDER = 80
_LONGEST_NO_TALK = 120
_LONGEST_MARKED = 400
_MOST_MARKER_WORDS = 10
_MOST_NO_TALK_WORDS = 14
_BRACKETED = re.compile(r"[(\[【（［{<*]{1,3}([^()\[\]【】（）［］{}<>*]{2,60})[)\]】）］}>*]{1,3}")
_HEAD = re.compile(r"[^:：!–—|]{2,50}?\s?(?:[:：!]|\s(?:-{1,3}|[–—|])\s|[–—|])\s?")
_BETWEEN = re.compile(r"\s[-–—|:]\s([^\W\d_]{4,20})(?=\s[-–—|:]\s|:\s)")
_TAIL = re.compile(r"(?:\s(?:-{1,3}|[–—|])\s|[:：–—|!]\s?|[,;.]\s)([^:：!–—|,;.]{2,50})[.!]{0,3}$")
_NO_TALK_HEAD = re.compile(r"[(\[（,;:：–—|/]|\s-\s|\d")
_CJK_COMMA = re.compile("[，、；]")
_LONGEST_UNSPACED = 40
_EDGES = " \t\n-–—:：|!*•·,;"
_STATUSES: tuple[Status, ...] = ("cancelled", "postponed")
_NAME_END = re.compile(r"[(\[（,:：;–—]|\s-\s")


class _Words(NamedTuple):
    """Folded words of a kind: those that are a whole value, and how many words the longest has."""

    whole: frozenset[str]
    longest: int


def is_placeholder(text: str) -> bool:
    """Whether the whole of `text` says "not known yet" (or is empty, dashes, dots)."""
    if len(text) > _LONGEST_PLACEHOLDER:
        return False
    return _is_placeholder(text)


@remember(20_000)
def _is_placeholder(text: str) -> bool:
    folded = fold(text)
    if not folded:
        return True
    if folded in _placeholders().whole:
        return True
    if len(folded.split()) <= _MOST_NO_TALK_WORDS and folded.startswith(_promises()):
        return True
    return _has_placeholder_tail(folded) or _is_labelled_placeholder(text)


@remember()
def _promises() -> tuple[str, ...]:
    """First words of a sentence that only promises more: "stay tuned for …", "check back …"."""
    return tuple(fold(word) for word in words("placeholders", "promises"))


def _has_placeholder_tail(folded: str) -> bool:
    """`title tba`, `speaker to be announced`, `tba tba`, `titre à venir`: a subject, then a placeholder."""
    tokens = folded.split()
    known, subjects = _placeholders(), _subjects()
    if len(tokens) > 1 and not _placeholder_words().issuperset(tokens):
        return False
    for cut in range(1, min(len(tokens), known.longest + 1)):
        head, tail = " ".join(tokens[:-cut]), " ".join(tokens[-cut:])
        if tail in known.whole and (head in subjects or head in known.whole):
            return True
        head, tail = " ".join(tokens[:cut]), " ".join(tokens[cut:])
        if head in known.whole and (tail in subjects or tail in known.whole):
            return head not in subjects or tail not in subjects
    if _is_phrase_about_subject(tokens):
        return True
    # 題目未定: no blank between subject and placeholder
    return len(tokens) == 1 and any(
        folded.endswith(tail) and folded[: -len(tail)] in subjects for tail in _cjk_placeholders()
    )


def _is_phrase_about_subject(tokens: list[str]) -> bool:
    """`título de la charla por confirmar`, `to be announced by the speaker`: small words between them."""
    known, subjects, small = _placeholders(), _subjects(), _small()
    for cut in range(1, min(len(tokens), known.longest + 1)):
        for about, said in ((tokens[:-cut], tokens[-cut:]), (tokens[cut:], tokens[:cut])):
            named = any(token in subjects and token not in small for token in about)
            if not named or not all(token in subjects or token in small for token in about):
                continue
            if " ".join(said) in known.whole and (
                len(said) > 1 or len(said[0]) <= 3 or not is_title_word(said[0])
            ):
                return True
    return False


def _is_labelled_placeholder(text: str) -> bool:
    labelled = split_label(text)
    return labelled is not None and (not labelled.value or is_placeholder(labelled.value))


def read_status(text: str) -> tuple[Status | None, str]:
    """The status that a marker in `text` states, and `text` without the marker.

    `[CANCELLED] On knots` is ("cancelled", "On knots"); `On cancelled cohomology` is (None, unchanged).
    A marker is in brackets, or stands first or last behind a separator, or is all of the text.
    """
    if not text or len(text) > _LONGEST_MARKED:
        return None, text
    return _read_status(text)


@remember(20_000)
def _read_status(text: str) -> tuple[Status | None, str]:
    if _telling_words().isdisjoint(fold(text).split()) and (
        text.isascii() or not any(word in text for word in _unspaced_markers())
    ):
        return None, text
    found = _bracketed_status(text) or _head_status(text) or _tail_status(text) or _inner_status(text)
    if found is None:
        status = _status_of(text)
        return (status, "") if status else (None, text)
    status, rest = found
    return status, "" if _is_reason(rest) or _status_of(rest) else rest


def _bracketed_status(text: str) -> tuple[Status, str] | None:
    for found in _BRACKETED.finditer(text):
        if status := _status_of(found.group(1)) or _tentative(found.group(1)):
            rest = f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}"
            return status, rest.strip(_EDGES)
    return None


def _head_status(text: str) -> tuple[Status, str] | None:
    """`CANCELLED: On knots`, `Cancelled - Jane Doe`, `Annulé (grève)`, `CANCELLED (snow) On knots`."""
    before, bracket, behind = text.partition("(")
    if bracket and before.strip() and (status := _status_of(before)):
        rest = behind.partition(")")[2].lstrip()
        is_set_off = rest[:1] in {":", "-", "–", "—"} or (before.isupper() and not rest.isupper())
        return status, rest.strip(_EDGES) if is_set_off else ""
    head = _HEAD.match(text)
    if head and (status := _status_of(head.group())):
        return status, text[head.end() :].strip(_EDGES)
    first, _, rest = text.partition(" ")
    if first.isupper() and len(first) > 5 and rest and not rest.isupper() and (status := _status_of(first)):
        return status, rest.strip(_EDGES)
    if rest and (status := _status_of(first)) and person_likeness(_NAME_END.split(rest, 1)[0].strip()) >= 0.6:
        return status, rest.strip(_EDGES)  # cancelled Jane Doe (MIT): On knots
    return None


def _tail_status(text: str) -> tuple[Status, str] | None:
    """`On knots - CANCELLED`, `Jane Doe: postponed`, `On knots CANCELLED` (in capitals)."""
    tail = _TAIL.search(text[-80:])
    if tail and (status := _status_of(tail.group(1))):
        return status, text[: max(0, len(text) - 80) + tail.start()].strip(_EDGES)
    rest, _, last = text.rstrip(" .!").rpartition(" ")
    if last.isupper() and len(last) > 5 and rest and not rest.isupper() and (status := _status_of(last)):
        return status, rest.strip(_EDGES)
    before, bracket, _ = text.rpartition("(")
    tail = _TAIL.search(before.rstrip()[-80:]) if bracket and text.endswith(")") else None
    if tail and (status := _status_of(tail.group(1))):  # Physics Colloquium: cancelled (holiday)
        return status, before[: before.rindex(tail.group(1))].strip(_EDGES)
    return _closing_status(text)


def _closing_status(text: str) -> tuple[Status, str] | None:
    """`Spektraltheorie entfällt`, `On knots is cancelled`: a verb that says so at the end of the line."""
    tokens = [] if _status_of(text) else text.strip(" .!").split()
    for size in range(min(4, len(tokens) - 1), 0, -1):
        status = _closing().get(fold(" ".join(tokens[-size:])))
        if status:
            return status, " ".join(tokens[:-size]).strip(_EDGES)
    return None


def _inner_status(text: str) -> tuple[Status, str] | None:
    """`Algebra seminar - CANCELLED - Jane Doe`: the marker alone between two separators."""
    for found in _BETWEEN.finditer(text):
        if status := _markers().get(fold(found.group(1))):
            return status, text[: found.start()] + text[found.end() :]
    return None


def _status_of(text: str) -> Status | None:
    """The status that `text` as a whole states; a date or a reason may follow its marker."""
    table = _markers()
    folded = fold(text)
    if folded in table:
        return table[folded]
    tokens = folded.split()
    if len(tokens) > _MOST_MARKER_WORDS:
        return None
    for size in range(min(4, len(tokens) - 1), 0, -1):
        head, last = " ".join(tokens[:size]), " ".join(tokens[-size:])
        if head in table and _is_reason(" ".join(tokens[size:])):
            only_room = head in _moving() and not has_date_words(" ".join(tokens[size:]))
            return None if only_room else table[head]  # "Moved to Zoom"
        if last in table and all(token in _subjects() or token in _small() for token in tokens[:-size]):
            return table[last]
    return _told_status(tokens) or _parted_status(tokens) or _unspaced_status(text)


def _unspaced_status(text: str) -> Status | None:
    """`改期，時間另行公告`, `都合により中止`: a marker before a comma, or behind a reason, without blanks."""
    if text.isascii() or len(text) > _LONGEST_UNSPACED:
        return None
    head = _CJK_COMMA.split(text.strip(), maxsplit=1)[0]
    if head != text and (status := _markers().get(fold(head))):
        return status
    folded = fold(text)
    reasons = [word for word in _reasons() if word > "\u2e80"]
    for word in _unspaced_markers():
        if folded.endswith(word) and any(one in folded[: -len(word)] for one in reasons):
            return _markers()[word]
    return None


@remember()
def _unspaced_markers() -> tuple[str, ...]:
    """The markers of scripts without blanks."""
    return tuple(word for word in _markers() if word > "\u2e80")


def _told_status(tokens: list[str]) -> Status | None:
    """A sentence that tells it: "the talk is cancelled due to illness", "der Vortrag entfällt wegen …"."""
    table = _markers()
    for start in range(1, len(tokens)):
        if tokens[start - 1] not in _subjects() and tokens[start - 1] not in _small():
            return None
        for size in range(min(4, len(tokens) - start - 1), 0, -1):
            told = " ".join(tokens[start : start + size])
            if told in table and _is_reason(" ".join(tokens[start + size :])):
                return table[told]
    return None


def mentioned_status(text: str) -> Status | None:
    """The status that a sentence mentions anywhere: "the talk by Jane Doe had to be postponed to June"."""
    if not 0 < len(text) <= _LONGEST_MARKED or read_status(text) == (None, ""):
        return None
    table = _markers()
    tokens = fold(text).split()
    for start in range(len(tokens)):
        for size in range(min(4, len(tokens) - start), 0, -1):
            told = " ".join(tokens[start : start + size])
            if told in table and told not in _moving():
                return table[told]
    folded = "".join(tokens)
    return next((status for word, status in table.items() if word > "\u2e80" and word in folded), None)


def _parted_status(tokens: list[str]) -> Status | None:
    """A verb whose particle stands behind the reason: "der Vortrag fällt wegen Krankheit aus"."""
    for verb, particle, status in _parted():
        if tokens[-1:] != [particle] or verb not in tokens[:-2]:
            continue
        at = tokens.index(verb)
        if all(token in _subjects() or token in _small() for token in tokens[:at]) and _is_reason(
            " ".join(tokens[at + 1 : -1])
        ):
            return status
    return None


def _tentative(text: str) -> Status | None:
    return "tentative" if fold(text) in _provisional() else None


def _is_reason(text: str) -> bool:
    """Whether `text` goes on from a marker: "due to illness", "until further notice", "wegen Krankheit"."""
    tokens = fold(text).split(maxsplit=2)
    if not tokens:
        return False
    return tokens[0] in _reasons() or tokens[0].isdigit() or (len(tokens) > 1 and tokens[1].isdigit())


def is_no_talk(text: str) -> bool:
    """Whether `text` as a whole marks a day without a talk: "No seminar", "Spring break", "休講"."""
    if not text or len(text) > _LONGEST_NO_TALK:
        return False
    return _is_no_talk(text)


@remember(20_000)
def _is_no_talk(text: str) -> bool:
    folded = fold(text)
    whole, leading = _no_talk()
    if folded in whole.whole or _starts_with(folded, leading) or _is_made_of_breaks(folded):
        return True
    # "Spring break (no classes)", "Thanksgiving – University closed", "Easter 2024", "Ferien 3.-5.1."
    head = fold(_NO_TALK_HEAD.split(text, maxsplit=1)[0])
    return bool(head) and (head in whole.whole and _is_small_remainder(folded, head))


def _is_made_of_breaks(folded: str) -> bool:
    """`国庆放假`, `vacances de toussaint`, `institute summer party`: nothing but words for days off."""
    tokens = folded.split()
    whole = _breaks()
    if len(tokens) == 1 and folded[:1] > "\u2e80":
        return any(folded[:cut] in whole and folded[cut:] in whole for cut in range(1, min(len(folded), 12)))
    if not 2 <= len(tokens) <= 5:
        return False
    if tokens[-1] in _gatherings() and all(token in _occasions() for token in tokens[:-1]):
        return True
    known = [token for token in tokens if token in whole]
    return len(known) > 1 and tokens[0] in known and all(t in whole or t in _particles() for t in tokens)


@remember()
def _breaks() -> frozenset[str]:
    return _gather(("no_talk", "whole"), ("no_talk", "leading")).whole


@remember()
def _gatherings() -> frozenset[str]:
    return _gather(("no_talk", "gatherings")).whole


@remember()
def _occasions() -> frozenset[str]:
    return _gather(("no_talk", "occasions")).whole


@remember()
def _particles() -> frozenset[str]:
    """Small words inside a name for days off: "de", "di"."""
    return _gather(("people", "particles"), ("labels", "of")).whole


def _is_small_remainder(folded: str, head: str) -> bool:
    """Whether what follows `head` can still be no title: dates, a few words, another such mark."""
    whole, leading = _no_talk()
    rest = folded[len(head) :].strip()
    letters = " ".join(token for token in rest.split() if not token.isdigit())
    return len(letters.split()) <= 2 or letters in whole.whole or _starts_with(letters, leading)


def _starts_with(folded: str, leading: _Words) -> bool:
    tokens = folded.split()
    if len(tokens) > _MOST_NO_TALK_WORDS:
        return False
    if any(" ".join(tokens[:size]) in leading.whole for size in range(1, leading.longest + 1)):
        return True
    return any(folded.startswith(word) for word in _cjk_no_talk())


def _gather(*paths: tuple[str, str]) -> _Words:
    whole = frozenset(fold(word) for path in paths for word in words(*path)) - {""}
    return _Words(whole, max((len(word.split()) for word in whole), default=1))


@remember()
def _placeholders() -> _Words:
    return _gather(("placeholders", "whole"))


@remember()
def _subjects() -> frozenset[str]:
    return _gather(("placeholders", "subjects")).whole


@remember()
def _placeholder_words() -> frozenset[str]:
    """Every word that a placeholder, its subject or what links them may have."""
    phrases = _placeholders().whole | _subjects() | _small()
    return frozenset(word for phrase in phrases for word in phrase.split())


@remember()
def _cjk_placeholders() -> tuple[str, ...]:
    return tuple(word for word in _placeholders().whole if word and word[0] > "\u2fff")


@remember()
def _no_talk() -> tuple[_Words, _Words]:
    return _gather(("no_talk", "whole")), _gather(("no_talk", "leading"))


@remember()
def _cjk_no_talk() -> tuple[str, ...]:
    return tuple(word for word in _no_talk()[1].whole if word and word[0] > "\u2fff")


@remember()
def _markers() -> dict[str, Status]:
    return {fold(word): status for status in _STATUSES for word in words(status, "words")}


@remember()
def _telling_words() -> frozenset[str]:
    """The longest word of each marker, folded: a text without any of them has no marker."""
    parted = {verb for verb, _, _ in _parted()}
    markers = {*_markers(), *_closing(), *_provisional(), *parted}
    return frozenset(max(marker.split(), key=len) for marker in markers if marker)


@remember()
def _closing() -> dict[str, Status]:
    """Folded markers that end a line without a separator: finite verbs, so no words of a title."""
    table = {fold(word): status for status in _STATUSES for word in words(status, "closing")}
    table.update({marker: status for marker, status in _markers().items() if marker.count(" ") > 0})
    return table


@remember()
def _parted() -> tuple[tuple[str, str, Status], ...]:
    """Folded verbs that part with their last word, that word, and the status they state."""
    verbs = [(fold(word).rpartition(" "), status) for status in _STATUSES for word in words(status, "parted")]
    return tuple((verb, particle, status) for (verb, _, particle), status in verbs)


@remember()
def _moving() -> frozenset[str]:
    """Markers that speak of another room as often as of another day: "moved to …"."""
    return frozenset(fold(word) for word in words("postponed", "moving"))


@remember()
def _provisional() -> frozenset[str]:
    """Words for "tentative" that do not speak of a title or a place to be announced."""
    return frozenset(fold(word) for word in words("tentative", "words")) - _placeholders().whole | {
        "tentative"
    }


@remember()
def _reasons() -> frozenset[str]:
    return frozenset(fold(word) for word in words("cancelled", "reasons"))


@remember()
def _small() -> frozenset[str]:
    """Words that may stand before a marker: "this week's talk is cancelled"."""
    paths = [("function_words",), ("labels", "qualifiers"), ("labels", "of")]
    return frozenset(fold(word) for path in paths for word in words(*path))
