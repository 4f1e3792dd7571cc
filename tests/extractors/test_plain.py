"""Plain text and mail: one announcement or several, and texts that announce nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.plain.extractor import extract
from seminarcrawl.extractors.plain.mail import read_mail
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft

FETCHED = datetime(2025, 12, 1, 12, tzinfo=UTC)


def read(text: str | bytes, zone: str = "Europe/Berlin") -> list[Draft]:
    body = text.encode() if isinstance(text, str) else text
    return extract(Document(body, Context(fetched_at=FETCHED, timezone=zone), "text/plain"))


def brief(drafts: list[Draft]) -> list[tuple[str | None, str, str | None]]:
    return [(d.item.title, " & ".join(s.name for s in d.item.speakers), d.item.start) for d in drafts]


LAB_NOTICE = """\
Date and Time: Tuesday, December 2, 13:30-
Venue: Building 7, Room 230
Speakers: Hoshino Aki, Paul Ncube, Tan, Mireille
Afterwards there will be cake in Room 231.

Date and Time: Tuesday, December 9, 13:30-
Venue: Building 7, Room 230
Speakers: Arai Ken, Gustav Holm, Wanda

Date and Time: Tuesday, December 16, 13:30-
Venue: Building 7, Room 230
Year-end cleaning of the laboratory
"""


def test_a_lab_notice_is_one_talk_per_group_of_labels() -> None:
    drafts = read(LAB_NOTICE, "Asia/Tokyo")
    assert [d.item.start for d in drafts] == ["2025-12-02T13:30:00+09:00", "2025-12-09T13:30:00+09:00"]
    assert [[s.name for s in d.item.speakers] for d in drafts] == [
        ["Hoshino Aki", "Paul Ncube", "Tan", "Mireille"],
        ["Arai Ken", "Gustav Holm", "Wanda"],
    ]
    assert {d.item.location for d in drafts} == {"Building 7, Room 230"}
    assert all(d.item.end is None and d.item.title is None and d.item.abstract is None for d in drafts)


def test_announcements_between_rules() -> None:
    text = """\
Geometry seminar, winter term. All talks in Room 3.

----------------------------------------

Speaker: Olga Brandt (Oslo)
Title: Circles on spheres
Date: 3 December 2025, 14:15

----------------------------------------

Speaker: Peter Quist (Lund)
Title: Spheres on circles
Date: 10 December 2025, 14:15
"""
    assert brief(read(text)) == [
        ("Circles on spheres", "Olga Brandt", "2025-12-03T14:15:00+01:00"),
        ("Spheres on circles", "Peter Quist", "2025-12-10T14:15:00+01:00"),
    ]


def test_announcements_below_dates() -> None:
    text = """\
Wednesday, 3 December 2025, 16:00

Olga Brandt (University of Oslo)
"Circles on spheres"

A circle on a sphere divides it in two. We ask how many circles divide it in many, and how evenly they can.

Wednesday, 10 December 2025, 16:00

Peter Quist (Lund University)
"Spheres on circles"

Spheres roll on circles. We describe the curve that a marked point leaves in the air, and its length.
"""
    drafts = read(text)
    assert brief(drafts) == [
        ("Circles on spheres", "Olga Brandt", "2025-12-03T16:00:00+01:00"),
        ("Spheres on circles", "Peter Quist", "2025-12-10T16:00:00+01:00"),
    ]
    assert (drafts[1].item.abstract or "").startswith("Spheres roll")


MAIL = """\
Return-Path: <seminar@example.org>
From: Ivo Maric <seminar@example.org>
To: announcements@example.org
Subject: [alg-sem] Re: Algebra seminar on Thursday
Date: Mon, 1 Dec 2025 09:12:00 +0100

Dear all,

on Thursday, 4 December, at 14:15 Hana Sato (Kyoto University) will speak in Room 214.

Title: Trees and their friends

Abstract: A tree has few friends. We show that it has at least two, and that
graphs with more friends than vertices contain a long cy-
cle.

Best regards,
Ivo

