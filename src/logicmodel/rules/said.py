"""What was found out while rows of several places were put together, in sentences for rules and summaries."""

from logicmodel.model import Noticed, Place

KINDS = {
    "needs": ("need", "needs"),
    "elements": ("box", "boxes"),
    "indicators": ("measure", "measures"),
    "register": ("assumption or risk", "assumptions and risks"),
    "sources": ("source", "sources"),
    "stakeholders": ("person or body", "people and bodies"),
}
"""What rows of a sheet are called, one and many."""


def joined_rows(noticed: Noticed) -> str:
    """Say how many things stand in several sheets or files."""
    one, many = KINDS[noticed.text]
    if noticed.count == 1:
        return f"1 {one} stands in {noticed.detail} places with the same words, and is one; all places are kept."
    return f"{noticed.count} {many} stand in {noticed.detail} places with the same words; each is one, with all its places."


def difference(noticed: Noticed) -> str:
    """Say which two places give different answers, and which of them is used."""
    used, other = _apart(noticed.place, noticed.places[0])
    about = "the plan" if noticed.about == "plan" else noticed.text
    return f"{other} and {used} give different {noticed.detail} for {about}; the one in {used} is used."


def new_ref(noticed: Noticed) -> str:
    """Say which Ref is another one in the plan, and why."""
    here, there = noticed.place.in_full, noticed.places[0].in_full
    return f"{noticed.text} of {here} is {noticed.detail} in the plan, because {there} has {noticed.text} for something else."


def given_twice(noticed: Noticed) -> str:
    """Say which file was read once."""
    if noticed.detail:
        return f"{noticed.text} holds the same as {noticed.detail}, and was left out."
    return f"{noticed.text} was given twice, and was read once."


def _apart(used: Place, other: Place) -> tuple[str, str]:
    """Name two places by their sheets if that tells them apart, else by their cells, with the files if these differ."""
    if used.file != other.file:
        return used.in_full, other.in_full
    sheets = str(used.sheet or used.file), str(other.sheet or other.file)
    exact = used.column is not None and other.column is not None
    return (str(used), str(other)) if exact or sheets[0] == sheets[1] else sheets
