"""Articles in: plain text, Markdown, web pages, saved pages, PDF, Word documents and e-mails, each as one `Article`.

May import core's errors and checks of values, `when`, translation and its neighbours encodings and html_text. Opens
the one file that was asked for and nothing that is named in it; every parser is imported only when it is needed, and
works within limits of size, depth, count and time. Refuses what it can't read with one sentence.
"""

from geoeditor.exchange.articles.article import LARGEST_ARTICLE, LARGEST_ORIGINAL, Article
from geoeditor.exchange.articles.intake import (
    SUFFIXES,
    is_plain,
    is_plain_file,
    parse_article,
    parse_page,
    parse_text,
    read_article,
)
from geoeditor.exchange.articles.page import ARTICLE, EXTRACTORS, SECOND_OPINION, WHOLE_PAGE
from geoeditor.exchange.articles.refusals import reader_ended
from geoeditor.exchange.articles.time_limit import Stop

__all__ = [
    "ARTICLE",
    "EXTRACTORS",
    "LARGEST_ARTICLE",
    "LARGEST_ORIGINAL",
    "SECOND_OPINION",
    "SUFFIXES",
    "WHOLE_PAGE",
    "Article",
    "Stop",
    "is_plain",
    "is_plain_file",
    "parse_article",
    "parse_page",
    "parse_text",
    "read_article",
    "reader_ended",
]
