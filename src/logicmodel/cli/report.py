"""`logicmodel report`: the plan read back in plain sentences, or as the report that somebody asks for."""

from pathlib import Path

import click

from logicmodel.cli.options import (
    FILE,
    Typed,
    checking_options,
    config_of,
    file_argument,
    format_of,
    quiet_option,
    read,
    remark,
)
from logicmodel.cli.output import check_free, write
from logicmodel.cli.reading import Told, reading_options
from logicmodel.cli.sharing import Sharing, config_for, protected_theory, sharing_options
from logicmodel.errors import CannotWrite


def _reports() -> list[tuple[str, str]]:
    from logicmodel.reporting import REPORTS, said_of

    return [(name, said_of(name)) for name in REPORTS]


def _list_reports(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:  # noqa: ARG001 - as click calls it
    if wanted:
        widest = max(len(name) for name, _ in _reports())
        for name, said in _reports():
            click.echo(f"{name:{widest}}  {said}")
        context.exit()


def _copy_word_template(context: click.Context, parameter: click.Parameter, target: Path | None) -> None:  # noqa: ARG001
    if target is not None:
        from logicmodel.reporting import word_template

        format_of(target, ("docx",))
        if target.exists():
            raise CannotWrite(f"{target} is there already. Choose another name.")
        write(target, word_template())
        remark(f"{target}: change its styles, header and footer in Word, and name it with --word-template.")
        context.exit()


class WithReports(click.Command):
    """A command whose help names the reports."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the reports."""
        with formatter.section("Reports"):
            formatter.write_dl(_reports())


@click.command("report", cls=WithReports)
@file_argument
@reading_options(language=False)
@click.option("-o", "--output", type=FILE, required=True, help="Where to write: .html, .md, .docx, .pdf or .xlsx.")
@click.option(
    "--template",
    metavar="NAME",
    help="Which report, or a template of yours (.html.j2, .md.j2, .txt.j2). Without it, one page with everything in it.",
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_reports,
    help="List the reports.",
)
@click.option(
    "--lang",
    "headings",
    default="en",
    show_default=True,
    metavar="CODE",
    help="Language of the headings: en, fr or es.",
)
@click.option("--view", default="logic-model", show_default=True, metavar="NAME", help="The drawing in the page.")
@click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="A folder of your own templates; they win over those of the same name.",
)
@click.option(
    "--word-template",
    type=FILE,
    metavar="FILE",
    help="A .docx of yours: its styles, page, header and footer are taken.",
)
@click.option(
    "--copy-word-template",
    type=FILE,
    metavar="FILE",
    is_eager=True,
    expose_value=False,
    callback=_copy_word_template,
    help="Write our Word template to this .docx, to be changed.",
)
@sharing_options
@checking_options
@quiet_option
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    told: Told,
    output: Path,
    template: str | None,
    headings: str,
    view: str,
    templates: Path | None,
    word_template: Path | None,
    typed: Typed,
    sharing: Sharing,
    quiet: bool,
) -> None:
    """Write a report: the plan in sentences with its drawing and tables, or one that a funder or a meeting asks for.

    Where a funder allows a number of pages or words (--profile), the report says how many it takes; over it, the exit
    code is 1.
    """
    from logicmodel.combining.reports import report
    from logicmodel.reporting import FORMATS, TEXTS
    from logicmodel.theory import Theory

    wanted = format_of(output, (*FORMATS, "txt") if (template or "").endswith(".j2") else FORMATS)
    if word_template and wanted != "docx":
        raise click.UsageError("--word-template goes with an output that ends in .docx.")
    if templates and wanted not in TEXTS:
        raise click.UsageError("--templates goes with an output that ends in .html or .md.")
    if headings != "en" and (template or ".j2").endswith(".j2"):
        raise click.UsageError("--lang goes with a report by name. Add --template NAME.")
    check_free(output, never=told.never(file))
    config = config_for(config_of(file, typed), file, typed, sharing)
    theory = protected_theory(Theory(read(file, told), config.words), config, sharing)
    made = report(
        theory,
        wanted,
        template=template,
        language=headings,
        config=config,
        view=view,
        template_folder=templates,
        word_template=word_template,
        audience=config.audience,
    )
    write(output, made.data, never=(*told.never(file), *([word_template] if word_template else [])))
    remark(f"{output}: written.", quiet=quiet)
    for each in made.remarks:
        remark(each)
    over = [each.said for each in (made.pages, *made.words) if each and each.is_over]
    for each in over:
        remark(f"{output}: {each}")
    if over:
        context.exit(1)
