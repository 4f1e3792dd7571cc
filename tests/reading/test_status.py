"""Placeholders, marks of cancellation and postponement, days without a talk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarcrawl.reading.status import is_no_talk, is_placeholder, read_status

PLACEHOLDERS = [
    "",
    "TBA",
    "tba.",
    "T.B.A.",
    "TBD",
    "(TBA)",
    "TBA TBA",
    "To be announced",
    "To be announced!",
    "Title TBA",
    "Title: TBA",
    "(title pending)",
    "Speaker TBA",
    "Speaker: to be confirmed",
    "Title and abstract TBA",
    "...",
    "…",
    "---",
    "—",
    "?",
    "N/A",
    "N.N.",
    "Untitled",
    "Details to follow",
    "Coming soon",
    "none",
    "à venir",
    "Titre à venir",
    "À préciser",
    "Titel folgt",
    "wird noch bekannt gegeben",
    "Por confirmar",
    "Título por confirmar",
    "Da definire",
    "Titolo da definire",
    "A definir",
    "volgt",
    "Do ustalenia",
    "Bude upřesněno",
    "Тема уточняется",
    "未定",
    "題目未定",
    "調整中",
    "待定",
    "题目待定",
    "미정",
    "추후 공지",
]
VALUES = [
    "On TBA algebras",
    "Tbilisi",
    "Jane Doe",
    "Open problems",
    "Room 3",
    "Unknown unknowns in physics",
    "None of the above",
    "The title of nobility",
    "Pending questions on knots",
    "x" * 500,
    "Titles and their holders",
    "TBA (MIT)",
]


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", VALUES)
def test_values(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("text", "status", "rest"),
    [
        ("[CANCELLED] On knots", "cancelled", "On knots"),
        ("CANCELED: On knots", "cancelled", "On knots"),
        ("fällt krankheitsbedingt aus", "cancelled", ""),
        ("Der Vortrag fällt wegen eines Streiks leider aus", "cancelled", ""),
        ("Das Licht fällt auf Kristalle aus", None, "Das Licht fällt auf Kristalle aus"),
        ("On knots (postponed)", "postponed", "On knots"),
        ("On knots [Postponed to May 5]", "postponed", "On knots"),
        ("On knots - CANCELLED", "cancelled", "On knots"),
        ("***CANCELLED*** On knots", "cancelled", "On knots"),
        ("CANCELLED On knots", "cancelled", "On knots"),
        ("CANCELLED (snow) On knots", "cancelled", "On knots"),
        ("CANCELLED (snow)", "cancelled", ""),
        ("CANCELLED - Jane Doe (MIT), On knots", "cancelled", "Jane Doe (MIT), On knots"),
        ("Postponed to 12 June: On knots", "postponed", "On knots"),
        ("On knots (cancelled due to illness)", "cancelled", "On knots"),
        ("Cancelled", "cancelled", ""),
        ("Talk cancelled", "cancelled", ""),
        ("Canceled due to weather", "cancelled", ""),
        ("Annulé (grève)", "cancelled", ""),
        ("Annulé : Jean Dupont", "cancelled", "Jean Dupont"),
        ("Séminaire annulé", "cancelled", ""),
        ("Jean Dupont (reporté)", "postponed", "Jean Dupont"),
        ("abgesagt", "cancelled", ""),
        ("Vortrag entfällt", "cancelled", ""),
        ("Über Knoten (verschoben)", "postponed", "Über Knoten"),
        ("Cancelado: Sobre nudos", "cancelled", "Sobre nudos"),
        ("ANNULLATO - Sui nodi", "cancelled", "Sui nodi"),
        ("Odwołane", "cancelled", ""),
        ("Zrušeno: O uzlech", "cancelled", "O uzlech"),
        ("Отменён: Об узлах", "cancelled", "Об узлах"),
        ("【中止】結び目について", "cancelled", "結び目について"),
        ("(取消) 紐結理論", "cancelled", "紐結理論"),
        ("[취소] 매듭 이론", "cancelled", "매듭 이론"),
        ("延期", "postponed", ""),
        ("On cancelled cohomology", None, "On cancelled cohomology"),
        ("Cancelled flights and passengers", None, "Cancelled flights and passengers"),
        ("The cancelled war", None, "The cancelled war"),
        ("Annihilation operators", None, "Annihilation operators"),
        ("Report: on knots", None, "Report: on knots"),
        ("", None, ""),
        ("y" * 5000, None, "y" * 5000),
    ],
)
def test_read_status(text: str, status: str | None, rest: str) -> None:
    assert read_status(text) == (status, rest)


NO_TALKS = [
    "No seminar",
    "No seminar this week",
    "No colloquium",
    "[No seminar on 5 May]",
    "No talk (faculty retreat)",
    "No class",
    "Spring Break",
    "SPRING BREAK",
    "Spring break (no classes)",
    "Thanksgiving",
    "Easter 2024",
    "Labor Day - no seminar",
    "Coffee",
    "Coffee break",
    "Lunch",
    "Registration",
    "Opening remarks",
    "Social dinner",
    "Organizational meeting",
    "Pas de séminaire",
    "Vacances",
    "Vacances de Noël",
    "Férié",
    "Kein Seminar",
    "Ferien",
    "Weihnachtsferien",
    "Feiertag",
    "No hay seminario",
    "Semana Santa",
    "Nessun seminario",
    "Férias",
    "Geen colloquium",
    "Ferie",
    "Prázdniny",
    "Семинара нет",
    "休講",
    "春休み",
    "放假",
    "停課",
    "国庆节",
    "휴강",
    "추석",
]
TALKS = [
    "On knots",
    "Breaking symmetries",
    "No-arbitrage pricing",
    "Holiday travel and the spread of flu",
    "Jane Doe",
    "",
    "Christmas effects in finance markets",
    "Coffee: a cultural history of the bean",
    "No free lunch theorems revisited",
    "Easter Island and its script",
    "Lunch with the stars of algebra",
    "Breakfast at the frontier of physics today",
    "No talk is better than a bad talk, or so they say in the halls of our department every single year",
    "z" * 5000,
]


@pytest.mark.parametrize("text", NO_TALKS)
def test_days_without_a_talk(text: str) -> None:
    assert is_no_talk(text)


@pytest.mark.parametrize("text", TALKS)
def test_talks_are_talks(text: str) -> None:
    assert not is_no_talk(text)


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    is_placeholder(text)
    is_no_talk(text)
    status, rest = read_status(text)
    assert status is not None or rest == text
