"""Looking at a source before anything is tried: what is refused, and what is derived."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from scrapy.http import HtmlResponse, TextResponse
from scrapy.utils.project import get_project_settings

from seminarcrawl.adding import AddingError, leaf_of, look_at, why_nothing
from seminarcrawl.platforms.discover import candidates
from tests.loopback.front_pages import front
from tests.loopback.platforms import Asked, PlatformServer, serve_platform
from tests.loopback.server import Reply

URL = "https://www.maths.example.edu/seminars/"


@dataclass
class Gate(PlatformServer):
    robots = "User-agent: *\nDisallow: /intern/\n\nUser-agent: seminarcrawl\nDisallow: /private/\n"

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/members":
            return Reply("", status=302, headers={"Location": "/sso/login?back=/members"})
        return Reply("", status=404) if asked.path == "/gone" else Reply(front("<h1>Talks</h1>"))


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/private/x", "robots.txt forbids"),
        ("/gone", "404"),
        ("/members", "login page"),
    ],
)
def test_what_cannot_be_looked_at(path: str, says: str) -> None:
    with serve_platform(Gate()) as site, pytest.raises(AddingError, match=says) as error:
        look_at(site.url + path, get_project_settings())
    assert error.value.exit_code == 4


def test_what_can() -> None:
    with serve_platform(Gate()) as site:
        # What robots.txt says to others is not said to us.
        assert isinstance(look_at(f"{site.url}/intern/x", get_project_settings()), HtmlResponse)


def test_a_calendar_for_programs_is_not_looked_at_but_tried() -> None:
    response = look_at(
        "https://calendar.google.com/calendar/ical/a%40b/public/basic.ics", get_project_settings()
    )
    assert response.body == b""
    assert candidates(response)[0].template == "google_calendar"


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (front("<form><input type='password' name='p'></form>"), "login page"),
        (front("<div id='app'></div>" + "<script src='/a.js'></script>" * 4), "browser's scripts fill"),
        (front("<h1>About us</h1><p>We are a department.</p>" * 9), "no talk can be read"),
    ],
)
def test_what_a_page_without_talks_is(page: str, says: str) -> None:
    assert says in why_nothing(HtmlResponse(URL, body=page.encode()))


class TestLeaf:
    def test_what_the_page_says(self) -> None:
        page = front("<h1>Colloquium</h1>", title="Colloquium | Example University")
        leaf = leaf_of(HtmlResponse(URL, body=page.encode()), {}, timezone="America/Chicago")
        assert (leaf.name, leaf.institution, leaf.topic) == (
            "example_maths",
            "Example University",
            "Colloquium",
        )
        assert (leaf.country, leaf.languages) == ("US", ("en",))

    def test_a_calendar_says_less(self) -> None:
        body = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
        leaf = leaf_of(TextResponse(URL, body=body), {})
        assert (leaf.name, leaf.institution, leaf.topic, leaf.languages) == (
            "example_maths",
            "Example",
            "seminars",
            (),
        )

    @pytest.mark.parametrize("name", ["Not A Name", "1st", "a__b", "x" * 50])
    def test_what_is_no_name(self, name: str) -> None:
        with pytest.raises(AddingError, match="a spider's name is"):
            leaf_of(HtmlResponse(URL), {}, name=name)

    def test_a_name_that_is_taken(self) -> None:
        with pytest.raises(AddingError, match=r"already \(spiders/x.py\)"):
            leaf_of(HtmlResponse(URL), {"x": "spiders/x.py"}, name="x")
