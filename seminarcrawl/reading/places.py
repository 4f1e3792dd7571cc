"""Rooms and links: what is a place, what is a link to join.

The words are the table [places] of `reading/languages/*.toml`; the meeting services are `_SERVICES` here.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from seminarcrawl.reading.languages import load_languages, remember, words
from seminarcrawl.reading.people.likeness import is_title_word
from seminarcrawl.reading.recall import recalled
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.text import fold

_LONGEST = 2_000
_LONGEST_SEARCHED = 200_000
_URL = re.compile(r"<?\b(?:https?://|www\.)[^\s<>\"'）】」]{3,2000}", re.IGNORECASE)
_BARE_MEETING = re.compile(
    r"(?<![\w@./])(?:[\w-]{1,40}\.){0,3}(?:zoom\.us|meet\.google\.com|teams\.microsoft\.com|webex\.com)/[^\s<>\"']{2,500}",
    re.IGNORECASE,
)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{0,200})\]\(([^()\s]{1,1000})\)")
_TAIL = ".,;:!?)]}>'\"*_。，、）"
# Hosts of meetings; then of streams, which are links to join only where the text says "live" or "join".
_SERVICES = re.compile(
    r"(?:^|\.)(?:zoom\.(?:us|com|com\.cn)|zoomgov\.com|teams\.(?:microsoft|live)\.com|meet\.google\.com"
    r"|webex\.com(?:\.cn)?|meeting\.tencent\.com|voovmeeting\.com|gotomeeting\.com|gotomeet\.me|gotowebinar\.com"
    r"|bluejeans\.com|whereby\.com|gather\.town|jit\.si|meet\.goto\.com|skype\.com|streamyard\.com|airmeet\.com"
    r"|hopin\.com|bigmarker\.com|collaborate\.blackboard\.com|discord\.gg|meeting\.dfn\.de|conf\.dfn\.de|chime\.aws"
    r"|feishu\.cn|dingtalk\.com|lifesizecloud\.com|global\.gotomeeting\.com|zoom-x\.de|kumospace\.com|telemost\.yandex\.ru"
    r"|jazz\.sber\.ru)$"
)
_SERVICE_LABELS = re.compile(
    r"(?:^|[.-])(?:bbb|bigbluebutton|jitsi|webconf|visio|greenlight|zoom|webinar)\d{0,3}(?:[.-]|$)"
)
_STREAMS = re.compile(
    r"(?:^|\.)(?:youtube\.com|youtu\.be|youtube-nocookie\.com|vimeo\.com|twitch\.tv|bilibili\.com|panopto\.(?:com|eu)"
    r"|facebook\.com|dailymotion\.com|livestream\.com|ustream\.tv|mediasite\.com|mediasite\.[a-z-]{2,40}\.[a-z]{2,6})$"
)
_LIVE_PATH = re.compile(r"/live(?:/|$)|/livestream|[?&]live", re.IGNORECASE)
_SECRETS = {"pwd", "passcode", "password", "pass", "passwd", "tk", "pw", "pin"}
# "(doors open at 14:10)" behind a room.
_TIMED_BRACKET = re.compile(r"[(（][^()（）]{0,60}(?<!\d)\d{1,2}[:：]\d\d(?!\d)[^()（）]{0,60}[)）]$")
_BREAKS = re.compile(r"\\r\\n|\\n|\\r|\r\n?|\n")
_SPACES = re.compile(r"\s{1,200}")
_REMARK = re.compile(r"[(\[（【]([^()\[\]（）【】]{0,160})[)\]）】]")
_LONG_NUMBER = re.compile(r"\d[\d\s-]{7,18}\d")
_ROOM_NUMBER = re.compile(
    r"^(?:[A-Z]{1,4}[\s.-]?)?\d{1,4}[A-Za-z]?(?:[./-][A-Za-z]?\d{1,4}[A-Za-z]?){0,3}$|^[A-Z]\d?[.-][A-Z]?\d{1,4}$"
)
_BUILDING = re.compile(
    r"^([A-ZÀ-Þ][^\W\d_]{1,24}(?: [A-ZÀ-Þ][^\W\d_]{1,24}){0,2}) ([A-Z]?\d{2,4}(?:\.\d{1,3})?[A-Za-z]?)$"
    r"|^(\d{2,4}[A-Za-z]?) ([A-ZÀ-Þ][^\W\d_]{1,24}(?: [A-ZÀ-Þ][^\W\d_]{1,24})?)$"
)
_ABBREVIATED = re.compile(r"^([^\W\d_]{1,5})\.?\s?[A-Z]?\d")
_PIECES = re.compile(r",\s|\s[-–—]\s|\s?[/;|]\s?|、")
_ACCESS_SIGN = re.compile(r"[\d:：=#]|is ", re.IGNORECASE)
_EDGES = " \t,;:|+&/-–—•·、，；：@"


class Place(NamedTuple):
    """Where a talk happens: the room (never a link) and the link to join (without its passcode)."""

    location: str | None
    online_url: str | None


_SHORTENED = re.compile(
    r"(?:[^\W\d_]{1,3}|[^\W\d_aeiouyAEIOUY]{4,6})"
)  # "Str", "St", "Bldg" before a full stop


def read_place(text: str, *, links: list[str] | None = None) -> Place:
    """The room and the link to join in a place value; placeholders ("Room TBA") give None.

    `links` are hrefs that stand inside the value. Meeting IDs, passcodes and remarks are not a location.
    """
    return _read_place(text[:_LONGEST], tuple(links or ()))


@remember(2048, longest=300)  # the events of a calendar share their rooms
def _read_place(text: str, links: tuple[str, ...]) -> Place:
    text = _without_pictures(text)
    url = find_online_url(text, list(links), in_place=True)
    text = _BREAKS.sub("\n", text)
    text = _MARKDOWN_LINK.sub(lambda link: link.group(1), text)
    linked = bool(url)
    lines = [_without_closing_sentence(_without_links(line)) for line in text.split("\n")]
    pieces = _without_modes([piece for line in lines for piece in _pieces(line, linked)])
    location = _TIMED_BRACKET.sub("", _SPACES.sub(" ", ", ".join(pieces))).strip(_EDGES)
    while location[-1:] in (")", "）") and sum(map(location.count, "(（")) < sum(map(location.count, ")）")):
        location = location[:-1].rstrip(_EDGES)
    if not location or is_placeholder(location) or not any(c.isalnum() for c in location):
        return Place(None, url)
    if linked and fold(location) in _link_words():
        return Place(None, url)
    return Place(location, url)


def _without_links(line: str) -> str:
    """`line` without URLs and without remarks in brackets ("different room than usual!!")."""
    line = _without_exception(_BARE_MEETING.sub(" ", _URL.sub(" ", line)))
    return _REMARK.sub(lambda found: " " if _is_remark(found.group(1)) else found.group(), line)


def _without_closing_sentence(line: str) -> str:
    """`Thayer Hall. Reception to follow.` without the sentence behind the place."""
    head, stop, tail = line.rstrip().partition(". ")
    told = tail.split()
    if (
        not stop
        or tail[-1:] != "."
        or len(told) < 2
        or not told[0][0].isupper()
        or any(map(str.isdigit, tail))
    ):
        return line
    is_sentence = all(word[0].islower() for word in told[1:])
    is_cut_short = _SHORTENED.fullmatch(head.split()[-1]) if head.split() else True
    return head if is_sentence and not is_cut_short and not place_words(tail) else line


def _without_exception(line: str) -> str:
    """`Room 5, unless noted otherwise` without its last words."""
    lowered = line.casefold()
    ends = (lowered.find(word) for word in _exceptions())
    return line[: min((end for end in ends if end > 0), default=len(line))].rstrip(" ,;(")


@remember()
def _exceptions() -> tuple[str, ...]:
    told = [word.casefold() for word in words("places", "unless")]
    return tuple(word if word > "\u2e80" else f" {word}" for word in told)


def _is_remark(text: str) -> bool:
    folded = fold(text)
    if not folded:
        return True
    if any(_says(folded, word) for word in _table("passcode")) and any(c.isdigit() for c in text):
        return True
    if folded in _link_words() or folded in _table("in_person"):
        return True
    return any(_says(folded, word) for word in _table("remarks"))


def _pieces(line: str, linked: bool) -> list[str]:
    """The parts of a line that name a place: no meeting IDs, passcodes, "join here" or placeholders."""
    kept = []
    for part in re.split(r"\s?[;；|]\s?|,\s|，|\s\+\s", line):
        part = _cut_access(part).strip(_EDGES)
        if not part or is_placeholder(part) or (linked and fold(part) in _link_words()):
            continue
        if _LONG_NUMBER.search(part) and not place_words(part):
            continue
        kept.append(part if not linked else _cut_link_tail(part))
    return [part for part in kept if part]


def _without_modes(pieces: list[str]) -> list[str]:
    """The pieces without "and online via Zoom" and the like, unless nothing else is said."""
    cut = [_cut_mode(piece) for piece in pieces]
    rooms = [piece for piece in cut if piece and not _is_mode(fold(piece).split())]
    return rooms or pieces


def _cut_mode(piece: str) -> str:
    """`Zoom and Room 4.01` → `Room 4.01`, `HS 12 (EG) und via Zoom` → `HS 12 (EG)`; small words go too."""
    tokens = piece.split()
    if len(tokens) > 40 or _is_mode(fold(piece).split()):
        return piece
    while len(tokens) > 1 and fold(tokens[-1]) in _joining_words() and tokens[-1].islower():
        tokens = tokens[:-1]
    while True:
        cut = next((at for at in range(1, len(tokens)) if _is_mode_tail(tokens[at:])), 0)
        if not cut:
            break
        tokens = tokens[:cut]
    lead = max((at for at in range(1, min(len(tokens), 6)) if _is_mode_lead(tokens[:at])), default=0)
    return " ".join(tokens[lead:]).strip(_EDGES)


def _is_mode_tail(tokens: list[str]) -> bool:
    """`and Zoom`, `or online at this link`, `/ Zoom`, `& online (MS Teams)`."""
    first = tokens[0].strip("([")
    joined = first in {"/", "+", "&", "-", "–"} or fold(first) in _joining_words()
    return joined and _is_mode(fold(" ".join(tokens)).split())


def _is_mode_lead(tokens: list[str]) -> bool:
    """`Zoom and`, `Hybrid:`, `In person in`."""
    last = tokens[-1]
    if not (last.endswith((":", "/", "+", "&")) or fold(last) in _joining_words()):
        return False
    folded = fold(" ".join(tokens)).split()
    return _is_mode(folded) or " ".join(folded[:-1]) in _table("in_person")


def tells_online_only(text: str) -> bool:
    """Whether a place value says nothing but that the talk is online: "Zoom only"."""
    return _is_mode(fold(text).split())


def _is_mode(folded: list[str]) -> bool:
    """Whether folded words say nothing but how to attend from afar."""
    core, more = _mode_words()
    return any(word in core for word in folded) and all(word in core or word in more for word in folded)


def _cut_access(part: str) -> str:
    """`part` up to the passcode or meeting ID in it."""
    if not _ACCESS_SIGN.search(part):
        return part
    lowered = part.casefold()
    for word in _access_words():
        at = lowered.find(word)
        if at < 0 or (at and lowered[at - 1].isalnum() and lowered[at - 1] < "\u2e80"):
            continue
        rest = lowered[at + len(word) :].lstrip()
        # A short word before a short number may be a building: "ID 14", "Code 12".
        numbered = rest[:1].isdigit() and (len(rest) > 5 or len(word) > 4)
        if numbered or rest[:1] in (":", "：", "=", "#") or rest[:3] == "is ":
            return part[:at].rstrip(" (")
    return part


def tells_access(text: str) -> bool:
    """Whether a place value holds a passcode or meeting ID, which is nobody's room."""
    return _cut_access(text) != text


