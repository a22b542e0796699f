"""Groups of people: those of their own sheet, and every name that is typed for one elsewhere."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from logicmodel.model import Group, Place, Plan
from logicmodel.reading.assembling.objects import made
from logicmodel.reading.draft import Draft
from logicmodel.words.spelling import group_alias, group_key


def groups_of(plan: Plan, drafts: Iterable[Draft]) -> tuple[Group, ...]:
    """Give every group: those of the sheet, the main group, then each name typed, in plan order."""
    groups: dict[str, Group] = {}
    for draft in drafts:
        group = made(Group, draft, name=str(draft.values.get("name", "")))
        key = group_key(group.name) or str(draft.place)
        groups[key] = _of_two_rows(groups[key], group) if key in groups else group
    known = {group_key(name) for group in groups.values() for name in (group.name, *group.aliases)}
    for name, place in _names_of_groups(plan):
        if group_key(name) in known or not group_key(name):
            continue
        alias = group_alias(name)
        groups[group_key(name)] = Group(name=name, aliases=(alias,) if alias else (), place=place)
        known |= {group_key(name), group_key(alias or name)}
    return tuple(groups.values())


def _names_of_groups(plan: Plan) -> Iterator[tuple[str, Place]]:
    """Give each name of a group that stands elsewhere than on the sheet Groups, and where."""
    if plan.programme.target_group:
        yield plan.programme.target_group, plan.programme.place
    for need in plan.needs:
        yield from ((name, need.place) for name in (*need.who, *need.hit_hardest))
    for element in plan.elements:
        yield from ((name, element.place) for name in (*element.who, *element.actors))


def _of_two_rows(first: Group, second: Group) -> Group:
    """Put two rows of one group together: the first wins, other names and kept cells are added up."""
    empty = [field for field in Group.__struct_fields__ if getattr(first, field) is None]
    return replace(
        first,
        **{field: getattr(second, field) for field in empty},
        aliases=tuple(dict.fromkeys((*first.aliases, *second.aliases))),
        extras=(*first.extras, *second.extras),
    )


def split_groups(drafts: Iterable[Draft]) -> None:
    """Part the group cells of all drafts at commas where every piece is then a known group.

    A cell that equals a known group is never split (“mothers, carers and families”).
    """
    drafts = list(drafts)
    fields = ("who", "hit_hardest", "actors")
    known: set[str] = set()
    for draft in drafts:
        if draft.key == "groups":
            known |= {group_key(name) for name in (draft.values.get("name", ""), *draft.values.get("aliases", ()))}
        if draft.key == "programme" and draft.values.get("target_group"):
            known.add(group_key(draft.values["target_group"]))
    whole = [name for draft in drafts for field in fields for name in draft.values.get(field, ()) if "," not in name]
    known |= {group_key(name) for name in whole} | {group_key(alias) for name in whole if (alias := group_alias(name))}
    for draft in drafts:
        for field in fields:
            if field in draft.values:
                draft.values[field] = tuple(part for name in draft.values[field] for part in _parted(name, known))


def _parted(name: str, known: set[str]) -> Sequence[str]:
    pieces = [piece.strip() for piece in name.split(",") if piece.strip()]
    if group_key(name) not in known and len(pieces) > 1 and all(group_key(piece) in known for piece in pieces):
        return pieces
    return [name]
