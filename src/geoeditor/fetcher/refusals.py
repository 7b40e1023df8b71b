"""The sentences that say why nothing was fetched, and the bounds they name."""

from typing import Final

from geoeditor.core.errors import UserError
from geoeditor.translation import shown, tr

LIMIT_S: Final = 20.0
"""Clock time for everything, redirects included."""
LARGEST: Final = 20_000_000
"""The most bytes of an article, unpacked, and the most that are let come at all."""


def no_address(address: str) -> UserError:
    """Return the refusal of what is no address."""
    return UserError(
        tr("“{address}” is no address that can be fetched; nothing was contacted.", address=shown(address))
    )


def not_public(host: str) -> UserError:
    """Return the refusal of a host that is not in the public web."""
    told = tr(
        "“{host}” is not in the public web, so it was not contacted; the project was not changed.", host=shown(host)
    )
    return UserError(told)


def too_slow() -> UserError:
    """Return the refusal where the time is over."""
    return UserError(tr("Fetching took more than {n} seconds and was stopped; nothing was taken in.", n=f"{LIMIT_S:g}"))


def not_found_in_time(host: str, limit_s: float) -> UserError:
    """Return the refusal of a host that nobody could tell the place of in time."""
    told = tr(
        "Where “{host}” is could not be found out within {n} seconds, so nothing was fetched; is there a network?",
        host=shown(host),
        n=f"{limit_s:g}",
    )
    return UserError(told)


def no_answer(host: str) -> UserError:
    """Return the refusal where nobody opens."""
    return UserError(tr("“{host}” does not answer, so nothing was fetched; try again later.", host=shown(host)))


def too_large() -> UserError:
    """Return the refusal of an answer over the limit."""
    return UserError(tr("The answer is larger than {n} MB, so it was not fetched.", n=LARGEST // 1_000_000))


def senseless(host: str) -> UserError:
    """Return the refusal of an answer that is none."""
    return UserError(tr("“{host}” gave an answer that makes no sense; nothing was fetched.", host=shown(host)))


def broken_off(host: str) -> UserError:
    """Return the refusal of an answer that has an end too early."""
    return UserError(tr("“{host}” broke off in the middle; nothing was fetched, try again.", host=shown(host)))
