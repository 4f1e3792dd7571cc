"""The pages that people see of each platform, in front of the server that answers for its feeds."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.loopback.platforms import Asked, Lecture, PlatformServer
from tests.loopback.server import Reply


@dataclass
class Fronted(PlatformServer):
    """Answers `path` with `page`, and asks `inner` for everything else.

    `{origin}` in the page is this server's address. With `apart`, `inner` runs on a server of its own, whose
    address it is then, and everything else is not here.
    """

    inner: PlatformServer = field(default_factory=PlatformServer)
    path: str = "/"
    page: str = ""
    apart: bool = False

    def __post_init__(self) -> None:
        self.zone, self.today, self.lectures = self.inner.zone, self.inner.today, self.inner.lectures

    def reply(self, asked: Asked) -> Reply:
        if asked.path == self.path:
            return Reply(self.page.replace("{origin}", self.inner.url if self.apart else self.url))
        if self.apart:
            return Reply("", status=404)
        self.inner.url = self.url
        self.inner.asked.append(asked)
        return self.inner.reply(asked)


def front(body: str, *, head: str = "", title: str = "Seminars | Example University") -> str:
    """A page around `body`."""
    head = f"<head><title>{title}</title>{head}</head>"
    return f'<!DOCTYPE html><html lang="en-GB">{head}<body>{body}</body></html>'


INDICO = front(
    '<div id="indico-main"><h1>Analysis seminars</h1><ul class="event-list"><li>This week</li></ul></div>'
    "<footer>Powered by <a href='https://getindico.io'>Indico</a></footer>"
)
GOOGLE = front(
    "<h1>Seminar</h1><p>All talks are in our calendar.</p><iframe "
    'src="{origin}/calendar/embed?height=600&amp;src=seminar1%40group.calendar.google.com&amp;ctz=Europe%2FParis">'
    "</iframe>"
)
OUTLOOK = front(
    '<h1>Seminar</h1><p><a href="{origin}/owa/calendar/ab12cd34ef@example.edu/0123456789/calendar.html">'
    "Our calendar</a></p>"
)
TRUMBA = front(
    '<h1>Events</h1><script>$Trumba.addSpud({ webName: "maths-events", spudType: "upcoming" });</script>',
    head='<link rel="alternate" type="application/rss+xml" href="{origin}/calendars/maths-events.rss">',
)
BEDEWORK = front(
    '<h1>Calendar</h1><div id="bw"></div><script src="/calrsrc.MainCampus/default/js/bedework.js"></script>'
)
TALKS_OX = front(
    '<h1>Number Theory Seminar</h1><p>Our talks.</p><a href="/talks/series/id/0a1b2c3d">Series</a>',
    title="Number Theory Seminar | Talks",
)
PLONE = front(
    "<h1>Seminars</h1><ul><li>Our talks of this term</li></ul>",
    head='<meta name="generator" content="Plone - https://plone.org">',
)
VTCALENDAR = front(
    '<h1>Mathematics</h1><a href="main.php?calendarid=math&amp;view=week">Week</a> '
    '<a href="main.php?calendarid=math&amp;view=month">Month</a>'
)
ICS_LINK = front(
    '<h1>Colloquium</h1><p>Subscribe: <a href="{origin}/talks.ics">calendar</a></p>',
    head='<link rel="alternate" type="text/calendar" href="{origin}/talks.ics">',
)


def event_links(lectures: tuple[Lecture, ...]) -> str:
    """A list whose talks each have a calendar entry of their own, as many sites offer."""
    return "".join(f'<a href="/entry/{one.number}.ics">Add to calendar</a>' for one in lectures)
