"""Which items of one document are one talk, and what the one keeps of both."""

from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.reading.identity import dedupe
from seminarcrawl.reading.merge import merge, update

START = "2026-10-14T14:00:00+02:00"


def talk(uid=None, title="Sheaves on graphs", start=START, speaker="Ada Lund", **more):
    return TalkItem(uid=uid, title=title, start=start, speakers=[Speaker(speaker)] if speaker else [], **more)


def count(*items):
    return len(dedupe(items))


def test_the_same_uid_is_the_same_talk():
    assert count(talk("a"), talk("a")) == 1
    assert count(talk("a"), talk("a", title=None)) == 1
    assert count(talk("a"), talk("a", title="Sheaves on trees")) == 1


def test_one_uid_on_several_days_is_several_talks():
    assert count(talk("a"), talk("a", start="2026-10-21T14:00:00+02:00")) == 2


def test_one_uid_with_nothing_in_common_is_two_talks():
    assert count(talk("a"), talk("a", "Braids", speaker="Bo Berg")) == 2


def test_title_and_start_are_enough():
    assert count(talk("a"), talk("b")) == 1
    assert count(talk(), talk(title="SHEAVES on Graphs!")) == 1
    assert count(talk(), talk(start="2026-10-14")) == 1
    assert count(talk(), talk(start="2027-10-14T14:00:00+02:00")) == 2
    assert count(talk(), talk(speaker="Bo Berg")) == 2


def test_a_moment_is_the_same_in_every_zone():
    assert count(talk(), talk(start="2026-10-14T12:00:00+00:00")) == 1


def test_while_the_title_is_missing_speaker_and_time_do():
    assert count(talk(title=None), talk()) == 1
    assert count(talk(title=None), talk(title=None)) == 1
    assert count(talk(title=None), talk(title=None, speaker="Bo Berg")) == 2
    assert count(talk(title=None, series="Algebra"), talk(title=None, series="Geometry")) == 2


def test_names_may_be_abbreviated_but_not_others():
    assert count(talk(title=None), talk(speaker="A. Lund")) == 1
    assert count(talk(title=None), talk(speaker="Bo Lund")) == 2


def test_status_is_no_part_of_the_key():
    [only] = dedupe([talk("a"), talk("a", status="cancelled")])
    assert only.status == "cancelled"


def test_the_first_stays_and_is_completed():
    first, second = talk(start="2026-10-14"), talk(abstract="All is explained.", location="Hall")
    second.speakers[0].affiliation = "Lund"
    [only] = dedupe([first, second])
    assert only is first
    assert (only.start, only.abstract, only.location) == (START, "All is explained.", "Hall")
    assert only.speakers == [Speaker("Ada Lund", "Lund")]


def test_three_statements_are_one_talk():
    items = [
        talk("a", title=None),
        talk("a", speaker=None),
        talk(title="Sheaves on graphs", speaker="Ada Lund"),
    ]
    assert count(*items) == 1


def test_a_page_of_several_talks_is_no_talks_page():
    page = "https://x.example/list"
    items = [talk(page, f"Lecture {n}", url=page, source_url=page, speaker=f"Ada {n}") for n in range(3)]
    kept = dedupe(items)
    assert len(kept) == 3
    assert {(item.uid, item.url) for item in kept} == {(None, None)}
    alone = dedupe([talk(page, url=page, source_url=page)])
    assert alone[0].url == page


def test_many_that_look_alike_are_soon_done():
    assert count(*(talk(None, None, speaker=None) for _ in range(3000))) == 3000


def test_the_fuller_text_wins_in_one_document():
    assert (
        merge(talk(abstract="All is …"), talk(abstract="All is explained.")).abstract == "All is explained."
    )
    assert merge(talk(location="Room 4"), talk(location="Room 4, Main Hall")).location == "Room 4, Main Hall"
    assert merge(talk(location="Room 4"), talk(location="Room 5")).location == "Room 4"


def test_a_stated_start_wins_over_one_reasoned_out():
    guessed = talk(start="2025-10-14T14:00:00+02:00", inferred=["start.year", "title"])
    both = merge(guessed, talk())
    assert (both.start, both.inferred) == (START, ["title"])


def test_an_update_replaces_what_is_stated_and_keeps_the_rest():
    stored = talk("a", abstract="Old words.", location="Hall", end="2026-10-14T15:00:00+02:00")
    new = talk("a", start="2026-10-21T14:00:00+02:00", abstract="New words.")
    both = update(stored, new)
    assert (both.start, both.end, both.abstract, both.location) == (new.start, None, "New words.", "Hall")
    assert stored.abstract == "Old words."


def test_an_update_does_not_cut_a_text_off():
    assert (
        update(talk(abstract="All is explained."), talk(abstract="All is…")).abstract == "All is explained."
    )