def _cut_link_tail(part: str) -> str:
    """`Salle 101 et sur Zoom` → `Salle 101` when the link itself is known."""
    tokens = part.split()
    for cut in range(1, len(tokens)):
        if fold(" ".join(tokens[cut:])) in _link_words():
            return " ".join(tokens[:cut]).strip(_EDGES)
    return part


def find_online_url(text: str, links: list[str] | None = None, *, in_place: bool = False) -> str | None:
    """The first link to join a meeting or stream (Zoom, Teams, BBB, YouTube live …), passcode removed.

    A stream (YouTube, Vimeo) counts only where the text or the link says live or join. `in_place`: the
    text is a place value, where any link is one to join.
    """
    text = text[:_LONGEST_SEARCHED]
    if not links and "/" not in text:
        return None
    found = _links_in(text)
    candidates = [_tidy(url) for url in [*(links or []), *found]]
    for url in candidates:
        if is_meeting_url(url):
            return strip_passcode(url)
    if in_place and found and _has_any(fold(_URL.sub(" ", text)), _table("online")):
        return strip_passcode(_tidy(found[0]))  # "Google Meet: https://…" on whatever host
    for url in candidates:
        if is_stream_url(url) and (_LIVE_PATH.search(url) or in_place or _says_live(text)):
            return strip_passcode(url)
    return None


