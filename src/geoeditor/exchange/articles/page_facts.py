"""What a page tells of itself: title, author, publisher, address, language, and when it was published, with the place.

Works on the shape of a page. Structured data comes first, then meta tags, then what can be seen; a date out of the
text is marked as the guess that it is. Imports nothing outside the folder but the standard library.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from geoeditor.exchange.articles.article import address, one_line
from geoeditor.exchange.articles.page_shape import Shape
from geoeditor.exchange.articles.publication_dates import date_in_address, guessed_date, written_date

_MOST_NODES: Final = 5_000
_MOST_AUTHORS: Final = 10
_LONGEST_HEADLINE: Final = 300
_ARTICLES: Final = re.compile(r"(?:Article|Posting|Report|Review|Analysis)$")
_PAGES: Final = frozenset({"WebPage", "ItemPage", "CreativeWork", "VideoObject", "Book", "Event"})
_DATE_NAMES: Final = (
    "article:published_time og:article:published_time og:published_time og:pubdate datepublished date.published"
    " dc.date.issued dc.date.published dcterms.issued dcterms.created dc.date dc.date.created dcterms.date"
    " citation_publication_date citation_online_date citation_date article.published article:published pubdate"
    " publishdate publish-date publish_date published-date parsely-pub-date sailthru.date cxenseparse:recs:publishtime"
    " displaydate ptime rnews:datepublished originalpublicationdate date"
).split()
_AUTHOR_NAMES: Final = (
    "author article:author byl parsely-author sailthru.author dc.creator dcterms.creator citation_author".split()
)
_PUBLISHER_NAMES: Final = (
    "og:site_name citation_journal_title dc.publisher dcterms.publisher publisher application-name".split()
)
_SAVED_FROM: Final = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|[^>]{0,80}?\burl:\s*)(https?://\S{1,2000})", re.I
)
_BY: Final = re.compile(r"^(?:by|from|written by|story by|author:?)\s+", re.IGNORECASE)
_NO_NAME: Final = re.compile(r"https?:|www\.|@|\d{3}", re.IGNORECASE)
_SITE: Final = re.compile(r"\s+[|–—·•»-]\s+")
_PUBLISHING: Final = re.compile(r"publi|pubdate|posted|created|dateline|issued|entry-date")
_CHANGING: Final = re.compile(r"updat|modif|edit")


@dataclass(slots=True)
class Facts:
    """What a page tells of itself; published_from is '' where no date was found."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    published_from: str = ""
    url: str = ""
    language: str = ""
    _nodes: list[Mapping[str, Any]] = field(default_factory=list)


def facts_of(shape: Shape, html: str, url: str = "") -> Facts:
    """Return what a page tells; `url` is where it was saved from, if that is known from elsewhere."""
    nodes = _described(shape)
    meta = _meta(shape)
    facts = Facts()
    saved = _SAVED_FROM.search(html[:10_000])
    links = [link.get("href", "") for link in shape.links if "canonical" in link.get("rel", "").lower()]
    written = [_text(node.get("url")) or _text(node.get("mainEntityOfPage")) for node in nodes]
    facts.url = _first_address(url, *links, meta.get("og:url", ""), *written, saved[1] if saved else "")
    facts.title = _title(shape, nodes, meta)
    facts.author = _author(shape, nodes, meta)
    names = [_name(node.get("publisher")) for node in nodes] + [meta.get(key, "") for key in _PUBLISHER_NAMES]
    facts.publisher = next(filter(None, names), "") or (urlsplit(facts.url).hostname or "").removeprefix("www.")
    languages = [_text(node.get("inLanguage")) for node in nodes]
    told = [shape.lang, *languages, meta.get("og:locale", ""), meta.get("content-language", "")]
    facts.language = next(filter(None, told), "")
    facts.published, facts.published_from = _published(shape, nodes, meta, facts)
    return facts


def _described(shape: Shape) -> list[Mapping[str, Any]]:
    """Return the nodes of structured data that describe this page, the best first."""
    articles: list[Mapping[str, Any]] = []
    pages: list[Mapping[str, Any]] = []
    for node in _nodes(shape.json):
        kinds = node.get("@type")
        named = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
        if any(_ARTICLES.search(kind) for kind in named):
            articles.append(node)
        elif any(kind in _PAGES or kind.endswith("Page") for kind in named):
            pages.append(node)
    heads = {heading.casefold() for heading in (*shape.headings, *shape.titles)}
    articles.sort(key=lambda node: _text(node.get("headline")).casefold() not in heads)  # others are related ones
    return [*articles[:1], *pages[:1]]


