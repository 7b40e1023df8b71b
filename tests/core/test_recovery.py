"""What comes back of a damaged project: the rows whose page survived, in a sound new one; the old is left alone."""

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import orjson
import pytest
from tests.proofs.recovery_rate import Rate, Rows, destroyed, make_project, measure, pages_of_rows, read_rows

from geoeditor import when
from geoeditor.core import search
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.inspection import inspect_project
from geoeditor.core.recovery import RecoveryReport, recover_project
from geoeditor.core.recovery.pages import Pages
from geoeditor.core.recovery.rebuilding import date_of

PAGE = 4_096


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with some thousand rows; tests work on copies."""
    made = tmp_path_factory.mktemp("model") / "model.geoeditor"
    make_project(made, events=400)
    return made


@pytest.fixture(scope="module")
def before(model: Path) -> Rows:
    """Return all rows of the model."""
    return read_rows(model)


@pytest.fixture
def damaged(model: Path, tmp_path: Path) -> Path:
    """Return a copy of the model in a folder of its own, to be damaged."""
    folder = tmp_path / "damaged"
    folder.mkdir()
    return Path(shutil.copy(model, folder / "damaged.geoeditor"))


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with some hundred rows."""
    made = tmp_path_factory.mktemp("small") / "model.geoeditor"
    make_project(made, events=60)
    return made


@pytest.fixture
def small(small_model: Path, tmp_path: Path) -> Path:
    """Return a copy of the small model in a folder of its own, to be damaged."""
    folder = tmp_path / "damaged"
    folder.mkdir()
    return Path(shutil.copy(small_model, folder / "small.geoeditor"))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Return where the recovered project goes."""
    return tmp_path / "recovered.geoeditor"


def _state(path: Path) -> object:
    names = sorted(each.name for each in path.parent.iterdir())
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, names


def _recover(damaged: Path, new: Path) -> RecoveryReport:
    """Recover, and make sure of what holds always: the old file is untouched, the new one is sound and opens."""
    state = _state(damaged)
    report = recover_project(damaged, new)
    assert _state(damaged) == state
    assert inspect_project(new) == []
    with Document.open(new) as document:
        assert [step.label for step in document.history()] == ["Recover"]
    rows = read_rows(new)
    assert {name: len(found) for name, found in rows.items()} == report.kept
    assert report.notes[-1] == "The history of changes is not recovered."
    return report


def _damage(path: Path, change: Callable[[bytearray], None]) -> None:
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)


def _plant(path: Path, statements: str, *values: object) -> None:
    """Change a project behind its back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        if values:
            connection.execute(statements, values)
        else:
            connection.executescript(statements)


def _one(path: Path, statement: str) -> tuple[object, ...]:
    with closing(sqlite3.connect(path)) as connection:
        found: tuple[object, ...] = connection.execute(statement).fetchone()
    return found


def _root(path: Path, name: str) -> int:
    return int(str(_one(path, f"SELECT rootpage FROM sqlite_schema WHERE name = '{name}'")[0]))


def test_of_a_sound_project_all_comes_back(damaged: Path, new: Path, before: Rows) -> None:
    report = _recover(damaged, new)
    assert read_rows(new) == before
    assert set(report.lost.values()) == {0}
    assert len(report.notes) == 1


@pytest.mark.parametrize(("share", "least"), [(0.01, 0.99), (0.05, 0.90)])
def test_most_rows_come_back_of_a_file_with_destroyed_pages(
    damaged: Path, new: Path, model: Path, before: Rows, share: float, least: float
) -> None:
    data, on_page, rate = model.read_bytes(), pages_of_rows(model), Rate()
    for seed in range(2):
        broken, chosen = destroyed(data, share, random.Random(seed))
        damaged.write_bytes(broken)
        recovered = new.with_name(f"{seed}-{new.name}")
        _recover(damaged, recovered)
        measure(rate, before, read_rows(recovered), {row for page in chosen for row in on_page.get(page, ())})
    assert rate.kept >= least * rate.there, rate
    assert rate.surviving_kept >= 0.97 * rate.surviving, rate


@pytest.mark.parametrize("table", ["event", "participation", "relation", "citation", "source_text", "search_content"])
def test_rows_come_back_whose_tree_lost_its_root(damaged: Path, new: Path, before: Rows, table: str) -> None:
    root = _root(damaged, table)
    assert not Pages(damaged.read_bytes()).is_leaf_of_a_table(root)
    _damage(damaged, lambda data: data.__setitem__(slice((root - 1) * PAGE, root * PAGE), bytes(PAGE)))
    _recover(damaged, new)
    assert read_rows(new) == before


def test_rows_come_back_when_the_schema_is_lost(damaged: Path, new: Path, before: Rows) -> None:
    _damage(damaged, lambda data: data.__setitem__(slice(100, PAGE), bytes(PAGE - 100)))
    with pytest.raises(UserError):
        inspect_project(damaged)
    report = _recover(damaged, new)
    after = read_rows(new)
    assert after == before
    assert report.lost["event"] is None


