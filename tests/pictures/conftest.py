"""A picture that holds every kind of shape, text and group."""

import numpy as np
import pytest

from geoeditor.charts.display import Dash, DisplayList, Drawing, Shape, Style
from geoeditor.charts.lettering import estimated


@pytest.fixture
def picture() -> DisplayList:
    """Return a picture of 400 by 300 px: two facts, one of them drawn twice, and an axis that is no fact."""
    drawing = Drawing()
    drawing.begin(classes=("axis",))
    drawing.line(10, 280, 390, 280, Style(stroke="#8a8f98", width=1.2))
    drawing.begin(7, ("event", "kind-event-consult", "status-planned"), "Talks & <tea>\n4 March 2024")
    drawing.rect(20, 20, 100, 40, Style(fill="#c2452d"))
    drawing.rect(20, 80, 100, 40, Style(fill="#2a7f7a", opacity=0.0, fade=1.0))
    drawing.circle(200, 40, 20, Style(fill="#ffffff", stroke="#2a7f7a", width=3, dash=Dash.DOTTED))
    drawing.polygon((200, 80, 220, 100, 200, 120, 180, 100), Style(fill="#0072b2"))
    drawing.text(
        110, 150, "Talks & <tea> “10%”", 12.5, estimated("Talks & <tea> “10%”", 12.5), "#1f2328", anchor="middle"
    )
    drawing.begin(8, ("link",), "A link")
    curve = np.array([250.0, 40, 300, 20, 330, 60, 380, 40])
    drawing.add(Shape.CURVE, curve, Style(stroke="#c2452d", width=2, dash=Dash.LONG))
    drawing.add(Shape.POLYLINE, (250, 80, 300, 100, 380, 80), Style(stroke="#1f2328", dash=Dash.SHORT))
    drawing.text(300, 150, "国家 محمد", 13.5, estimated("国家 محمد", 13.5), "#1f2328", bold=True, strike=True)
    drawing.begin(7, ("event",), "Talks again")
    drawing.circle(200, 200, 10, Style(fill="#c2452d"))
    return drawing.finish(400, 300, "A title", "What it shows", "#fbfaf8")
