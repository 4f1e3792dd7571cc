"""What a part of a speaker line is: a person, the affiliation of those before it, or nothing."""

from __future__ import annotations

from typing import Literal

from seminarcrawl.reading.kinds import is_other_kind
from seminarcrawl.reading.people.bracket_notes import take_notes
from seminarcrawl.reading.people.cjk import CJK, read_cjk, same_in_other_script
from seminarcrawl.reading.people.honorifics import is_degree, strip_honorifics, strip_role
from seminarcrawl.reading.people.joiners import several_words
from seminarcrawl.reading.people.likeness import (
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
from seminarcrawl.reading.people.person import Person
from seminarcrawl.reading.people.speaker_parts import Part
from seminarcrawl.reading.people.spelling import clean_name
from seminarcrawl.reading.text import fold

Kind = Literal["person", "affiliation", "nothing"]


def kind_of_part(part: Part, text: str, people: list[Person], *, everyone: bool) -> Kind:
    """What a part is to the `people` before it; `everyone`: the line lists names only."""
    if not people:
        return "person" if may_be_name(text) else "nothing"
    if is_degree(text):
        return "nothing"
    person, institution = person_likeness(text), institution_likeness(text)
    role = strip_role(text) if person < 0.85 else None
    if role is not None:
        people[-1].employed = True
        return "affiliation" if role else "nothing"
    if same_in_other_script(text, people[-1].name):
        take_notes(people[-1], part.notes)
        return "nothing"
    if everyone and may_be_name(text) and institution < 0.6:
        return "person"
    return _weigh(part, text, people, person, institution)


def _weigh(part: Part, text: str, people: list[Person], person: float, institution: float) -> Kind:
    last = people[-1]
    affiliated = bool(last.affiliation)
    if part.separator in {"-", "@", "|"}:
        return "person" if person >= 0.9 and institution < 0.5 and part.separator == "-" else "affiliation"
    if part.separator == "and":
        single = " " not in text and " " not in last.name and may_be_name(text)
        if (person >= 0.5 and person > institution) or (not affiliated and single and institution < 0.5):
            return "person"
        if part.notes and may_be_name(text) and institution < 0.6:
            return "person"
        return "affiliation" if affiliated else "nothing"
    if last.employed and not affiliated and person < 0.85:
        return "affiliation"
    if not last.closed and not part.notes and _is_employer(text, last.name):
        return "affiliation"
    if person > institution and (person >= 0.85 or (person >= 0.5 and (last.closed or not affiliated))):
        return "person"
    if last.closed:
        return "person" if part.notes and may_be_name(text) and institution < 0.6 else "nothing"
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


def may_be_name(text: str) -> bool:
    """Whether a part of a *speaker line* may be a name: the label vouches for it, so shape is enough."""
    name = strip_honorifics(text)
    if not name or len(name) > 60 or fold(name) in several_words():
        return False
    if " " not in name and not is_given_name(name) and not is_family_name(name) and is_other_kind(name):
        return False  # "Meeting"
    if CJK.search(name):
        return read_cjk(text) is not None
    person, institution = person_likeness(text), institution_likeness(text)
    if person >= 0.5:
        return True
    return is_name_shaped(name) and institution < 0.6 and (len(name) > 1)


def read_last_first(parts: list[Part]) -> Person | None:
    """`DOE, Jane` and `Doe, J.`: a family name, then a given name."""
    if len(parts) != 2 or parts[1].separator != "," or parts[0].notes:
        return None
    family, given = parts[0].text, parts[1].text
    if (
        CJK.search(family)
        or len(given.split()) > 3
        or not is_name_shaped(family)
        or not is_name_shaped(given)
    ):
        return None
    initials = all(len(t.strip(".")) <= 2 and t.endswith(".") for t in given.split())
    capitals = family.isupper() and not given.isupper() and institution_likeness(given) < 0.6
    single = len(family.split()) == 1 and not is_given_name(family)
    if capitals or (single and (initials or is_given_name(given.split()[0])) and not is_place_name(given)):
        person = Person(clean_name(f"{given} {family}"))
        take_notes(person, parts[1].notes)
        return person
    return None


def is_list_of_names(parts: list[Part]) -> bool:
    """`Li Wei, Yamagata, Wafa, Zhou Ping`: names only, some of them single words."""
    if len(parts) < 3 or any(part.separator not in {"", ",", "and"} for part in parts):
        return False
    texts = [part.text for part in parts]
    if any(institution_likeness(t) >= 0.5 or is_place_name(t) or not may_be_name(t) for t in texts):
        return False
    if any(strip_role(text) is not None and not is_given_name(text.split()[0]) for text in texts[1:]):
        return False
    people = sum(person_likeness(text) >= 0.5 for text in texts)
    # "Jane Doe, Entomology & Botany": single words behind a full name are no list with it.
    uneven = " " in texts[0] and any(" " not in text and not is_given_name(text) for text in texts[1:])
    closed = parts[-1].separator == "and" and not uneven
    return people >= 2 + uneven or (people >= 1 and len(parts) >= 4) or closed
