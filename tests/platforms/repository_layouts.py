"""How departments keep talks in repositories: files of each layout, with what a person reads in them.

Each layout: the attributes of its spider, the files, and the talks as (title, speaker, affiliation, start).
People and prose are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Facts = tuple[str | None, str | None, str | None, str | None]


@dataclass(frozen=True)
class Layout:
    """One way to keep talks. `zone` is the institution's."""

    zone: str
    paths: tuple[str, ...]
    files: dict[str, str]
    talks: tuple[Facts, ...]
    more: dict[str, Any] | None = None


LAYOUTS: dict[str, Layout] = {
    "posts with the talk in their own keys": Layout(
        "America/New_York",
        ("_posts/*.html",),
        {
            "_posts/2026-10-02-set-theory.html": """---
layout: post
title: Set Theory Seminar
talk_title: Trees that refuse to grow
categories: set-theory-seminar
date: 2026-10-02
semester: Fall 2026
speaker_first: Anna
speaker_last: Berg
affiliation: Uppsala University
abstract: "<p>We show that some trees stay small, and count them.</p>"
note: "12:30pm NY time, Room 6417"
---
""",
            "_posts/2026-11-27-no-seminar.html": """---
layout: post
title: No seminar
date: 2026-11-27
categories: no-seminar
---
""",
        },
        (("Trees that refuse to grow", "Anna Berg", "Uppsala University", "2026-10-02T12:30:00-04:00"),),
    ),
    "a collection with the abstract below": Layout(
        "Europe/Paris",
        ("_seminars/*.md",),
        {
            "_seminars/berg.md": """---
title: Sparse answers to dense questions
speaker: Anna Berg
affiliation: Uppsala University
date: 2026-10-09 11:00:00
location: Room C4.01
perso: https://berg.example.org
---
Signals are often simpler than they look. We say **how much** simpler.
"""
        },
        (
            (
                "Sparse answers to dense questions",
                "Anna Berg",
                "Uppsala University",
                "2026-10-09T11:00:00+02:00",
            ),
        ),
    ),
    "a data file and posts": Layout(
        "America/Toronto",
        ("_data/lacim-seminar.yml",),
        {
            "_data/lacim-seminar.yml": """- speaker: Luc Martin
  affiliation: Université de Lyon
  title: Mots sans facteur carré
  date: 2026-10-09 11:00
  abstract: |
    On compte des mots, puis on les range.
- speaker: Ada Obi
  affiliation: University of Ibadan
  title: Posets on parade
  date: 2026-10-16 11:00
"""
        },
        (
            ("Mots sans facteur carré", "Luc Martin", "Université de Lyon", "2026-10-09T11:00:00-04:00"),
            ("Posets on parade", "Ada Obi", "University of Ibadan", "2026-10-16T11:00:00-04:00"),
        ),
    ),
    "a data file with a laboratory": Layout(
        "Europe/Paris",
        ("_data/seminar.yml",),
        {
            "_data/seminar.yml": """- date: "2026-10-14 14:30"
  room: Salle Gilles Kahn
  speaker: Luc Martin
  lab: LIP
  title: Types that count
  abstract: We type programs by what they cost.
  website: https://martin.example.org
"""
        },
        (("Types that count", "Luc Martin", "LIP", "2026-10-14T14:30:00+02:00"),),
    ),
    "posts whose title is the date": Layout(
        "Europe/London",
        ("_posts/*.md",),
        {
            "_posts/2026-10-06-berg.md": """---
layout: post
speaker: Anna Berg
speaker-uni: Uppsala University
speaker-url: https://berg.example.org
title: 6th October 2026, 4pm
subtitle: Colourings under pressure
hidden: false
---
We colour graphs while somebody takes the colours away.
"""
        },
        (("Colourings under pressure", "Anna Berg", "Uppsala University", "2026-10-06T16:00:00+01:00"),),
    ),
    "a Polish data file": Layout(
        "Europe/Warsaw",
        ("_data/seminars.yml",),
        {
            "_data/seminars.yml": """- date: 09.10.2026
  author: Jan Kowal
  title: Tłumaczenie bez słownika
  institute: Instytut Informatyki
  abstract: Pokazujemy, jak tłumaczyć bez słownika.
  files:
- date: 16.10.2026
  author: Ewa Lis
  title: Gramatyki w praktyce
  institute: Instytut Informatyki
"""
        },
        (
            ("Tłumaczenie bez słownika", "Jan Kowal", "Instytut Informatyki", "2026-10-09"),
            ("Gramatyki w praktyce", "Ewa Lis", "Instytut Informatyki", "2026-10-16"),
        ),
        {"languages": ("pl",)},
    ),
    "an author with the university in the name": Layout(
        "America/Sao_Paulo",
        ("_data/seminars.yml",),
        {
            "_data/seminars.yml": """- author: "Carla Ruiz- UFPR"
  date: 2017-11-10
  semester: 2017-2
  title: Otimização sem derivadas
  abstract: Minimizamos funções que só sabemos avaliar.
  download:
- author: "Pedro Lima- USP"
  date: 2017-11-17
  semester: 2017-2
  title: Pontos de sela
  abstract: Como sair de um ponto de sela.
"""
        },
        (
            ("Otimização sem derivadas", "Carla Ruiz", "UFPR", "2017-11-10"),
            ("Pontos de sela", "Pedro Lima", "USP", "2017-11-17"),
        ),
        {"languages": ("pt",)},
    ),
    "a collection with day and hour apart": Layout(
        "America/Sao_Paulo",
        ("_seminars/*.md",),
        {
            "_seminars/2026-10-07.md": """---
title: Redes que esquecem
event_date: 2026-10-07
date_label: 7 de outubro
time: "14h"
topic: aprendizado
speaker: Carla Ruiz
affiliation: Universidad de Chile
event_link: https://meet.example.org/abc
---
""",
            "_seminars/2026-10-14.md": """---
title: A definir
event_date: 2026-10-14
time: "14h"
speaker: Nome da pessoa convidada
affiliation: Instituição
---
""",
        },
        (("Redes que esquecem", "Carla Ruiz", "Universidad de Chile", "2026-10-07T14:00:00-03:00"),),
        {"languages": ("pt",)},
    ),
    "Spanish posts": Layout(
        "America/Argentina/Cordoba",
        ("_posts/*.md",),
        {
            "_posts/2026-10-08-nudos.md": """---
layout: post
title: Nudos que se desatan solos
author: Carla Ruiz
date: 2026-10-08 17:00:00 -0300
---
En esta charla desatamos nudos sin tocarlos.
"""
        },
        (("Nudos que se desatan solos", "Carla Ruiz", None, "2026-10-08T17:00:00-03:00"),),
        {"languages": ("es",)},
    ),
    "Italian seminars": Layout(
        "Europe/Rome",
        ("seminari/*.md",),
        {
            "seminari/onde.md": """---
seminar_title: Onde a riposo
date: 2026-10-13
author: Redazione
speaker: Ines Faro
video:
materials:
---
Parliamo di onde che non si muovono.
"""
        },
        (("Onde a riposo", "Ines Faro", None, "2026-10-13"),),
        {"languages": ("it",)},
    ),
    "JSON with a date in prose": Layout(
        "Europe/Rome",
        ("data/seminars.json",),
        {
            "data/seminars.json": """[{"title": "Proofs one can read aloud",
 "speaker": "Anna Berg, Luc Martin",
 "affiliation": "Uppsala University", "abstract": "We read proofs aloud and see what is missing.", "bio": "",
 "when": "13th of October (14:00), 2026", "where": "Room 711"}]"""
        },
        (("Proofs one can read aloud", "Anna Berg", "Uppsala University", "2026-10-13T14:00:00+02:00"),),
    ),
    "Hugo with TOML": Layout(
        "Europe/Rome",
        ("content/dai-seminars/*.md",),
        {
            "content/dai-seminars/berg.md": """+++
title = "Orbits that come back"
speaker = "Anna Berg"
affiliation = "Uppsala University"
date = 2026-08-01T10:00:00Z
start = 2026-10-14T16:00:00
end = 2026-10-14T17:00:00
seminar = "DAI"
abstract = "Every orbit comes back; we say when."
+++
"""
        },
        (("Orbits that come back", "Anna Berg", "Uppsala University", "2026-10-14T16:00:00+02:00"),),
    ),
    "posts with nested authors": Layout(
        "Europe/Paris",
        ("_posts/*-seminar_*.md",),
        {
            "_posts/2026-09-20-seminar_berg.md": """---
title: "Learning with half the labels"
description: "A Seminar by Anna Berg"
date: 2026-10-15 14:00
authors:
  - name: Anna Berg
    affiliations:
      name: Uppsala University
tags: [seminar]
---
Half the labels are enough, if they are the right half.
"""
        },
        (("Learning with half the labels", "Anna Berg", "Uppsala University", "2026-10-15T14:00:00+02:00"),),
    ),
    "a JSON file for each talk": Layout(
        "Europe/Prague",
        ("src/content/talks/*.json",),
        {
            "src/content/talks/2026-10-07.json": """{"id": "2026-10-07",
 "title": "Timetables nobody can keep",
 "abstract": "Some timetables cannot be kept; we find out which.",
 "presenter": {"name": "Tom Reed", "affiliation": "Brown University", "continent": "America"},
 "datePrague": "2026-10-07T16:00", "keywords": ["scheduling"], "pdf": null, "video": null,
 "status": "confirmed"}"""
        },
        (("Timetables nobody can keep", "Tom Reed", "Brown University", "2026-10-07T16:00:00+02:00"),),
    ),
    "JSON for each term without years": Layout(
        "America/New_York",
        ("archive/*.json",),
        {
            "archive/fall2026.json": """[{"date": "Oct 8", "speaker": "Tom Reed",
  "institution": "Brown University",
  "title": "Galaxies at lunch", "abstract": "Galaxies eat, too."},
 {"date": "Oct 15", "speaker": "Mei Lin", "institution": "National Taiwan University",
  "title": "Dust in good light", "abstract": "Dust glows."}]"""
        },
        (
            ("Galaxies at lunch", "Tom Reed", "Brown University", "2026-10-08"),
            ("Dust in good light", "Mei Lin", "National Taiwan University", "2026-10-15"),
        ),
    ),
    "a group's presenters": Layout(
        "Asia/Tokyo",
        ("_data/seminars.yml",),
        {
            "_data/seminars.yml": """# 研究室セミナー
- date: 2026-10-09
  presenter: Mei Lin
  title: Parsing while listening
  slides_url: https://slides.example.org/1
- date: 2026-10-16
  presenter: TBA
  title:
"""
        },
        (("Parsing while listening", "Mei Lin", None, "2026-10-09"),),
    ),
    "a JavaScript array": Layout(
        "Europe/Lisbon",
        ("seminars.js",),
        {
            "seminars.js": """// upcoming and past talks
const seminars = [
  {
    speaker: "Anna Berg",
    affiliation: "Uppsala University",
    title: "Attention, please",
    date: "2026-10-13T15:00:00",
    status: "upcoming",
    paper_url: "",
    slides_url: "", // later
    video_url: "",
  },
  {
    speaker: 'Luc Martin',
    affiliation: 'Université de Lyon',
    title: 'Words on the move',
    date: '2026-10-20T15:00:00',
    status: 'upcoming',
  },
];
"""
        },
        (
            ("Attention, please", "Anna Berg", "Uppsala University", "2026-10-13T15:00:00+01:00"),
            ("Words on the move", "Luc Martin", "Université de Lyon", "2026-10-20T15:00:00+01:00"),
        ),
    ),
    "Hugo bundles": Layout(
        "Europe/London",
        ("content/event/*/index.md",),
        {
            "content/event/berg/index.md": """---
title: "Schedulers that sleep"
location: "Room 145, Huxley Building"
summary: "How a scheduler may rest."
abstract: "Schedulers work too much. We let them rest and nothing breaks."
date: "2026-10-14T14:00:00Z"
date_end: "2026-10-14T15:00:00Z"
all_day: false
publishDate: "2026-09-01T00:00:00Z"
authors: [Anna Berg]
tags: [seminar]
---
"""
        },
        (("Schedulers that sleep", "Anna Berg", None, "2026-10-14T14:00:00+01:00"),),
    ),
    "a Markdown table, the year in its name": Layout(
        "Europe/Prague",
        ("compneuroseminar*.md",),
        {
            "compneuroseminar2026-27.md": """# Seminar

| Date | Presenter | Topic | Affiliation |
| --- | --- | --- | --- |
| 17.10. | Mei Lin | Spikes without threshold | National Taiwan University |
| 24.10. | Tom Reed | Noise one can use | Brown University |
"""
        },
        (
            ("Spikes without threshold", "Mei Lin", "National Taiwan University", "2026-10-17"),
            ("Noise one can use", "Tom Reed", "Brown University", "2026-10-24"),
        ),
    ),
    "HTML pieces, the day in their names": Layout(
        "Asia/Seoul",
        ("seminars/*/*.html",),
        {
            "seminars/2026 Fall/2026-10-08 Mei Lin.html": """<h3>Rings in a row</h3>
<p><b>Speaker:</b> Mei Lin</p><p><b>Abstract:</b> We put rings in a row and look along it.</p>
"""
        },
        (("Rings in a row", "Mei Lin", None, "2026-10-08"),),
    ),
    "a readme for each term": Layout(
        "Asia/Seoul",
        ("colloquium/*/readme.md",),
        {
            "colloquium/2026-fall/readme.md": """# Colloquium, Fall 2026

Fridays 15:00-17:00

- **10/9** Mei Lin (National Taiwan University), *Heat in a hurry*
- **10/16** Tom Reed (Brown University), *Waves at rest*
"""
        },
        (
            ("Heat in a hurry", "Mei Lin", "National Taiwan University", "2026-10-09T15:00:00+09:00"),
            ("Waves at rest", "Tom Reed", "Brown University", "2026-10-16T15:00:00+09:00"),
        ),
    ),
    "a page": Layout(
        "America/Toronto",
        ("index.html",),
        {
            "index.html": """<html><body><h1>Types Electronic Seminar</h1><h2>Fall 2026</h2><table>
<tr><th>Date</th><th>Speaker</th><th>Title</th></tr>
<tr><td>October 8</td><td>Anna Berg (Uppsala University)</td><td>Equal up to what?</td></tr>
<tr><td>October 22</td><td>Luc Martin (Université de Lyon)</td><td>Paths with holes</td></tr>
</table></body></html>"""
        },
        (
            ("Equal up to what?", "Anna Berg", "Uppsala University", "2026-10-08"),
            ("Paths with holes", "Luc Martin", "Université de Lyon", "2026-10-22"),
        ),
    ),
    "a page for each term": Layout(
        "America/New_York",
        ("seminar*/index.html",),
        {
            "seminar/index.html": """<html><head><title>Seminar Fall 2026</title></head>
<body><h1>Seminar, Fall 2026</h1>
<table><tr><th>Date</th><th>Speaker</th><th>Title</th></tr>
<tr><td>Oct 8, 2pm</td><td>Tom Reed (Brown University)</td><td>Means of the many</td></tr>
<tr><td>Oct 15, 2pm</td><td>Mei Lin (National Taiwan University)</td><td>Medians of the few</td></tr>
</table></body></html>"""
        },
        (
            ("Means of the many", "Tom Reed", "Brown University", "2026-10-08T14:00:00-04:00"),
            ("Medians of the few", "Mei Lin", "National Taiwan University", "2026-10-15T14:00:00-04:00"),
        ),
    ),
    "a data file in UTC": Layout(
        "UTC",
        ("talks.yml",),
        {
            "talks.yml": """- workflow_issue: 12
  speaker_name: Anna Berg
  speaker_affiliation: Uppsala University
  event_type: speakers_corner
  preprint: https://arxiv.example.org/abs/2610.00001
  title: Science from the kitchen table
  abstract: One can do a lot at a kitchen table. We measure how much.
  time: 2026-10-08 15:00
"""
        },
        (("Science from the kitchen table", "Anna Berg", "Uppsala University", "2026-10-08T15:00:00+00:00"),),
    ),
    "data files by week": Layout(
        "America/New_York",
        ("_data/talks/*.yaml",),
        {
            "_data/talks/upcoming.yaml": """- time: "2026-10-08T15:00:00-04:00"
  endtime: "2026-10-08T16:00:00-04:00"
  label: NT
  place: Harvard
  room: Science Center 507
  seminar: Number Theory Seminar
  speaker: Tom Reed (Brown University)
  desc: Curves at breakfast
  note:
  url: https://nt.example.edu
- time: "2026-10-15T15:00:00-04:00"
  endtime: "2026-10-15T16:00:00-04:00"
  place: Harvard
  seminar: Number Theory Seminar
  speaker: No Seminar (DLS)
  desc: ""
"""
        },
        (("Curves at breakfast", "Tom Reed", "Brown University", "2026-10-08T15:00:00-04:00"),),
    ),
    "plain text": Layout(
        "Asia/Tokyo",
        ("seminar.txt",),
        {
            "seminar.txt": """Laboratory seminar

Date and Time: October 9 (Fri), 16:30-18:00
Venue: Room 302, Building 7
Speaker: Mei Lin (National Taiwan University)
Title: Crystals in slow motion
Abstract: We film crystals while they grow, and play the film backwards.
"""
        },
        (("Crystals in slow motion", "Mei Lin", "National Taiwan University", "2026-10-09T16:30:00+09:00"),),
    ),
    "pages that a generator built": Layout(
        "America/New_York",
        ("seminar/*/index.html",),
        {
            "seminar/fall26/index.html": """<html><head><title>Fall 2026 Seminar Series</title></head><body>
<h1>Fall 2026 Seminar Series</h1><h3>October 6, 2026</h3><p>Speaker: Tom Reed, Brown University</p>
<p>Title: Genomes read twice</p><h3>October 13, 2026</h3><p>Speaker: Mei Lin, National Taiwan University</p>
<p>Title: Cells in a crowd</p></body></html>"""
        },
        (
            ("Genomes read twice", "Tom Reed", "Brown University", "2026-10-06"),
            ("Cells in a crowd", "Mei Lin", "National Taiwan University", "2026-10-13"),
        ),
    ),
    "bundles with an end": Layout(
        "America/Los_Angeles",
        ("content/event/*/index.md",),
        {
            "content/event/20261008/index.md": """---
title: "Open tools in closed rooms"
event: Open Source Seminar
location: Engineering 2, Room 599
date: "2026-10-08T13:00:00-07:00"
date_end: "2026-10-08T14:00:00-07:00"
authors:
- Anna Berg
abstract: "Open tools get used behind closed doors. We knock."
---
"""
        },
        (("Open tools in closed rooms", "Anna Berg", None, "2026-10-08T13:00:00-07:00"),),
    ),
    "a collection of a logic group": Layout(
        "Europe/Stockholm",
        ("_seminars/*.md",),
        {
            "_seminars/2026-10-09-martin.md": """---
speaker: Luc Martin
affil: Université de Lyon
title: Proofs with detours
date: 2026-10-09 10:15
---
Some proofs take a detour. We ask whether they must.
"""
        },
        (("Proofs with detours", "Luc Martin", "Université de Lyon", "2026-10-09T10:15:00+02:00"),),
    ),
    "capital keys with links": Layout(
        "Asia/Seoul",
        ("_data/seminars.yml",),
        {
            "_data/seminars.yml": """- Date: 2026-10-08
  Title: Tables that answer
  Speaker: Mei Lin
  Paper:
    URL: https://paper.example.org/1
  Slide:
    URL: https://slides.example.org/1
- Date: 2026-10-15
  Title: Queries in the dark
  Speaker: Tom Reed
"""
        },
        (
            ("Tables that answer", "Mei Lin", None, "2026-10-08"),
            ("Queries in the dark", "Tom Reed", None, "2026-10-15"),
        ),
    ),
    "sections of one page": Layout(
        "Europe/Stockholm",
        ("content/events/seminar-series/_index.md",),
        {
            "content/events/seminar-series/_index.md": """+++
title = "Seminar series"
+++

## Tests that test themselves

Speaker: Anna Berg

2026-10-07, 13:00 CET

We let tests run tests.

## Papers with their programs

Speaker: Luc Martin

2026-10-21, 13:00 CET

A paper and its program belong together.
"""
        },
        (
            ("Tests that test themselves", "Anna Berg", None, "2026-10-07T13:00:00+02:00"),
            ("Papers with their programs", "Luc Martin", None, "2026-10-21T13:00:00+02:00"),
        ),
    ),
}
