"""What is decided in one source holds for the proposals of the next one at once."""

from geoeditor.core.commands.sources import add_source
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.reader import ReaderView

SECOND = "Vladimir Putin met John Bolton in Minsk. Putin praised Bolton."


def _titles(reader: ReaderView) -> list[str]:
    return [card.title for card in reader.reading.cards()]


def _skip(reader: ReaderView, name: str) -> None:
    card = next(card for card in reader.reading.cards() if card.title == name)
    reader.proposals.go_to(card.key)
    reader.follow_card()
    reader._deciding.skip()


def test_a_name_skipped_in_one_source_is_proposed_in_no_other_one(reader: ReaderView, bridge: Bridge) -> None:
    first = reader.reading.source_id
    _skip(reader, "John Bolton")
    events = [card.title for card in reader.reading.cards() if card.what != "actor"]
    second = add_source(bridge.document, SECOND, title="Second", kind="article")
    assert reader.reading.source_id == second
    assert "Vladimir Putin" in _titles(reader)
    found = reader.reading.proposals
    assert found is not None
    assert "John Bolton" not in {actor["name"] for actor in found["actors"]}
    assert not any("John Bolton" in event["actors"] for event in found["events"])
    reader.show_source(first)
    assert [card.title for card in reader.reading.cards() if card.what != "actor"] == events


def test_a_skip_taken_back_is_unlearned(reader: ReaderView, bridge: Bridge) -> None:
    _skip(reader, "John Bolton")
    bridge.undo()
    add_source(bridge.document, SECOND, title="Second", kind="article")
    assert "John Bolton" in _titles(reader)


def test_a_name_entered_later_is_wanted_again(reader: ReaderView, bridge: Bridge) -> None:
    from geoeditor.core.commands.actors import add_actor

    _skip(reader, "John Bolton")
    add_actor(bridge.document, name="john bolton")
    add_source(bridge.document, SECOND, title="Second", kind="article")
    assert reader.reading.unwanted == []
