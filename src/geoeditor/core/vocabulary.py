"""The built-in vocabulary: kinds of actors, events and links, roles, and relations between events.

Event kinds and their scores (-10 to +10) follow the categories and modes of the PLOVER event ontology; its manual
prints +3 for ACCUSE although all modes of it are negative, so -3 stands here. Numbers are ids and are never reused:
new words are added at the end of their block.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

VERSION = 1


@dataclass(frozen=True, slots=True)
class Word:
    """One built-in kind; `number` is its id in every project."""

    number: int
    key: str
    label: str
    inverse: str = ""
    parent: str = ""
    directed: bool = True
    sign: int = 0
    score: float | None = None
    ordinal: int = 0
    map: dict[str, str] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        """Return what the word is for: actor, event, link, role or relation."""
        return self.key.partition(".")[0]


_ACTORS = """
actor.person: person
actor.state: state
actor.organisation: organisation
actor.group: group
actor.place: place
actor.other: other
actor.organisation.government_body: government body
actor.organisation.political_party: political party
actor.organisation.armed_force: armed force
actor.group.armed_group: armed group
actor.organisation.company: company
actor.organisation.international: international organisation
actor.organisation.ngo: non-governmental organisation
actor.organisation.media: media
"""

# kind: label: score: quad class: modes with their scores
_EVENTS = """
agree: Agree / promise: 2.5: verbal cooperation:
consult: Consult / meet: 2.5: verbal cooperation: visit 4, third-party 1, multilateral 4, phone 1.5
support: Support / endorse: 5: verbal cooperation:
concede: Concede / ease: 4.5: verbal cooperation:
cooperate: Cooperate materially: 9.5: material cooperation:
aid: Give aid: 10: material cooperation:
retreat: Withdraw / release: 6.5: material cooperation: withdraw 8, release 6.5, disarm 10, ceasefire 7.5, \
access 6.5, resign 4.5
request: Request / demand: 0: verbal conflict: assist 0.5, change -1, yield -1, meet 0
accuse: Accuse / criticise: -3: verbal conflict: disapprove -2, investigate -3.5, allege -3.5
reject: Reject / refuse: -2: verbal conflict: assist -1.5, change -2, yield -2, meet -2
threaten: Threaten / warn: -3.5: verbal conflict: restrict -3, arrest -3.5, relations -3.5, expel -3.5, \
territory -4, violence -3.5
protest: Protest: -5: material conflict: demo -5, riot -7, strike -5, hunger -4.5, boycott -4.5, obstruct -4.5, \
vandalize -5
sanction: Sanction / reduce relations: -6: material conflict: convict -6, expel -5.5, withdraw -6, discontinue -6
mobilize: Mobilise forces: -5.5: material conflict: troops -6.5, weapons -6.5, police -5.5, militia -6
coerce: Coerce / repress: -7: material conflict: seize -7, restrict -7, censor -6.5, curfew -6.5, martial-law -7.5, \
arrest -7, deport -7, withhold -7, misinformation -6.5, cyber -7
assault: Attack / use force: -9: material conflict: abduct -8.5, beat -7.5, torture -8.5, sexual -8.5, targeted -9.5, \
destroy -8.5, primitive -8, firearms -9, explosives -9, suicide-attack -9.5, aerial -9.5, drone -9.5, \
heavy-weapons -9.5, crowd-control -7.5, unconventional -10
statement: Statement: 0::
election: Election: 0::
appointment: Appointment: 0::
founding: Founding / dissolution: 0::
publication: Publication / leak: 0::
disaster: Disaster / accident: 0::
other: Other event: 0::
"""

# key: label: inverse label, or – where the link has no direction: sign
_LINKS = """
allied_with: allied with: –: 1
treaty_with: treaty with: –: 1
trades_with: trades with: –: 1
supports: supports: supported by: 1
recognises: recognises: recognised by: 1
supplies: supplies: supplied by: 1
funds: funds: funded by: 1
trains: trains: trained by: 1
opposes: opposes: opposed by: -1
rival_of: rival of: –: -1
criticises: criticises: criticised by: -1
threatens: threatens: threatened by: -1
sanctions: sanctions: sanctioned by: -1
detains: detains: detained by: -1
investigates: investigates: investigated by: -1
at_war_with: at war with: –: -1
occupies: occupies: occupied by: -1
exiled_by: exiled by: exiled: -1
member_of: member of: has member: 0
leads: leads: led by: 0
holds_office: holds office in: has office holder: 0
employs: employs: employed by: 0
advises: advises: advised by: 0
represents: represents: represented by: 0
appointed: appointed: appointed by: 0
succeeds: succeeds: succeeded by: 0
part_of: part of: has part: 0
owns: owns: owned by: 0
founded: founded: founded by: 0
mediates_for: mediates for: has mediator: 0
negotiates_with: negotiates with: –: 0
contact_of: in contact with: –: 0
influences: influences: influenced by: 0
family_of: family of: –: 0
parent_of: parent of: child of: 0
spouse_of: spouse of: –: 0
citizen_of: citizen of: has citizen: 0
based_in: based in: hosts: 0
associated_with: associated with: –: 0
"""

_LINK_TARGETS = {
    "sanctions": {"ftm": "Sanction"},
    "member_of": {"ftm": "Membership", "wikidata": "P463"},
    "leads": {"ftm": "Directorship", "wikidata": "P488"},
    "holds_office": {"ftm": "Occupancy", "wikidata": "P39"},
    "employs": {"ftm": "Employment", "wikidata": "P108"},
    "represents": {"ftm": "Representation", "wikidata": "P1268"},
    "appointed": {"wikidata": "P748"},
    "succeeds": {"ftm": "Succession", "wikidata": "P1365"},
    "part_of": {"wikidata": "P361"},
    "owns": {"ftm": "Ownership", "wikidata": "P127"},
    "founded": {"wikidata": "P112"},
    "funds": {"wikidata": "P8324"},
    "family_of": {"ftm": "Family"},
    "parent_of": {"wikidata": "P40"},
    "spouse_of": {"wikidata": "P26"},
    "citizen_of": {"wikidata": "P27"},
    "based_in": {"wikidata": "P159"},
    "associated_with": {"ftm": "UnknownLink"},
}

_ROLES = "actor recipient participant mediator host beneficiary victim speaker subject observer location"

_RELATIONS = """
before: before: after
during: during: while
causes: causes: caused by
responds_to: responds to: prompts
part_of: part of: has part
enables: enables: enabled by
prevents: prevents: prevented by
announces: announces: announced by
fulfils: fulfils: fulfilled by
same_as: same event as: –
contradicts: contradicts: contradicted by
"""


def words() -> Iterator[Word]:
    """Yield every built-in kind, parents before children."""
    yield from _actors()
    yield from _events()
    yield from _links()
    for ordinal, role in enumerate(_ROLES.split()):
        yield Word(600 + ordinal, f"role.{role}", role, ordinal=ordinal)
    for ordinal, line in enumerate(_RELATIONS.strip().splitlines()):
        name, label, inverse = line.split(": ")
        yield Word(
            700 + ordinal,
            f"relation.{name}",
            label,
            inverse=inverse.strip("–"),
            directed=inverse != "–",
            ordinal=ordinal,
        )


def _actors() -> Iterator[Word]:
    for ordinal, line in enumerate(_ACTORS.strip().splitlines()):
        key, label = line.split(": ")
        parent = key.rpartition(".")[0]
        yield Word(100 + ordinal, key, label, parent=parent if "." in parent else "", ordinal=ordinal)


def _events() -> Iterator[Word]:
    ordinal = 0
    for line in _EVENTS.strip().splitlines():
        name, label, score, quad, modes = (part.strip() for part in line.split(":"))
        plover = {"plover": name.upper(), "quad": quad} if quad else {}
        yield _event(ordinal, f"event.{name}", label, "", float(score), plover)
        ordinal += 1
        for mode in filter(None, modes.split(", ")):
            word, mode_score = mode.split(" ")
            mapped = {"plover": f"{name.upper()}:{word}"}
            mode_label = f"{label}: {word.replace('-', ' ')}"
            yield _event(ordinal, f"event.{name}.{word}", mode_label, f"event.{name}", float(mode_score), mapped)
            ordinal += 1


def _event(ordinal: int, key: str, label: str, parent: str, score: float, mapped: dict[str, str]) -> Word:
    sign = (score > 0) - (score < 0)
    return Word(200 + ordinal, key, label, parent=parent, sign=sign, score=score, ordinal=ordinal, map=mapped)


def _links() -> Iterator[Word]:
    for ordinal, line in enumerate(_LINKS.strip().splitlines()):
        name, label, inverse, sign = line.split(": ")
        yield Word(
            500 + ordinal,
            f"link.{name}",
            label,
            inverse=inverse.strip("–"),
            directed=inverse != "–",
            sign=int(sign),
            ordinal=ordinal,
            map=_LINK_TARGETS.get(name, {}),
        )