def _nodes(texts: list[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the objects in structured data that stand on their own, from the outside in."""
    left = _MOST_NODES
    for text in texts:
        try:
            waiting = [json.loads(_bare(text), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and left:
            left -= 1
            found = waiting.pop(0)
            if isinstance(found, list):
                waiting += found[:100]
            elif isinstance(found, dict):
                yield found
                waiting += [found[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in found]


def _bare(text: str) -> str:
    """Return structured data without the marks that some pages wrap it in."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    return (
        text.removeprefix("//<![CDATA[").removesuffix("//]]>").removeprefix("<![CDATA[").removesuffix("]]>").rstrip(";")
    )


def _meta(shape: Shape) -> dict[str, str]:
    """Return what the meta tags say by their names in small letters, of equal names the first."""
    found: dict[str, str] = {}
    for tag in shape.meta:
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv") or ""
        if content := tag.get("content", "").strip():
            found.setdefault(name.strip().lower(), content[:3_000])
    return found


def _title(shape: Shape, nodes: list[Mapping[str, Any]], meta: Mapping[str, str]) -> str:
    headings = [each for each in shape.headings if 0 < len(each) <= _LONGEST_HEADLINE]
    if len(headings) == 1:
        return headings[0]
    told = [_text(node.get("headline")) for node in nodes]
    told += [meta.get(key, "") for key in ("og:title", "citation_title", "dc.title", "twitter:title", "headline")]
    title = next((" ".join(shape_title.split()) for shape_title in shape.titles if shape_title.strip()), "")
    first, *rest = _SITE.split(title)
    told += [*headings[:1], first if rest and len(first) >= 15 else title]
    best = next((each for each in told if 0 < len(each) <= _LONGEST_HEADLINE), "")
    seen = next(
        (each for each in headings if each.casefold() in best.casefold() or best.casefold() in each.casefold()), ""
    )
    return one_line(seen or best)


def _author(shape: Shape, nodes: list[Mapping[str, Any]], meta: Mapping[str, str]) -> str:
    for node in nodes:
        given = node.get("author") or node.get("creator")
        names = [_name(each) for each in (given if isinstance(given, list) else [given])[:_MOST_AUTHORS]]
        if found := _people(names):
            return found
    every = [
        tag.get("content", "") for tag in shape.meta if (tag.get("name") or "").lower() in ("author", "citation_author")
    ]
    return (
        _people(every[:_MOST_AUTHORS])
        or next(filter(None, (_people([meta.get(key, "")]) for key in _AUTHOR_NAMES)), "")
        or next(filter(None, (_people([each]) for each in shape.bylines if len(each) <= 100)), "")
    )


def _people(names: list[str]) -> str:
    """Return names as one line, without “By”, addresses and repetitions."""
    bare = (_BY.sub("", one_line(name)).strip(" ,;|·") for name in names)
    return ", ".join(dict.fromkeys(name for name in bare if len(name) > 1 and not _NO_NAME.search(name)))


def _published(shape: Shape, nodes: list[Mapping[str, Any]], meta: Mapping[str, str], facts: Facts) -> tuple[str, str]:
    """Return when the page was published and where that was found, the surest place first."""
    for node in nodes:
        if day := written_date(_text(node.get("datePublished")) or _text(node.get("dateCreated"))):
            return day, "json-ld"
    for name in _DATE_NAMES:
        if name in meta and (day := written_date(meta[name])):
            return day, "meta"
    marked = [time for time in shape.times if _PUBLISHING.search(time.marks) and not _CHANGING.search(time.marks)]
    plain = [time for time in shape.times if not time.is_aside and not _CHANGING.search(time.marks)]
    for time in (*marked, *plain[:1]):
        if day := written_date(time.when):
            return day, "time"
    if day := date_in_address(facts.url):
        return day, "url"
    if day := guessed_date(_lines_by_headline(shape.words, facts.title)):
        return day, "text"
    return "", ""


def _lines_by_headline(words: str, title: str) -> list[str]:
    """Return the lines of a page where the date of publication stands, if it stands anywhere: about the headline."""
    lines = [line.strip() for line in words[:200_000].split("\n") if line.strip()]
    place = next((number for number, line in enumerate(lines) if title and line == title), 0)
    return [*lines[place : place + 15], *lines[max(place - 5, 0) : place]]


def _first_address(*candidates: str) -> str:
    return next(filter(None, map(address, candidates)), "")


def _name(value: object) -> str:
    """Return the name of somebody or something in structured data."""
    if isinstance(value, list):
        return _name(value[0]) if value else ""
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id") or value.get("name")
    if isinstance(value, list):
        value = value[0] if value else ""
    return one_line(value) if isinstance(value, str) else ""
