"""A language is a data file; a new one needs no code."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from seminarcrawl.reading import languages
from seminarcrawl.reading.labels import FIELDS, match_label
from seminarcrawl.reading.language import guess_languages
from seminarcrawl.reading.languages import codes_for, load_languages
from seminarcrawl.reading.people.names import read_speakers
from seminarcrawl.reading.places import place_likeness
from seminarcrawl.reading.status import is_no_talk, is_placeholder, read_status

KLINGON = """
code = "tlh"
name = "Klingon"
function_words = ["'ej", "vaj", "chaq"]

[labels]
speaker = ["jatlhwI'"]
place = ["Daq"]

[honorifics]
words = ["joH"]

[placeholders]
whole = ["Sovbe'lu'"]

[cancelled]
words = ["qIllu'pu'"]

[no_talk]
whole = ["DIS'aD"]

[places]
strong = ["pa'"]
"""


@pytest.fixture
def one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    shutil.copytree(Path(languages.__file__).parent, tmp_path, dirs_exist_ok=True)
    (tmp_path / "tlh.toml").write_text(KLINGON, "utf-8")
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    languages.forget()
    yield
    monkeypatch.undo()
    languages.forget()


@pytest.mark.usefixtures("one_more")
def test_a_new_language_is_one_file() -> None:
    assert match_label("jatlhwI'") == "speaker"
    assert match_label("Daq:") == "place"
    assert [s.name for s in read_speakers("joH Martok Rosh")] == ["Martok Rosh"]
    assert is_placeholder("Sovbe'lu'")
    assert read_status("[qIllu'pu'] On knots") == ("cancelled", "On knots")
    assert is_no_talk("DIS'aD")
    assert place_likeness("pa' 12") > 0.5


def test_without_the_file_the_words_mean_nothing() -> None:
    assert match_label("jatlhwI'") is None
    assert not is_no_talk("DIS'aD")


def test_every_language_has_the_tables_that_readers_lean_on() -> None:
    for code in (
        "en",
        "fr",
        "de",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "cs",
        "ru",
        "ja",
        "zh-Hant",
        "zh-Hans",
        "ko",
    ):
        table = load_languages()[code]
        assert set(table["labels"]) - {"qualifiers", "of"} <= set(FIELDS)
        for name in (
            "labels",
            "keys",
            "honorifics",
            "roles",
            "placeholders",
            "cancelled",
            "postponed",
            "no_talk",
            "dates",
        ):
            assert table[name], f"{code} has no [{name}]"


def test_no_word_of_a_language_is_empty_or_doubled() -> None:
    for code, table in load_languages().items():
        for field, labels in table.get("labels", {}).items():
            assert all(word.strip() for word in labels), f"{code}: {field}"
            assert len(labels) == len(set(labels)), f"{code}: {field} has a word twice"


@pytest.mark.parametrize(
    ("tag", "codes"),
    [
        ("de", ("de",)),
        ("de-AT", ("de",)),
        ("de_AT", ("de",)),
        ("zh-TW", ("zh-Hant",)),
        ("zh_CN", ("zh-Hans",)),
        ("zh", ("zh-Hans", "zh-Hant")),
        ("xx", ()),
        ("", ()),
    ],
)
def test_codes_for_a_tag(tag: str, codes: tuple[str, ...]) -> None:
    assert codes_for(tag) == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The speaker will talk about the shape of space and how it is measured", "en"),
        ("L'oratrice parlera de la géométrie des surfaces et de leurs espaces dans une salle", "fr"),
        ("Der Vortrag findet im Hörsaal statt und ist für alle offen", "de"),
        ("La ponente hablará sobre la geometría de los grupos y las curvas", "es"),
        ("Il relatore parlerà della teoria dei nodi e delle sue applicazioni nella fisica", "it"),
        ("O orador vai falar sobre a geometria das curvas e dos grupos no auditório", "pt"),
        ("De spreker vertelt over de meetkunde van het heelal en zijn zwarte gaten", "nl"),
        ("Seminarium odbędzie się w sali na wydziale i jest otwarte dla wszystkich", "pl"),
        ("Přednáška se koná v posluchárně a je pro všechny na fakultě", "cs"),
        ("Доклад состоится в аудитории на факультете", "ru"),
        ("講演会は数学教室で行われます", "ja"),
        ("報告人將於數學系演講，題目與時間請見網頁", "zh-Hant"),
        ("报告人将在数学系做学术报告，时间地点待定", "zh-Hans"),
        ("강연은 수학과에서 열립니다", "ko"),
    ],
)
def test_guess_languages(text: str, code: str) -> None:
    assert guess_languages(text)[0] == code


def test_no_guess_from_too_little() -> None:
    assert guess_languages("Jane Doe, MIT") == ()
    assert guess_languages("") == ()
