"""The table of all actions: menu, words, keys, and where they work. Menus, toolbar and palette are made from it."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QKeySequence

from geoeditor.translation import tr

Keys = str | QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Spec:
    """A row of the table; `reading` ones have a bare key that works while reader or chart has the focus."""

    key: str
    menu: str
    text: str
    tip: str
    keys: Keys = ""
    reading: bool = False
    checkable: bool = False
    also: str = ""
    """A second key."""
    apart: bool = False
    """A separator stands before it."""


def menus() -> tuple[tuple[str, str], ...]:
    """Return the menus, in the order of the bar, with their titles."""
    return (
        ("file", tr("&File")),
        ("edit", tr("&Edit")),
        ("view", tr("&View")),
        ("insert", tr("&Insert")),
        ("analyse", tr("&Analyse")),
        ("window", tr("&Window")),
        ("help", tr("&Help")),
    )


_KEY: Final = QKeySequence.StandardKey


def specs() -> tuple[Spec, ...]:
    """Return the table."""
    return (*_file(), *_edit(), *_view(), *_insert(), *_proposals(), *_sentences(), *_unnamed(), *_window(), *_help())


def _file() -> tuple[Spec, ...]:
    return (
        Spec("project.new", "file", tr("&New Project"), tr("Start an empty project"), _KEY.New),
        Spec("project.open", "file", tr("&Open…"), tr("Open a project file"), _KEY.Open),
        Spec("project.sample", "file", tr("Open &Sample"), tr("Open a copy of the sample project")),
        Spec(
            "project.import", "file", tr("&Import…"), tr("Take in articles or a project's JSON"), "Ctrl+I", apart=True
        ),
        Spec("project.import_address", "file", tr("Import from A&ddress…"), tr("Fetch an article from the web")),
        Spec(
            "project.paste",
            "file",
            tr("Paste as So&urce"),
            tr("Take the text on the clipboard as a source"),
            "Ctrl+Shift+V",
        ),
        Spec("project.export", "file", tr("&Export…"), tr("Write a chart or the data to a file"), "Ctrl+E"),
        Spec("project.print", "file", tr("&Print…"), tr("Print a chart"), _KEY.Print),
        Spec(
            "project.copy",
            "file",
            tr("Save a &Copy…"),
            tr("Write the project as it is now to another file"),
            "Ctrl+Shift+S",
            apart=True,
        ),
        Spec("project.move", "file", tr("&Rename or Move…"), tr("Give the project another name or place")),
        Spec("project.close", "file", tr("C&lose Project"), tr("Close the project; everything is saved"), _KEY.Close),
        Spec("app.quit", "file", tr("&Quit"), tr("Close the window; everything is saved"), _KEY.Quit, apart=True),
    )


def _edit() -> tuple[Spec, ...]:
    return (
        Spec("edit.undo", "edit", tr("&Undo"), tr("Take back the last step"), _KEY.Undo),
        Spec("edit.redo", "edit", tr("&Redo"), tr("Do again what was undone"), "Ctrl+Shift+Z", also="Ctrl+Y"),
        Spec("edit.cut", "edit", tr("Cu&t"), tr("Copy what is selected and remove it"), _KEY.Cut, apart=True),
        Spec("edit.copy", "edit", tr("&Copy"), tr("Copy what is selected"), _KEY.Copy),
        Spec("edit.paste", "edit", tr("&Paste"), tr("Paste text, rows, or an article"), _KEY.Paste),
        Spec("edit.duplicate", "edit", tr("&Duplicate"), tr("Make copies of the selected facts"), "Ctrl+D"),
        Spec("fact.delete", "edit", tr("De&lete"), tr("Remove the selected facts"), "Del"),
        Spec("edit.select_all", "edit", tr("Select &All"), tr("Select everything in this view"), _KEY.SelectAll),
        Spec("fact.rename", "edit", tr("Rena&me"), tr("Edit the name of the selected fact"), "F2", apart=True),
        Spec(
            "fact.passage",
            "edit",
            tr("&Show Passage"),
            tr("Open the passage that the selected fact came from"),
            "Ctrl+Return",
        ),
        Spec("edit.find", "edit", tr("&Find in View…"), tr("Search in this view"), _KEY.Find, apart=True),
        Spec("edit.find_next", "edit", tr("Find &Next"), tr("Go to the next hit"), _KEY.FindNext),
        Spec("edit.find_previous", "edit", tr("Find Pre&vious"), tr("Go to the hit before"), _KEY.FindPrevious),
        Spec(
            "edit.anything", "edit", tr("Find An&ything…"), tr("Find facts, sources and commands as you type"), "Ctrl+K"
        ),
        Spec(
            "edit.preferences",
            "edit",
            tr("Pr&eferences…"),
            tr("Change how the program looks and behaves"),
            "Ctrl+,",
            apart=True,
        ),
    )


def _view() -> tuple[Spec, ...]:
    return (
        Spec("view.zoom_in", "view", tr("Zoom &In"), tr("Enlarge this view"), _KEY.ZoomIn),
        Spec("view.zoom_out", "view", tr("Zoom &Out"), tr("Shrink this view"), _KEY.ZoomOut),
        Spec("view.fit", "view", tr("&Fit"), tr("Show everything in this view"), "F", reading=True, also="Ctrl+0"),
        Spec(
            "view.layout",
            "view",
            tr("&Arrange Graph"),
            tr("Place the nodes of the graph anew"),
            "Ctrl+Shift+L",
            apart=True,
        ),
        Spec(
            "view.storylines", "view", tr("&Storylines"), tr("One line for each actor on the timeline"), checkable=True
        ),
        Spec(
            "view.lanes",
            "view",
            tr("&Lanes by Kind"),
            tr("One lane for each kind of event on the timeline"),
            checkable=True,
        ),
        Spec(
            "view.filter",
            "view",
            tr("Filt&er…"),
            tr("Choose the kinds and times that the charts show"),
            "/",
            reading=True,
        ),
        Spec("view.filter_clear", "view", tr("&Clear Filter"), tr("Show everything again")),
        Spec(
            "speaker.only",
            "view",
            tr("Sho&w Only What the Selected Speaker Says"),
            tr("Leave only the facts that the selected actor states, claims, alleges or passes on"),
            apart=True,
        ),
        Spec(
            "speaker.without",
            "view",
            tr("&Hide All That Rests Only on the Selected"),
            tr("Leave out the facts that rest on nobody’s word but that of the selected actor"),
        ),
        Spec(
            "view.reset_layout",
            "view",
            tr("&Reset Layout"),
            tr("Put all panes back where they were at first"),
            apart=True,
        ),
        Spec("view.full_screen", "view", tr("F&ull Screen"), tr("Fill the screen, or go back"), _KEY.FullScreen),
    )


def _insert() -> tuple[Spec, ...]:
    return (
        Spec(
            "actor.add",
            "insert",
            tr("&Actor"),
            tr("Add an actor, from the selected text where there is one"),
            "A",
            reading=True,
        ),
        Spec(
            "event.add",
            "insert",
            tr("&Event"),
            tr("Add an event, from the selected text where there is one"),
            "E",
            reading=True,
        ),
        Spec(
            "link.add",
            "insert",
            tr("&Link"),
            tr("Link two actors, with the selected text as evidence"),
            "L",
            reading=True,
        ),
        Spec(
            "actor.add_unnamed",
            "insert",
            tr("&Unnamed Actor"),
            tr("Add an actor that the text does not name"),
            "U",
            reading=True,
        ),
        Spec("fact.date", "insert", tr("&Date"), tr("Date the selected fact by the selected words"), "D", reading=True),
        Spec("source.date", "insert", tr("&Publication Date…"), tr("Say when the source was published"), apart=True),
    )


def _proposals() -> tuple[Spec, ...]:
    return (
        Spec(
            "proposal.accept",
            "analyse",
            tr("&Accept Proposal"),
            tr("Take the proposal as a fact"),
            "Return",
            reading=True,
        ),
        Spec("proposal.skip", "analyse", tr("&Skip Proposal"), tr("Leave the proposal out"), "X", reading=True),
        Spec("proposal.edit", "analyse", tr("&Edit Proposal"), tr("Correct the proposal, then accept it")),
        Spec(
            "proposal.same_as",
            "analyse",
            tr("Sa&me As…"),
            tr("Say whom the proposed actor is the same as"),
            "M",
            reading=True,
        ),
        Spec("proposal.type", "analyse", tr("Change &Type…"), tr("Say what the proposed actor is"), "T", reading=True),
        Spec(
            "proposal.kind",
            "analyse",
            tr("Change &Kind…"),
            tr("Say what kind the proposed event or link is of"),
            "K",
            reading=True,
        ),
        Spec(
            "proposal.swap",
            "analyse",
            tr("S&wap Direction"),
            tr("Let the proposed link go the other way"),
            "W",
            reading=True,
        ),
        Spec(
            "proposal.accept_certain",
            "analyse",
            tr("Accept All &Certain"),
            tr("Take all proposals of high score at once"),
            "Ctrl+Shift+Return",
        ),
    )


def _sentences() -> tuple[Spec, ...]:
    return (
        Spec(
            "sentence.next",
            "analyse",
            tr("&Next Open Sentence"),
            tr("Go to the next sentence without a fact"),
            "N",
            reading=True,
            apart=True,
        ),
        Spec(
            "sentence.previous",
            "analyse",
            tr("&Previous Open Sentence"),
            tr("Go back to the sentence without a fact before this one"),
            "Shift+N",
            reading=True,
        ),
        Spec(
            "sentence.set_aside",
            "analyse",
            tr("Set Sentence As&ide"),
            tr("Say that this sentence holds nothing to keep"),
            "S",
            reading=True,
        ),
        Spec(
            "sentence.set_aside_because",
            "analyse",
            tr("Set Aside &Because…"),
            tr("Set the sentence aside and say why"),
            "Shift+S",
            reading=True,
        ),
    )


def _unnamed() -> tuple[Spec, ...]:
    return (
        Spec(
            "actor.resolve",
            "analyse",
            tr("&Resolve To…"),
            tr("Say who an unnamed actor is"),
            "R",
            reading=True,
            apart=True,
        ),
        Spec(
            "actor.unresolve",
            "analyse",
            tr("&Unresolve"),
            tr("Take back who an unnamed actor is, with all it had"),
            "Shift+R",
            reading=True,
        ),
        Spec(
            "version.new",
            "analyse",
            tr("New &Version of This Text…"),
            tr("Take in a corrected text of the source; its evidence follows"),
            "Ctrl+Shift+N",
            apart=True,
        ),
        Spec("version.newest", "analyse", tr("&Go to Newest Version"), tr("Show the newest version of this text")),
        Spec("version.agree", "analyse", tr("Take New Wor&ds"), tr("The new words are the passage"), "Y", reading=True),
        Spec("version.refuse", "analyse", tr("Keep O&ld Words"), tr("The earlier text bears it"), "O", reading=True),
        Spec(
            "version.agree_typography",
            "analyse",
            tr("Take All T&ypography"),
            tr("Take all new words that differ in signs and spaces only"),
            "Ctrl+Shift+Y",
        ),
        Spec(
            "version.point",
            "analyse",
            tr("P&oint to Selected Words"),
            tr("Let the lost passage be the words selected in the text"),
            "P",
            reading=True,
        ),
    )


def _window() -> tuple[Spec, ...]:
    return (
        *(
            Spec(
                f"go.{key}",
                "window",
                tr("Go to {pane}", pane=pane),
                tr("Bring the pane {pane} to the front", pane=pane.replace("&", "")),
                keys,
            )
            for key, pane, keys in (
                ("reader", tr("&Source"), "Ctrl+1"),
                ("timeline", tr("&Timeline"), "Ctrl+2"),
                ("graph", tr("&Relationships"), "Ctrl+3"),
                ("inspector", tr("&Inspector"), "Ctrl+4"),
                ("checking", tr("To &Check"), "Ctrl+5"),
                ("actors", tr("&Actors"), "Ctrl+6"),
                ("events", tr("&Events"), "Ctrl+7"),
                ("links", tr("&Links"), "Ctrl+8"),
                ("sources", tr("S&ources"), "Ctrl+9"),
            )
        ),
        Spec(
            "view.history",
            "window",
            tr("&History"),
            tr("Show all steps that can be undone"),
            "Ctrl+H",
            checkable=True,
            apart=True,
        ),
        Spec(
            "view.moved_dates",
            "window",
            tr("&Moved Dates"),
            tr("List the dates that moved with the last step"),
            "Ctrl+Shift+D",
        ),
    )


def _help() -> tuple[Spec, ...]:
    return (
        Spec("help.shortcuts", "help", tr("&Keyboard Shortcuts"), tr("List all keys"), "Ctrl+?"),
        Spec(
            "help.diagnostics",
            "help",
            tr("&Copy Diagnostics"),
            tr("Copy versions and recent messages, without project content"),
        ),
        Spec(
            "help.about", "help", tr("&About GeoEditor"), tr("Version, licences, and where things are kept"), apart=True
        ),
    )
