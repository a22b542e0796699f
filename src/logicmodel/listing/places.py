"""Where a file lies, as a program beside it would look for it."""

from logicmodel.model import Place


def file_of(place: Place, folder: str = "") -> str:
    """Give the path of the file of a place, seen from where a run was started; “” for what came through a pipe.

    >>> file_of(Place(file="a.xlsx"), "our plans"), file_of(Place(file="standard input"))
    ('our plans/a.xlsx', '')
    """
    if place.file == PIPED:
        return ""
    return f"{folder}/{place.file}" if folder else place.file


PIPED = "standard input"
"""What a file is called that has no name."""
