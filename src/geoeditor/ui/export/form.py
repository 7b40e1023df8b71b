"""The fields of the export dialog: what, in which form, how large, with what around it. Knows no document."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from geoeditor.core.queries.chart_limits import ChartLimits
from geoeditor.translation import shown, tr
from geoeditor.ui.export.choices import (
    CHART_FORMS,
    DPIS,
    LEAST,
    MOST,
    Choice,
    Data,
    Preset,
    data_forms,
    form_words,
    presets,
)
from geoeditor.ui.export.printing import chart_words
from geoeditor.ui.plain import PlainLabel

if TYPE_CHECKING:
    from geoeditor.jobs.exporting import Chart, Look

_LONGEST_TITLE = 300


class ExportForm(QWidget):
    """What the user wishes to export."""

    changed = Signal()
    """Something was chosen or typed that bears on the picture or its form."""

    def __init__(self, choice: Choice, parent: QWidget | None = None, limits: ChartLimits | None = None) -> None:
        super().__init__(parent)
        self._limits = limits or ChartLimits()
        self._data = data_forms()
        self._presets = presets()
        self._charts: list[Chart] = []
        self._wanted = choice.what
        self._make_fields(choice)
        self._lay_out()
        self._follow()
        for box in (self.what, self.form, self.preset, self.dpi):
            box.currentIndexChanged.connect(self._follow)
        for number in (self.width_px, self.height_px):
            number.valueChanged.connect(self._follow)
        for tick in self._ticks:
            tick.toggled.connect(self._follow)
        self.title.textEdited.connect(self._follow)

    def _make_fields(self, choice: Choice) -> None:
        self.what = QComboBox(self)
        self.what.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.what.setMinimumContentsLength(20)
        self.form = QComboBox(self)
        for form in CHART_FORMS:
            self.form.addItem(form_words(form), form)
        self.form.setCurrentIndex(CHART_FORMS.index(choice.form))
        self.preset = QComboBox(self)
        for preset in self._presets:
            self.preset.addItem(preset.words, preset.key)
        self.preset.setCurrentIndex([preset.key for preset in self._presets].index(choice.preset))
        self.width_px = _pixels(self, LEAST[0], choice.width)
        self.height_px = _pixels(self, LEAST[1], choice.height)
        self.dpi = QComboBox(self)
        for dpi in DPIS:
            self.dpi.addItem(tr("{n} dots per inch", n=dpi), dpi)
        self.dpi.setCurrentIndex(DPIS.index(choice.dpi))
        self.title = QLineEdit(self)
        self.title.setMaxLength(_LONGEST_TITLE)
        self.filtered = QCheckBox(tr("&Only what the filter shows"), self)
        self.filtered.setChecked(True)
        self.legend = QCheckBox(tr("&Legend"), self)
        self.legend.setChecked(choice.legend)
        self.sources = QCheckBox(tr("Line that names the &sources"), self)
        self.sources.setChecked(choice.sources)
        self.dark = QCheckBox(tr("&Dark colours"), self)
        self.dark.setChecked(choice.dark)
        self._ticks = (self.filtered, self.legend, self.sources, self.dark)
        for field, name, why in (
            (self.what, tr("What to export"), tr("A chart, or the data")),
            (self.form, tr("Form"), tr("The kind of file")),
            (self.preset, tr("Size"), tr("Letters keep their size; a larger picture has room for more of them")),
            (self.width_px, tr("Width in px"), tr("96 px are an inch")),
            (self.height_px, tr("Height in px"), tr("96 px are an inch")),
            (self.dpi, tr("Resolution"), tr("More dots make a sharper and larger file")),
            (self.title, tr("Title"), tr("Heading of the chart; empty takes the title of the project")),
            (self.filtered, tr("Only what the filter shows"), tr("A line under the chart says what is left out")),
            (self.legend, tr("Legend"), tr("Explains the marks that occur")),
            (self.sources, tr("Line that names the sources"), tr("Stands under the chart")),
            (self.dark, tr("Dark colours"), tr("Light ones are better for print")),
        ):
            field.setAccessibleName(name)
            field.setAccessibleDescription(why)

    def _lay_out(self) -> None:
        self.own = QWidget(self)
        sides = QHBoxLayout(self.own)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(4)
        sides.addWidget(self.width_px, 1)
        sides.addWidget(PlainLabel("×", self.own))
        sides.addWidget(self.height_px, 1)
        form = self._rows = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (tr("&What"), self.what),
            (tr("&Form"), self.form),
            (tr("Si&ze"), self.preset),
            ("", self.own),
            (tr("&Resolution"), self.dpi),
            (tr("&Title"), self.title),
        ):
            label = PlainLabel(words)
            label.setBuddy(field)
            form.addRow(label, field)
        for tick in self._ticks:
            form.addRow("", tick)
        for box in (self.what, self.form, self.preset, self.dpi):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, charts: "list[Chart]", title: str) -> None:
        """Offer these charts, and the data; what was chosen last is chosen again where it is there."""
        self._charts = charts
        self.title.setPlaceholderText(shown(title, 80))
        self.what.blockSignals(True)
        self.what.clear()
        for number, chart in enumerate(charts):
            if number == 2:
                self.what.insertSeparator(self.what.count())
            self.what.addItem(shown(chart_words(chart)), chart.name)
        self.what.insertSeparator(self.what.count())
        for data in self._data:
            self.what.addItem(data.words, f"data.{data.key}")
        self.what.setCurrentIndex(max(self.what.findData(self._wanted), 0))
        self.what.blockSignals(False)
        self._follow()

    @property
    def is_ready(self) -> bool:
        """Tell whether there is something to choose from."""
        return self.what.count() > 0

    @property
    def chart(self) -> "Chart | None":
        """Return the chosen chart, None where it is data."""
        key = self.what.currentData()
        return next((chart for chart in self._charts if chart.name == key), None)

    @property
    def data(self) -> Data | None:
        """Return the chosen form of data, None where it is a chart."""
        key = self.what.currentData()
        return next((data for data in self._data if f"data.{data.key}" == key), None)

    @property
    def _preset(self) -> Preset:
        return self._presets[self.preset.currentIndex()]

    @property
    def look(self) -> "Look":
        """Return how the chart is to look."""
        from geoeditor.jobs.exporting import Look

        own = (self.width_px.value(), self.height_px.value())
        return Look(
            size=own if self._preset.key == "own" else self._preset.size,
            title=self.title.text().strip(),
            legend=self.legend.isChecked(),
            sources=self.sources.isChecked(),
            dark=self.dark.isChecked(),
        )

    @property
    def is_filtered(self) -> bool:
        """Tell whether the chart is to hold only what the filter shows."""
        return self._is_limited and self.filtered.isChecked()

    @property
    def _is_limited(self) -> bool:
        """Tell whether the filter bears on the chosen chart."""
        chart = self.chart
        return bool(self._limits if chart is None else self._limits.on(chart.kind))

    @property
    def suffix(self) -> str:
        """Return how the name of the file is to end."""
        data = self.data
        return data.suffix if data is not None else f".{self.form.currentData()}"

    @property
    def dots(self) -> int:
        """Return the chosen dots per inch."""
        return int(self.dpi.currentData())

    def choice(self, folder: str) -> Choice:
        """Return what is chosen now, to be remembered."""
        return Choice(
            what=str(self.what.currentData() or self._wanted),
            form=str(self.form.currentData()),
            preset=self._preset.key,
            width=self.width_px.value(),
            height=self.height_px.value(),
            dpi=self.dots,
            legend=self.legend.isChecked(),
            sources=self.sources.isChecked(),
            dark=self.dark.isChecked(),
            folder=folder,
        )

    def _follow(self) -> None:
        """Show the fields that bear on what is chosen."""
        is_chart = self.data is None
        for field in (self.form, self.preset, self.title, self.legend, self.sources, self.dark):
            self._rows.setRowVisible(field, is_chart)
        self._rows.setRowVisible(self.filtered, is_chart and self._is_limited)
        self._rows.setRowVisible(self.own, is_chart and self._preset.key == "own")
        self._rows.setRowVisible(self.dpi, is_chart and self.form.currentData() == "png")
        self.changed.emit()


def _pixels(parent: QWidget, least: int, value: int) -> QSpinBox:
    box = QSpinBox(parent)
    box.setRange(least, MOST)
    box.setSuffix(tr(" px"))
    box.setSingleStep(10)
    box.setKeyboardTracking(False)
    box.setValue(value)
    return box
