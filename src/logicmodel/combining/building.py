"""A workbook from any files: read, drafted where there are needs alone, and written."""

from pathlib import Path

from msgspec import Struct

from logicmodel.model import Plan
from logicmodel.reading.deciding.decisions import Decisions
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
    from logicmodel.words.load import LANGUAGES
    from logicmodel.workbook import plan_workbook

    first, *more = paths
    read = read_plan(first, *more, standard_input=standard_input, group=group, weight=weight, mapping=mapping, ask=ask)
    proposal = propose(read, rank)
    workbook = plan_workbook(proposal.plan, LANGUAGES.get(proposal.plan.programme.language or "", "en"))
    return Built(
        plan=proposal.plan,
        read=read,
        data=workbook.data,
        remarks=workbook.remarks,
        joined=joining_in_words(Theory(read)),
        suggestions=in_words(proposal),
    )
