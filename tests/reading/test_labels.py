"""Labels and data keys in many languages and forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarcrawl.reading.labels import Key, match_key, match_label, read_key, split_label

LABELS = {
    "speaker": [
        "Speaker",
        "SPEAKERS:",
        "Speaker(s)",
        "Speaker 1",
        "Speaker #2:",
        "🎤 Speaker",
        "Name of the speaker",
        "Guest speaker",
        "Orateur",
        "Oratrice",
        "Orateur·rice",
        "Orateur / Speaker",
        "Intervenant(e)",
        "Intervenants",
        "Conférencière",
        "Vortragende/r",
        "Vortragender",
        "Referent*in",
        "Sprecher:innen",
        "Redner(in)",
        "Ponente",
        "Conferencista",
        "Relatore",
        "Relatore/Relatrice",
        "Palestrante",
        "Spreker",
        "Prelegent",
        "Prelegent(ka)",
        "Přednášející",
        "Докладчик",
        "Докладчики",
        "講演者",
        "講者",
        "講者 Speaker",
        "Speaker (affiliation)",
        "Referent (Institution)",
        "講師（所属）",
        "연사 (소속)",
        "報告人",
        "报告人",
        "主讲人",
        "연사",
        "발표자",
    ],
    "title": [
        "Title",
        "Talk title",
        "Title of the talk",
        "Lecture Title",
        "Seminar title",
        "About what?",
        "Topic",
        "Titre",
        "Titre de l'exposé",
        "Titel des Vortrags",
        "Titel",
        "Thema",
        "Título",
        "Título de la charla",
        "Titolo",
        "Tytuł",
        "Název",
        "Тема доклада",
        "Название",
        "題目",
        "講題",
        "题目",
        "报告题目",
        "제목",
        "Title / Titre",
    ],
    "abstract": [
        "Abstract",
        "Talk abstract",
        "Abstract of the talk",
        "Résumé",
        "Zusammenfassung",
        "Resumen",
        "Sommario",
        "Resumo",
        "Samenvatting",
        "Streszczenie",
        "Anotace",
        "Аннотация",
        "概要",
        "要旨",
        "摘要",
        "초록",
    ],
    "datetime": [
        "When",
        "Date & Time",
        "Date and time",
        "Date/Time",
        "Time and date",
        "Datum und Uhrzeit",
        "Quand",
        "Date et heure",
        "Fecha y hora",
        "Data e ora",
        "Data e hora",
        "Data i godzina",
        "Дата и время",
        "日時",
        "일시",
    ],
    "date": ["Date", "Date:", "Datum", "Fecha", "Data", "Дата", "日期", "날짜"],
    "time": [
        "Time",
        "Time (CET)",
        "Start time",
        "Uhrzeit",
        "Heure",
        "Hora",
        "Orario",
        "Godzina",
        "Čas",
        "Время",
    ],
    "place": [
        "Location",
        "Where?",
        "The room",
        "Venue",
        "Lieu",
        "Salle",
        "Ort",
        "Raum",
        "Lugar",
        "Luogo",
        "Local",
        "Locatie",
        "Miejsce",
        "Místo",
        "Место проведения",
        "場所",
        "地點",
        "地点",
        "장소",
    ],
    "affiliation": [
        "Affiliation",
        "Institution",
        "Speaker affiliation",
        "Affiliation of the speaker",
        "Universität",
        "Établissement",
        "所属",
        "單位",
        "单位",
        "소속",
    ],
    "online": [
        "Zoom",
        "Zoom-Link",
        "Meeting ID",
        "Passcode",
        "Visioconférence",
        "Enlace",
        "腾讯会议",
        "オンライン",
    ],
    "host": [
        "Host",
        "Hosts",
        "Organizer(s)",
        "Organisateur·rice·s",
        "organisateurs/organisatrices",
        "Veranstalter*innen",
        "Hosted by",
        "Organizzatori",
        "主辦單位",
        "主持人",
        "世話人",
        "주최",
    ],
    "biography": [
        "Bio",
        "Speaker's bio",
        "Speaker bio",
        "About the speaker",
        "Zur Person",
        "講者簡介",
        "报告人简介",
    ],
    "series": ["Series", "Seminar series", "Séminaire", "Vortragsreihe"],
    "other": ["Registration", "Price", "Audience", "Anmeldung", "Inscription", "報名", "References"],
}


@pytest.mark.parametrize(("field", "label"), [(f, label) for f, labels in LABELS.items() for label in labels])
def test_labels(field: str, label: str) -> None:
    assert match_label(label) == field


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe",
        "On knots",
        "Title fight",
        "A place in the sun",
        "Time and tide wait for no one",
        "",
        "12:30",
        "University of Bergen",
        "Monday",
        "The talk was good and the room was full",
        "x" * 3000,
        "()",
        "/",
    ],
)
def test_no_labels(text: str) -> None:
    assert match_label(text) is None


def test_the_language_decides_where_languages_disagree() -> None:
    assert match_label("Host") == "host"
    assert match_label("Host", ("cs",)) == "speaker"


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Speaker: Jane Doe", "speaker", "Jane Doe"),
        ("* **Speaker**: Jane Doe", "speaker", "Jane Doe"),
        ("📍 Where: Room 3", "place", "Room 3"),
        ("Lieu : salle 3", "place", "salle 3"),
        ("講者：王小明", "speaker", "王小明"),
        ("講者 王小明", "speaker", "王小明"),
        ("【日時】7月12日", "datetime", "7月12日"),
        ("■ 場所：教室", "place", "教室"),
        ("Date - Monday", "date", "Monday"),
        ("Where | Room 3", "place", "Room 3"),
        ("Title – On knots", "title", "On knots"),
        ("Title: Knots: an overview", "title", "Knots: an overview"),
        ("Titre de l'exposé : Des nœuds", "title", "Des nœuds"),
        ("Speaker 1: Jane Doe", "speaker", "Jane Doe"),
        ("Abstract:", "abstract", ""),
        ("Zoom: https://example.org/j/1", "online", "https://example.org/j/1"),
        ("Price: free", "other", "free"),
    ],
)
def test_split_label(line: str, field: str, value: str) -> None:
    found = split_label(line)
    assert found is not None
    assert (found.field, found.value) == (field, value)


@pytest.mark.parametrize(
    "line",
    [
        "Title fight: the best of",
        "On knots: a story",
        "https://example.org",
        "10:30 welcome",
        "Jane Doe: On knots",
        "Abstract nonsense",
        "Where the wild things are - a tale",
        "講演会は東京で行われる",
        "",
        ":",
        "x" * 5000,
        "The location of zeros: a survey",
    ],
)
def test_prose_is_not_split(line: str) -> None:
    assert split_label(line) is None


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("talk_title", Key("title")),
        ("seminarTitle", Key("title")),
        ("title_en", Key("title", None, None, "en")),
        ("abstract_body_ko", Key("abstract", "text", None, "ko")),
        ("abstractEn", Key("abstract", None, None, "en")),
        ("speaker", Key("speaker")),
        ("speaker_name", Key("speaker", "name")),
        ("speaker-first", Key("speaker", "first")),
        ("speakerLast", Key("speaker", "last")),
        ("first_name", Key("speaker", "first")),
        ("speaker_url", Key("speaker", "url")),
        ("speaker1_affiliation", Key("affiliation", "affiliation", 1)),
        ("speaker_2_name", Key("speaker", "name", 2)),
        ("first_seminar_title", Key("title", None, 1)),
        ("second_seminar_speaker", Key("speaker", None, 2)),
        ("second_speaker_last", Key("speaker", "last", 2)),
        ("start_time", Key("time", "start")),
        ("end-time", Key("time", "end")),
        ("startDate", Key("datetime", "start")),
        ("date_to", Key("datetime", "end")),
        ("dtstart", Key("datetime", "start")),
        ("fecha", Key("date")),
        ("Ort", Key("place")),
        ("speaker_bio", Key("biography")),
        ("speaker_image", Key("other", "image")),
        ("foo", None),
        ("", None),
        ("x" * 500, None),
    ],
)
def test_read_key(key: str, expected: Key | None) -> None:
    assert read_key(key) == expected
    assert match_key(key) == (expected.field if expected else None)


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("author", "speaker"),
        ("authors", "speaker"),
        ("presenter", "speaker"),
        ("sprecher", "speaker"),
        ("orateur", "speaker"),
        ("ponente", "speaker"),
        ("univ", "affiliation"),
        ("lab", "affiliation"),
        ("affil", "affiliation"),
        ("room", "place"),
        ("lugar", "place"),
        ("venueName", "place"),
        ("hora", "time"),
        ("time", "time"),
        ("when", "datetime"),
        ("zoom_link", "online"),
        ("zoomurl", "online"),
        ("slides_url", "slides"),
        ("recording", "video"),
        ("youtube", "video"),
        ("host", "host"),
        ("tags", "topics"),
        ("lang", "language"),
        ("cancelled", "status"),
        ("layout", "other"),
        ("resume", "abstract"),
        ("email", "contact"),
    ],
)
def test_match_key(key: str, field: str) -> None:
    assert match_key(key) == field


@given(st.text(max_size=150))
def test_no_text_breaks_it(text: str) -> None:
    match_label(text)
    read_key(text)
    found = split_label(text)
    assert found is None or text.endswith(found.value) or found.value in text
