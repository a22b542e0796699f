"""What several tables say together, in words."""

from logicmodel.listing.letters import plain
from logicmodel.rules.nearness import nearly_the_same
from logicmodel.rules.said import difference, given_twice, joined_rows, new_ref
from logicmodel.theory import Theory


def joining_in_words(theory: Theory) -> tuple[str, ...]:
    """Say what several places say together: what is one, what has a new Ref, what differs, and what is nearly the same.

    Only pairs of statements of different sheets or files are named as nearly the same; they are never joined.
    """
    noticed = theory.plan.noticed
    lines = [sentence(each) for kind, sentence in JOINING.items() for each in noticed if each.kind == kind]
    near = [
        f"“{plain(one.text)}” ({one.place.in_full}) and “{plain(other.text)}” ({other.place.in_full}) are nearly the "
        "same, and stay two."
        for one, other in nearly_the_same(theory)
        if (one.place.file, one.place.sheet) != (other.place.file, other.place.sheet)
    ]
    return (*lines, *near)


JOINING = {"given_twice": given_twice, "joined_rows": joined_rows, "new_ref": new_ref, "said_twice": difference}
"""Kind of what was noticed while joining → its sentence."""
