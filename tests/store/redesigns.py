"""What happens to a page or feed over night: changes that leave a reader with nothing, or with half of it.

Each takes the document as it would be today, with its talks, and gives it as the new site has it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from tests.store.departments import Page, Renderer, Talk, in_html, make

Redesign = Callable[[Renderer, Sequence[Talk], date], Page]


def text_of(page: Page) -> str:
    return page.body.decode()


def emptied(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    return render([], today)


def login_page(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    return in_html("<form><p>Please sign in with your university account</p><input name='user'></form>")


def built_by_scripts(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    return in_html("<div id='app'></div><script src='/static/app.1f3c.js'></script>")


def moved_notice(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    return in_html("<p>The seminar has a new home page. Please update your bookmarks.</p>")


def maintenance(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    return in_html("<p>This site is under maintenance until further notice.</p>")


def dates_by_script(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    """The day stands in an attribute that a script turns into words."""
    text = text_of(render(list(talks), today))
    for t in talks:
        for form in (
            f"{t.day:%A, %B %d, %Y}",
            f"{t.day:%d %B %Y}",
            f"{t.day:%d %b %Y}",
            f"{t.day:%d.%m.%Y}",
        ):
            text = text.replace(form, f"<span class='d' data-day='{t.day.toordinal()}'></span>")
    return render([], today).but(text)


def dates_as_weeks(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    text = text_of(render(list(talks), today))
    for t in talks:
        week = f"Week {t.day.isocalendar().week}"
        for form in (f"{t.day:%A, %B %d, %Y}", f"{t.day:%d %B %Y}", f"{t.day:%d %b %Y}", f"{t.day:%d.%m.%Y}"):
            text = text.replace(form, week)
        text = text.replace(str(t.day), week)
    return render([], today).but(text)


def speakers_in_pictures(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    text = text_of(render(list(talks), today))
    for t in talks:
        picture = f"<img src='/portraits/{t.number}.jpg'>" if "<html" in text else ""
        text = re.sub(rf"{t.speaker}( \({t.town}\)|, {t.town})?", picture, text)
    return render([], today).but(text)


def titles_to_be_announced(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    return render([t.but(title="TBA") for t in talks], today)


def hours_gone(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    text = text_of(render(list(talks), today))
    text = text.replace("T140000Z", "").replace("DTSTART:", "DTSTART;VALUE=DATE:")
    return render([], today).but(re.sub(r"(T|, )?14:00(:00\+00:00)?( Uhr)?", "", text))


def rooms_gone(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    return render([t.but(room="") for t in talks], today)


def load_more(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    """The first three, the rest behind a button."""
    page = render(list(talks)[:3], today)
    return page.but(text_of(page).replace("</main>", "<button>Load more</button></main>"))


def archive_instead(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    return render([t for t in talks if t.day < today], today)


def another_department(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    dice = random.Random(99)
    return render([make(100 + n, t.day + timedelta(days=1), dice) for n, t in enumerate(talks)], today)


def question_marks(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    """The data base behind the page was converted wrongly."""
    return render(
        [
            t.but(speaker=t.speaker.replace("a", "\ufffd"), title=t.title.replace("o", "\ufffd"))
            for t in talks
        ],
        today,
    )


def foreign_labels(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    """Somebody switched the labels to a language that we do not read."""
    text = text_of(render(list(talks), today))
    for label, other in {
        "Speaker": "Mzungumzaji",
        "Title": "Kichwa",
        "Date": "Tarehe",
        "Time": "Saa",
        "Room": "Chumba",
        "Place": "Mahali",
        "Abstract": "Muhtasari",
        "Datum": "Tarehe",
        "Ort": "Mahali",
        "Referent": "Mzungumzaji",
        "Titel": "Kichwa",
        "Uhr": "",
    }.items():
        text = re.sub(rf"\b{label}\b(?=[:<,\n\r])", other, text)
    return render([], today).but(text)


def columns_swapped(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    """The heads of two columns are exchanged, what stands below is not."""
    text = text_of(render(list(talks), today))
    text = text.replace("Speaker", "\0").replace("Title", "Speaker").replace("\0", "Title")
    text = text.replace("Referent", "\0").replace("Titel", "Referent").replace("\0", "Titel")
    text = text.replace('"speaker"', "\0").replace('"title"', '"speaker"').replace("\0", '"title"')
    return render([], today).but(text)


def rows_of_links(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    """A list of titles and days; the rest stands on a page for each talk."""
    rows = "".join(
        f"<a href='/talks/{t.number}'><span>{t.titled(today)}</span> <span>{t.day:%d %B %Y}</span></a>"
        for t in talks
    )
    return in_html(f"<div class='list'>{rows}</div>")


def days_shifted(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    """A column of days that is one row off."""
    days = [t.day for t in talks]
    moved = [*days[1:], days[-1] + timedelta(weeks=1)]
    return render([t.but(day=day) for t, day in zip(talks, moved, strict=True)], today)


def all_cancelled(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    return render([t.but(cancelled=True) for t in talks], today)


def keys_renamed(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    text = text_of(render(list(talks), today))
    for key in ("title", "speaker", "date", "time", "room", "Title", "Speaker", "Date", "Time", "Room"):
        text = re.sub(rf'(?<=[",\n\r]){key}(?=[",\r\n])|^{key}(?=,)', f"f_{ord(key[0])}{len(key)}", text)
    return render([], today).but(text)


def busy(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    """The calendar shows others only that it is taken."""
    return render([], today).but(re.sub(r"SUMMARY:.*", "SUMMARY:Busy\r", text_of(render(list(talks), today))))


def one_name_for_all(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    return render([], today).but(
        re.sub(r"SUMMARY:.*", "SUMMARY:Department Seminar\r", text_of(render(list(talks), today)))
    )


def unstructured(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    """One paragraph of prose."""
    first, *rest = talks
    others = ", ".join(t.speaker.split()[-1] for t in rest)
    return in_html(f"<p>We begin with {first.speaker} and look forward to {others} later this term.</p>")


def news_instead(render: Renderer, talks: Sequence[Talk], today: date) -> Page:
    rows = "".join(
        f"<article><h3>{text}</h3><p>{today - timedelta(days=3 * n):%d %B %Y}</p></article>"
        for n, text in enumerate(("New library hours", "Prize for our students", "Welcome to the new term"))
    )
    return in_html(rows)
