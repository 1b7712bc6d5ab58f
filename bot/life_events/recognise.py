"""Which life event a message speaks of, by the words people use for it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.life_events.model import Event, LifeEvents, Phrase, Unlisted
from bot.text.normalise import plain

NEAR = 0.75  # share of the best weight from which another event could be meant as well


@dataclass(frozen=True)
class Recognised:
    """``events``: ids, best first, one when it is certain; ``unlisted``: what is meant when it has no plan here."""

    events: tuple[str, ...] = ()
    unlisted: Unlisted | None = None


def recognise(text: str, known: LifeEvents) -> Recognised:
    """The event a message speaks of; several when it could be one or the other, none when nothing speaks for any."""
    said = plain(text).lower()
    weights: dict[str | Unlisted, int] = {}
    for phrase in known.phrases:
        if weight := weight_of(phrase, said):
            meant = phrase.unlisted or phrase.event
            weights[meant] = max(weight, weights.get(meant, 0))
    best = max(weights.values(), default=0)
    ranked = sorted((meant for meant in weights if weights[meant] >= NEAR * best), key=lambda meant: -weights[meant])
    if ranked and isinstance(ranked[0], Unlisted):
        return Recognised(unlisted=ranked[0])
    return Recognised(events=tuple(meant for meant in ranked if isinstance(meant, str)))


def weight_of(phrase: Phrase, said: str) -> int:
    """How many characters of a phrase are said; 0 when a part of it is missing, or something speaks against it."""
    if any(word in said for word in phrase.never):
        return 0
    longest = [max((len(word) for word in group if word in said), default=0) for group in phrase.groups]
    return sum(longest) if all(longest) else 0


def choice_in(text: str, event: Event) -> str:
    """The case of the event that a message names; empty when it names none, or several."""
    said = plain(text).lower()
    found = {
        choice.id: max((len(word) for word in (choice.title, *choice.says) if plain(word).lower() in said), default=0)
        for choice in event.choices
    }
    best = max(found.values(), default=0)
    named = [choice for choice, weight in found.items() if weight == best]
    return named[0] if best and len(named) == 1 else ""
