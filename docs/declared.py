"""What the code declares, as Markdown: commands, sheets, lists, rules, public names, a finding as JSON."""

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from itertools import groupby
from pathlib import Path

import click

import logicmodel
from logicmodel import Theory, check, read_plan, sheets
from logicmodel.cli.group import COMMANDS
from logicmodel.listing import to_json
from logicmodel.reporting import REPORTS, said_of
from logicmodel.rules import RULES

FLAWED = Path(__file__).resolve().parents[1] / "examples" / "young-carers-flawed" / "young-carers-flawed.xlsx"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a Markdown table; bars and line breaks within a cell are kept from ending it."""
    head = list(head)
    lines = [head, *([text.replace("|", "\\|").replace("\n", "<br>") for text in row] for row in rows)]
    written = ["| " + " | ".join(line) + " |\n" for line in lines]
    return "".join([written[0], "|" + "---|" * len(head) + "\n", *written[1:]])


# -- commands ---------------------------------------------------------------------------------------------------------


def commands() -> str:
    """Describe each command with its arguments and options."""
    return "\n".join(_command(name) for name in [*COMMANDS, "FILE"])


def _command(name: str) -> str:
    alone = name == "FILE"
    command: click.Command = import_module(f"logicmodel.cli.{'everything' if alone else COMMANDS[name][0]}").command
    context = click.Context(command, info_name="logicmodel" if alone else f"logicmodel {name}")
    usage = f"{context.info_name} {' '.join(command.collect_usage_pieces(context))}"
    options = [each for each in command.params if isinstance(each, click.Option)]
    shown = table(["option", "what it does"], ([_option(each), _help(each)] for each in options)) if options else ""
    prose = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    return f"## logicmodel {name}\n\n{prose}\n\n    {usage}\n\n{shown}"


def _option(option: click.Option) -> str:
    word = "" if option.is_flag else f" {option.metavar or ('WORD' if _choices(option) else 'PATH')}"
    return ", ".join(f"`{each}{word}`" for each in reversed(option.opts))


def _help(option: click.Option) -> str:
    choices = f"One of {', '.join(_choices(option))}." if _choices(option) else ""
    default = f"Default: {option.default}." if option.show_default else ""
    return " ".join(filter(None, [option.help, choices, default, "Always to be given." if option.required else ""]))


def _choices(option: click.Option) -> Sequence[str]:
    return option.type.choices if isinstance(option.type, click.Choice) else ()


# -- workbook ---------------------------------------------------------------------------------------------------------

KINDS = {"about": "Refs or arrows (AC1>OP1)", "amount": "number", "choice": "word of a list", "whole": "whole number"}
"""Kinds of columns whose names do not speak for themselves."""


def sheets_and_columns() -> str:
    """Describe each sheet with its columns, in the order of the template."""
    names = {**sheets.NAMES, "one_sheet": "The one-sheet form", "wide": "The wide table"}
    head = ["heading", "what goes in", "help", "for example"]
    return "\n".join(f"## {name}\n\n{table(head, map(_column, sheets.columns(key)))}" for key, name in names.items())


def _column(column: sheets.Column) -> list[str]:
    kind = KINDS.get(column.kind, column.kind.replace("_", " "))
    parts = [kind, f"list: {column.list}" if column.list else "", "optional column" if column.more else ""]
    return [column.starred.replace("*", "\\*"), "; ".join(filter(None, parts)), column.help, column.example]


def lists() -> str:
    """List the words to choose from, list by list."""
    return table(
        ["list", "words"],
        ([name, " · ".join(word.text for word in sheets.words(name))] for name in sheets.list_names()),
    )


# -- rules and findings -----------------------------------------------------------------------------------------------

FAMILIES = {
    "D": "as typed",
    "S": "structure",
    "L": "logic",
    "N": "needs",
    "M": "measures",
    "A": "assumptions and evidence",
    "P": "planning",
    "E": "equity and harm",
    "W": "wording",
    "V": "advocacy and policy change",
    "C": "confidentiality",
}
"""First letter of a code → its family."""


def rules() -> str:
    """List every rule by family, each with a link to its page."""
    head = ["code", "what holds when all is well", "severity", "from profile", "needs"]
    parts = []
    for letter, family in groupby(RULES, key=lambda each: each.code[0]):
        rows = [
            [
                f"[{each.code}](../../tests/rules/{each.code}.md) {each.name}",
                each.title,
                each.severity,
                each.profile,
                each.needs,
            ]
            for each in family
        ]
        parts.append(f"## {letter}: {FAMILIES[letter]}\n\n{table(head, rows)}")
    return "\n".join(parts)


def finding_as_json() -> str:
    """Show one finding of an example as JSON."""
    findings = check(Theory(read_plan(FLAWED)), select=["S102"])
    return f"```json\n{to_json(findings)}```\n"


# -- Python -----------------------------------------------------------------------------------------------------------


def public_names() -> str:
    """Describe what `from logicmodel import …` offers: functions, and classes with what can be asked of them."""
    return "\n".join(_name(name) for name in logicmodel.__all__ if name != "__version__")


def _name(name: str) -> str:
    thing = getattr(logicmodel, name)
    prose = re.sub(r"\n*^>>>.*?(?=\n\n|\Z)", "", inspect.getdoc(thing) or "", flags=re.MULTILINE | re.DOTALL)
    if not isinstance(thing, type):
        return f"## {name}\n\n```python\n{_signature(_definition(thing))}\n```\n\n{prose}\n"
    ours = [each for each in thing.__mro__ if each.__module__.startswith("logicmodel.")]
    lines = [line for each in ours for line in getattr(_definition(each), "body", [])]
    fields = [each for each in lines if isinstance(each, ast.AnnAssign)]
    methods = [each for each in lines if isinstance(each, ast.FunctionDef) and not each.name.startswith("_")]
    parts = [f"## {name}\n\n{prose}\n"]
    if fields:
        rows = ([f"`{ast.unparse(each.target)}`", f"`{_in_table(each.annotation)}`"] for each in fields)
        parts.append(table(["field", "type"], rows))
    if methods:
        parts.append(table(["ask", "answer"], map(_method, methods)))
    return "\n".join(parts)


def _definition(thing: Callable[..., object]) -> ast.stmt:
    return ast.parse(inspect.getsource(thing)).body[0]


def _signature(function: ast.stmt) -> str:
    assert isinstance(function, ast.FunctionDef)
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return f"{function.name}({ast.unparse(function.args)}){returns}"


def _method(method: ast.FunctionDef) -> list[str]:
    asked = any("property" in ast.unparse(each) for each in method.decorator_list)
    arguments = _in_table(method.args).removeprefix("self").removeprefix(", ")
    first_line = (ast.get_docstring(method) or "").partition("\n")[0]
    return [f"`{method.name}`" if asked else f"`{method.name}({arguments})`", first_line]


def _in_table(code: ast.AST) -> str:
    """Write code without bars: within the code of a table not every site can tell them from the end of a cell."""
    return ast.unparse(code).replace(" | ", " or ")


# -- reports ----------------------------------------------------------------------------------------------------------


def reports() -> str:
    """List the reports by their names."""
    return table(["name", "what it says"], ([f"`{name}`", said_of(name)] for name in REPORTS))


MADE: Mapping[str, Callable[[], str]] = {
    "commands": commands,
    "sheets": sheets_and_columns,
    "lists": lists,
    "rules": rules,
    "json": finding_as_json,
    "python": public_names,
    "reports": reports,
}
"""Name in a mark → what makes the text between that mark and the next end."""
