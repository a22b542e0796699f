"""What needs several rooms at once: a workbook from any files, and a report with its drawing."""

from datetime import date
from pathlib import Path

from msgspec import Struct

from logicmodel.checking import Checked, examine
from logicmodel.config import Config
from logicmodel.model import Plan
from logicmodel.reading.decisions import Decisions
from logicmodel.theory import Theory


class Built(Struct, frozen=True, kw_only=True):
    """A plan read from any files, the template workbook made of it, and what could not be carried over.

    `read` is the plan before anything was drafted; `joined` says what several files or sheets say together, and where
    they differ; `suggestions` says how a plan was drafted, where the tables hold needs and no boxes.
    """

    plan: Plan
    read: Plan
    data: bytes
    remarks: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def build(
    *paths: Path | str,
    rank: str | None = None,
    group: str | None = None,
    weight: str | None = None,
    standard_input: bytes | None = None,
    mapping: Decisions | Path | str | None = None,
    ask: bool = True,
) -> Built:
    """Turn any readable tables into a filled template workbook; from needs alone, draft a plan, proposals marked.

    `rank` names the way of ranking that says which needs come first (`priorities.METHODS`); `group` and `weight` name
    columns of a survey. `mapping` is a mapping file or its decisions. What can only be guessed is a question, unless
    `ask` is False: then it is guessed.

    Raises FileNotReadable if a file cannot be read, NoPlanFound if there is no plan in any of them, UnknownName for a
    ranking or a decision that there is not, DoesNotFit for a decision that does not fit the files, Undecided (which has
    the questions) if something has to be decided first, CannotRank if it cannot rank these needs, and CannotCount if a
    survey has no such column.
    """
    from logicmodel.drafting import in_words, propose
    from logicmodel.listing import joining_in_words
    from logicmodel.reading import read_plan
    from logicmodel.workbook import plan_workbook

    first, *more = paths
    read = read_plan(first, *more, standard_input=standard_input, group=group, weight=weight, mapping=mapping, ask=ask)
    proposal = propose(read, rank)
    workbook = plan_workbook(proposal.plan)
    return Built(
        plan=proposal.plan,
        read=read,
        data=workbook.data,
        remarks=workbook.remarks,
        joined=joining_in_words(Theory(read)),
        suggestions=in_words(proposal),
    )


class Report(Struct, frozen=True, kw_only=True):
    """A page as text, and what is to be said about its drawing."""

    text: str
    remarks: tuple[str, ...] = ()


def report(
    theory: Theory,
    format: str = "html",  # noqa: A002 # the word of the command line
    *,
    checked: Checked | None = None,
    config: Config | None = None,
    view: str = "logic-model",
    template_folder: Path | None = None,
    made_on: date | None = None,
) -> Report:
    """Read a plan back as a page: sentences, drawing with its text alternative, tables, findings, account.

    `format` is “html” or “md”. The plan is checked unless `checked` gives what a check gave. A drawing that cannot be made leaves the
    page with the text alternative alone, and a remark.

    Raises UnknownName for a format or view that there is not.
    """
    from logicmodel import drawing, reporting
    from logicmodel.errors import CannotDraw

    checked = checked or examine(theory, config or Config())
    remarks: tuple[str, ...] = ()
    svg: str | None = None
    if format == "html":
        try:
            drawn = drawing.draw(theory, "svg", view=view)
            svg, remarks = drawn.data.decode("utf-8"), drawn.remarks
        except CannotDraw as trouble:
            remarks = (str(trouble),)
    text = reporting.report(
        theory,
        checked.findings,
        format=format,
        drawing=svg,
        alternative=drawing.text_alternative(theory, view),
        not_checked=checked.not_checked,
        waived=checked.waived,
        template_folder=template_folder,
        made_on=made_on,
    )
    return Report(text=text, remarks=remarks)
