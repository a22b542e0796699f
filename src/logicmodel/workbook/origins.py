"""Where a row of a plan stood in the files that it was made of, told in its Notes."""

from collections.abc import Mapping
from typing import Any

from logicmodel import sheets
from logicmodel.model import Place


def origins_in_notes(key: str, thing: Any) -> Mapping[str, str | None]:
    """Give what stands in Notes, on sheets that have them; the plan as a whole needs no origins.

    On Measures a column of its own would be one that nothing uses: there the plan alone holds the origins.
    """
    if not hasattr(thing, "notes"):
        return {}
    has_notes = any(column.field == "notes" for column in sheets.columns(key))
    return {"notes": _notes_with_origins(thing) if has_notes and key != "programme" else thing.notes}


def _notes_with_origins(thing: Any) -> str | None:
    """Say in Notes where something stood that was taken from cells of a table, or stood in several sheets or files.

    So its author finds it again. A workbook that was made of the other places, and says so, is none of them.
    """
    notes: str | None = thing.notes
    several = len({(place.file, place.sheet) for place in thing.origins}) > 1
    places = [place for place in thing.origins if several or place.column is not None]
    new = [place for place in places if not _is_told(place, notes or "")]
    if not new or (len(new) < len(places) and len({(place.file, place.sheet) for place in new}) == 1):
        return notes
    files = dict.fromkeys(place.file for place in places)
    origins = [f"{file}: {'; '.join(str(place) for place in places if place.file == file)}" for file in files]
    return "\n".join((*((notes,) if notes else ()), f"From {', '.join(origins)}"))


def _is_told(place: Place, notes: str) -> bool:
    """Say whether notes name a place already, as they do in a workbook that was made of it."""
    lines = [f"{line}," for line in notes.split("\n") if line.startswith("From ") and f"{place.file}: " in line]
    return any(f"{place}{end}" in line for line in lines for end in (",", ";"))
