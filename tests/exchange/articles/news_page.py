"""A page as newspapers make them, with all that stands around an article; nothing in it is from a real one."""

from typing import Final

HEADLINE: Final = "Norland and Sudland agree to reopen the strait"
PARAGRAPHS: Final = (
    "Norland and Sudland agreed on Thursday to reopen the strait between them to merchant ships, ending a closure that"
    " had lasted for seven weeks and raised the price of grain in the whole region.",
    "Foreign Minister Ilse Brandt of Norland said the two navies would withdraw to their ports by the end of the month."
    " Her colleague, Pavel Oran, called the agreement “a first step, no more than that”.",
    "The talks in Havenport were led by envoys of the United Nations. They began on 28 July and were broken off twice,"
    " once after a patrol boat had fired on a tanker, officials in both capitals said.",
    "Ships will have to report to a joint office on the island of Merle, which both countries claim. The office is to"
    " open next week, according to a person who has read the text of the agreement.",
)
NAVIGATION: Final = "World Politics Economy Culture Sport Weather Newsletters Sign in Subscribe now"
COMMENT: Final = "This will never last, said a reader who calls himself Captain Seven, and many agreed with him."
FOOTER: Final = "All rights reserved. Terms of use. Cookies. Imprint. Jobs at the Harbour Post."


def json_ld(published: str = "2025-08-07T18:30:00+02:00") -> str:
    """Return structured data as a newspaper gives it, within a graph."""
    return f"""<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
      {{"@type": "WebSite", "name": "Harbour Post", "url": "https://harbour.example/"}},
      {{"@type": "NewsArticle", "headline": "{HEADLINE}", "datePublished": "{published}",
        "dateModified": "2025-08-09T10:00:00Z", "inLanguage": "en-GB",
        "author": [{{"@type": "Person", "name": "Mara Lind"}}, {{"@type": "Person", "name": "Tom Okoro"}}],
        "publisher": {{"@type": "Organization", "name": "The Harbour Post"}},
        "mainEntityOfPage": {{"@id": "https://harbour.example/world/strait-reopens"}}}}]}}</script>"""


def page(head: str = "", body: str = "", address: str = "https://harbour.example/world/strait-reopens") -> str:
    """Return the page with more in its head, and something between headline and text."""
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
    links = "".join(f'<li><a href="/{word.lower()}">{word}</a></li>' for word in NAVIGATION.split())
    related = "".join(f'<li><a href="/{n}">Another story about something else, number {n}</a></li>' for n in range(8))
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} | Harbour Post</title>
<link rel="canonical" href="{address}">{head}<style>p {{ color: red }}</style><script>track("x");</script></head>
<body><header class="site-header"><nav class="menu"><ul>{links}</ul></nav></header>
<div class="cookie-banner" style="display:none"><p>We value your privacy and that of our 814 partners.</p></div>
<main><article class="story"><h1>{HEADLINE}</h1>{body}
<div class="story-body">{text}</div></article>
<section class="comments" id="comments"><h3>Comments</h3><div class="comment"><p>{COMMENT}</p></div></section>
<aside class="related sidebar"><h3>Most read</h3><ul>{related}</ul></aside></main>
<footer class="site-footer"><p>{FOOTER}</p></footer></body></html>"""