def _links_in(text: str) -> list[str]:
    """The links printed in a text; those to a meeting also where they begin with the host."""
    lowered = text.lower()
    found = []
    if "://" in lowered or "www." in lowered:
        found += [url.group().strip("<") for url in _URL.finditer(text)]
    if ".com/" in lowered or ".us/" in lowered:
        bare = (url.group() for url in _BARE_MEETING.finditer(text))
        found += [f"https://{url}" for url in bare if f"//{url}" not in text]
    return found


def _tidy(url: str) -> str:
    url = url.strip()
    while url and url[-1] in _TAIL and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return f"https://{url}" if url.lower().startswith("www.") else url


def is_meeting_url(url: str) -> bool:
    """Whether `url` leads to a meeting of a known service (not to a recording of one)."""
    host, path = _host_and_path(url)
    if not host or path.startswith("/rec/") or "/recording" in path:
        return False
    if _SERVICES.search(host):
        return len(path) > 1
    return bool(_SERVICE_LABELS.search(host)) and len(path) > 1


def is_stream_url(url: str) -> bool:
    """Whether `url` is on a video service: a live stream or a recording."""
    host, path = _host_and_path(url)
    return bool(host) and len(path) > 1 and bool(_STREAMS.search(host))


@recalled(1024)  # asked for by every kind of link in turn
def _host_and_path(url: str) -> tuple[str, str]:
    if "://" not in url[:12]:
        return "", ""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower(), parts.path.lower()
    except ValueError:
        return "", ""


