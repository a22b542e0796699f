"""`logicmodel pack`: an evidence pack for a funder, a partner or the public."""

import hashlib
from pathlib import Path

import click

from logicmodel.cli.options import Typed, checking_options, config_of, file_argument, read, remark
from logicmodel.cli.output import check_folder, quoted, write_folder
from logicmodel.cli.reading import Told, reading_options
from logicmodel.cli.sharing import Sharing, config_for, protected, sharing_options


@click.command("pack")
@file_argument
@reading_options(language=False)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
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
@click.option("--quiet", is_flag=True, help="Say nothing unless it cannot be done.")
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
    from logicmodel.reading.guard import content_of
    from logicmodel.theory import Theory

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
    for each in made.remarks:
        remark(each, quiet=quiet)
    code = exit_code(made.checked.findings, config.fail_on)
    if code:
        remark(f"The plan has errors; a funder may ask about them. To see them: logicmodel check {quoted(file)}")
    context.exit(int(made.is_over) or code)


def _with_earlier(sharing: Sharing, folder: Path, file: Path) -> Sharing:
    """Compare with the plan that an earlier pack in the folder names, if it is still there as it was."""
    from msgspec.structs import replace

    from logicmodel.packing import CONTENTS, named_in

    listed = folder / CONTENTS
    if sharing.previous or str(file) == "-" or not listed.is_file():
        return sharing
    named = named_in(listed.read_text(encoding="utf-8", errors="replace"))
    earlier = file.parent / named.name if named else None
    if named is None or earlier is None or not earlier.is_file():
        return sharing
    same = hashlib.sha256(earlier.read_bytes()).hexdigest() == named.sha256
    return replace(sharing, previous=earlier) if same else sharing
