"""Web pages that try to hang, to flood, to read files or to call out."""

import base64
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from tests.hostile_imports.lures import WORDS, Fixtures, Lures


def _page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>Page</title>{head}</head><body>{body}</body></html>".encode()


def _always(body: str, head: str = "") -> Callable[[Lures], bytes]:
    return lambda _lures: _page(body, head)


def _article(extra: str) -> str:
    paragraphs = "".join(f"<p>{WORDS}</p>" for _ in range(3))
    return f"<h1>Ceasefire talks</h1><article>{paragraphs}{extra}</article>"


def _everything_that_loads(lures: Lures) -> bytes:
    places = (
        lures.secret.as_uri(),
        lures.pipe.as_uri(),
        str(lures.secret),
        "secret.txt",
        lures.address,
        f"//127.0.0.1:{lures.port}/x",
        f"\\\\127.0.0.1\\share\\{lures.secret.name}",
    )
    tags = (
        '<img src="{0}" srcset="{0} 2x"><picture><source srcset="{0}"></picture>',
        '<iframe src="{0}" srcdoc="&lt;img src={0}&gt;"></iframe><frameset><frame src="{0}"></frameset>',
        '<object data="{0}"><embed src="{0}"></object><applet code="{0}" archive="{0}"></applet>',
        '<link rel=stylesheet href="{0}"><style>@import url({0}); body {{background: url({0})}}</style>',
        '<script src="{0}"></script><script>fetch("{0}"); location = "{0}"</script><body background="{0}">',
        '<video src="{0}" poster="{0}"></video><audio src="{0}"></audio><track src="{0}"><input type=image src="{0}">',
        '<svg><image href="{0}" xlink:href="{0}"/><use href="{0}#a"/></svg><a ping="{0}" href="{0}">link</a>',
        '<div style="background-image: url({0})">words</div><table background="{0}"><td>cell</table>',
    )
    return _page(_article("".join(tag.format(place) for tag in tags for place in places)))


def _refresh(lures: Lures) -> bytes:
    head = (
        f'<base href="{lures.folder.as_uri()}/"><meta http-equiv="refresh" content="0; url={lures.address}">'
        f'<link rel="canonical" href="{lures.secret.as_uri()}"><link rel="prefetch" href="{lures.address}">'
        f'<meta property="og:image" content="{lures.address}"><meta property="og:url" content="{lures.address}">'
    )
    return _page(_article('<img src="secret.txt">'), head)


def _xhtml(declarations: str, body: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html [{declarations}]>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>X</title></head><body><p>{WORDS}{body}</p></body></html>'
    ).encode()


def laughs(levels: int = 12) -> str:
    """Return declarations of entities that grow tenfold at each level."""
    lines = ['<!ENTITY l0 "ha ha ha ha ha ha ha ha ha ha">']
    lines += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels)]
    return "".join(lines)


def _external(lures: Lures) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "{lures.address}"'
        f' [<!ENTITY % p SYSTEM "{lures.secret.as_uri()}"> %p;]>'
        f"<html><body><p>{WORDS}&p;</p></body></html>"
    ).encode()


def _json(text: str) -> Callable[[Lures], bytes]:
    return _always(_article(""), f'<script type="application/ld+json">{text}</script>')


def _picture_inside(_lures: Lures) -> bytes:
    picture = base64.b64encode(bytes(range(256)) * 100_000).decode()
    return _page(_article(f'<img alt="a > b" src="data:image/png;base64,{picture}">'))


def _odd_declaration(name: str, body: bytes) -> Callable[[Lures], bytes]:
    return lambda _lures: b'<html><head><meta charset="' + name.encode() + b'"><title>T</title><body><p>' + body


