"""A talk's labels in fourteen languages, as definition list, as table and as lines with a colon."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import NamedTuple

import pytest

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.pages import extractor as page
from seminarcrawl.reading.context import Context

WORDS = "It is shown, slowly and with pictures, that every knot can be untied when one may cut it once. "


class Notice(NamedTuple):
    """One announcement: the page's language, zone, labels in order, and what is printed beside them."""

    language: str
    zone: str
    labels: tuple[str, str, str, str, str]  # speaker, title, date, place, abstract
    speaker: str
    name: str
    affiliation: str
    title: str
    when: str
    start: str
    place: str


NOTICES = [
    Notice("en", "Europe/London", ("Speaker", "Title", "When", "Where", "Abstract"),
           "Dr Ruth Baker (University of Leeds)", "Ruth Baker", "University of Leeds", "Knots and scissors",
           "Tuesday 7 October 2025, 3pm", "2025-10-07T15:00:00+01:00", "Room 12"),
    Notice("fr", "Europe/Paris", ("Orateur", "Titre", "Date", "Lieu", "Résumé"),
           "Claire Dumas (Université de Nice)", "Claire Dumas", "Université de Nice", "Nœuds et ciseaux",
           "mardi 7 octobre 2025 à 14h30", "2025-10-07T14:30:00+02:00", "Salle 12"),
    Notice("de", "Europe/Berlin", ("Vortragende", "Titel", "Termin", "Ort", "Zusammenfassung"),
           "Prof. Dr. Heike Lang (Universität Bremen)", "Heike Lang", "Universität Bremen",
           "Knoten und Scheren",
           "Dienstag, 7. Oktober 2025, 16:15 Uhr", "2025-10-07T16:15:00+02:00", "Raum 12"),
    Notice("es", "Europe/Madrid", ("Ponente", "Título", "Fecha", "Lugar", "Resumen"),
           "Elena Ruiz (Universidad de Sevilla)", "Elena Ruiz", "Universidad de Sevilla", "Nudos y tijeras",
           "martes 7 de octubre de 2025, 12:00", "2025-10-07T12:00:00+02:00", "Aula 12"),
    Notice("it", "Europe/Rome", ("Relatore", "Titolo", "Data", "Luogo", "Sommario"),
           "Marco Ferri (Università di Pisa)", "Marco Ferri", "Università di Pisa", "Nodi e forbici",
           "martedì 7 ottobre 2025, ore 14:30", "2025-10-07T14:30:00+02:00", "Aula 12"),
    Notice("pt", "Europe/Lisbon", ("Orador", "Título", "Data", "Local", "Resumo"),
           "Rita Lopes (Universidade de Coimbra)", "Rita Lopes", "Universidade de Coimbra", "Nós e tesouras",
           "terça-feira, 7 de outubro de 2025, 14h30", "2025-10-07T14:30:00+01:00", "Sala 12"),
    Notice("nl", "Europe/Amsterdam", ("Spreker", "Titel", "Datum", "Locatie", "Samenvatting"),
           "Sanne Visser (Universiteit Leiden)", "Sanne Visser", "Universiteit Leiden", "Knopen en scharen",
           "dinsdag 7 oktober 2025, 16.00 uur", "2025-10-07T16:00:00+02:00", "Zaal 12"),
    Notice("pl", "Europe/Warsaw", ("Prelegent", "Tytuł", "Termin", "Miejsce", "Streszczenie"),
           "Anna Lis (Uniwersytet Jagielloński)", "Anna Lis", "Uniwersytet Jagielloński", "Węzły i nożyce",
           "wtorek, 7 października 2025, godz. 14:15", "2025-10-07T14:15:00+02:00", "sala 12"),
    Notice("cs", "Europe/Prague", ("Přednášející", "Název", "Datum", "Místo", "Abstrakt"),
           "Jana Malá (Univerzita Karlova)", "Jana Malá", "Univerzita Karlova", "Uzly a nůžky",
           "úterý 7. října 2025 ve 14:00", "2025-10-07T14:00:00+02:00", "místnost 12"),
    Notice("ru", "Europe/Moscow", ("Докладчик", "Название", "Дата", "Место", "Аннотация"),
           "Анна Белова (МГУ)", "Анна Белова", "МГУ", "Узлы и ножницы",
           "вторник, 7 октября 2025 г., 16:00", "2025-10-07T16:00:00+03:00", "ауд. 12"),
    Notice("ja", "Asia/Tokyo", ("講演者", "題目", "日時", "場所", "概要"),
           "佐藤 花子（京都大学）", "佐藤 花子", "京都大学", "結び目とはさみ",
           "2025年10月7日（火）15:00〜16:00", "2025-10-07T15:00:00+09:00", "理学部 12号室"),
    Notice("zh-Hant", "Asia/Taipei", ("講者", "講題", "時間", "地點", "摘要"),
           "陳美玲 教授（國立臺灣大學）", "陳美玲", "國立臺灣大學", "紐結與剪刀",
           "2025年10月7日 下午3:00", "2025-10-07T15:00:00+08:00", "理學大樓 12 室"),
    Notice("zh-Hans", "Asia/Shanghai", ("报告人", "报告题目", "报告时间", "报告地点", "摘要"),
           "王小明 教授（复旦大学）", "王小明", "复旦大学", "纽结与剪刀",
           "2025年10月7日 14:30", "2025-10-07T14:30:00+08:00", "理科楼A112"),
    Notice("ko", "Asia/Seoul", ("연사", "제목", "일시", "장소", "초록"),
           "김민지 교수 (서울대학교)", "김민지", "서울대학교", "매듭과 가위",
           "2025년 10월 7일 오후 4시", "2025-10-07T16:00:00+09:00", "27동 112호"),
]  # fmt: skip


def _definition_list(pairs: list[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in pairs) + "</dl>"


def _table(pairs: list[tuple[str, str]]) -> str:
    rows = "".join(f"<tr><th>{label}</th><td>{escape(value)}</td></tr>" for label, value in pairs)
    return f"<table>{rows}</table>"


def _lines(pairs: list[tuple[str, str]]) -> str:
    return "<p>" + "<br>\n".join(f"{label}: {escape(value)}" for label, value in pairs) + "</p>"


@pytest.mark.parametrize("layout", [_definition_list, _table, _lines], ids=["dl", "table", "lines"])
@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.language)
def test_labels(notice: Notice, layout: object) -> None:
    values = (notice.speaker, notice.title, notice.when, notice.place, WORDS)
    body = layout(list(zip(notice.labels, values, strict=True)))  # type: ignore[operator]
    html = f"<html lang='{notice.language}'><meta charset='utf-8'><body>{body}</body></html>"
    context = Context(
        fetched_at=datetime(2025, 10, 1, tzinfo=UTC), url="https://example.org/talk", timezone=notice.zone
    )
    [draft] = page.extract(Document(html.encode(), context, "text/html"))
    item = draft.item
    assert [(s.name, s.affiliation) for s in item.speakers] == [(notice.name, notice.affiliation)]
    assert (item.title, item.start, item.location) == (notice.title, notice.start, notice.place)
    assert (item.abstract or "").startswith("It is shown")
