"""The people of a speaker line, each with the affiliation that the line gives.

What other modules need of names is here: reading them, cleaning one, and how likely a text is one.
"""

from __future__ import annotations

import re

from seminarcrawl.items import Speaker
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.languages import remember
from seminarcrawl.reading.people.affiliations import clean_affiliation, split_affiliations
from seminarcrawl.reading.people.bracket_notes import LONGEST_AFFILIATION, share_backwards, take_notes
from seminarcrawl.reading.people.cjk import CJK, read_cjk
from seminarcrawl.reading.people.honorifics import is_degree, strip_honorifics, strip_role
from seminarcrawl.reading.people.joiners import cut_others, opens_others, several_words, without_prefix
from seminarcrawl.reading.people.likeness import institution_likeness, is_organisation_shaped, person_likeness
from seminarcrawl.reading.people.line_likeness import speakers_likeness
from seminarcrawl.reading.people.part_kinds import is_list_of_names, kind_of_part, read_last_first
from seminarcrawl.reading.people.person import Person
from seminarcrawl.reading.people.speaker_parts import Part, split_parts
from seminarcrawl.reading.people.spelling import EMPHASIS, FOOTNOTES, clean_name
from seminarcrawl.reading.status import is_placeholder, read_status
from seminarcrawl.reading.text import fold

__all__ = ["clean_name", "institution_likeness", "person_likeness", "read_speakers", "speakers_likeness"]
_LONGEST = 1_500
_MOST_PEOPLE = 60
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(\s?<?([^()\s<>]{1,1000})>?[^()]{0,100}\)")
_TAG = re.compile(r"<[^<>]{1,500}>")
_LINE_BREAKS = re.compile(r"\\r\\n|\\n|<br\s?/?>|\r\n?", re.IGNORECASE)
_LINE_ENDS = re.compile(r"[\n;；]")


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
    people: list[Person] = []
    for line in _LINE_ENDS.split(plain):
        if not _take_employer(line.strip(), people):
            people += _read_line(line)
    return tuple(_unique([_finish(person, urls) for person in people[:_MOST_PEOPLE]]))


def _take_employer(line: str, people: list[Person]) -> bool:
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
    text = EMPHASIS.sub("", _TAG.sub("", text))
    _, text = read_status(text)
    labelled = split_label(text) if "\n" not in text else None
    if labelled and labelled.field == "speaker" and labelled.value:
        text = labelled.value
    return text.strip(), urls


def _read_line(line: str) -> list[Person]:
    line = without_prefix(line.strip())
    if not line or is_placeholder(line):
        return []
    parts = split_parts(cut_others(line))
    if (
        len(parts) == 1
        and not parts[0].notes
        and institution_likeness(line) >= 0.8
        and person_likeness(line) < 0.5
    ):
        affiliated = read_cjk(line)
        return [affiliated] if affiliated else []
    if swapped := read_last_first(parts):
        return [swapped]
    everyone = is_list_of_names(parts)
    people: list[Person] = []
    for part in parts:
        if opens_others(part.text):
            break
        _take(part, people, everyone=everyone)
    if len(people) == 2 and people[0].name == people[1].name:  # Johnson and Johnson
        return []
    return people


def _take(part: Part, people: list[Person], *, everyone: bool) -> None:
    """Read one part into `people`: a new person, or an affiliation of those before it, or nothing."""
    text = FOOTNOTES.sub("", part.text).strip(" .,;:*")
    if not text:
        if people:
            take_notes(people[-1], part.notes)
        return
    if is_placeholder(text) or fold(text) in several_words():
        return
    kind = kind_of_part(part, text, people, everyone=everyone)
    if kind == "nothing" and people and (is_degree(text) or strip_role(text) == ""):
        take_notes(people[-1], part.notes)  # Jane Doe, Ph.D. (MIT)
    if kind == "person":
        _add_person(part, text, people)
    elif kind == "affiliation" and people:
        _add_affiliation(part, text, people)


def _add_person(part: Part, text: str, people: list[Person]) -> None:
    person = read_cjk(text) if CJK.search(text) else None
    person = person or Person(clean_name(text))
    if not person.name:
        return
    person.joined = part.separator == "and"
    take_notes(person, part.notes)
    if person.closed and person.joined:
        share_backwards(person, people)
    people.append(person)


def _add_affiliation(part: Part, text: str, people: list[Person]) -> None:
    """`, MIT` behind one or several people; a second piece of the same affiliation is appended to it."""
    brackets = "".join(f" ({note})" for note in part.notes if not is_placeholder(note))
    stated = clean_affiliation(text + brackets)
    last = people[-1]
    if not stated or last.closed:
        return
    if last.affiliation:
        glue = ", " if part.separator in {",", ""} else f" {part.printed.strip()} "
        last.affiliation[-1] = f"{last.affiliation[-1]}{glue}{stated}"[:LONGEST_AFFILIATION]
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


def _finish(person: Person, urls: dict[str, str]) -> Speaker:
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
    plain = EMPHASIS.sub("", _TAG.sub("", _MARKDOWN_LINK.sub(lambda m: m.group(1), affiliation)))
    each = split_affiliations(plain, len(speakers))
    whole = clean_affiliation(" ".join(plain.split()))
    for index, speaker in enumerate(speakers):
        if speaker.affiliation is None:
            speaker.affiliation = each[index] if each else whole
    return speakers
