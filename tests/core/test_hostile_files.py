"""Foreign, hostile and damaged files are refused with one sentence, fast, unchanged, and nothing in them is run."""

import hashlib
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from tests.core import hostile
from tests.proofs.soundness import problems

from geoeditor.core import schema
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError

Opener = Callable[[Path], Document]
OPENERS: tuple[Opener, ...] = (Document.open, Document.open_copy)
OURS = hostile.STRANGE_SCHEMAS | hostile.STRANGE_ROWS | hostile.DAMAGED
NOT_OURS = hostile.FOREIGN | hostile.STRANGE_HEADERS


def looks(folder: Path) -> dict[str, object]:
    """Return what a look at a folder shows: names, sizes, times, and a hash of each ordinary file of usual size."""
    seen: dict[str, object] = {}
    for path in folder.iterdir():
        status = path.lstat()
        small = path.is_file() and not path.is_symlink() and status.st_size < 50_000_000
        content = hashlib.sha256(path.read_bytes()).hexdigest() if small else ""
        seen[path.name] = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ino, content)
    return seen


def refused(opener: Opener, path: Path) -> str:
    """Return the sentence with which a file is refused; it must come fast and leave the folder as it was."""
    before, began = looks(path.parent), time.monotonic()
    with pytest.raises(UserError) as caught:
        opener(path)
    assert time.monotonic() - began < 2
    after = looks(path.parent)
    lock = after.pop(f".{path.name}.lock", None)
    before.pop(f".{path.name}.lock", None)
    assert after == before
    assert lock is None or opener == Document.open
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert not [part for part in ("\n", ". ", "Traceback", "Error") if part in sentence]
    assert len(sentence) < 320
    return sentence


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("name", OURS)
def test_a_changed_or_damaged_project_is_refused_and_keeps_its_bytes(closed: Path, name: str, opener: Opener) -> None:
    OURS[name](closed)
    refused(opener, closed)


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("name", NOT_OURS)
def test_a_foreign_file_is_refused_and_nothing_is_put_beside_it(closed: Path, name: str, opener: Opener) -> None:
    NOT_OURS[name](closed)
    refused(opener, closed)
    if name in hostile.FOREIGN or "version" in name or "application" in name or "logging" in name:
        assert [path.name for path in closed.parent.iterdir()] == [closed.name]


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("name", hostile.NO_FILES)
def test_what_is_no_file_is_refused_without_being_read(closed: Path, name: str, opener: Opener) -> None:
    hostile.NO_FILES[name](closed)
    refused(opener, closed)


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a newer version", "newer version"),
        ("another program's database", "another program"),
        ("nothing", "empty"),
        ("a text", "not a GeoEditor project"),
        ("write-ahead logging", "WAL"),
    ],
)
def test_the_sentence_says_what_the_file_is(closed: Path, name: str, says: str, opener: Opener) -> None:
    NOT_OURS[name](closed)
    assert says in refused(opener, closed)


@pytest.mark.parametrize("opener", OPENERS)
def test_what_was_put_into_a_project_is_named(closed: Path, opener: Opener) -> None:
    hostile.ran("CREATE TABLE evil_one(x)", "CREATE VIEW evil_two AS SELECT 1")(closed)
    sentence = refused(opener, closed)
    assert "evil_one" in sentence
    assert "evil_two" in sentence


@pytest.mark.parametrize("opener", OPENERS)
def test_names_in_a_hostile_schema_do_not_break_the_sentence(closed: Path, opener: Opener) -> None:
    name = "x" * 5_000 + "\n<b>. Y\u202e"
    hostile.ran(f'CREATE TABLE "{name}"(x)', 'CREATE TABLE "a\nb. c"(x)')(closed)
    sentence = refused(opener, closed)
    assert sentence.isprintable()


