"""Labels ("Speaker:", "Lieu :", "講者") in the languages of `reading/languages/*.toml`."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast, get_args

from seminarcrawl.reading.languages import codes_for, remember, words_by_language
from seminarcrawl.reading.text import fold

LabelField = Literal[
    "speaker", "affiliation", "title", "abstract", "date", "time", "datetime", "place", "online", "host",
    "series", "language", "contact", "biography", "slides", "video", "topics", "status", "other",
]  # fmt: skip
FIELDS: tuple[LabelField, ...] = get_args(LabelField)

_LONGEST = 60
_MOST_WORDS = 7
# Speaker(s), Referent*in, Sprecher:innen, orateur·rice·s, Vortragende/r, Oratore/trice, organisateur.rice.s
_VARIANT = re.compile(r"(?<=\w)[(/*:_·•‧⋅.\-]{1,2}[a-zà-ÿ]{1,6}\)?(?:[.·•‧⋅-](?:e?s|x))?(?!\w)")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b|(?<=s)['’](?!\w)")
_SEPARATOR = re.compile(r"\s?[:：﹕︰](?!//)|\s[-–—|]\s|\s?[|｜]|\s?[—]|\s[-–—]$")
_SEPARATING = frozenset(":：﹕︰-–—|｜")
_NUMBER = re.compile(r"[#№]?\s?(?:n[°ºo.]\s?)?\d{1,2}$|\s(?:I{1,3}|IV|V)$")
_COMBINING = re.compile(r"\s?[/&+,|／・、]\s?|\s(?:and|et|und|y|e|ed|en|i|a|и|und)\s")
_IN_BRACKETS = re.compile(r"([^()（）]{1,40})[(（]([^()（）]{1,40})[)）]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_RUN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,12}")
_SPACED_OUT = re.compile(r"[\u3400-\u9fff\uac00-\ud7af](?:\s{1,8}[\u3400-\u9fff\uac00-\ud7af]){1,5}")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_DIGITS = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")

# Two labels in one: what the pair labels.
_PAIRS: dict[frozenset[str], LabelField] = {
    frozenset({"date", "time"}): "datetime",
    frozenset({"date", "datetime"}): "datetime",
    frozenset({"time", "datetime"}): "datetime",
    frozenset({"date", "place"}): "datetime",
    frozenset({"time", "place"}): "datetime",
    frozenset({"datetime", "place"}): "datetime",
    frozenset({"speaker", "affiliation"}): "speaker",
    frozenset({"title", "abstract"}): "title",
    frozenset({"title", "topics"}): "title",
    frozenset({"place", "online"}): "place",
    frozenset({"slides", "video"}): "slides",
    frozenset({"host", "contact"}): "host",
    frozenset({"series", "title"}): "title",
    frozenset({"abstract", "biography"}): "abstract",
}


class Labelled(NamedTuple):
    """A line that begins with a label: what it labels, the label as printed, and the value after it."""

    field: LabelField
    label: str
    value: str


class Key(NamedTuple):
    """A data key taken apart: `second_speaker_last` is ("speaker", "last", 2, None).

    `part` is what of the field the value is: "name", "first", "last", "url", "affiliation", "email",
    "start", "end", "id", "text" or None (the field itself). `number` counts from 1. `language` is a
    code such as "en" when the key ends in one.
    """

    field: LabelField
    part: str | None = None
    number: int | None = None
    language: str | None = None


def match_label(text: str, languages: tuple[str, ...] = ()) -> LabelField | None:
    """What `text` labels when all of it is a label ("Speaker(s):", "講者 Speaker", "Orateur·rice"), or None.

    `languages` (codes, likeliest first) decide where languages disagree: Czech "Host" is the guest.
    """
    if len(text) > 2 * _LONGEST:
        return None
    return _match(text, languages)


@remember(20_000)
def _match(text: str, languages: tuple[str, ...]) -> LabelField | None:
    text = text.strip().rstrip(":：﹕.-–—| ").lstrip("([{【〔《<# ")
    text = (
        text.rstrip(")]}】〕》> ") if text.count("(") != text.count(")") or text[-1:] in "]}】〕》>" else text
    )
    if not text or len(text) > _LONGEST:
        return None
    if _SPACED_OUT.fullmatch(text):  # 邀 请 人
        text = "".join(text.split())
    field = _lookup(fold(text), languages)
    if field is None and _has_label_word(text):
        field = _match_variant(text, languages)
    return None if field == "place" and _is_room(text) else field


def _has_label_word(text: str) -> bool:
    """Whether a word of a label stands in `text`, alone, in the plural or with a number at its end."""
    known = _label_words()
    tokens = fold(text).split()
    return any(token in known or (token[-1] == "s" and token[:-1] in known) for token in tokens) or any(
        map(str.isdigit, text)
    )


def _is_room(text: str) -> bool:
    """`Seminar Room 2` and `Aula, Main Building` are made of words for places, but are values, not labels."""
    return text[-1:].isdigit() or "," in text


def _match_variant(text: str, languages: tuple[str, ...]) -> LabelField | None:
    """Gendered, plural, numbered, bilingual and combined forms of a label."""
    text = _POSSESSIVE.sub("", _NUMBER.sub("", text))
    plain = _VARIANT.sub("", text)
    return (
        _lookup(fold(plain), languages)
        or _match_label_in_brackets(text, languages)
        or _match_phrase(fold(plain), languages)
        or _match_combined(plain, languages)
        or _match_combined(text, languages)
        or _match_pair(fold(plain), languages)
        or _match_without_note(text, languages)
    )


def _match_label_in_brackets(text: str, languages: tuple[str, ...]) -> LabelField | None:
    """`Speaker (affiliation)`, `講師（所属）`: a label, and in parentheses another that goes with it."""
    found = _IN_BRACKETS.fullmatch(text)
    fields = [_lookup(fold(part), languages) for part in found.groups()] if found else []
    return _combine(cast("list[LabelField]", fields)) if fields and None not in fields else None


def _match_without_note(text: str, languages: tuple[str, ...]) -> LabelField | None:
    """`Time (CET)`, `Title (click for the abstract)`: a label and a note in parentheses."""
    head, bracket, note = text.partition("(")
    if not bracket or not head.strip() or not note.rstrip().endswith(")"):
        return None
    return _lookup(fold(head), languages)


def _lookup(folded: str, languages: tuple[str, ...]) -> LabelField | None:
    """A folded phrase in the vocabulary of the likeliest languages, then of all; a plural s is forgiven."""
    for code in languages:
        if field := _by_language(code).get(folded):
            return field
    table = _all_labels()
    return table.get(folded) or (table.get(folded[:-1]) if folded.endswith("s") and len(folded) > 4 else None)


def _match_phrase(folded: str, languages: tuple[str, ...]) -> LabelField | None:
    """`title of the talk`, `name of speaker`, `seminar date`: the label that is left without qualifiers."""
    tokens = folded.split()
    if not 2 <= len(tokens) <= _MOST_WORDS:
        return None
    qualifiers, small = _qualifiers()
    kept = [t for t in tokens if t not in small]
    core = [t for t in kept if t not in qualifiers]
    if len(core) < len(tokens) and core and (field := _lookup(" ".join(core), languages)):
        return field
    if len(kept) == 2 and not core:  # "seminar title" of two qualifiers, the label among them
        return _lookup(kept[0] if len(kept) < len(tokens) else kept[1], languages)
    if len(kept) == 2 and len(kept) < len(tokens):  # "affiliation of the speaker": the first word decides
        return _lookup(kept[0], languages) if _lookup(kept[1], languages) else None
    return None


def _match_combined(text: str, languages: tuple[str, ...]) -> LabelField | None:
    """`Date & time`, `Orateur / Speaker`, `Titel und Abstract`: both halves are labels."""
    parts = [part for part in _COMBINING.split(text) if part]
    if not 2 <= len(parts) <= 3:
        return None
    fields = [_lookup(fold(part), languages) or _match_phrase(fold(part), languages) for part in parts]
    if None in fields:
        return None
    return _combine(cast("list[LabelField]", fields))


def _match_pair(folded: str, languages: tuple[str, ...]) -> LabelField | None:
    """`講者 Speaker`, `Datum Date`, `speaker bio`: two labels side by side."""
    tokens = folded.split()
    if not 2 <= len(tokens) <= _MOST_WORDS:
        return None
    for cut in range(1, len(tokens)):
        left = _lookup(" ".join(tokens[:cut]), languages)
        right = _lookup(" ".join(tokens[cut:]), languages) if left else None
        if left and right:
            if left == right:
                return left
            return right if left in {"speaker", "title", "series"} else _combine([left, right])
    return None


def _combine(fields: list[LabelField]) -> LabelField | None:
    first = fields[0]
    for field in fields[1:]:
        combined = first if field == first else _PAIRS.get(frozenset({first, field}))
        if combined is None:
            return None
        first = combined
    return first


@remember(8192, longest=400)
def split_label(line: str, languages: tuple[str, ...] = ()) -> Labelled | None:
    """`Speaker: Jane Doe` taken apart; None when `line` does not begin with a known label and a separator.

    Separators are `:` `：` ` - ` ` – ` `|` (and, for labels in CJK, nothing but a space). A value may be
    empty. "other" is a known label whose value is no talk field (price, audience): it ends an abstract.
    """
    head = line[: _LONGEST + 12]
    separator = _SEPARATOR.search(head) if not _SEPARATING.isdisjoint(head) else None
    if separator is None:
        if head.isascii() or not _CJK.match(head.lstrip("■◆●□◇○▼▲・*•【〔[(# ")):
            return None
        return _split_cjk(line, languages)
    for _ in range(2):  # a second separator: "Date - Time: …", "Zoom-Link | …"
        label = _bare(head[: separator.start()])
        field = match_label(label, languages) if label else None
        if field:
            return Labelled(field, label, line[separator.end() :].strip())
        following = _SEPARATOR.search(head, separator.end())
        if following is None or not label:
            break
        separator = following
    return _split_cjk(line, languages) if not head.isascii() and _CJK.search(head) else None


def _bare(text: str) -> str:
    """A label without the bullets, emoji and emphasis before it and around it."""
    start = 0
    while start < len(text) and not (text[start].isalnum() or text[start] in "([【〔《<"):
        start += 1
    return text[start:].strip(" \t*_")


def _split_cjk(line: str, languages: tuple[str, ...]) -> Labelled | None:
    """`講者 王小明`, `【日時】7月12日`, `題目　…`: a CJK label and a blank or a closing bracket."""
    text = _bare(line)
    bracketed = text[:1] in ("【", "〔", "《", "[", "<", "(")
    run = _CJK_RUN.match(text, 1 if bracketed else 0)
    if run is None:
        return None
    after = text[run.end() : run.end() + 1]
    if bracketed:
        if after not in ("】", "〕", "》", "]", ">", ")"):
            return None
    elif after not in (" ", "\u3000", "\t", ""):
        return None
    field = match_label(run.group(), languages)
    if field is None or (not after and not bracketed):
        return None
    return Labelled(field, run.group(), text[run.end() + 1 :].strip().lstrip(":： "))


def match_key(key: str) -> LabelField | None:
    """What a data key labels: `talk_title`, `speakerName`, `fecha`, `abstractEn`. None: unknown."""
    found = read_key(key)
    return found.field if found else None


@remember(20_000)
def read_key(key: str) -> Key | None:
    """A data key taken apart into field, part, number and language; None if no word of it is known."""
    if len(key) > _LONGEST:
        return None
    tokens = fold(_CAMEL.sub(" ", key)).split()
    tokens = [piece for token in tokens for piece in _split_digits(token)]
    if not tokens:
        return None
    exact = _keys().get("".join(tokens))
    if exact:
        return Key(exact, _part_of(tokens, exact))
    number, tokens = _take_number(tokens)
    language, tokens = _take_language(tokens)
    return _key_of(tokens, number, language)


_NOT_SPLIT = {"l2s", "mp4", "mp3", "h5"}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
}
_PARTS = {
    "first": "first", "firstname": "first", "given": "first", "forename": "first", "last": "last",
    "lastname": "last", "surname": "last", "family": "last", "name": "name", "names": "name", "full": "name",
    "fullname": "name", "url": "url", "link": "url", "website": "url", "homepage": "url", "web": "url",
    "href": "url", "page": "url", "webpage": "url", "uri": "url", "site": "url", "affiliation": "affiliation",
    "affil": "affiliation", "institution": "affiliation", "institute": "affiliation", "inst": "affiliation",
    "university": "affiliation", "univ": "affiliation", "organization": "affiliation", "org": "affiliation",
    "company": "affiliation", "affiliations": "affiliation", "department": "affiliation",
    "dept": "affiliation",
    "email": "email", "mail": "email", "start": "start", "begin": "start", "from": "start", "starts": "start",
    "end": "end", "to": "end", "until": "end", "finish": "end", "ends": "end", "stop": "end", "id": "id",
    "photo": "image", "image": "image", "img": "image", "picture": "image", "pic": "image", "avatar": "image",
    "bio": "biography", "biography": "biography", "position": "role", "role": "role", "job": "role",
    "short": "short", "body": "text", "text": "text", "pdf": "url", "file": "url",
    "password": "passcode", "passcode": "passcode", "pwd": "passcode", "title": "role",
}  # fmt: skip
_PART_FIELDS: dict[str, LabelField] = {
    "affiliation": "affiliation",
    "biography": "biography",
    "email": "contact",
}
_NOT_VALUES = {"image", "role", "passcode", "id", "short"}
_NEUTRAL = {
    "talk", "event", "seminar", "lecture", "colloquium", "session", "presentation", "item", "the", "of",
    "and", "meeting", "webinar", "conference", "field", "value", "info", "main", "string", "str", "display",
    "formatted",
    "raw", "html", "md", "short", "long", "local", "custom", "meta", "list", "post", "page", "entry", "new",
}  # fmt: skip


def _split_digits(token: str) -> list[str]:
    return [token] if token in _NOT_SPLIT else _DIGITS.sub(" ", token).split()


def _take_number(tokens: list[str]) -> tuple[int | None, list[str]]:
    """The ordinal in a key, which is not the `first` of `first_name` or `speaker_first`."""
    for index, token in enumerate(tokens):
        named = token in _ORDINALS and not (token in _PARTS and _means_first_name(tokens, index))
        if named or (token.isdigit() and len(token) <= 2):
            return _ORDINALS.get(token) or int(token), tokens[:index] + tokens[index + 1 :]
    return None, tokens


def _means_first_name(tokens: list[str], index: int) -> bool:
    following = tokens[index + 1 : index + 2]
    return following == ["name"] or (not following and bool(tokens[:index]))


def _take_language(tokens: list[str]) -> tuple[str | None, list[str]]:
    if len(tokens) > 1 and len(tokens[-1]) == 2 and codes_for(tokens[-1]) and tokens[-1] not in {"to", "no"}:
        return tokens[-1], tokens[:-1]
    return None, tokens


def _part_of(tokens: list[str], field: LabelField) -> str | None:
    if len(tokens) == 1 and tokens[0] not in {
        "start",
        "end",
        "begin",
        "from",
        "to",
        "until",
        "starts",
        "ends",
    }:
        compound = tokens[0]
        for edge in ("start", "end", "begin"):
            if compound != edge and (compound.startswith(edge) or compound.endswith(edge)):
                return _PARTS[edge]
        return _PARTS.get(compound) if field in {"speaker"} and compound not in {"name"} else None
    parts = [_PARTS[t] for t in tokens if t in _PARTS]
    timed = [p for p in parts if p in {"start", "end"}]
    if timed:
        return timed[0]
    if field == "speaker":
        ranked = [p for p in parts if p in {"first", "last", "url", "email", "id", "image", "role"}]
        return ranked[0] if ranked else ("name" if "name" in parts else None)
    return "url" if "url" in parts and len(tokens) > 1 else None


def _key_of(tokens: list[str], number: int | None, language: str | None) -> Key | None:
    """The field of what is left of a key once its number and language are off."""
    table = _keys()
    joined = "".join(tokens)
    if field := table.get(joined):
        return Key(field, _part_of(tokens, field), number, language)
    core = [t for t in tokens if t not in _NEUTRAL] or tokens
    if field := table.get("".join(core)):
        return Key(field, _part_of(core, field), number, language)
    parts = [t for t in core if t in _PARTS]
    rest = [t for t in core if t not in _PARTS]
    head = table.get("".join(rest)) if rest else None
    if head is None:
        found = [table[t] for t in core if t in table]
        head = found[-1] if found and len(found) == len(core) else None
    if head is None:
        return None
    part = _part_of(core, head) or (_PARTS[parts[-1]] if parts else None)
    if part in _PART_FIELDS and head in {"speaker", "host"}:
        return Key(_PART_FIELDS[part] if head == "speaker" else "contact", part, number, language)
    if part in _NOT_VALUES:
        return Key("other", part, number, language)
    return Key(head, part, number, language)


@remember()
def _all_labels() -> dict[str, LabelField]:
    """Every label, folded; English wins where languages disagree, then the first language by code."""
    merged = dict(_by_language("en"))
    for field in FIELDS:
        for code, _ in words_by_language("labels", field):
            for label, labels in _by_language(code).items():
                merged.setdefault(label, labels)
    return merged


@remember()
def _label_words() -> frozenset[str]:
    return frozenset(word for label in _all_labels() for word in label.split())


@remember()
def _by_language(code: str) -> dict[str, LabelField]:
    """The folded labels of one language (a code or a tag such as `de-AT`)."""
    known = codes_for(code)
    return {
        fold(word): field
        for field in FIELDS
        for language, word in words_by_language("labels", field)
        if language in known
    }


@remember()
def _qualifiers() -> tuple[frozenset[str], frozenset[str]]:
    """Words that may stand beside a label (talk, lecture) and the small words between (of, the)."""
    qualifiers = frozenset(fold(word) for _, word in words_by_language("labels", "qualifiers"))
    small = frozenset(fold(word) for _, word in words_by_language("labels", "of"))
    return qualifiers, small


@remember()
def _keys() -> dict[str, LabelField]:
    """Data keys without their separators (`talktitle`), from [keys] and then one-word [labels]."""
    table: dict[str, LabelField] = {}
    for source in ("keys", "labels"):
        for order in ("en", ""):  # English first: most data is keyed in English
            for field in FIELDS:
                for code, word in words_by_language(source, field):
                    if not order or code == order:
                        table.setdefault(fold(word).replace(" ", ""), field)
    return table
