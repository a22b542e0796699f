"""How much a file may hold, and what is said of one that is refused.

A refusal is one sentence that names the file and says what to do.
"""

from logicmodel.errors import FileNotReadable

LARGEST_FILE = 100_000_000  # bytes; photos in a workbook count, its text seldom passes one million
LARGEST_CONTENT = 150_000_000  # bytes of XML, unpacked; also characters in all cells
LARGEST_RATIO = 200  # unpacked to packed, beyond UNSUSPECTED bytes; a real sheet packs 10 to 50 times
UNSUSPECTED = 50_000_000
LARGEST_DIRECTORY = 4_000_000  # bytes of the list of contents of a zip archive: some 40 000 parts
MOST_TAGS = 12_500_000  # opening and closing tags of all XML read; two million cells have eight or nine million
DEEPEST = 10_000  # tags inside tags
LONGEST_TOKEN = 4_000_000  # bytes that the XML reader may hold back for one tag or comment
LONGEST_TEXT = 1_048_576  # characters in one cell; Excel stops at 32 767
MOST_CELLS = 2_500_000  # filled cells in all sheets of a file
MOST_ROWS_OF_A_PLAN = 25_000  # in all sheets of all files: each may become several boxes and measures with their arrows
MOST_ROWS_OF_NEEDS = 10_000  # of needs with their causes and effects, of which a plan may be drafted
MOST_ROWS_OF_FIGURES = 120_000  # readings, and people in need by area and group, which are summed up
MOST_ROWS_OF_ARROWS = 400_000  # on sheets of arrows in all files: each takes far less than a box
MOST_ROWS = 1_048_576  # rows of a sheet in Excel and LibreOffice
MOST_COLUMNS = 16_384

SAVE_AS_WORKBOOK = "save it as an Excel workbook (.xlsx)"


class Unfinished(FileNotReadable):
    """The file may be in the middle of being saved: it is empty, cut off, damaged, or held by another program."""


def damaged(name: str) -> Unfinished:
    """Make the error for a file that is cut off, or whose bytes are not what its kind promises."""
    return Unfinished(
        f"“{name}” is damaged or cut off: if it is being saved, wait until that is done; "
        f"if not, open it in Excel or LibreOffice and {SAVE_AS_WORKBOOK}."
    )


def too_long(name: str) -> FileNotReadable:
    """Make the error for a file that holds more than any plan does."""
    return FileNotReadable(
        f"“{name}” holds far more than a plan can: keep only the sheets, rows and columns of the plan and save it again."
    )


def too_many_rows(name: str, most: int) -> FileNotReadable:
    """Make the error for a file whose tables have more rows than any plan has."""
    return FileNotReadable(
        f"“{name}” has tables of more than {most:,} rows, and a plan has some dozens: keep only the rows of the plan, "
        "or sum up what was counted, and save it again."
    )


def protected(name: str) -> FileNotReadable:
    """Make the error for a file that opens only with a password."""
    return FileNotReadable(f"“{name}” is protected by a password: open it, remove the password and save it again.")