PAGES: Final[Fixtures] = MappingProxyType(
    {
        "deep_divs.html": _always("<div>" * 100_000 + WORDS + "</div>" * 100_000),
        "deep_bold.html": _always("<b>" * 100_000 + WORDS),
        "deep_lists.html": _always("<ul><li>" * 100_000 + WORDS),
        "deep_tables.html": _always("<table><tr><td>" * 100_000 + WORDS),
        "deep_quotes.html": _always("<blockquote><p>" * 100_000 + WORDS),
        "deep_odd_names.html": _always("".join(f"<x{n}>" for n in range(100_000)) + WORDS),
        "deep_to_the_limit.html": _always(("<div>" * 60 + f"<p>{WORDS}</p>" + "</div>" * 60) * 150),
        "wrongly_closed.html": _always("".join(f"<b><i>{n}</b></i></p></table>" for n in range(40_000)) + WORDS),
        "loads_everything.html": _everything_that_loads,
        "refreshes.html": _refresh,
        "laughs.xhtml": lambda _lures: _xhtml(laughs(), "&l11;"),
        "reads_file.xhtml": lambda lures: _xhtml(f'<!ENTITY x SYSTEM "{lures.secret.as_uri()}">', "&x;"),
        "reads_pipe.xhtml": lambda lures: _xhtml(f'<!ENTITY x SYSTEM "{lures.pipe.as_uri()}">', "&x;"),
        "external_subset.xhtml": _external,
        "includes.xhtml": lambda lures: _xhtml(
            "", f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{lures.secret.as_uri()}"/>'
        ),
        "long_attribute.html": _always(_article(f'<p title="{"x" * 10_000_000}">End</p>')),
        "many_attributes.html": _always(_article("<p " + " ".join(f"a{n}=b" for n in range(200_000)) + ">End</p>")),
        "spaces_in_tag.html": _always(_article("<p" + " =" * 5_000_000 + ">End</p>")),
        "open_quote.html": _always(_article("<a b=\"'" * 500_000)),
        "open_comments.html": _always(_article("<!--" * 2_000_000)),
        "open_tags.html": _always(_article("<a <a " * 1_000_000)),
        "open_scripts.html": _always(_article("<script>" * 500_000)),
        "open_cdata.html": _always(_article("<![CDATA[" * 500_000)),
        "only_brackets.html": _always("<" * 10_000_000),
        "references.html": _always(_article("&amp;" * 2_000_000)),
        "wrong_references.html": _always(_article("&#xFFFFFFFF;&#0;&#xD800;&nosuch;" * 20_000)),
        "many_tags.html": _always("<i>x</i>" * 1_000_000),
        "many_breaks.html": _always(_article("<br>" * 500_000)),
        "many_links.html": _always("".join(f'<a href="/{n}">link {n}</a>, ' for n in range(60_000))),
        "many_paragraphs.html": _always("".join(f"<p>Paragraph {n} of them.</p>" for n in range(60_000))),
        "many_divs.html": _always("<div>text,</div>" * 19_000),
        "many_cells.html": _always("<table>" + "<tr><td>a<td>b" * 9_000 + "</table>"),
        "many_meta.html": _always(_article(""), '<meta name="author" content="A B">' * 100_000),
        "long_title.html": _always(_article(""), f"<title>{'T' * 2_000_000}</title>"),
        "long_line.html": _always(f"<p>{'word ' * 3_900_000}</p>"),
        "deep_json.html": _json("[" * 200_000),
        "deep_objects_json.html": _json('{"@graph":' * 20_000),
        "numbers_json.html": _json(f'{{"@type": "Article", "datePublished": {"9" * 6_000}, "author": NaN}}'),
        "odd_letters_json.html": _json(
            '{"@type": "NewsArticle", "headline": "\\ud800 \\u0000 \\u202e gpj.exe", "author": {"name": "A\\udfffB"},'
            f' "datePublished": "2025-02-31", "articleBody": "{WORDS} \\ud83d"}}'
        ),
        "names_turned_round.html": _always(_article("<p>\u202egnp.exe\u2066\u200b \ufeff end</p>")),
        "hidden_words.html": _always(_article(f'<p style="display: none">hidden</p><p hidden>hidden{"<b>" * 9}</p>')),
        "charset_unknown.html": _odd_declaration("no-such-charset-at-all", WORDS.encode() + b"caf\xe9"),
        "charset_codec.html": _odd_declaration("zlib_codec", WORDS.encode() + b"\xff\xfe"),
        "charset_utf_7.html": _odd_declaration("utf-7", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-" + WORDS.encode()),
        "charset_utf_16.html": _odd_declaration("utf-16", WORDS.encode() + b"\xe9\x80"),
        "nul_bytes.html": lambda _lures: _page(_article("<p>a\0b<scr\0ipt>alert(1)</scr\0ipt></p>")),
        "random.html": lambda _lures: b"<html><body>" + bytes((n * n * 7919 + n) % 251 for n in range(2_000_000)),
        "picture_inside.html": _picture_inside,
    }
)
