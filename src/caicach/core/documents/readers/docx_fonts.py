"""Which fonts the words of a Word document stand in: old ones draw Vietnamese letters at the places of others."""

from dataclasses import dataclass, field
from typing import Any

from caicach.core.documents.readers.docx_numbering import W

_DEEPEST = 20


@dataclass(slots=True)
class Fonts:
    """Fonts by style, and the one of the whole document."""

    usual: str = ""
    of_styles: dict[str, str] = field(default_factory=dict)
    usual_style: str = ""

    def of(self, run: Any, paragraph: Any) -> str:
        """The font of a run: its own, that of its style, of its paragraph's style, of the document."""
        own = _font(run.find(f"{W}rPr"))
        if own:
            return own
        for style in (_style(run, "rPr", "rStyle"), _style(paragraph, "pPr", "pStyle") or self.usual_style):
            if font := self.of_styles.get(style, ""):
                return font
        return self.usual


def fonts_of(styles_root: Any | None) -> Fonts:
    """Read the fonts out of the styles part (an lxml element)."""
    found = Fonts()
    if styles_root is None:
        return found
    found.usual = _font(styles_root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    own: dict[str, tuple[str, str]] = {}
    for style in styles_root.iter(f"{W}style"):
        key = style.get(f"{W}styleId", "")
        own[key] = _font(style.find(f"{W}rPr")), _value(style.find(f"{W}basedOn"))
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            found.usual_style = key
    found.of_styles = {key: font for key in own if (font := _inherited(key, own))}
    return found


def _inherited(key: str, own: dict[str, tuple[str, str]]) -> str:
    for _ in range(_DEEPEST):
        font, key = own.get(key, ("", ""))
        if font or not key:
            return font
    return ""


def _font(properties: Any | None) -> str:
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    if fonts is None:
        return ""
    return fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or ""


def _style(element: Any, group: str, name: str) -> str:
    return _value(element.find(f"{W}{group}/{W}{name}"))


def _value(element: Any | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")