@pytest.mark.parametrize("opener", OPENERS)
def test_hostile_sql_is_never_run(closed: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    for spoil in (
        hostile.ran("CREATE VIEW v AS SELECT canary() AS x"),
        hostile.ran("CREATE TRIGGER t AFTER INSERT ON event BEGIN SELECT canary(); END"),
        hostile.respelled("event", "CHECK (trim(title) <> '')", "CHECK (canary() IS NULL)"),
        hostile.respelled("actor", "DEFAULT ''", "DEFAULT (canary())"),
        hostile.respelled("ix_event_kind_id", "(kind_id)", "(canary())"),
    ):
        spoil(closed)
    sung: list[int] = []
    _with_canary(monkeypatch, sung)
    refused(opener, closed)
    assert not sung


def _with_canary(monkeypatch: pytest.MonkeyPatch, sung: list[int]) -> None:
    """Give every connection a function that hostile SQL may call."""
    configure = schema.configure

    def configured(connection: sqlite3.Connection) -> None:
        configure(connection)
        connection.create_function("canary", 0, lambda: sung.append(1), deterministic=True)

    monkeypatch.setattr(schema, "configure", configured)


def test_a_project_truncated_anywhere_is_refused(closed: Path) -> None:
    content = closed.read_bytes()
    random = Random(1)
    lengths = {0, 1, 15, 16, 99, 100, 511, 512, *(random.randrange(len(content)) for _ in range(30))}
    for length in sorted(lengths):
        closed.write_bytes(content[:length])
        for opener in OPENERS:
            refused(opener, closed)
            closed.with_name(f".{closed.name}.lock").unlink(missing_ok=True)


@pytest.mark.parametrize("seed", range(4))
def test_a_project_with_bytes_changed_at_random_opens_or_is_refused(closed: Path, seed: int) -> None:
    """A quarter each: bits, bytes, blocks, and pages that change places; what opens must bear reading and an edit."""
    content = closed.read_bytes()
    random = Random(seed)
    opened = 0
    for _ in range(25):
        closed.write_bytes(_mutated(content, random))
        for opener in OPENERS:
            before, began = looks(closed.parent), time.monotonic()
            try:
                document = opener(closed)
            except UserError:
                after = looks(closed.parent)
                after.pop(f".{closed.name}.lock", None)
                before.pop(f".{closed.name}.lock", None)
                assert after == before
                assert time.monotonic() - began < 2
                continue
            opened += 1
            with document:
                _use(document)
    assert opened < 40  # most changes are noticed; some fall into free space or into a text


def _use(document: Document) -> None:
    """Read and edit a project that opened although something in it is changed; only a UserError may come."""
    try:
        problems(document)
        if not document.read_only:
            with document.edit("Add") as edit:
                edit.execute("INSERT INTO event(id, title) VALUES(5, 'x')")
            document.undo()
    except UserError as refusal:
        assert str(refusal).endswith(".")


def _mutated(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    pages = len(content) // hostile.PAGE
    match random.randrange(4):
        case 0:
            for _ in range(random.choice((1, 1, 8, 64))):
                changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
        case 1:
            for _ in range(random.choice((1, 4, 32))):
                changed[random.randrange(len(changed))] = random.choice((0, 1, 0x7F, 0x80, 0xFF))
        case 2:
            start = random.randrange(100, len(changed))
            data = random.choice((bytes(512), b"\xff" * 512, random.randbytes(512)))
            changed[start : start + 512] = data[: len(changed) - start]
        case _:
            one, two = (random.randrange(pages) * hostile.PAGE for _ in range(2))
            changed[one : one + hostile.PAGE], changed[two : two + hostile.PAGE] = (
                content[two : two + hostile.PAGE],
                content[one : one + hostile.PAGE],
            )
    return bytes(changed)


def test_a_text_that_is_no_utf8_is_told_in_one_sentence(closed: Path) -> None:
    hostile.ran("UPDATE event SET title = CAST(x'ff61' AS TEXT) WHERE id = 1000")(closed)
    for opener in OPENERS:
        try:
            document = opener(closed)
        except UserError:
            continue
        with document:
            with pytest.raises(UserError, match="damaged"), document.read() as connection:
                connection.execute("SELECT title FROM event").fetchall()
            if not document.read_only:
                with pytest.raises(UserError), document.edit("Change") as edit:
                    edit.execute("UPDATE event SET description = 'x'")
