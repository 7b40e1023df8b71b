"""Colours of charts, in one object per theme. Imports nothing of ours.

Text colours keep a contrast of 4.5:1 and marks one of 3:1 on the grounds they stand on. Actors take the hues of
Okabe and Ito in their order, the light ones darkened to that contrast.
"""

import re
from dataclasses import dataclass

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour a chart uses."""

    ground: str
    surface: str
    hairline: str
    ink: str
    muted: str
    cooperation: str
    conflict: str
    neutral: str
    cooperation_text: str
    conflict_text: str
    neutral_text: str
    actors: tuple[str, ...]

    def of_sign(self, sign: int) -> str:
        """Return the colour of marks and lines for +1, -1 or 0."""
        return self.cooperation if sign > 0 else self.conflict if sign < 0 else self.neutral

    def text_of_sign(self, sign: int) -> str:
        """Return the colour of text for +1, -1 or 0."""
        return self.cooperation_text if sign > 0 else self.conflict_text if sign < 0 else self.neutral_text

    def of_actor(self, colour: str, hue: int) -> str:
        """Return the actor's own colour where it is one, else that of its hue."""
        return colour.lower() if _HEX.match(colour) else self.actors[hue % len(self.actors)]

    def on(self, colour: str) -> str:
        """Return the first of surface, ink and black that is readable on the colour; one of them always is."""
        return next((text for text in (self.surface, self.ink) if contrast(text, colour) >= 4.5), "#000000")


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


LIGHT = Palette(
    ground="#fbfaf8",
    surface="#ffffff",
    hairline="#e3e3df",
    ink="#1f2328",
    muted="#5f6672",
    cooperation="#2a7f7a",
    conflict="#c2452d",
    neutral="#8a8f98",
    cooperation_text="#20716c",
    conflict_text="#b23c26",
    neutral_text="#5f6672",
    actors=("#0072b2", "#b07400", "#00855f", "#b0578a", "#c75300", "#2f86b8", "#857a00", "#5b6270"),
)
"""The light theme."""

DARK = Palette(
    ground="#1c1f24",
    surface="#24282e",
    hairline="#3a3f47",
    ink="#e8eaed",
    muted="#a3abb7",
    cooperation="#4db3ab",
    conflict="#e8745a",
    neutral="#979da7",
    cooperation_text="#62c4bc",
    conflict_text="#f08f78",
    neutral_text="#a9b0bb",
    actors=("#56a8e0", "#d99a2b", "#2fb890", "#d683b3", "#e8813a", "#7cc0e8", "#c2b43c", "#a0a8b8"),
)
"""The dark theme: the same hues, lightened to the same contrast."""
