"""A source that lives: talks are added, moved, retitled, cancelled, and UIDs flap; the database keeps up."""

from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.store import Run, Talks

NEW_YEAR = datetime(2025, 12, 31, tzinfo=UTC)  # before all talks: what is over does not move


@dataclass
class Real:
    """A talk as it is in the world."""

    number: int
    day: int
    hour: int
    title: int | None
    status: str = "confirmed"
    shown: bool = True

    def item(self, crawls, stable_uids):
        """What the source says of it."""
        month, day = divmod(self.day, 28)
        return TalkItem(
            uid=f"u{self.number}" if stable_uids else f"crawl{crawls}-{self.number}",
            title=None if self.title is None else f"Theory of subject {self.number} part {self.title}",
            speakers=[Speaker(f"Ada{self.number} Lund{self.number}")],
            start=f"2026-{month + 1:02}-{day + 1:02}T{self.hour:02}:00:00+00:00",
            series="Algebra",
            status=self.status,
            source="north",
            fetched_at=f"2026-01-01T00:00:{crawls % 60:02}+00:00",
        )


class Source(RuleBasedStateMachine):
    """Between two crawls each talk changes at most as far as its identity carries."""

    stable_uids = True

    def __init__(self):
        super().__init__()
        self.talks = Talks(None)
        self.world = []
        self.touched = set()
        self.crawls = 0
        self.stored = False

    def teardown(self):
        self.talks.close()

    @rule(day=st.integers(0, 330), hour=st.integers(8, 19), titled=st.booleans())
    def announce(self, day, hour, titled):
        self.world.append(Real(len(self.world), day, hour, 0 if titled else None))
        self.stored = False

    def pick(self, data):
        free = [talk for talk in self.world if talk.number not in self.touched]
        if not free:
            return None
        talk = data.draw(st.sampled_from(free))
        self.touched.add(talk.number)
        self.stored = False
        return talk

    @precondition(lambda self: self.world)
    @rule(data=st.data())
    def retitle(self, data):
        if talk := self.pick(data):
            talk.title = (talk.title or 0) + 1

    @precondition(lambda self: self.world)
    @rule(data=st.data())
    def cancel(self, data):
        if talk := self.pick(data):
            talk.status = "confirmed" if talk.status == "cancelled" else "cancelled"

    @precondition(lambda self: self.world)
    @rule(data=st.data(), day=st.integers(0, 330), hour=st.integers(8, 19))
    def move(self, data, day, hour):
        talk = self.pick(data)
        if talk and (talk.shown or self.stable_uids):
            talk.day, talk.hour = day, hour

    @precondition(lambda self: self.world)
    @rule(data=st.data())
    def hide_or_show(self, data):
        if talk := self.pick(data):
            talk.shown = not talk.shown

    @precondition(lambda self: self.world)
    @rule(data=st.data())
    def crawl(self, data):
        self.crawls += 1
        self.touched.clear()
        shown = [talk for talk in self.world if talk.shown]
        order = data.draw(st.permutations(shown))
        self.run = Run(self.talks, "north", started=NEW_YEAR)
        for talk in order:
            self.run.put(talk.item(self.crawls, self.stable_uids))
            if talk.number % 5 == 0:
                self.run.put(talk.item(self.crawls, self.stable_uids))
        self.run.finish(judged=False)
        self.stored = bool(shown)

    @invariant()
    def every_talk_shown_is_stored_once_as_it_is(self):
        if not self.stored:
            return
        stored = {}
        for talk in self.talks.current():
            number = int(talk.speakers[0].name.split()[0].removeprefix("Ada"))
            assert number not in stored, f"talk {number} twice"
            stored[number] = talk
        for talk in self.world:
            if talk.shown:
                wanted, kept = talk.item(self.crawls, self.stable_uids), stored[talk.number]
                assert (kept.title, kept.start, kept.status) == (wanted.title, wanted.start, wanted.status)

    @precondition(lambda self: self.stored)
    @rule()
    def crawl_again_without_a_change(self):
        if not self.stable_uids:
            return
        before = list(self.talks.connection.execute("SELECT * FROM talks"))
        sightings = list(self.talks.connection.execute("SELECT * FROM sightings"))
        run = Run(self.talks, "north", started=NEW_YEAR)
        shown = [talk for talk in self.world if talk.shown]
        for talk in shown:
            run.put(talk.item(self.crawls + 1, True))
        run.finish(judged=False)
        assert list(self.talks.connection.execute("SELECT * FROM talks")) == before
        assert list(self.talks.connection.execute("SELECT * FROM sightings")) == sightings
        assert run.counts.unchanged == len(shown)


class FlappingSource(Source):
    """UIDs are new every time: title, speaker and time must do, so a talk moves only while it is shown."""

    stable_uids = False


QUICK = settings(
    max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestSource = Source.TestCase
TestSource.settings = QUICK
TestFlappingSource = FlappingSource.TestCase
TestFlappingSource.settings = QUICK
