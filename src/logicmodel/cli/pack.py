"""`logicmodel pack`: an evidence pack for a funder, a partner or the public."""

import hashlib
from pathlib import Path

import click

from logicmodel.cli.options import (
    FILE,
    Typed,
    check_again,
    checking_options,
    config_of,
    file_argument,
    quiet_option,
    read,
    remark,
)
from logicmodel.cli.output import check_folder, write_folder
from logicmodel.cli.reading import Told, reading_options
from logicmodel.cli.sharing import Sharing, config_for, protected, sharing_options
from logicmodel.errors import CannotWrite


@click.command("pack")
@file_argument
@reading_options(language=False)
@click.option(
    "-o",
    "--output",
    "folder",
    type=FILE,
    required=True,
    metavar="FOLDER",
    help="The folder to write; a .zip of the same name is written beside it.",
)
@click.option(
    "--lang",
    "headings",
    metavar="CODE",
    help="Language of the headings: en, fr or es. Default: that of the funder’s profile.",
)
@sharing_options
@checking_options
@quiet_option
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    told: Told,
    folder: Path,
    headings: str | None,
    sharing: Sharing,
    typed: Typed,
    quiet: bool,
) -> None:
    """Write an evidence pack: summary, need and evidence, theory of change, logframe, measures, work plan, budget.

    Also risks, the thread from need to outcome, how numbers were protected, and a list of contents. For others than
    yourselves nothing is written while a cell holds what may not be shared (exit code 3). Ends with 1 if there are more
    pages than the funder allows, or an error in the plan.
    """
    from logicmodel.checking import exit_code
    from logicmodel.packing import CONTENTS, Origin, files_named_in, pack, zipped
    from logicmodel.reading.files.guard import content_of
    from logicmodel.theory import Theory

    if not folder.name.strip("."):
        raise CannotWrite(f"{folder}: this folder is there already. Give the pack a name of its own, such as -o Pack.")
    archive = folder.with_name(f"{folder.name}.zip")
    check_folder(folder, CONTENTS, files_named_in)
    config = config_for(config_of(file, typed), file, typed, _with_earlier(sharing, folder, file))
    theory = Theory(read(file, told), config.words)
    shown = protected(theory, config, sharing)
    name, content = ("standard input", b"") if str(file) == "-" else (file.name, content_of(file))
    origin = Origin(name=name, sha256=hashlib.sha256(content).hexdigest())
    language = headings or (config.funder.language if config.funder else "en")
    made = pack(shown, config, origin, language=language, made_on=config.today)
    write_folder(folder, {each.name: each.data for each in made.files}, archive, zipped(made, folder.name))
    remark(f"{folder} and {archive.name}: {len(made.files)} files, {made.said}", quiet=quiet and not made.is_over)
    for each in (*made.said_beside, *made.remarks):
        remark(each, quiet=quiet)
    if config.funder:  # for others it stands nowhere in the pack
        remark(f"{config.funder.title}: {config.funder.note}", quiet=quiet)
    code = exit_code(made.checked.findings, config.fail_on)
    if code:
        remark(f"The plan has errors; a funder may ask about them. To see them: {check_again(file, typed)}")
    context.exit(int(made.is_over or made.wordy) or code)


def _with_earlier(sharing: Sharing, folder: Path, file: Path) -> Sharing:
    """Compare with the plan of an earlier pack for others in the folder, if it still lies beside the plan as it was."""
    from msgspec.structs import replace

    from logicmodel.packing import CONTENTS, shared_before

    listed = folder / CONTENTS
    if sharing.audience == "internal" or sharing.previous or str(file) == "-" or not listed.is_file():
        return sharing
    sha256 = shared_before(listed.read_text(encoding="utf-8", errors="replace"))
    if sha256 is None:
        return sharing
    earlier = next((each for each in _plans_beside(file) if _sha256(each) == sha256), None)
    if earlier is None:
        remark(
            f"The plan of the earlier pack in {folder} is no longer there as it was, so nobody has compared its counts "
            "with these. Where you have kept it: --previous FILE"
        )
        return sharing
    return replace(sharing, previous=earlier)


def _plans_beside(file: Path) -> list[Path]:
    """Give the plan and the files of its kind beside it."""
    beside = sorted(each for each in file.parent.glob(f"*{file.suffix}") if each.is_file() and each != file)
    return [file, *beside]


def _sha256(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None
