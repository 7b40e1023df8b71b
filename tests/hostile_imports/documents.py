"""PDF documents that try to hang, to flood, to read files or to deceive; written by hand, object by object."""

import zlib
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from tests.hostile_imports.lures import WORDS, Fixtures, Lures

FONT: Final = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def stream(data: bytes, more: str = "") -> bytes:
    """Return a stream object."""
    return f"<<{more}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def pdf(objects: list[bytes | str], trailer: str = "") -> bytes:
    """Return a document of these objects, numbered from 1 on; the first is the catalogue."""
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    places: list[int] = []
    size = len(parts[0])
    for number, each in enumerate(objects, 1):
        body = each.encode() if isinstance(each, str) else each
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        places.append(size)
        size += len(parts[-1])
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    parts.append(
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{size}\n%%EOF\n".encode()
    )
    return b"".join(parts)


def text_stream(text: str = WORDS) -> bytes:
    """Return a content stream that shows a text."""
    lines = " ".join(f"({text[start : start + 80]}) Tj T*" for start in range(0, len(text), 80))
    return f"BT /F1 11 Tf 14 TL 72 720 Td {lines} ET".encode()


def one_page(content: bytes, page: str = "", catalogue: str = "", *others: bytes | str, trailer: str = "") -> bytes:
    """Return a document of one page; the objects from 6 on are the others."""
    return pdf(
        [
            f"<</Type/Catalog/Pages 2 0 R{catalogue}>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>{page}>>",
            content,
            FONT,
            *others,
        ],
        trailer,
    )


def _always(data: bytes) -> Callable[[Lures], bytes]:
    return lambda _lures: data


def _plain() -> bytes:
    return one_page(stream(text_stream()))


