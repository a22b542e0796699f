"""`logicmodel report`: the plan read back in plain sentences, or as the report that somebody asks for."""

from pathlib import Path

import click

from logicmodel.cli.options import FILE, Typed, checking_options, config_of, file_argument, format_of, read, remark
from logicmodel.cli.output import check_free, write
from logicmodel.cli.reading import Told, reading_options


def _reports() -> list[tuple[str, str]]:
    from logicmodel.reporting import REPORTS, said_of

    return [(name, said_of(name)) for name in REPORTS]


def _list_reports(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:  # noqa: ARG001 - as click calls it
    if wanted:
        widest = max(len(name) for name, _ in _reports())
        for name, said in _reports():
            click.echo(f"{name:{widest}}  {said}")
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
@click.option("-o", "--output", type=FILE, required=True, help="Where to write: .html or .md.")
@click.option("--template", metavar="NAME", help="Which report; without it, one page with everything in it.")
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
@checking_options
@click.option("--quiet", is_flag=True, help="Say nothing unless it cannot be done.")
def command(
    file: Path,
    told: Told,
    output: Path,
    template: str | None,
    headings: str,
    view: str,
    templates: Path | None,
    typed: Typed,
    quiet: bool,
) -> None:
    """Write a report: the plan in sentences with its drawing and tables, or one that a funder or a meeting asks for."""
    from logicmodel.combining import report
    from logicmodel.reporting import FORMATS
    from logicmodel.theory import Theory

    wanted = format_of(output, FORMATS)
    check_free(output, never=told.never(file))
    config = config_of(file, typed)
    theory = Theory(read(file, told), config.words)
    made = report(
        theory, wanted, template=template, language=headings, config=config, view=view, template_folder=templates
    )
    write(output, made.data, never=told.never(file))
    remark(f"{output}: written.", quiet=quiet)
    for each in made.remarks:
        remark(each)
