"""Asking on a terminal, in the words of somebody who has a spreadsheet open."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from logicmodel.errors import UnknownName

if TYPE_CHECKING:
    from logicmodel.reading.deciding.decisions import Decision
    from logicmodel.reading.deciding.questions import Question


def can_ask() -> bool:
    """Say whether somebody sits at a terminal: both what is typed and what is said go there."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def answers_to(questions: Sequence["Question"]) -> list["Decision"]:
    """Ask each question, and give the decisions that the answers make."""
    return [_ask(question) for question in questions]


def _ask(question: "Question") -> "Decision":
    click.echo(f"\n{question.place.file}, {question.where}\n{question.asks}", err=True)
    for number, answer in enumerate(question.answers, 1):
        click.echo(f"  {number}  {answer.shown}", err=True)

    def decision(typed: str) -> "Decision":
        try:
            return question.answered(typed)
        except UnknownName as trouble:
            raise click.UsageError(str(trouble)) from None

    words = "Type a number, or the name of another column" if question.free else "Type a number"
    found: Decision = click.prompt(words, default="1", value_proc=decision, err=True)
    return found
