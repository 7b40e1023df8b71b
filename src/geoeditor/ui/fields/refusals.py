"""How a field shows that what was typed in it can't be stored."""

from PySide6.QtWidgets import QStyle, QWidget

from geoeditor.ui.plain import tip


def show_refusal(field: QWidget, sentence: str) -> None:
    """Mark a field whose text was refused, and say why in its tooltip and to assistive technology; '' unmarks it."""
    field.setProperty("refused", "true" if sentence else "false")
    field.setToolTip(tip(sentence))
    field.setAccessibleDescription(sentence)
    style: QStyle = field.style()
    style.unpolish(field)
    style.polish(field)
