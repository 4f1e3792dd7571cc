"""One clock time in any of the notations: 4pm, 14h30, 16 Uhr, 午後2時半, 1600 hrs, noon."""

from __future__ import annotations

from dataclasses import dataclass

from seminarcrawl.reading.dates.model import DASHES
from seminarcrawl.reading.dates.tokens import Tokens
from seminarcrawl.reading.dates.vocabulary import Vocabulary

_HOUR_UNITS = frozenset({"h", "hrs", "hr", "hours", "uhr"})
_ABBREVIATED = frozenset({"ч", "hod", "h", "год"})  # words for hour that are printed with a point
_COLONS = frozenset(":∶")
_MINUTE_SIGNS = frozenset(":∶.")


@dataclass(slots=True)
class Clock:
    """One printed clock time. `half`: "am", "pm" or "" when none is printed.

    `sure` says that it can only be a time ("6p" is not); `dotted` was printed with a point, `padded`
    with a leading zero, `marked` with a word for hour.
    """

    hour: int
    minute: int
    half: str
    sure: bool
    dotted: bool
    padded: bool
    marked: bool
    after: int

    def minutes(self, half: str | None = None) -> int:
        """Minutes after midnight, read with the given half of the day."""
        half = self.half if half is None else half
        hour = self.hour
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        return hour * 60 + self.minute


def clock_at(t: Tokens, v: Vocabulary, i: int) -> Clock | None:
    """One clock time at token `i`; a bare number gives a Clock that is not `sure`."""
    value, half = t.values[i], ""
    if value < 0:
        word, value = t.words[i], t.values[i + 1]
        if word in v.noon_prefix and value >= 0:
            half = "noon"
        elif (word in v.am or word in v.pm) and value >= 0 and len(word) > 1:
            half = "am" if word in v.am else "pm"
        elif word in v.noon:
            return Clock(12, 0, "pm", True, False, False, True, i + 1)
        elif word in v.midnight:
            return Clock(24, 0, "", True, False, False, True, i + 1)
        else:
            return None
        i += 1
    if not _begins(t, i):
        return None
    digits = t.ends[i] - t.starts[i]
    if digits == 4 and not half:
        return _military(t, i)
    if value > 24 or digits > 2:
        return None
    return _with_minutes(t, v, i, half)


def _begins(t: Tokens, i: int) -> bool:
    """No letter, digit or sign glued before it that makes it part of something else."""
    start, text = t.starts[i], t.text
    before = text[start - 1] if start else " "
    if before == " ":
        return True
    if before.isascii() and before.isalpha():
        return t.words[i - 1] in ("t", "h", "u", "kl") or (start > 1 and text[start - 2] in "°º")
    if before in "./:,+" and start > 1:
        return not text[start - 2].isdigit()
    return before not in "_#$€£%=&"


def _military(t: Tokens, i: int) -> Clock | None:
    """1600h, 1430 hrs, 0900–1030 hrs."""
    hour, minute = divmod(t.values[i], 100)
    if hour > 23 or minute > 59:
        return None
    follower = t.words[i + 1]
    if follower in _HOUR_UNITS:
        return Clock(hour, minute, "", True, False, True, True, i + 2)
    if follower in ("am", "pm") and 1 <= hour <= 12:
        return Clock(hour, minute, follower, True, False, False, True, i + 2)
    if follower in DASHES and t.values[i + 2] >= 0 and t.digits(i + 2) == 4 and t.words[i + 3] in _HOUR_UNITS:
        return Clock(hour, minute, "", False, False, True, False, i + 1)
    return None