def _says_live(text: str) -> bool:
    folded = fold(text[:_LONGEST])
    return any(_says(folded, word) for word in _table("live"))


def _says(folded: str, word: str) -> bool:
    """Whether a folded text has a folded phrase as whole words (CJK: anywhere)."""
    if word > "\u2e80":
        return word in folded
    return f" {word} " in f" {folded} "


def strip_passcode(url: str) -> str:
    """`url` without passcode parameters (`pwd=`, `passcode=`)."""
    if "?" not in url and "#" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in query if name.lower() not in _SECRETS]
    fragment = "" if parts.fragment.lower().split("=")[0] in _SECRETS else parts.fragment
    if len(kept) == len(query) and fragment == parts.fragment:
        return url
    return urlunsplit(parts._replace(query=urlencode(kept), fragment=fragment))


def place_likeness(text: str) -> float:
    """0 to 1: how surely `text`, as a whole, is a room, building or address."""
    if not text or len(text) > 200:
        return 0.0
    return _place_likeness(_without_pictures(text))


def _without_pictures(text: str) -> str:
    """`text` without the pictographs that stand for a label (a pin, a house, a clock)."""
    return text if text.isascii() else "".join(c for c in text if c != "\ufe0f" and category(c) != "So")


@remember(20_000)
def _place_likeness(text: str) -> float:
    stripped = text.strip()
    pieces = [piece for piece in _PIECES.split(stripped) if piece.strip()]
    whole = _score(stripped)
    if not 2 <= len(pieces) <= 8:
        return whole
    first = max(_score(piece.strip()) for piece in pieces[:2])
    return max(whole, min(first, 0.8)) if _small_words(stripped) <= 2 else whole


