"""PDF documents whose very structure is hostile: packed in turn, tables in circles, forms that multiply unseen."""

import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tests.hostile_imports.documents import FONT, flate, many_pages, one_page, pdf, stream, text_stream
from tests.hostile_imports.lures import Fixtures

_FORM: Final = "/Type/XObject/Subtype/Form/BBox[0 0 612 792]"
_LEVELS: Final = 12
_TIMES: Final = 10


def with_packed_objects(plain: Mapping[int, bytes | str], packed: Mapping[int, str], more: str = "") -> bytes:
    """Return a document whose objects of these numbers are in an object stream, as its table says; 1 is the catalogue.

    `more` goes into the dictionary of the object stream.
    """
    head, bodies = "", ""
    for number, body in packed.items():
        head += f"{number} {len(bodies)} "
        bodies += f"{body} "
    holder, table = max([*plain, *packed]) + 1, max([*plain, *packed]) + 2
    squeezed = zlib.compress(f"{head}{bodies}".encode())
    of_objects = stream(squeezed, f"/Type/ObjStm/N {len(packed)}/First {len(head)}/Filter/FlateDecode{more}")
    parts = [b"%PDF-1.7\n"]
    rows = {0: (0, 0, 65_535)} | {number: (2, holder, place) for place, number in enumerate(packed)}
    for number, whole in {**plain, holder: of_objects}.items():
        rows[number] = (1, sum(map(len, parts)), 0)
        data = whole.encode() if isinstance(whole, str) else whole
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, data))
    start = sum(map(len, parts))
    rows[table] = (1, start, 0)
    entries = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + last.to_bytes(2, "big")
        for kind, place, last in (rows.get(number, (0, 0, 0)) for number in range(table + 1))
    )
    parts.append(
        b"%d 0 obj\n%b\nendobj\n" % (table, stream(entries, f"/Type/XRef/Size {table + 1}/W[1 4 2]/Root 1 0 R"))
    )
    return b"".join(parts) + f"startxref\n{start}\n%%EOF\n".encode()


def _of_one_page(shown: str = "/X Do") -> dict[int, bytes | str]:
    """Return the objects of a page that shows form 6."""
    return {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        4: stream(text_stream() + f" {shown}".encode()),
        5: FONT,
    }


def _forms_packed() -> bytes:
    """Return a document in which the resources of forms, which multiply, are in an object stream."""
    plain = _of_one_page()
    packed: dict[int, str] = {}
    for level in range(_LEVELS):
        number = 6 + 2 * level
        plain[number] = stream(
            zlib.compress(b"/X Do " * _TIMES), f"{_FORM}/Filter/FlateDecode/Resources {number + 1} 0 R"
        )
        packed[number + 1] = f"<</XObject<</X {number + 2} 0 R>>>>"
    plain[6 + 2 * _LEVELS] = stream(b"BT /F1 9 Tf (deep) Tj ET", f"{_FORM}/Resources<</Font<</F1 5 0 R>>>>")
    return with_packed_objects(plain, packed)


def _forms_out_of_sight() -> bytes:
    """Return a document in which forms multiply that only a whole parser would find: remarks stand in their heads."""
    objects: list[bytes | str] = []
    for number in range(6, 6 + _LEVELS):
        resources = f"/Resources<</XObject %x\n<<%>>\n/X %x\n {number + 1} 0 R>>>>"
        objects.append(stream(b"/X %x\n Do " * _TIMES, f"{_FORM}{resources}"))
    objects.append(stream(b"0 0 m", _FORM))
    page = "/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
    return one_page(stream(text_stream() + b" /X Do"), page, "", *objects)


def _shown_often() -> bytes:
    """Return a page that shows a form of some size two million times."""
    form = stream(b"q Q " * 1_000, _FORM)
    page = "/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
    return one_page(flate(text_stream() + b" /X Do" * 2_000_000), page, "", form)


def _patterns() -> bytes:
    pattern = stream(
        b"/Pattern cs /P scn 0 0 9 9 re f " * 20,
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 1/YStep 1"
        "/Resources<</Pattern<</P 6 0 R>>>>",
    )
    page = "/Resources<</Font<</F1 5 0 R>>/Pattern<</P 6 0 R>>>>"
    return one_page(stream(text_stream() + b" /Pattern cs /P scn 0 0 612 792 re f"), page, "", pattern)


