from __future__ import annotations

from seminarcrawl.reading.draft import Draft


def test_what_was_reasoned_out_goes_with_the_value_it_is_about() -> None:
    other = Draft()
    other.put("start", "2019-07-12T15:00:00+08:00", "7月12日 3:00pm", "rule")
    other.item.infer("start.year")
    empty = Draft()
    empty.fill_from(other)
    assert empty.item.inferred == ["start.year"]


def test_what_was_reasoned_out_about_another_value_stays_behind() -> None:
    other = Draft()
    other.put("start", "2019-07-12T15:00:00+08:00", "7月12日 3:00pm", "rule")
    other.item.infer("start.year")
    known = Draft()
    known.put("start", "2019-07-12T15:00:00+08:00", "12 July 2019 3:00pm", "rule")
    known.fill_from(other)
    assert known.item.inferred == []