def _with_minutes(t: Tokens, v: Vocabulary, i: int, half: str) -> Clock | None:
    """The minutes, the word for hour and the half of the day behind the hour at `i`."""
    words, hour, j = t.words, t.values[i], i + 1
    sign, minute, dotted, marked = words[j], 0, False, False
    if sign in _MINUTE_SIGNS:
        minute, j = _colon_minutes(t, j)
        dotted = sign == "." and j > i + 1
    elif sign in v.hour:
        marked = True
        minute, j = _marked_minutes(t, v, i)
    if minute > 59 or (hour == 24 and minute):
        return None
    if not marked and words[j] in v.hour and not _is_letter_clash(t, j):
        marked, j = True, j + 1 + (words[j + 1] == "." and words[j] in _ABBREVIATED)
    colon = j > i + 1 and sign in _COLONS
    if not half and words[j] in v.halves:
        half, j = _half_behind(t, v, j, hour)
    if t.starts[j] == t.ends[j - 1] and not _ends(t, v, j):
        return None
    if half == "noon":
        half = "pm" if hour in (12, 1, 2) else ""
    if hour > 12:
        half = ""
    padded = hour < 10 and t.ends[i] - t.starts[i] == 2
    sure = colon or marked or (half != "" and len(words[j - 1]) > 1)
    return Clock(hour, minute, half, sure, dotted, padded, marked, j)


def _colon_minutes(t: Tokens, j: int) -> tuple[int, int]:
    """Minutes behind the colon or point at `j` (and seconds behind them), and the token behind; 0 without."""
    sign, minute, starts, ends = t.words[j], t.values[j + 1], t.starts, t.ends
    if minute < 0 or ends[j + 1] - starts[j + 1] != 2 or starts[j] != ends[j - 1] or starts[j + 1] != ends[j]:
        return 0, j
    j += 2
    if t.words[j] == sign and _is_pair(t, j + 1) and t.touches(j):
        j += 2
        if t.words[j] == "." and t.values[j + 1] >= 0 and t.touches(j + 1):
            j += 2
    return minute, j


def _is_pair(t: Tokens, j: int) -> bool:
    return t.values[j] >= 0 and t.digits(j) == 2


def _marked_minutes(t: Tokens, v: Vocabulary, i: int) -> tuple[int, int]:
    """Minutes behind a word for hour: "14h30", "2時半", "2點30分", "16 Uhr 15"; and the token behind."""
    sign, j = t.words[i + 1], i + 2
    if t.words[j] == "." and sign in _ABBREVIATED and t.touches(j):
        j += 1
    if t.words[j] in v.half:
        return 30, j + 1
    minute = t.values[j]
    if not 0 <= minute < 60:
        return 0, j
    if t.digits(j) == 2 and not _starts_other(t, v, j, i):
        return minute, j + 1 + (t.words[j + 1] in v.minute)
    if t.words[j + 1] in v.minute and not sign.isascii():
        return minute, j + 2
    return 0, j


def _starts_other(t: Tokens, v: Vocabulary, j: int, i: int) -> bool:
    """Whether the number at `j` is no minutes: apart from "14h", or the head of another time or date."""
    follower = t.words[j + 1]
    if t.touches(j):
        return follower in ":/" and t.values[j + 2] >= 0
    if t.touches(i + 1) or follower in v.months or follower in v.hour:
        return True
    return follower in ":./" and t.values[j + 2] >= 0


def _is_letter_clash(t: Tokens, j: int) -> bool:
    """A word that follows an hour but begins something else ("14:00 u 15:00")."""
    return len(t.words[j]) == 1 and t.words[j].isascii() and t.values[j + 1] >= 0


def _half_behind(t: Tokens, v: Vocabulary, j: int, hour: int) -> tuple[str, int]:
    """am, pm or noon behind the digits: "4 p.m.", "6p", "12 noon", "12m", "4 Uhr nachmittags"."""
    word = t.words[j]
    if len(word) == 1 and not (t.touches(j) and word.isascii()):
        return "", j
    if word in v.noon or word in ("n", "m"):
        return ("pm", j + 1) if hour == 12 else ("", j)
    if 1 <= hour <= 12:
        return ("am" if word in v.am else "pm"), j + 1
    return "", j + 1


def _ends(t: Tokens, v: Vocabulary, j: int) -> bool:
    """Whether token `j`, glued behind a time, does not make it part of something else."""
    follower = t.words[j]
    if t.values[j] >= 0:
        return False
    if follower in (".", ":", "/", ",") and t.values[j + 1] >= 0 and t.touches(j + 1):
        return False
    if follower.isascii() and follower.isalpha():
        return follower in ("z", "utc", "gmt", "ct", "st") or follower in v.to
    return follower not in "%€$£_"
