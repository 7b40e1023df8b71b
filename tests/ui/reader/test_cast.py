"""Who is known is read once and kept in step: after any change it is what reading everything anew would give."""

from random import Random

from geoeditor.core.commands import actors
from geoeditor.core.identifiers import ActorId
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries import rows
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.reader.cast import Cast, words_of

NAMES = ("Ann Lee", "ann lee", "Bob", "Łukasz Nowak", "European Union", "EU", "Al-Jazeera", "of the North")


def _fresh(bridge: Bridge) -> Cast:
    cast = Cast()
    cast.read(bridge.document)
    return cast


def _state(cast: Cast) -> tuple[object, ...]:
    return cast.people, cast.alone, cast.named_in(words_of("Ann met the EU in the north, and Nowak"))


def test_it_follows_every_change_undo_and_redo(bridge: Bridge) -> None:
    random, cast = Random(4), _fresh(bridge)

    def follow(changes: ChangeSet) -> None:
        cast.follow(bridge.document, changes)

    bridge.changed.connect(follow)
    for _ in range(120):
        known = [ActorId(actor.id) for actor in rows.actors(bridge.document)]
        deed = random.randrange(6) if known else 0
        if deed <= 1:
            actors.add_actor(bridge.document, name=random.choice(NAMES), named=random.random() < 0.8)
        elif deed == 2:
            actors.add_name(bridge.document, random.choice(known), name=f"{random.choice(NAMES)} {random.random()}")
        elif deed == 3:
            actors.change_actor(bridge.document, random.choice(known), name=random.choice(NAMES))
        elif deed == 4:
            actors.remove_actors(bridge.document, random.choice(known))
        else:
            bridge.undo()
            if random.random() < 0.5:
                bridge.redo()
        assert _state(cast) == _state(_fresh(bridge))
    bridge.changed.disconnect(follow)


def test_only_those_whose_names_may_stand_in_a_text_are_looked_for(bridge: Bridge) -> None:
    for name in ("Ann Lee", "Bob Carr", "Łukasz Nowak", "Al-Jazeera"):
        actors.add_actor(bridge.document, name=name)
    found = _fresh(bridge).named_in(words_of("Carr told al-Jazeera that LUKASZ had left."))
    assert [actor.name for actor in found] == ["Bob Carr", "Łukasz Nowak", "Al-Jazeera"]