def test_rows_come_back_when_the_first_page_is_lost(damaged: Path, new: Path, before: Rows) -> None:
    _damage(damaged, lambda data: data.__setitem__(slice(0, PAGE), bytes(PAGE)))
    _recover(damaged, new)
    assert read_rows(new) == before


def test_a_file_that_was_cut_off_gives_what_is_left(damaged: Path, new: Path, before: Rows) -> None:
    data = damaged.read_bytes()
    damaged.write_bytes(data[: len(data) * 2 // 3 + 1_234])
    report = _recover(damaged, new)
    assert len(read_rows(new)["actor"]) == len(before["actor"])
    assert report.kept["event"] > 0


def test_a_row_whose_page_is_lost_is_kept_as_it_was_before_its_last_change(damaged: Path, new: Path) -> None:
    with Document.open(damaged) as document, document.edit("Rename") as edit:
        edit.execute("UPDATE actor SET name = name || ' the Second'")
    names = {row[0]: row[2] for row in read_rows(damaged)["actor"].values()}
    leaf = Pages(damaged.read_bytes()).tree(_root(damaged, "actor")).leaves[1]
    _damage(damaged, lambda data: data.__setitem__(slice((leaf - 1) * PAGE, leaf * PAGE), bytes(PAGE)))
    report = _recover(damaged, new)
    recovered = {row[0]: row[2] for row in read_rows(new)["actor"].values()}
    older = {row_id for row_id, name in recovered.items() if name != names[row_id]}
    assert recovered.keys() == names.keys()
    assert older
    assert all(f"{recovered[row_id]} the Second" == names[row_id] for row_id in older)
    assert any("before their last change" in note for note in report.notes)


def test_an_event_whose_page_is_lost_keeps_its_participants_its_date_and_its_words(
    damaged: Path, new: Path, before: Rows
) -> None:
    _plant(damaged, "DELETE FROM journal_event")
    leaf = Pages(damaged.read_bytes()).tree(_root(damaged, "event")).leaves[2]
    lost = {row.rowid for row in Pages(damaged.read_bytes()).rows(leaf) if row is not None}
    _damage(damaged, lambda data: data.__setitem__(slice((leaf - 1) * PAGE, leaf * PAGE), bytes(PAGE)))
    report = _recover(damaged, new)
    after = read_rows(new)
    assert after["participation"] == before["participation"]
    for row_id in lost:
        now, then = after["event"][row_id], before["event"][row_id]
        assert str(now[2]).rstrip("…") in search.fold(f"{then[2]} {then[3]}")
        assert now[6:8] == then[6:8], "the bounds of the date"
        assert "recovered" in orjson.loads(str(now[-1]))
    assert any("kept in part" in note for note in report.notes)


def test_what_was_deleted_does_not_come_back(damaged: Path, new: Path) -> None:
    with Document.open(damaged) as document, document.edit("Remove") as edit:
        edit.execute("DELETE FROM event WHERE id % 2 = 0")
    left = read_rows(damaged)
    root = _root(damaged, "event")
    _damage(damaged, lambda data: data.__setitem__(slice((root - 1) * PAGE, root * PAGE), bytes(PAGE)))
    _recover(damaged, new)
    assert read_rows(new)["event"].keys() == left["event"].keys()


def test_a_text_that_lost_its_end_keeps_its_beginning(damaged: Path, new: Path, before: Rows) -> None:
    (longest,) = _one(damaged, "SELECT id FROM source_text ORDER BY length(text) DESC LIMIT 1")
    text = str(before["source_text"][int(str(longest))][2]).encode()
    data = damaged.read_bytes()
    place = data.index(text[-1_000:-900])
    page = place // PAGE
    _damage(damaged, lambda data: data.__setitem__(slice(page * PAGE, (page + 1) * PAGE), bytes(PAGE)))
    report = _recover(damaged, new)
    kept = str(read_rows(new)["source_text"][int(str(longest))][2])
    assert text.decode().startswith(kept)
    assert 500 < len(kept) < len(text.decode())
    assert any("not complete" in note for note in report.notes)


def test_values_that_can_not_stand_are_replaced_and_kept_beside(small: Path, new: Path) -> None:
    event = _one(small, "SELECT id FROM event WHERE t <> '' LIMIT 1")[0]
    _plant(
        small,
        "UPDATE event SET status = 'rumoured', likelihood = 400, colour = 'red', t = '2025-13',"
        " title = CAST(x'41FF42' AS TEXT), t_lo = 1, t_hi = 2 WHERE id = ?",
        event,
    )
    report = _recover(small, new)
    row = _one(new, f"SELECT title, status, likelihood, colour, t, t_lo, extra FROM event WHERE id = {event}")
    assert row[:6] == ("A�B", "occurred", None, "", "", None)
    assert orjson.loads(str(row[6])) == {
        "status as found": "rumoured",
        "likelihood as found": "400",
        "colour as found": "red",
        "date as found": "2025-13",
    }
    assert any("“date as found”" in note for note in report.notes)


@pytest.mark.parametrize(
    ("statements", "query", "expected"),
    [
        (
            "UPDATE event SET t_lo = 5, t_hi = 6, t_prec = '' WHERE t = '2001'",
            "SELECT 1 FROM event WHERE t_lo = 5",
            None,
        ),
        ("UPDATE actor_name SET key = 'x'", "SELECT 1 FROM actor_name WHERE key = 'x'", None),
        ("UPDATE event SET title = ' ' WHERE id = (SELECT min(id) FROM event)", "SELECT min(title) FROM event", ("?",)),
        ("UPDATE link SET to_id = from_id", "SELECT count(*) FROM link", (0,)),
        ("UPDATE participation SET actor_id = id", "SELECT count(*) FROM participation", (0,)),
        ("UPDATE event SET kind_id = 5", "SELECT count(*) FROM event WHERE kind_id IS NOT NULL", (0,)),
        ("UPDATE event SET kind_id = 100", "SELECT count(*) FROM event WHERE kind_id IS NOT NULL", (0,)),
        ("UPDATE participation SET role_id = 5", "SELECT count(DISTINCT role_id) FROM participation", (1,)),
        ("UPDATE event SET extra = 'no JSON'", "SELECT DISTINCT extra FROM event", ('{"extra as found":"no JSON"}',)),
        ("UPDATE source SET version_of = id", "SELECT count(*) FROM source WHERE version_of IS NOT NULL", (0,)),
        (
            "UPDATE kind SET key = 'actor.human' WHERE id = 100",
            "SELECT key FROM kind WHERE id = 100",
            ("actor.person",),
        ),
        ("DELETE FROM project", "SELECT count(*) FROM project", (1,)),
        ('UPDATE citation SET start = 0, "end" = 1', "SELECT DISTINCT anchor FROM citation", ("moved",)),
        (
            "UPDATE citation SET quote = 'never said'",
            "SELECT DISTINCT anchor, start, quote FROM citation",
            ("lost", None, "never said"),
        ),
        ("DELETE FROM kind WHERE key = 'actor.group.armed_group'", "SELECT count(*) FROM kind WHERE id = 109", (0,)),
        ("DELETE FROM journal_log", "SELECT count(*) FROM journal_step", (1,)),
    ],
)
def test_what_does_not_agree_is_made_to(
    small: Path, new: Path, statements: str, query: str, expected: tuple[object, ...] | None
) -> None:
    _plant(small, statements)
    _recover(small, new)
    assert _one(new, query) == expected


def test_the_new_project_may_not_exist_yet(small: Path, new: Path) -> None:
    new.write_bytes(b"mine")
    with pytest.raises(UserError, match="exists already"):
        recover_project(small, new)
    assert new.read_bytes() == b"mine"


@pytest.mark.parametrize("content", [b"", b"no database " * 1_000, bytes(40_960)])
def test_of_what_holds_no_project_nothing_is_made(tmp_path: Path, new: Path, content: bytes) -> None:
    path = tmp_path / "other.geoeditor"
    path.write_bytes(content)
    with pytest.raises(UserError, match="other"):
        recover_project(path, new)
    assert not new.exists()


def test_another_programs_database_is_refused(tmp_path: Path, new: Path) -> None:
    path = tmp_path / "other.geoeditor"
    _plant(path, "CREATE TABLE event(a); INSERT INTO event VALUES(1)")
    with pytest.raises(UserError, match="another program"):
        recover_project(path, new)
    assert not new.exists()


def test_a_failing_write_leaves_no_half_made_project(small: Path, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("geoeditor.core.recovery.write_recovered", fail)
    with pytest.raises(OSError, match="gone"):
        recover_project(small, new)
    assert not new.exists()


@pytest.mark.parametrize("seed", range(8))
def test_random_damage_gives_a_sound_project_or_a_sentence(small: Path, new: Path, seed: int) -> None:
    generator = random.Random(seed)

    def spoil(data: bytearray) -> None:
        for _ in range(generator.choice((1, 20, 200))):
            place, length = generator.randrange(100, len(data)), generator.choice((1, 1, 50, 5_000))
            noise = generator.choice((generator.randbytes(length), bytes(length)))
            data[place : place + length] = noise[: len(data) - place]

    _damage(small, spoil)
    state = _state(small)
    try:
        assert all(problem.text for problem in inspect_project(small))
    except UserError as refused:
        assert "damaged" in str(refused)
    assert _state(small) == state
    _recover(small, new)


@pytest.mark.parametrize(
    "text", ["2025-08-07", "2025-02", "2024", "199X", "2025-08-01/2025-09-15", "1994-07-20/..", "../2025-08-07", "0000"]
)
def test_bounds_lead_back_to_the_plainest_date(text: str) -> None:
    bounds = when.bounds(text)
    assert date_of(bounds.t_lo, bounds.t_hi) == text


def test_bounds_of_no_whole_days_lead_to_no_date() -> None:
    assert date_of(5, 6) == ""
    assert date_of(None, None) == ""
