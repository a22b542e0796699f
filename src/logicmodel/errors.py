"""What stops a run: one base, a few kinds, one sentence each.

A weak plan is never an error: rules report it as findings. An error means that what was asked for cannot be done.
"""


class LogicModelError(Exception):
    """The run cannot be done. The message is one sentence for the person who asked, with what to do."""

    exit_code = 2


class FileNotReadable(LogicModelError):
    """The file is missing, broken, protected, hostile, or of a kind that is not read."""


class NoPlanFound(LogicModelError):
    """The file was read, and there is no plan in it. `sheets` has pairs of a sheet and the reason, where it is known."""

    def __init__(self, message: str, sheets: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.sheets = sheets


class CannotWrite(LogicModelError):
    """The output cannot be written, or must not be: it exists already, or the folder is missing."""


class CannotDraw(LogicModelError):
    """The drawing cannot be made as asked: it does not fit, or its layout was stopped."""


class CannotSetType(LogicModelError):
    """A page cannot be set: no font has one of its letters, or what sets type cannot run on this computer."""


class UnknownName(LogicModelError):
    """A code, profile, view or option value that there is not. The message names the nearest one."""


class TemplateTrouble(LogicModelError):
    """A template of a report is missing or cannot be filled in. The message names the template and the line."""


class SettingsTrouble(LogicModelError):
    """A file of settings or a profile cannot be read, or says what cannot be. The message names the file and the line."""


class DoesNotFit(LogicModelError):
    """What was decided beforehand does not fit the file: a shape, a row of headings or a column that is not there."""
