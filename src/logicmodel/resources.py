"""Where the files are that people may copy and change: templates of reports, and profiles of funders."""

from importlib.resources import files
from pathlib import Path


def templates_folder() -> Path:
    """Find the folder of templates: within the package, or beside its source where it is worked on."""
    inside = Path(str(files("logicmodel"))) / "templates"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "templates"