def flate(data: bytes, times: int = 1) -> bytes:
    """Return a stream that is packed so many times over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, f"/Filter[{'/FlateDecode' * times}]")


def _bomb(_lures: Lures) -> bytes:
    return one_page(flate(text_stream() + b" " * 400_000_000))


def _bomb_of_text(_lures: Lures) -> bytes:
    return one_page(flate(b"BT /F1 1 Tf " + b"(aaaaaaaaaaaaaaaaaaaa) Tj " * 60_000 + b"ET"))


def many_pages(count: int, content: bytes | None = None) -> bytes:
    """Return a document that has one page so many times."""
    kids = "3 0 R " * count
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            content or stream(b"BT /F1 11 Tf 72 720 Td (Page of words.) Tj ET"),
            FONT,
        ]
    )


def _acting(lures: Lures) -> bytes:
    actions = (
        f"<</S/URI/URI({lures.address})>>",
        f"<</S/Launch/F({lures.secret})>>",
        f"<</S/GoToR/F({lures.secret})/D[0/Fit]>>",
        f"<</S/SubmitForm/F<</FS/URL/F({lures.address})>>>>",
        f"<</S/ImportData/F({lures.secret})>>",
        "<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1/'\\))>>",
    )
    names = f"/Names<</JavaScript<</Names[(a){actions[5]}]>>>>"
    catalogue = f"/OpenAction {actions[0]}/AA<</WC {actions[1]}/WS {actions[5]}>>{names}"
    notes = "".join(f"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A{action}>>" for action in actions)
    return one_page(stream(text_stream()), f"/Annots[{notes}]/AA<</O {actions[1]}>>", catalogue)


def _stored_elsewhere(lures: Lures) -> bytes:
    elsewhere = f"<</F({lures.secret})/FFilter/ASCIIHexDecode/Length 0>>\nstream\n\nendstream".encode()
    named = f"<</F<</Type/Filespec/FS/URL/F({lures.address})>>/Length 0>>\nstream\n\nendstream".encode()
    return one_page(elsewhere, "/Thumb 6 0 R/Metadata 7 0 R", "", named, elsewhere)


def _attached(lures: Lures) -> bytes:
    file = "<</Type/Filespec/F(../../x.exe)/EF<</F 6 0 R>>>>"
    names = f"/Names<</EmbeddedFiles<</Names[(../../{lures.secret.name}){file}]>>>>"
    return one_page(stream(text_stream()), "", names, flate(bytes(100_000_000)))


def _with_font(font: str, *others: bytes | str) -> bytes:
    page = one_page(stream(text_stream()), "", "", *others)
    return page.replace(FONT.encode(), font.encode())


def _form_in_itself() -> bytes:
    form = stream(
        b"q /X Do Q /Y Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 7 0 R>>>>"
    )
    page = "/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R/Y 7 0 R>>>>"
    return one_page(stream(text_stream() + b" /X Do /Y Do"), page, "", form, form)


def _forms_doubling() -> bytes:
    """Return a document in which each form shows the next one ten times."""
    objects: list[bytes | str] = []
    for number in range(6, 16):
        resources = f"/Resources<</XObject<</X {number + 1} 0 R>>/Font<</F1 5 0 R>>>>"
        objects.append(stream(b"/X Do " * 10, f"/Type/XObject/Subtype/Form/BBox[0 0 612 792]{resources}"))
    objects.append(
        stream(
            b"BT /F1 9 Tf (deep) Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>"
        )
    )
    page = "/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
    return one_page(stream(text_stream() + b" /X Do"), page, "", *objects)


def _object_streams() -> bytes:
    """Return a document with streams of objects that extend each other in a circle, and claim a million each."""
    first = stream(b"6 0 7 9 <</A 1>> <</B 2>>", "/Type/ObjStm/N 1000000/First 8/Extends 7 0 R")
    second = stream(b"6 0 7 9 <</A 1>> <</B 2>>", "/Type/ObjStm/N 1000000/First 8/Extends 6 0 R")
    return one_page(stream(text_stream()), "", "", first, second)


def _nested_arrays(count: int) -> bytes:
    return one_page(stream(text_stream()), f"/Odd{'[' * count}{']' * count}")


_LOOKS_UP: Final = b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <00><ff> endcodespacerange "

DOCUMENTS: Final[Fixtures] = MappingProxyType(
    {
        "bomb.pdf": _bomb,
        "bomb_of_text.pdf": _bomb_of_text,
        "filters_on_filters.pdf": lambda _lures: one_page(flate(text_stream() * 100, 40)),
        "million_pages.pdf": lambda _lures: many_pages(1_000_000),
        "says_million_pages.pdf": _always(_plain().replace(b"/Count 1", b"/Count 1000000")),
        "negative_pages.pdf": _always(_plain().replace(b"/Count 1", b"/Count -9")),
        "pages_in_a_circle.pdf": _always(_plain().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")),
        "page_its_own_parent.pdf": _always(_plain().replace(b"/Parent 2 0 R", b"/Parent 3 0 R")),
        "length_of_itself.pdf": lambda _lures: one_page(
            b"<</Length 4 0 R>>\nstream\n" + text_stream() + b"\nendstream"
        ),
        "length_too_large.pdf": lambda _lures: one_page(
            b"<</Length 999999999>>\nstream\n" + text_stream() + b"\nendstream"
        ),
        "tables_in_a_circle.pdf": lambda _lures: one_page(stream(text_stream()), trailer="/Prev 9/XRefStm 9"),
        "object_streams.pdf": lambda _lures: _object_streams(),
        "form_in_itself.pdf": lambda _lures: _form_in_itself(),
        "forms_doubling.pdf": lambda _lures: _forms_doubling(),
        "nested_arrays.pdf": lambda _lures: _nested_arrays(200_000),
        "nested_in_content.pdf": lambda _lures: one_page(stream(b"[" * 500_000 + text_stream())),
        "saved_states.pdf": lambda _lures: one_page(stream(b"q " * 1_000_000 + text_stream())),
        "acting.pdf": _acting,
        "stored_elsewhere.pdf": _stored_elsewhere,
        "attached.pdf": _attached,
        "font_from_file.pdf": lambda lures: _with_font(
            f"<</Type/Font/Subtype/TrueType/BaseFont/{lures.secret.stem}"
            "/FontDescriptor<</FontName/x/FontFile2 6 0 R>>>>",
            flate(bytes(1_000_000)),
        ),
        "font_unknown.pdf": lambda _lures: _with_font("<</Type/Font/Subtype/TrueType/BaseFont/NoSuchFontAnywhere>>"),
        "font_maps_badly.pdf": lambda _lures: _with_font(
            FONT.replace(">>", "/ToUnicode 6 0 R>>"),
            stream(
                _LOOKS_UP
                + b"1 beginbfrange <00> <ff> <d800> endbfrange "
                + b"1 beginbfchar <41> <0000> endbfchar " * 50_000
            ),
        ),
        "locked.pdf": lambda _lures: one_page(
            stream(text_stream()),
            trailer=f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>",
        ),
        "only_a_picture.pdf": lambda _lures: one_page(
            stream(b"q 612 0 0 792 0 0 cm /I Do Q"),
            "/Resources<</XObject<</I 6 0 R>>>>",
            "",
            stream(bytes(3), "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8"),
        ),
        "huge_picture.pdf": lambda _lures: one_page(
            stream(text_stream() + b" q 612 0 0 792 0 0 cm /I Do Q"),
            "/Resources<</Font<</F1 5 0 R>>/XObject<</I 6 0 R>>>>",
            "",
            stream(
                b"x", "/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
            ),
        ),
        "odd_numbers.pdf": lambda _lures: one_page(
            stream(b"9e999 -1e400 99999999999999999999 0 0 0 cm " + text_stream()),
            "/MediaBox[-1e30 -1e30 1e30 1e30]/UserUnit 1e30",
        ),
        "odd_title.pdf": lambda _lures: one_page(
            stream(text_stream()),
            trailer="/Info<</CreationDate(D:99999999999999)"
            f"/Title(\\376\\377\\040\\056\\330\\000 gpj.exe{'x' * 100_000})>>",
        ),
        "cut_off.pdf": lambda _lures: _plain()[:-400],
        "no_table.pdf": lambda _lures: _plain().partition(b"xref")[0],
        "only_a_head.pdf": _always(b"%PDF-1.7\n"),
        "garbage.pdf": lambda _lures: b"%PDF-1.7\n" + bytes((n * n * 7 + n) % 256 for n in range(500_000)),
        "many_objects.pdf": lambda _lures: one_page(stream(text_stream()), "", "", *(["<<>>"] * 100_000)),
    }
)
