"""What the brackets behind a name say: the affiliation, and not a role, a time or a pronoun."""

from __future__ import annotations

import re
from itertools import takewhile

from seminarcrawl.reading.calendar_words import has_date_words
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.affiliations import clean_affiliation, modes
from seminarcrawl.reading.people.cjk import same_in_other_script
from seminarcrawl.reading.people.joiners import opens_others, several_words
from seminarcrawl.reading.people.likeness import institution_likeness, person_likeness
from seminarcrawl.reading.people.person import Person
from seminarcrawl.reading.people.spelling import EMPHASIS
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.text import fold

LONGEST_AFFILIATION = 250
_TIME = re.compile(r"\d{1,2}[:.h]\d\d|\b\d{1,2}\s?[ap]\.?m\b|^\d{1,4}$")
_COMMA = re.compile(r"[,;，；]\s?")
_PRONOUNS = re.compile(r"^(?:[a-zé]{1,6}\s?[/,]\s?){1,3}[a-zé]{1,6}$", re.IGNORECASE)


def share_backwards(person: Person, people: list[Person]) -> None:
    """`A and B (MIT)`: the affiliation behind the last of joined names is that of all of them."""
    for before in reversed(people):
        if before.affiliation:
            return
        before.affiliation = list(person.affiliation)
        if not before.joined and before is not people[-1]:
            return


def take_notes(person: Person, notes: list[str]) -> None:
    """Give `person` the affiliation that one of the brackets behind the name states."""
    for note in notes:
        stated = _read_note(note, person.name)
        if stated and not person.closed:
            person.affiliation, person.closed = [stated], True


def _read_note(note: str, name: str) -> str | None:
    """The affiliation in the brackets behind a name: not a role, a time, a pronoun, a script variant."""
    note = _without_hour(EMPHASIS.sub("", note).strip(" .,;:"))
    if not note or len(note) > LONGEST_AFFILIATION or is_placeholder(note) or _TIME.search(note):
        return None
    if _PRONOUNS.match(note) and fold(note.split("/")[0]) in _pronouns():
        return None
    if fold(note) in modes() or opens_others(note) or fold(note) in several_words():
        return None
    looks_a_person = person_likeness(note) >= 0.85 and institution_likeness(note) < 0.5
    if same_in_other_script(note, name) or (looks_a_person and not _opens_with_acronym(note)):
        return None
    return clean_affiliation(note)


def _without_hour(note: str) -> str:
    """`University of York, 14:00` without the hour; a note that opens with a time or a room stays whole."""
    pieces = _COMMA.split(note[:LONGEST_AFFILIATION])
    told = list(takewhile(lambda piece: not _TIME.search(piece), pieces))
    origin = ", ".join(told)
    if len(told) == len(pieces) or any(map(str.isdigit, origin)) or has_date_words(origin):
        return note
    return origin or note


def _opens_with_acronym(note: str) -> bool:
    """`EUI Florence` and `EMBL Heidelberg` are places of work, however much Florence is a given name."""
    first, _, rest = note.partition(" ")
    return len(first) > 2 and first.isalpha() and first.isupper() and not rest.isupper()


@remember()
def _pronouns() -> frozenset[str]:
    return frozenset(fold(word) for word in words("people", "pronouns"))