def _score(text: str) -> float:
    folded = fold(text)
    if not folded:
        return 0.0
    if folded in _table("online"):
        return 0.9
    if _ROOM_NUMBER.match(text):
        return 0.6 if any(c.isalpha() for c in text) else 0.3
    if _is_abbreviated(text):
        return 0.75
    strong, weak = place_words(text), _has_any(folded, _table("words")) or _has_ending(folded)
    digits = any(c.isdigit() for c in text)
    score = 0.75 if strong else 0.4 if weak else 0.65 if _is_numbered_building(text) else 0.05
    score += 0.2 if digits and (strong or weak) else 0.0
    score -= 0.06 * max(0, len(folded.split()) - (16 if digits else 8))
    score -= 0.15 * max(0, _small_words(text) - 1)
    if text[-1:] in "?!" or (":" in text.rstrip(":") and not digits):
        score -= 0.3
    return max(0.0, min(1.0, score))


def _is_abbreviated(text: str) -> bool:
    """`Of. 324`, `Rm. 5`, `Zi. 12`: a short form of the word for a room, and its number."""
    found = _ABBREVIATED.match(text)
    return found is not None and fold(found.group(1)) in _table("short")


def _is_numbered_building(text: str) -> bool:
    """`McBryde 455`, `113 Cotton`, `Huxley 3.02`: a name and a room number (no year, month or "Part 2")."""
    found = _BUILDING.match(text)
    if not found:
        return False
    number, name = (found.group(2) or found.group(3)), (found.group(1) or found.group(4))
    if number[:2] in ("19", "20") and len(number) == 4:
        return False
    return not any(is_title_word(word) or fold(word) in _months() for word in name.split())


def _small_words(text: str) -> int:
    return sum(token in _function_words() for token in fold(text).split())


def place_words(text: str) -> bool:
    """Whether a word of `text` names a room or building by itself (room, Hörsaal, 教室)."""
    return _has_any(fold(text), _table("strong"))


def _has_ending(folded: str) -> bool:
    """Words such as Invalidenstraße, 第二会議室; a family name may end so too (Neuhaus)."""
    endings = _endings()
    return any(token.endswith(endings) and len(token) > 2 for token in folded.split())


@remember()
def _endings() -> tuple[str, ...]:
    return tuple(_table("endings"))


def _has_any(folded: str, vocabulary: frozenset[str]) -> bool:
    tokens = folded.split()
    if any(token in vocabulary for token in tokens):
        return True
    if any(f"{a} {b}" in vocabulary for a, b in pairwise(tokens)):
        return True
    return folded[:1] > "\u2e80" and any(word in folded for word in vocabulary if word > "\u2e80")


@remember()
def _table(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words("places", name)) - {""}


@remember()
def _link_words() -> frozenset[str]:
    return _table("link_words") | _table("online")


@remember()
def _mode_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that say "from afar" by themselves, and what stands around them ("via", "link", "und")."""
    whole = _table("online") | {word for word in _table("link_words") if " " in word}
    single = frozenset(word for word in _table("online") if " " not in word) - {"link"}
    around = {word for phrase in whole | _table("link_words") for word in phrase.split()}
    return single, frozenset(around) | _joining_words() | _function_words()


@remember()
def _joining_words() -> frozenset[str]:
    """Words that join a room and a link: "and", "or", "also", "via", "sowie"."""
    paths = (("joiners", "and"), ("places", "joining"))
    return frozenset(fold(word) for path in paths for word in words(*path)) - {""}


@remember()
def _access_words() -> tuple[str, ...]:
    return tuple(sorted({word.casefold() for word in words("places", "passcode")}, key=len, reverse=True))


@remember()
def _function_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words("function_words"))


@remember()
def _months() -> frozenset[str]:
    """Names of months in every language: `June 17` is no room."""
    return frozenset(
        fold(name)
        for table in load_languages().values()
        for names in table.get("dates", {}).get("months", [])
        for name in names
    )
