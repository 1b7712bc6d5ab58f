"""Which materials this person needs, and which question still changes that.

A guide's situations are questions; each option adds, drops or replaces materials. Only a question whose options lead
to different lists is asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.platform_api.models import Guide, Material, Situation, SituationOption

Answers = Mapping[str, str]  # situation id → option id, in the order answered


def materials(guide: Guide, answers: Answers) -> tuple[Material, ...]:
    """The list for these answers, in the guide's order; exempt materials last."""
    wanted = {m.id for m in guide.materials if m.necessity == "必要"}
    for situation in guide.situations:
        option = chosen(situation, answers)
        if option is None or not applies(situation, answers):
            continue
        for old, new in option.replace:
            if old in wanted:
                wanted.remove(old)
                wanted.add(new)
        wanted -= set(option.drop)
        wanted |= set(option.add)
    listed = [m for m in guide.materials if m.id in wanted]
    return tuple(sorted(listed, key=lambda m: bool(m.exempt) or m.name.startswith("现场")))


def by_case(guide: Guide) -> tuple[Material, ...]:
    """Materials asked for in some cases only, when no question of the guide tells which: a register's own wording."""
    decided = {
        id_
        for situation in guide.situations
        for option in situation.options
        for id_ in (*option.add, *(new for _, new in option.replace))
    }
    return tuple(m for m in guide.materials if m.necessity == "按情形" and m.id not in decided)


def notes(guide: Guide, answers: Answers) -> tuple[str, ...]:
    """What else the answers change, in the guide's words."""
    options = (chosen(s, answers) for s in guide.situations if applies(s, answers))
    return tuple(option.note for option in options if option and option.note)


def open_questions(guide: Guide, answers: Answers) -> tuple[Situation, ...]:
    """The questions still to be asked, as far as can be told now; the first is next."""
    return tuple(
        s for s in guide.situations if s.id not in answers and applies(s, answers) and matters(guide, s, answers)
    )


def matters(guide: Guide, situation: Situation, answers: Answers) -> bool:
    """Whether the options of ``situation`` lead to different lists, or to different further questions."""
    if any(situation.id == earlier for other in guide.situations for earlier, _ in other.only_if):
        return True
    outcomes = {
        tuple(m.id for m in materials(guide, {**answers, situation.id: option.id})) for option in situation.options
    }
    return len(outcomes) > 1


def applies(situation: Situation, answers: Answers) -> bool:
    """Whether earlier answers call for this question."""
    return all(answers.get(earlier) in options for earlier, options in situation.only_if)


def chosen(situation: Situation, answers: Answers) -> SituationOption | None:
    return next((o for o in situation.options if o.id == answers.get(situation.id)), None)


def without(guide: Guide, answers: Answers, situation_id: str) -> dict[str, str]:
    """The answers less one, and less those that were only asked because of it."""
    left = {key: value for key, value in answers.items() if key != situation_id}
    for situation in guide.situations:
        if situation.id in left and not applies(situation, left):
            del left[situation.id]
    return left
