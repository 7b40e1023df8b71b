"""Links between actors from frames, each with its sentence, status and speakers.

A speaker is no party to what is said. May import frames, facts, names and proposals of the reader.
"""

from collections import Counter

from geoeditor.reading.facts import SentenceFacts
from geoeditor.reading.frames import Frame
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.proposals import LinkProposal

_BASE = {"role": 0.8, "active": 0.65, "passive": 0.65, "noun": 0.6}
_DOUBT = {"hypothetical": 0.15, "negated": 0.2, "planned": 0.05}
_MUTUAL = ("event.agree", "event.consult", "event.cooperate", "event.assault")
_TOGETHER = frozenset(("marry", "wed", "divorce", "fall", "quarrel", "feud", "split", "compete", "reconcile", "ally"))
"""Verbs that two subjects do to each other."""
_EACH_OTHER = frozenset(
    "link.contact_of link.negotiates_with link.treaty_with link.allied_with link.associated_with link.trades_with "
    "link.at_war_with link.part_of".split()
)
_MEET = frozenset(("meet", "talk", "speak", "confer", "dine", "shake", "sit"))
_FIGHT = frozenset(("fight", "clash", "go", "exchange", "trade"))
_SENT_AWAY = {"deport": "deported by", "exile": "exiled by", "banish": "banished by"}
"""Verbs whose link reads the other way round: who is sent away is exiled by who does it."""
_LONGEST_LABEL = 40
_MOST_KINDS = 2


def _score(frame: Frame, source: Actor, target: Actor, status: str) -> float:
    score = _BASE[frame.voice] - _DOUBT.get(status, 0.0)
    if "sentence before" in frame.rule:
        score -= 0.2
    if "only state" in frame.rule:
        score -= 0.3
    if "untyped" in (source.kind, target.kind):
        score -= 0.1
    return round(max(0.1, min(score, source.score, target.score)), 2)


def _link(page: Page, facts: SentenceFacts, frame: Frame, source: Actor, target: Actor) -> LinkProposal:
    date = facts.date_of(page, frame)
    status = facts.status_of(page, frame)
    lasting = frame.voice in ("role", "noun") or frame.lasting
    status = "ongoing" if lasting and status == "occurred" and frame.voice == "noun" and date is None else status
    return LinkProposal(
        source.name,
        target.name,
        frame.link,
        _SENT_AWAY.get(frame.base, frame.label)[:_LONGEST_LABEL],
        date.edtf if date is not None else "",
        status,
        facts.speaker_proposals(frame),
        facts.span,
        _score(frame, source, target, status),
        frame.rule,
    )


def _worth(frame: Frame) -> bool:
    """Tell whether a frame states a relation, not only that two actors are named."""
    return bool(frame.link) and bool(_pairs(frame))


def _pairs(frame: Frame) -> list[tuple[Actor, Actor]]:
    """Return who stands to whom: each source to each target, or "A and B signed" among themselves."""
    if frame.targets and frame.base in _SENT_AWAY:
        return [(target, source) for source in frame.sources[:3] for target in frame.targets[:3]]
    if frame.targets:
        return [(source, target) for source in frame.sources[:4] for target in frame.targets[:6]]
    mutual = frame.base in _TOGETHER or (frame.event.startswith(_MUTUAL) and frame.link in _EACH_OTHER)
    mutual = mutual and (frame.link != "link.contact_of" or frame.base in _MEET)
    mutual = mutual and (frame.link != "link.at_war_with" or frame.base in _FIGHT)
    signed = frame.voice == "passive" and frame.event.startswith("event.agree")
    if len(frame.sources) > 1 and mutual and (frame.voice == "active" or signed):
        return [(frame.sources[0], other) for other in frame.sources[1:3]]
    return []


def _strongest(links: list[LinkProposal]) -> list[LinkProposal]:
    """Keep at most two kinds of link between two actors of a sentence, the surest."""
    counts: Counter[tuple[str, ...]] = Counter()
    kept: list[LinkProposal] = []
    for link in sorted(links, key=lambda proposal: -proposal.score):
        pair = tuple(sorted((link.source, link.target)))
        counts[pair] += 1
        if counts[pair] <= _MOST_KINDS:
            kept.append(link)
    return [link for link in links if link in kept]


def find_links(page: Page, sentences: list[SentenceFacts]) -> list[LinkProposal]:
    """Return the links the sentences state; of several between two actors in a sentence, one a kind of evidence."""
    links: list[LinkProposal] = []
    for facts in sentences:
        best: dict[tuple[str, str, str], LinkProposal] = {}
        for frame in facts.frames:
            if not _worth(frame):
                continue
            for source, target in _pairs(frame):
                if source is target or source.name == target.name:
                    continue
                low, high = sorted((source.name, target.name))
                key = (low, high, frame.link)
                link = _link(page, facts, frame, source, target)
                if key not in best or link.score > best[key].score:
                    best[key] = link
        links.extend(_strongest(list(best.values())))
    return links
