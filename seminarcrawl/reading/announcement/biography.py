"""What a biography states of the talk: who the speaker is, and where from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seminarcrawl.items import Speaker
from seminarcrawl.reading.announcement.notice import Notice
from seminarcrawl.reading.announcement.remarks import is_biography
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.likeness import institution_likeness, person_likeness
from seminarcrawl.reading.people.names import clean_name
from seminarcrawl.reading.prose.sentences import split_sentences
from seminarcrawl.reading.text import fold

_MOST_NAME_WORDS = 6
_PERSON = 0.65
_INSTITUTION = 0.6
_CJK_NAME = re.compile(
    r"([\u3400-\u9fff\uac00-\ud7af]{2,4})(?:，|,|、|：|（|\(|\s|是|은|는|教授|博士|女士|先生)"
)
_SOMEWHERE = 0.4
_LONGEST_INSTITUTION = 120
_STOPS = ",.;:()–—"


def read_biography(notice: Notice) -> None:
    """Complete the speaker from a biography: the affiliation it states first, and a name that is missing."""
    for text in notice.biographies:
        _read(notice, text, labelled=True)
    for line in notice.lines:
        if line.role in ("", "biography") and is_biography(line.text, notice.speaker_names):
            _read(notice, line.text, labelled=False)


def _read(notice: Notice, text: str, *, labelled: bool) -> None:
    sentence = next((text[a:b] for a, b in split_sentences(text[:800])), "")
    name = _subject(sentence)
    if name and labelled and not notice.has("speakers"):
        notice.put("speakers", [Speaker(name)], sentence, "subject of the biography")
    if len(notice.speakers) != 1 or notice.speakers[0].affiliation or not sentence:
        return
    affiliation = next(_institutions(sentence), None)
    if affiliation and is_biography(sentence, notice.speaker_names):
        notice.complete_speakers(
            [Speaker(notice.speakers[0].name, affiliation)], sentence, "first affiliation in the biography"
        )


def _subject(sentence: str) -> str | None:
    """The person a biography's first sentence begins with ("Jane Doe is …")."""
    head = _CJK_NAME.match(sentence)
    if head:
        return head.group(1) if person_likeness(head.group(1)) >= _PERSON else None
    tokens = sentence.replace(",", " ,").split()[: _MOST_NAME_WORDS + 1]
    for size in range(min(len(tokens) - 1, _MOST_NAME_WORDS), 1, -1):
        name = " ".join(tokens[:size])
        if (
            tokens[0][0].isupper()
            and person_likeness(name) >= _PERSON
            and is_biography(sentence, [clean_name(name)])
        ):
            return clean_name(name)
    return None


def _institutions(sentence: str) -> Iterator[str]:
    """Institutions after "at", "in" or "of" up to the next stop or small word, in order."""
    tokens = sentence.split()
    for number, token in enumerate(tokens[:-1]):
        if fold(token) in _education_verbs():
            return  # where somebody studied is not where they are
        if fold(token) not in _role_words():
            continue
        taken: list[str] = []
        for following in tokens[number + 1 :]:
            if taken and following.islower() and len(following) > 3 and following not in _inner_words():
                break
            taken.append(following.rstrip(_STOPS))
            if following[-1] in _STOPS:
                break
        text = " ".join(taken).strip(" ,")
        while text and text.rsplit(" ", 1)[-1].islower():
            text = text.rpartition(" ")[0]
        text = text.removeprefix("the ")
        if text[:1].islower() or _begins_before_institution(text):
            continue
        if 2 < len(text) <= _LONGEST_INSTITUTION and institution_likeness(text) >= _INSTITUTION:
            yield text


@remember()
def _education_verbs() -> frozenset[str]:
    return frozenset(fold(word) for word in words("prose", "education_verbs"))


def _begins_before_institution(text: str) -> bool:
    """Whether `text` is a subject and then an institution: "Botany at the University of X"."""
    tokens = text.split()
    inner = next((i for i, token in enumerate(tokens) if i and fold(token) in _role_words()), None)
    return inner is not None and institution_likeness(" ".join(tokens[:inner])) < _SOMEWHERE


@remember()
def _role_words() -> frozenset[str]:
    """The small words between a role and an institution, folded: "at", "of", "in", „an der“."""
    return frozenset(fold(word) for word in words("joiners", "role_of") if word.isalpha())


@remember()
def _inner_words() -> frozenset[str]:
    """Small words that may stand inside an institution's name."""
    return frozenset(word for phrase in words("joiners", "and") for word in phrase.split() if word.islower())