def _letters_of_letters() -> bytes:
    """Return a document whose letters are drawn with letters of the same font."""
    glyph = stream(b"9 0 0 0 9 9 d1 BT /F1 9 Tf (aaaaaaaaaa) Tj ET")
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>"
        "/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    return one_page(stream(text_stream()), "", "", glyph).replace(FONT.encode(), font.encode())


def _runs_in_flate() -> bytes:
    """Return a page whose content is packed in two ways, each of which looks small."""
    runs = b"\x81 " * 25_000_000 + b"\x80"
    return one_page(stream(zlib.compress(runs, 9), "/Filter[/FlateDecode/RunLengthDecode]"))


def _tables_of_themselves() -> bytes:
    """Return a document whose table goes on in itself."""
    data = one_page(stream(text_stream()))
    place = int(data.rpartition(b"startxref\n")[2].split()[0])
    return data.replace(b"/Root 1 0 R", f"/Root 1 0 R/Prev {place}/XRefStm {place}".encode())


def _many_tables() -> bytes:
    """Return a document with fifty thousand tables, each of which goes on in the one before."""
    data = one_page(stream(text_stream()))
    parts = [data]
    size = len(data)
    last = int(data.rpartition(b"startxref\n")[2].split()[0])
    for _ in range(50_000):
        parts.append(f"xref\n0 0\ntrailer\n<</Size 6/Root 1 0 R/Prev {last}>>\n".encode())
        last, size = size, size + len(parts[-1])
    return b"".join(parts) + f"startxref\n{last}\n%%EOF\n".encode()


def _slow_pages() -> bytes:
    """Return a document each of whose pages takes a while and holds next to nothing."""
    content = flate(b"q 1 0 0 1 0 0 cm Q " * 400_000 + b"BT /F1 11 Tf 72 720 Td (Words of a page.) Tj ET")
    return many_pages(200, content)


def _deep_page_tree() -> bytes:
    objects: list[bytes | str] = ["<</Type/Catalog/Pages 2 0 R>>"]
    objects += [f"<</Type/Pages/Kids[{n + 1} 0 R]/Count 1/Parent {max(n - 1, 2)} 0 R>>" for n in range(2, 50_002)]
    objects.append("<</Type/Page/MediaBox[0 0 612 792]>>")
    return pdf(objects)


STRUCTURES: Final[Fixtures] = MappingProxyType(
    {
        "packed_in_turn.pdf": lambda _lures: one_page(flate(text_stream() + bytes(600_000_000), 2)),
        "runs_in_flate.pdf": lambda _lures: _runs_in_flate(),
        "filters_named_elsewhere.pdf": lambda _lures: one_page(
            stream(zlib.compress(text_stream()), "/Filter 6 0 R"), "", "", f"[{'/FlateDecode ' * 60}]"
        ),
        "filters_in_escapes.pdf": lambda _lures: one_page(
            flate(text_stream() * 100, 30).replace(b"/Filter[", b"/#46ilter [")
        ),
        "forms_packed.pdf": lambda _lures: _forms_packed(),
        "forms_out_of_sight.pdf": lambda _lures: _forms_out_of_sight(),
        "shown_often.pdf": lambda _lures: _shown_often(),
        "patterns_of_themselves.pdf": lambda _lures: _patterns(),
        "letters_of_letters.pdf": lambda _lures: _letters_of_letters(),
        "objects_in_themselves.pdf": lambda _lures: with_packed_objects(
            {1: "<</Type/Catalog/Pages 2 0 R>>"},
            {2: "<</Type/Pages/Kids[2 0 R]/Count 1>>", 3: "3 0 R"},
            "/Extends 4 0 R/Length 3 0 R",
        ),
        "tables_of_themselves.pdf": lambda _lures: _tables_of_themselves(),
        "many_tables.pdf": lambda _lures: _many_tables(),
        "slow_pages.pdf": lambda _lures: _slow_pages(),
        "deep_page_tree.pdf": lambda _lures: _deep_page_tree(),
        "many_lines.pdf": lambda _lures: one_page(
            flate(b"BT /F1 1 Tf 1 TL 72 720 Td " + b"(ab-) Tj T* " * 200_000 + b"ET")
        ),
        "tiny_objects.pdf": lambda _lures: one_page(stream(text_stream())) + b"9 0 obj endobj\n" * 2_000_000,
        "unfinished_objects.pdf": lambda _lures: one_page(stream(text_stream())) + b"9 0 obj stream\n" * 2_000_000,
    }
)
