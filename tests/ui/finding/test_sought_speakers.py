"""Speakers are read between the keys: no slice is long, what was known answers meanwhile, and a change is heard of."""

from time import thread_time

from pytestqt.qtbot import QtBot

from geoeditor.core.commands import actors, citations, events, sources
from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.identifiers import new_id
from geoeditor.core.queries.speakers import speakers, speakers_in_pieces
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.finding.sought_speakers import SoughtSpeakers

COUNT = 3_000


def _fill(bridge: Bridge) -> None:
    people, source = [new_id() for _ in range(COUNT)], new_id()
    made, cited = [new_id() for _ in range(COUNT)], [new_id() for _ in range(COUNT)]
    names = [f"{'Anna' if row % 2 else 'Boris'} Number {row}" for row in range(COUNT)]
    said = [
        {"citation": citation, "ordinal": 0, "name": "x", "actor": people[row]} for row, citation in enumerate(cited)
    ]
    add_records(
        bridge.document,
        "Many",
        [
            Batch("actor", [{"name": name} for name in names], people),
            Batch("event", [{"title": f"Event {row}"} for row in range(COUNT)], made),
            Batch("source", [{"title": "A source"}], [source]),
            Batch("citation", [{"source": source, "event": row} for row in made], cited),
            Batch("attribution", said),
        ],
    )


def test_few_speakers_are_known_at_once_and_anew_after_a_change(bridge: Bridge) -> None:
    document = bridge.document
    source = sources.add_source(document, "Ann said so.", title="A source")
    sought = SoughtSpeakers(bridge)
    for name in ("Ann Lee", "Joanna"):
        speaker = Speaker(actor_id=actors.add_actor(document, name=name))
        citations.cite(document, source, "event", events.add_event(document, title="Talks"), None, [speaker])
        sought.forget()
    assert [choice.label for choice in sought.find("ann", 9)] == ["Ann Lee", "Joanna"]
    assert [choice.note for choice in sought.find("", 9)] == ["1 fact, 1 on this word alone"] * 2
    found = sought.exact("ann LEE")
    assert found is not None
    assert sought.label(found.value) == "Ann Lee"
    assert (sought.exact("ann"), sought.count("joanna"), sought.count("bob")) == (None, 1, 0)


def test_many_are_read_in_short_slices_and_then_a_key_is_quick(bridge: Bridge, qtbot: QtBot) -> None:
    _fill(bridge)
    sought = SoughtSpeakers(bridge)
    with qtbot.waitSignal(sought.filled, timeout=10_000):
        sought.catch_up()
        assert sought.find("anna", 50) == []
    begun = thread_time()
    found = sought.find("anna number 2", 50)
    assert thread_time() - begun < 0.016
    assert len(found) == 50
    assert all(choice.label.startswith("Anna Number 2") for choice in found)


def test_between_the_pieces_anything_may_be_changed(bridge: Bridge) -> None:
    _fill(bridge)
    pieces = []
    for piece in speakers_in_pieces(bridge.document):
        pieces.append(piece)
        actors.add_actor(bridge.document, name=f"Somebody {len(pieces)}")
    assert len(pieces) > 3
    assert pieces[-1] == speakers(bridge.document)
