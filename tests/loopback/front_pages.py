"""The pages that people see of each platform, in front of the server that answers for its feeds."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.loopback.platforms import Asked, Lecture, PlatformServer
from tests.loopback.server import Reply


@dataclass
class Fronted(PlatformServer):
    """Answers `path` with `page` (`{origin}` is the server's address) and asks `inner` for everything else."""

    inner: PlatformServer = field(default_factory=PlatformServer)
    path: str = "/"
    page: str = ""

    def __post_init__(self) -> None:
        self.zone, self.today, self.lectures = self.inner.zone, self.inner.today, self.inner.lectures

    def reply(self, asked: Asked) -> Reply:
        self.inner.url = self.url
        if asked is not None and asked.path == self.path and self.page:
            return Reply(self.page.replace("{origin}", self.url))
        self.inner.asked.append(asked)
        return self.inner.reply(asked)


def front(body: str, *, head: str = "", title: str = "Seminars | Example University") -> str:
    """A page around `body`."""
    return f'<!DOCTYPE html><html lang="en-GB"><head><title>{title}</title>{head}</head><body>{body}</body></html>'


INDICO = front(
    '<div id="indico-main"><h1>Analysis seminars</h1><ul class="event-list"><li>Events of this week</li></ul></div>'
    "<footer>Powered by <a href='https://getindico.io'>Indico</a></footer>"
)
GOOGLE = front(
    "<h1>Seminar</h1><p>All talks are in our calendar.</p><iframe "
    'src="{origin}/calendar/embed?height=600&amp;src=seminar1%40group.calendar.google.com&amp;ctz=Europe%2FParis">'
    "</iframe>"
)
ICS_LINK = front(
    '<h1>Colloquium</h1><p>Subscribe: <a href="{origin}/talks.ics">calendar</a></p>',
    head='<link rel="alternate" type="text/calendar" href="{origin}/talks.ics">',
)


def event_links(lectures: tuple[Lecture, ...]) -> str:
    """A list whose talks each have a calendar entry of their own, as many sites offer."""
    return "".join(f'<a href="/entry/{one.number}.ics">Add to calendar</a>' for one in lectures)