--
Ivo Maric
Institute of Algebra
Speaker: nobody
"""


def test_a_mail() -> None:
    (draft,) = read(MAIL)
    item = draft.item
    assert (item.title, item.start) == ("Trees and their friends", "2025-12-04T14:15:00+01:00")
    assert [(s.name, s.affiliation) for s in item.speakers] == [("Hana Sato", "Kyoto University")]
    assert item.location == "Room 214"
    assert (item.abstract or "").endswith("contain a long cycle.")


def test_a_mails_year_is_that_of_its_sending() -> None:
    (draft,) = read(MAIL.replace("1 Dec 2025", "5 Dec 2016").replace("4 December", "8 December"))
    assert (draft.item.start or "").startswith("2016-12-08")


def test_a_mail_in_quoted_printable() -> None:
    mail = (
        b"From: a@example.org\r\nTo: b@example.org\r\nSubject: =?utf-8?q?S=C3=A9minaire?=\r\n"
        b"MIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"Orateur : Andr=E9 Maillot (Universit=E9 de Nantes)\r\nTitre : Vents et mar=E9es\r\n"
        b"Date : jeudi 4 d=E9cembre 2025 =E0 14h\r\n"
    )
    (draft,) = read(mail, "Europe/Paris")
    assert [(s.name, s.affiliation) for s in draft.item.speakers] == [
        ("André Maillot", "Université de Nantes")
    ]
    assert draft.item.title == "Vents et marées"
    assert draft.item.start == "2025-12-04T14:00:00+01:00"


def test_a_quoted_mail_reads_like_the_original() -> None:
    quoted = "".join(
        f"> {line}\n" for line in ["Speaker: Ada Byron", "Title: On engines", "Date: 4 December 2025"]
    )
    assert brief(read(quoted)) == [("On engines", "Ada Byron", "2025-12-04")]


def test_a_text_with_headers_that_are_labels_is_no_mail() -> None:
    text = "Date: 4 December 2025\nSpeaker: Ada Byron\nTitle: On engines\n"
    assert read_mail(text.encode(), text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "----------\n",
        "Office hours: Tuesdays 2-4 in Room 5. Bring your homework.",
        "The library is closed from 24 December 2025 to 2 January 2026.",
        "To do\n- buy milk\n- write tests before 4 December 2025\n",
        "PhD position in applied mathematics. Applications until 15 January 2026 to jobs@example.org.",
    ],
)
def test_texts_that_announce_no_talk(text: str) -> None:
    assert read(text) == []


def test_hostile_text_is_bounded() -> None:
    for text in ("Speaker: " * 20_000, "\n\n".join(["Speaker: A B"] * 20_000), "(" * 100_000, "“" * 100_000):
        read(text)


TERM_LIST = """\
Colloque du jeudi, Autumn 2025
Thursdays at 4pm, Room 12.

Dec 4: Tessa Varga (Oslo), Rivers that forget their source
Dec 11: no seminar
Dec 18: Ilan Peretz (Haifa), Sand, slowly
"""


def test_a_term_list_has_a_talk_a_line() -> None:
    drafts = read(TERM_LIST)
    assert brief(drafts) == [
        ("Rivers that forget their source", "Tessa Varga", "2025-12-04T16:00:00+01:00"),
        ("Sand, slowly", "Ilan Peretz", "2025-12-18T16:00:00+01:00"),
    ]


WEEK = """\
TUESDAY, DECEMBER 2

  Geometry Seminar
  2:00 pm, Room 4
  Speaker: Tessa Varga (Oslo)
  Title: Rivers that forget

WEDNESDAY, DECEMBER 3

  No seminars.

THURSDAY, DECEMBER 4

  Logic Colloquium
  3:00 pm, Room 5
  Speaker: Ilan Peretz (Haifa)
  Title: Sand, slowly
"""


def test_the_talks_of_a_week_have_the_day_above_them_and_their_series() -> None:
    drafts = read(WEEK)
    assert brief(drafts) == [
        ("Rivers that forget", "Tessa Varga", "2025-12-02T14:00:00+01:00"),
        ("Sand, slowly", "Ilan Peretz", "2025-12-04T15:00:00+01:00"),
    ]
    assert [d.item.series for d in drafts] == ["Geometry Seminar", "Logic Colloquium"]


def test_a_job_offer_with_a_date_and_a_professor_is_no_talk() -> None:
    text = """\
        The group of Prof. Tessa Varga has two open positions, starting January 1, 2026.

        We study rivers and sand. The group has a weekly seminar. Please send a letter to the office.
        """
    assert read(text) == []
