"""TalkItem: one canonical JSON form, readable by itemadapter, inverse of from_dict."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from itemadapter import ItemAdapter

from seminarcrawl import Speaker, TalkItem
from seminarcrawl.items import FIELD_NAMES, parse_moment


def talk() -> TalkItem:
    return TalkItem(
        uid="OWOS/13",
        title="A « Variational » Model of $x < y$",
        speakers=[Speaker("Jérôme Bolte", "Toulouse 1 University Capitole")],
        start="2020-07-06T15:00:00+02:00",
        end="2020-07-06T16:00:00+02:00",
    )


def test_json_has_every_field_in_fixed_order_and_reads_back() -> None:
    text = talk().to_json()
    assert list(json.loads(text)) == list(FIELD_NAMES)
    assert "Jérôme" in text
    assert TalkItem.from_dict(json.loads(text)) == talk()


def test_itemadapter_reads_it() -> None:
    adapter = ItemAdapter(talk())
    assert adapter["title"].startswith("A « Variational »")
    assert adapter.asdict()["speakers"][0]["name"] == "Jérôme Bolte"


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError):
        TalkItem.from_dict({"titel": "x"})


def test_moments() -> None:
    assert talk().starts_at == datetime.fromisoformat("2020-07-06T13:00:00+00:00")
    assert TalkItem(start="2020-07-06").starts_at == date(2020, 7, 6)
    assert TalkItem().starts_at is None
    with pytest.raises(ValueError, match="Invalid isoformat"):
        parse_moment("next week")


def test_not_a_number_never_reaches_the_output() -> None:
    broken = TalkItem(title="x", topics=[float("nan")])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="JSON compliant"):
        broken.to_json()
