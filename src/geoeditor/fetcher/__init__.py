"""The child process that fetches one article from an address of the web; the only place that knows the network.

Run as `python -m geoeditor.fetcher` by the window, and only where the user has allowed it. A line of JSON in is the
address, lines of JSON out are the answer, after which the process ends:

    {"address": "https://example.org/story"}
    {"got": 65536}                             any number of these: how many bytes have come
    {"more": "PGh0bWw+…"}                      any number of these: the bytes in base64
    {"value": {"address": "…", "media_type": "text/html", "charset": "utf-8"}}     or {"problem": "One sentence."}

A host is looked up once; all that it stands for must lie in the public internet, and the connection is made to exactly
what was checked. Each redirect is checked anew. Time, size and number of redirects have bounds; nothing is told of the
user: no cookies, no referrer, no proxy of the environment, no name. What came is not looked into: the worker does that.
May import `core.errors` and `translation`; the libraries of the network are imported only when something is fetched.
"""

from geoeditor.fetcher.addresses import LONGEST_ADDRESS, checked_address
from geoeditor.fetcher.entry import command
from geoeditor.fetcher.refusals import LIMIT_S

__all__ = ["LIMIT_S", "LONGEST_ADDRESS", "checked_address", "command"]
