"""People and institutions: speaker lines taken apart, and how surely a text is a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from seminarcrawl.items import Speaker
from seminarcrawl.reading.kinds import is_talk_kind
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.affiliations import clean_affiliation, modes, split_affiliations
from seminarcrawl.reading.people.honorifics import is_degree, strip_honorifics, strip_role
from seminarcrawl.reading.people.likeness import (
    begins_as_prose,
    has_given_name,
    institution_likeness,
    is_family_name,
    is_given_name,
    is_name_shaped,
    is_organisation_shaped,
    is_place_name,
    is_prose,
    person_likeness,
)
from seminarcrawl.reading.people.speaker_parts import Part, split_parts
from seminarcrawl.reading.status import is_placeholder, read_status
from seminarcrawl.reading.text import fold

__all__ = ["clean_name", "institution_likeness", "person_likeness", "read_speakers", "speakers_likeness"]

_LONGEST = 1_500
_MOST_PEOPLE = 60
_LONGEST_AFFILIATION = 250
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(\s?<?([^()\s<>]{1,1000})>?[^()]{0,100}\)")
_TAG = re.compile(r"<[^<>]{1,500}>")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.)])[*_](?!\w)|`")
_FOOTNOTES = re.compile(r"(?<=[^\W\d_])[\d*†‡§¹²³⁴]{1,3}(?=$|[\s,;])|^[\d*†‡§•·▪‣\s.-]{1,6}(?=[^\W\d_])")
_LINE_BREAKS = re.compile(r"\\r\\n|\\n|<br\s?/?>|\r\n?", re.IGNORECASE)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_RUN = re.compile(
    r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\s・]{0,20}"
)
_LATIN_RUN = re.compile(r"[^\W\d_\u3005-\ud7af](?:[^\W\d_\u3005-\ud7af]|[\s.'’-]){0,60}")
_TIME = re.compile(r"\d{1,2}[:.h]\d\d|\b\d{1,2}\s?[ap]\.?m\b|^\d{1,4}$")
_LINE_ENDS = re.compile(r"[\n;；]")
_DIVIDED = re.compile(r"[,(（\-–—/@|]")
_PRONOUNS = re.compile(r"^(?:[a-zé]{1,6}\s?[/,]\s?){1,3}[a-zé]{1,6}$", re.IGNORECASE)


@dataclass(slots=True)
class _Person:
    """A speaker while the line is read; `closed`: a bracket gave the affiliation; `employed`: a role came."""

    name: str
    affiliation: list[str] = field(default_factory=list)
    closed: bool = False
    joined: bool = False
    employed: bool = False
    url: str | None = None


def read_speakers(text: str, *, affiliation: str | None = None) -> list[Speaker]:
    """The people on a speaker line, each with the affiliation the line gives.

    `Prof. Jane Doe (MIT) and John Roe (Univ. of X, Y and Z)` is two people; roles ("PhD, L2S") are
    not affiliations; honorifics and degrees go; placeholders ("TBA", "N.N.") give []. `affiliation` is a
    separately stated one: shared by all, or split in parallel when it lists as many as there are people.
    """
    if not text or len(text) > _LONGEST:
        return []
    return _share([Speaker(one.name, one.affiliation, one.url) for one in _read_people(text)], affiliation)


@remember(2048)  # a page names its speakers in several places, and is read again next week
def _read_people(text: str) -> tuple[Speaker, ...]:
    """The people on a speaker line."""
    if is_placeholder(text):
        return ()
    plain, urls = _plain(text)
    people: list[_Person] = []
    for line in _LINE_ENDS.split(plain):
        if not _take_employer(line.strip(), people):
            people += _read_line(line, lone=not people)
    return tuple(_unique([_finish(person, urls) for person in people[:_MOST_PEOPLE]]))


def _take_employer(line: str, people: list[_Person]) -> bool:
    """Whether `line`, below people who have no affiliation yet, is where they work; it is then theirs."""
    if not people or people[-1].affiliation or not line or is_placeholder(line):
        return False
    alone = institution_likeness(line) >= 0.6 and person_likeness(line) < 0.5
    if not (alone or is_organisation_shaped(line)) or any(mark in line for mark in "(（;"):
        return False
    stated = clean_affiliation(line)
    for person in people if stated else []:
        person.affiliation = person.affiliation or [stated or ""]
    return stated is not None


def _plain(text: str) -> tuple[str, dict[str, str]]:
    """`text` without markup, and the links that names in it had."""
    urls: dict[str, str] = {}

    def unlink(found: re.Match[str]) -> str:
        urls[fold(strip_honorifics(found.group(1)))] = found.group(2)
        return found.group(1)

    text = _MARKDOWN_LINK.sub(unlink, _LINE_BREAKS.sub("\n", text))
    text = _EMPHASIS.sub("", _TAG.sub("", text))
    _, text = read_status(text)
    labelled = split_label(text) if "\n" not in text else None
    if labelled and labelled.field == "speaker" and labelled.value:
        text = labelled.value
    return text.strip(), urls


def _read_line(line: str, *, lone: bool) -> list[_Person]:
    line = _without_prefix(line.strip())
    if not line or is_placeholder(line):
        return []
    parts = split_parts(_cut_others(line))
    if (
        len(parts) == 1
        and not parts[0].notes
        and institution_likeness(line) >= 0.8
        and person_likeness(line) < 0.5
    ):
        affiliated = _read_cjk(line)
        return [affiliated] if affiliated else []
    if swapped := _last_first(parts):
        return [swapped]
    everyone = _is_list_of_names(parts)
    people: list[_Person] = []
    for part in parts:
        if _opens_others(part.text):
            break
        _take(part, people, everyone=everyone, lone=lone and len(parts) == 1)
    if len(people) == 2 and people[0].name == people[1].name:  # Johnson and Johnson
        return []
    return people


def _without_prefix(line: str) -> str:
    """`by Jane Doe` → `Jane Doe`, `Joint talk: Jane Doe` → `Jane Doe`."""
    kind, colon, value = line.partition(": ")
    if colon and len(kind.split()) <= 4 and is_talk_kind(kind):
        line = value.strip()
    first, _, rest = line.partition(" ")
    return (
        rest
        if rest and first.casefold() in _by_words() and not first.isupper() and not first[0].isupper()
        else line
    )


def _cut_others(line: str) -> str:
    """`line` up to the co-authors ("joint with …") or the host ("hosted by …")."""
    for found in _others_pattern().finditer(line):
        before = line[: found.start()]
        if before.strip() and before.count("(") + before.count("（") <= before.count(")") + before.count(
            "）"
        ):
            return before.rstrip(" ,;-–—")
    return line


def _opens_others(text: str) -> bool:
    return bool(_others_pattern().match(text))


def _take(part: Part, people: list[_Person], *, everyone: bool, lone: bool) -> None:
    """Read one part into `people`: a new person, or an affiliation of those before it, or nothing."""
    text = _FOOTNOTES.sub("", part.text).strip(" .,;:*")
    if not text:
        if people:
            _note(people[-1], part.notes)
        return
    if is_placeholder(text) or fold(text) in _several():
        return
    kind = _kind_of(part, text, people, everyone=everyone, lone=lone)
    if kind == "nothing" and people and (is_degree(text) or strip_role(text) == ""):
        _note(people[-1], part.notes)  # Jane Doe, Ph.D. (MIT)
    if kind == "person":
        _add_person(part, text, people)
    elif kind == "affiliation" and people:
        _add_affiliation(part, text, people)


def _kind_of(part: Part, text: str, people: list[_Person], *, everyone: bool, lone: bool) -> str:
    if not people:
        return "person" if _may_be_name(text) else "nothing"
    if is_degree(text):
        return "nothing"
    person, institution = person_likeness(text), institution_likeness(text)
    role = strip_role(text) if person < 0.85 else None
    if role is not None:
        people[-1].employed = True
        return "affiliation" if role else "nothing"
    if _same_in_other_script(text, people[-1].name):
        _note(people[-1], part.notes)
        return "nothing"
    if everyone and _may_be_name(text) and institution < 0.6:
        return "person"
    return _weigh(part, text, people, person, institution)


def _weigh(part: Part, text: str, people: list[_Person], person: float, institution: float) -> str:
    last = people[-1]
    affiliated = bool(last.affiliation)
    if part.separator in {"-", "@", "|"}:
        return "person" if person >= 0.9 and institution < 0.5 and part.separator == "-" else "affiliation"
    if part.separator == "and":
        single = " " not in text and " " not in last.name and _may_be_name(text)
        if (person >= 0.5 and person > institution) or (not affiliated and single and institution < 0.5):
            return "person"
        if part.notes and _may_be_name(text) and institution < 0.6:
            return "person"
        return "affiliation" if affiliated else "nothing"
    if last.employed and not affiliated and person < 0.85:
        return "affiliation"
    if not last.closed and not part.notes and _is_employer(text, last.name):
        return "affiliation"
    if person > institution and (person >= 0.85 or (person >= 0.5 and (last.closed or not affiliated))):
        return "person"
    if last.closed:
        return "person" if part.notes and _may_be_name(text) and institution < 0.6 else "nothing"
    if institution < 0.3 and is_prose(text):  # Jane Doe, Lower bounds for streaming
        return "nothing"
    return "affiliation"


def _is_employer(text: str, name: str) -> bool:
    """Whether what stands behind a name and a comma is rather where it works than a second name.

    `Jane Doe, Carnegie Mellon`: beside a name with a known given name, words that are neither given nor
    family names are an organisation.
    """
    if is_organisation_shaped(text):
        return True
    tokens = text.split()
    known = has_given_name(text) or any(is_family_name(t) or t.islower() for t in tokens)
    return not known and len(tokens) <= 3 and has_given_name(name) and text == strip_honorifics(text)


def _may_be_name(text: str) -> bool:
    """Whether a part of a *speaker line* may be a name: the label vouches for it, so shape is enough."""
    name = strip_honorifics(text)
    if not name or len(name) > 60 or fold(name) in _several():
        return False
    if _CJK.search(name):
        return _read_cjk(text) is not None
    person, institution = person_likeness(text), institution_likeness(text)
    if person >= 0.5:
        return True
    return is_name_shaped(name) and institution < 0.6 and (len(name) > 1)


def _add_person(part: Part, text: str, people: list[_Person]) -> None:
    person = _read_cjk(text) if _CJK.search(text) else None
    person = person or _Person(clean_name(text))
    if not person.name:
        return
    person.joined = part.separator == "and"
    _note(person, part.notes)
    if person.closed and person.joined:
        _share_backwards(person, people)
    people.append(person)


def _share_backwards(person: _Person, people: list[_Person]) -> None:
    """`A and B (MIT)`: the affiliation behind the last of joined names is that of all of them."""
    for before in reversed(people):
        if before.affiliation:
            return
        before.affiliation = list(person.affiliation)
        if not before.joined and before is not people[-1]:
            return


def _note(person: _Person, notes: list[str]) -> None:
    for note in notes:
        stated = _read_note(note, person.name)
        if stated and not person.closed:
            person.affiliation, person.closed = [stated], True


def _read_note(note: str, name: str) -> str | None:
    """The affiliation in the brackets behind a name: not a role, a time, a pronoun, a script variant."""
    note = _EMPHASIS.sub("", note).strip(" .,;:")
    if not note or len(note) > _LONGEST_AFFILIATION or is_placeholder(note) or _TIME.search(note):
        return None
    if _PRONOUNS.match(note) and fold(note.split("/")[0]) in _pronouns():
        return None
    if fold(note) in modes() or _opens_others(note) or fold(note) in _several():
        return None
    if _same_in_other_script(note, name) or (
        person_likeness(note) >= 0.85 and institution_likeness(note) < 0.5
    ):
        return None
    return clean_affiliation(note)


def _add_affiliation(part: Part, text: str, people: list[_Person]) -> None:
    """`, MIT` behind one or several people; a second piece of the same affiliation is appended to it."""
    brackets = "".join(f" ({note})" for note in part.notes if not is_placeholder(note))
    stated = clean_affiliation(text + brackets)
    last = people[-1]
    if not stated or last.closed:
        return
    if last.affiliation:
        glue = ", " if part.separator in {",", ""} else f" {part.printed.strip()} "
        last.affiliation[-1] = f"{last.affiliation[-1]}{glue}{stated}"[:_LONGEST_AFFILIATION]
        stated = last.affiliation[-1]
    else:
        last.affiliation = [stated]
    for before in reversed(people[:-1]):  # "A and B, MIT"
        if (
            before.closed
            or not last.joined
            or (before.affiliation and not stated.startswith(before.affiliation[0]))
        ):
            break
        before.affiliation = [stated]


def _last_first(parts: list[Part]) -> _Person | None:
    """`DOE, Jane` and `Doe, J.`: a family name, then a given name."""
    if len(parts) != 2 or parts[1].separator != "," or parts[0].notes:
        return None
    family, given = parts[0].text, parts[1].text
    if (
        _CJK.search(family)
        or len(given.split()) > 3
        or not is_name_shaped(family)
        or not is_name_shaped(given)
    ):
        return None
    initials = all(len(t.strip(".")) <= 2 and t.endswith(".") for t in given.split())
    capitals = family.isupper() and not given.isupper() and institution_likeness(given) < 0.6
    single = len(family.split()) == 1 and not is_given_name(family)
    if capitals or (single and (initials or is_given_name(given.split()[0])) and not is_place_name(given)):
        person = _Person(clean_name(f"{given} {family}"))
        _note(person, parts[1].notes)
        return person
    return None


def _is_list_of_names(parts: list[Part]) -> bool:
    """`Li Wei, Yamagata, Wafa, Zhou Ping`: names only, some of them single words."""
    if len(parts) < 3 or any(part.separator not in {"", ",", "and"} for part in parts):
        return False
    texts = [part.text for part in parts]
    if any(institution_likeness(t) >= 0.5 or is_place_name(t) or not _may_be_name(t) for t in texts):
        return False
    if any(strip_role(text) is not None and not is_given_name(text.split()[0]) for text in texts[1:]):
        return False
    people = sum(person_likeness(text) >= 0.5 for text in texts)
    return (
        people >= 2 or (people >= 1 and len(parts) >= 4) or (len(parts) >= 3 and parts[-1].separator == "and")
    )


def _same_in_other_script(text: str, name: str) -> bool:
    """`江韋霖` beside `Wei-Lin Chiang`: one person, two scripts."""
    if bool(_CJK.search(text)) == bool(_CJK.search(name)):
        return False
    return person_likeness(text) >= 0.5 and institution_likeness(text) < 0.6


def _read_cjk(text: str) -> _Person | None:
    """`國立臺灣大學 王小明 教授`, `山田太郎`, `홍길동 교수`, `東京大学 山田 太郎`."""
    name = strip_honorifics(text)
    both = _one_script(name)
    if both != name:
        return _Person(both)
    if person_likeness(name) >= 0.5:
        return _Person(" ".join(name.split()))
    tokens = name.split()
    for cut in range(1, len(tokens)):
        left, right = " ".join(tokens[:cut]), strip_honorifics(" ".join(tokens[cut:]))
        if institution_likeness(left) >= 0.5 and person_likeness(right) >= 0.5:
            return _Person(right, [left], closed=True)
        if institution_likeness(right) >= 0.5 and person_likeness(strip_honorifics(left)) >= 0.5:
            return _Person(strip_honorifics(left), [clean_affiliation(right) or right], closed=True)
    if len(tokens) == 1 and len(name) >= 5:
        for cut in range(len(name) - 2, max(1, len(name) - 6), -1):
            left, right = name[:cut], name[cut:]
            if len(right) >= 2 and institution_likeness(left[-3:]) >= 0.5 and person_likeness(right) >= 0.7:
                return _Person(right, [left], closed=True)
        if institution_likeness(name) >= 0.5:
            return None
    short = name.replace(" ", "").replace("・", "")
    if institution_likeness(name) < 0.5 and 2 <= len(short) <= 6 and not _titled(name):
        return _Person(" ".join(tokens))
    return None


def _titled(name: str) -> bool:
    return fold(name) in _cjk_titles()


def _one_script(name: str) -> str:
    """`Xiaoming Wang 王小明` → the one that is printed first."""
    if not (_CJK.search(name) and re.search(r"[^\W\d_\u3005-\ud7af]{2}", name)):
        return name
    found = (_CJK_RUN if _CJK.match(name) else _LATIN_RUN).match(name)
    first = found.group().strip(" -・") if found else name
    return first if person_likeness(first) >= 0.5 else name


@remember(4096, longest=200)
def clean_name(text: str) -> str:
    """A name without honorifics, degrees and roles; `BACH` in capitals beside a given name becomes `Bach`."""
    text = " ".join(_FOOTNOTES.sub("", _EMPHASIS.sub("", text)).split()).strip(' ,;:*"“”')
    name = _one_script(strip_honorifics(text))
    tokens = name.split()
    if len(tokens) < 2 or not any(_is_shouted(token) for token in tokens):
        return name
    if not any(_is_capitalised(token) for token in tokens) or is_organisation_shaped(name):
        return name
    return " ".join(_lowered(token, index) for index, token in enumerate(tokens))


def _is_capitalised(token: str) -> bool:
    """`Jane`, `Jean-Pierre`; not `JANE`, `J.`, `of`."""
    first = re.split(r"[-'’]", token, maxsplit=1)[0]
    return first[:1].isupper() and len(first) > 1 and first[1:].islower()


def _is_shouted(token: str) -> bool:
    letters = [c for c in token if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters) and "." not in token


def _lowered(token: str, index: int) -> str:
    """`DUTRONC-POSTEL` → `Dutronc-Postel`; initials (`JP`, `AJ`) and numerals (`III`) stay."""
    if not _is_shouted(token) or token in {"II", "III", "IV"}:
        return token
    if token.casefold() in _particles() and index:
        return token.casefold()
    if len(token) == 2 and not (token[1] in "AEIOUY" and token[0] not in "AEIOUY"):
        return token
    pieces = re.split(r"([-'’])", token)
    lowered = "".join(piece[:1] + piece[1:].lower() for piece in pieces)
    return f"Mc{lowered[2:].capitalize()}" if lowered.startswith("Mc") and len(lowered) > 4 else lowered


def _finish(person: _Person, urls: dict[str, str]) -> Speaker:
    affiliation = ", ".join(person.affiliation) or None
    return Speaker(person.name, affiliation, urls.get(fold(person.name)))


def _unique(speakers: list[Speaker]) -> list[Speaker]:
    seen: dict[str, Speaker] = {}
    for speaker in speakers:
        known = seen.setdefault(fold(speaker.name), speaker)
        known.affiliation = known.affiliation or speaker.affiliation
    return list(seen.values())


def _share(speakers: list[Speaker], affiliation: str | None) -> list[Speaker]:
    """A separately stated affiliation, given to all who have none, or in parallel."""
    if not affiliation or is_placeholder(affiliation) or not speakers:
        return speakers
    plain = _EMPHASIS.sub("", _TAG.sub("", _MARKDOWN_LINK.sub(lambda m: m.group(1), affiliation)))
    each = split_affiliations(plain, len(speakers))
    whole = clean_affiliation(" ".join(plain.split()))
    for index, speaker in enumerate(speakers):
        if speaker.affiliation is None:
            speaker.affiliation = each[index] if each else whole
    return speakers


def speakers_likeness(text: str) -> float:
    """0 to 1: how surely `text` is a speaker line: one or more people, with or without affiliations."""
    if not 1 < len(text) <= 300 or "\n" in text.strip():
        return 0.0
    return _speakers_likeness(text)


@remember(20_000)
def _speakers_likeness(text: str) -> float:
    if begins_as_prose(text):
        return 0.02
    alone = person_likeness(text)
    if alone >= 0.5:
        return alone
    if text.rstrip()[-1:] in "?!" or ": " in text:
        return 0.02
    if not _DIVIDED.search(text) and institution_likeness(text) >= 0.6:
        return 0.05
    parts = split_parts(text)
    if len(parts) > 24 or not parts:
        return 0.0
    first = _part_score(parts[0], first=True)
    if first < 0.4:
        return min(first, 0.3)
    misfits = sum(_part_score(part, first=False) < 0.4 for part in parts[1:])
    return max(0.0, min(0.99, first - 0.25 * misfits))


def _part_score(part: Part, *, first: bool) -> float:
    """How well a part fits into a speaker line."""
    person = person_likeness(part.text)
    if first:
        if part.notes and any(institution_likeness(note) >= 0.5 for note in part.notes):
            person += 0.15
        return person
    if strip_role(part.text) is not None or is_degree(part.text):
        return 0.9
    return max(person, institution_likeness(part.text), 0.6 if is_place_name(part.text) else 0.0)


@remember()
def _others_pattern() -> re.Pattern[str]:
    """Phrases that lead on to co-authors and hosts. In capitals they are something else (`MIT`).

    A role in one word ("host", "director") does so only before a colon.
    """
    phrases = {word.casefold() for word in words("joiners", "joint")}
    roles = {word.casefold() for word in words("joiners", "host")}
    free = _spellings(phrases | {role for role in roles if " " in role})
    labels = _spellings({role for role in roles if " " not in role})
    return re.compile(rf"(?<![\w'’-])(?:(?:{free})(?!\w)|(?:{labels})(?=\s?[:：]))")


def _spellings(phrases: set[str]) -> str:
    """Alternatives of a pattern, the longest first, each as it is and with a capital."""
    spelled = {form for phrase in phrases for form in (phrase, phrase[:1].upper() + phrase[1:])}
    return "|".join(re.escape(form) for form in sorted(spelled, key=len, reverse=True)) or "(?!)"


@remember()
def _by_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("joiners", "by"))


@remember()
def _several() -> frozenset[str]:
    return frozenset(fold(word) for word in words("joiners", "several"))


@remember()
def _pronouns() -> frozenset[str]:
    return frozenset(fold(word) for word in words("people", "pronouns"))


@remember()
def _particles() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("people", "particles"))


@remember()
def _cjk_titles() -> frozenset[str]:
    return frozenset(fold(word) for word in words("titles", "words") if word > "\u2e80")
