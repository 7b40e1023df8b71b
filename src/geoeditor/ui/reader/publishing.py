"""When was it published: the strip that asks for the date of a source, as long as nobody said they do not know it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from geoeditor.ui.reader.reader_view import ReaderView


class Publishing(QObject):
    """Shows the strip where it is wanted, and stores what is given."""

    def __init__(self, view: "ReaderView") -> None:
        super().__init__(view)
        self._view = view
        self._without_date: set[int] = set()
        """The sources of which nobody knows it."""

    def join(self) -> None:
        """Listen to the strip."""
        self._view.date_strip.given.connect(self._publish)
        self._view.date_strip.left_out.connect(self._leave_out)

    @property
    def wants_date(self) -> bool:
        """Tell whether the source that is shown has to be asked for."""
        view = self._view
        return (
            view.reading.desk is not None
            and not view.reading.published
            and view.reading.source_id not in self._without_date
            and view.bridge.can_edit
        )

    def forget_words(self) -> None:
        """Drop what is half typed, before another source is shown: it is not about that one."""
        self._view.date_strip.field.discard()

    def show_question(self) -> None:
        """Ask where the date is missing, and take the question away where it is not."""
        strip = self._view.date_strip
        strip.setVisible(self.wants_date)
        if self.wants_date:
            strip.ask("")

    def ask_date(self) -> None:
        """Ask although there may be a date."""
        strip = self._view.date_strip
        strip.ask(self._view.reading.published)
        strip.show()
        strip.field.setFocus()

    def _publish(self, t: str) -> None:
        view = self._view
        if not view.reading.source_id or (t != view.reading.published and not view.publish(t)):
            return
        if t:
            view.date_strip.hide()
            view.text.setFocus()

    def _leave_out(self) -> None:
        self._without_date.add(self._view.reading.source_id)
        self._view.date_strip.hide()
        self._view.text.setFocus()
