"""The templates of reports: where they are, and how they are filled in.

A folder of the user's comes first: a file there stands in for ours of the same name. Templates are filled in within a
sandbox, they see the data of the page and nothing else, and what they print is made fit for its medium.
"""

import re
import traceback
from base64 import b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from logicmodel.errors import TemplateTrouble
from logicmodel.patterns import pattern_of
from logicmodel.resources import templates_folder

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

NAMES = ("report.html.j2", "report.md.j2", "paper.html.j2", "paper.md.j2", "style.css")
"""The files that a folder of the user's may hold."""

SUMS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)
"""What goes wrong when a template works something out with values that do not go together."""


def template_folder() -> Path:
    """Give the folder of the templates that come with the program."""
    return templates_folder() / "report"


def page_folder() -> Path:
    """Give the folder of the interactive page, which is no template of the user's: its script goes with its markup."""
    return templates_folder() / "page"


def styled(folder: Path | None, more: str = "") -> Mapping[str, object]:
    """Give the style of a page, with rules of its own, and which styles the page allows.

    Ours allows what it holds by its hash and nothing else; one of the user's folder may style what it adds as it likes.

    Raises TemplateTrouble if it cannot be read.
    """
    from markupsafe import Markup

    style = (text_of("style.css", folder) + more).replace("</", "<\\/")  # so that nothing in it ends the style
    allowed = f"'{hash_of(style)}'" if folder is None else "'unsafe-inline'"
    return {"style": Markup(style), "style_allowed": Markup(allowed)}


def hash_of(text: str) -> str:
    """Give the hash of a style or script as a policy of contents names it."""
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def text_of(name: str, folder: Path | None) -> str:
    """Give a file of the user's folder, or else of ours, as it stands.

    Raises TemplateTrouble if it cannot be read.
    """
    for each in _folders(folder):
        if (each / name).is_file():
            return _read(each / name)
    raise TemplateTrouble(f"There is no template “{name}”; install logicmodel again.")


def fill_in(
    name: str,
    values: Mapping[str, object],
    folder: Path | None,
    printed: Callable[[object], object] | None = None,
    ours: Path | None = None,
) -> str:
    """Fill in a template with values. `printed` makes fit what the template prints; by default it is escaped for HTML.

    `ours` is the folder of the program's own template, by default that of the reports. Where a folder of the user's is
    given, the work that its templates may make is measured.

    Raises TemplateTrouble if a template is missing or cannot be read, if it asks for something that there is not, or
    does something that templates may not do.
    """
    return _filled(name, values, [ours] if ours else _folders(folder), printed, guarded=folder is not None)


def fill_in_file(
    path: Path, values: Mapping[str, object], printed: Callable[[object], object] | None, *, escapes: bool
) -> str:
    """Fill in one template of the user's, as `fill_in` does. `escapes`: what it prints is escaped for HTML."""
    if not path.is_file():
        raise TemplateTrouble(f"There is no template {path}.")
    return _filled(path.name, values, [path.parent, template_folder()], printed, guarded=True, escapes=escapes)


def _filled(
    name: str,
    values: Mapping[str, object],
    folders: list[Path],
    printed: Callable[[object], object] | None,
    *,
    guarded: bool,
    escapes: bool = True,
) -> str:
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    steps = _steps_for(values) if guarded else None
    environment = _environment(name, folders, printed, steps, escapes)
    try:
        return environment.get_template(name).render(**values)
    except TemplateNotFound as error:
        where = _where(error, folders)
        raise TemplateTrouble(f"{where + ': t' if where else 'T'}here is no template “{error.name}”.") from error
    except TemplateSyntaxError as error:
        where = _shown(Path(error.filename or name))
        raise TemplateTrouble(f"{where}, line {error.lineno}: this cannot be read: {error.message}") from error
    except TemplateError as error:
        raise TemplateTrouble(f"{_where(error, folders) or name}: {_refused(error)}") from error
    except (*SUMS, SyntaxError, MemoryError) as error:
        where = _where(error, folders[:-1])
        if not where and not guarded:
            raise  # our own template is wrong, or the program is
        where = where or _shown(folders[0] / name)
        if isinstance(error, RecursionError | SyntaxError | MemoryError):
            raise TemplateTrouble(
                f"{where}: this goes too deep: something is nested too often, or calls itself."
            ) from error
        raise TemplateTrouble(f"{where}: this cannot be worked out: {error}.") from error


def _steps_for(values: Mapping[str, object]) -> int:
    """Say how many steps a template has: enough to go through all that a report says some times."""
    from msgspec import json

    from logicmodel.reporting.guarding import LEAST_STEPS

    said = {name: value for name, value in values.items() if name in ("page", "paper")}
    return LEAST_STEPS + len(json.encode(said))


def _environment(
    whole: str, folders: list[Path], printed: Callable[[object], object] | None, steps: int | None, escapes: bool
) -> "SandboxedEnvironment":
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def load(name: str) -> tuple[str, str, None] | None:
        if name not in (whole, *NAMES) and not _PARTS.fullmatch(name):
            return None
        path = next((folder / name for folder in folders if _lies_in(folder, name)), None)
        return (_read(path), str(path), None) if path else None

    settings = {
        "loader": FunctionLoader(load),
        "undefined": StrictUndefined,
        "autoescape": escapes,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
    }
    if steps is None:
        return ImmutableSandboxedEnvironment(finalize=printed, **settings)
    from logicmodel.reporting.guarding import GuardedEnvironment

    return GuardedEnvironment(steps, printed, **settings)


def _lies_in(folder: Path, name: str) -> bool:
    """Say whether a file lies in a folder, and does not only point out of it."""
    path = folder / name
    return path.is_file() and path.resolve().parent == folder.resolve()


_PARTS = pattern_of(r"[\w-][\w .-]*")
"""What a file is called that a template may include: it lies in the folder itself."""


def _folders(folder: Path | None) -> list[Path]:
    """Give the folders to look in, the user's before ours."""
    if folder is None:
        return [template_folder()]
    if not folder.is_dir():
        raise TemplateTrouble(f"There is no folder {folder}. Name a folder with templates in it.")
    if not any((folder / name).is_file() for name in NAMES):
        raise TemplateTrouble(
            f"The folder {folder} has no template in it. A template is a file called {', '.join(NAMES[:-1])} or {NAMES[-1]}."
        )
    return [folder, template_folder()]


LONGEST = 1_000_000
"""Bytes of the longest file that is read as a template."""


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LONGEST:
            raise TemplateTrouble(f"{path}: this is longer than a template can be ({LONGEST:,} bytes).")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateTrouble(f"{path}: this is not text in UTF-8. Save it as UTF-8.") from None
    except OSError as error:
        raise TemplateTrouble(f"{path}: this cannot be read: {error.strerror}.") from error


def _where(error: Exception, folders: list[Path]) -> str:
    """Name the template and the line in which something went wrong, or nothing if it was in none of these folders."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).parent in folders:
            return f"{_shown(Path(frame.filename))}, line {frame.lineno}"
    return ""


def _shown(path: Path) -> str:
    """Name a template of the user's with its folder, and one of ours without."""
    return path.name if path.parent == template_folder() else str(path)


def _refused(error: Exception) -> str:
    """Say what a template asked for in vain."""
    from jinja2.exceptions import SecurityError, UndefinedError

    if type(error).__name__ == "TooMuch":
        return (
            "this goes on for too long, or makes too much text; look for a loop within a loop, or a very large number."
        )
    names = re.findall("'([^']+)'", str(error))
    if isinstance(error, SecurityError):
        return (
            f"“{names[0]}” may not be used in a template." if names else f"this may not be done in a template: {error}"
        )
    if isinstance(error, UndefinedError):
        return f"a report has no value “{names[-1]}” here." if names else f"{error}."
    return f"{error}."
