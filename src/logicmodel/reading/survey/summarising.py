"""An export counted from its headings to its figures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from logicmodel.model import Place, When
from logicmodel.reading import values
from logicmodel.reading.survey.closed import ONE, TICKS, Sorted, parts_of, sort_columns
from logicmodel.reading.survey.counting import Engine, Looked, Profile, Request
from logicmodel.reading.survey.duck import DuckEngine, NotForDuckDB, can_count
from logicmodel.reading.survey.form import Form
from logicmodel.reading.survey.found import COUNTED, LEFT_OUT, SMALLEST, CannotCount, ColumnUse, Question, Survey
from logicmodel.reading.survey.joined import BY_LINE
from logicmodel.reading.survey.layout import ABOUT, ANSWERS, WHEN, Column, Layout, ends_in_name, is_named
from logicmodel.reading.survey.protecting import is_small
from logicmodel.reading.survey.source import FileSource, Source
from logicmodel.reading.survey.summing import Counting
from logicmodel.reading.survey.telling import Counter, bases_that_tell


def counted(
    source: Source,
    layout: Layout,
    form: Form,
    *,
    group: str | None = None,
    weight: str | None = None,
    smallest: int = SMALLEST,
    engine: str = "csv",
) -> Survey:
    """Count an export. Raises CannotCount for a column to group or weigh by that is not there or cannot be used."""
    summary = _Summary(source, layout, form, group, weight, smallest)
    if engine == "duckdb" and isinstance(source, FileSource) and can_count(source, layout):
        try:
            return summary.survey(DuckEngine(source, layout, group=summary.group, weight=summary.weight))
        except NotForDuckDB:
            pass  # the standard library reads what DuckDB does not
    return summary.survey(Engine(source, layout))


class _Summary:
    """One export on its way to its figures."""

    def __init__(
        self, source: Source, layout: Layout, form: Form, group: str | None, weight: str | None, smallest: int
    ) -> None:
        self._source = source
        self._layout = layout
        self._form = form
        self._smallest = smallest
        self._group = _column_named(layout, form, group)
        self._weight = _column_named(layout, form, weight)

    @property
    def group(self) -> int | None:
        """The column to group by, counted from 0."""
        return self._group.index if self._group else None

    @property
    def weight(self) -> int | None:
        """The column to weigh by, counted from 0."""
        return self._weight.index if self._weight else None

    def survey(self, engine: Counter) -> Survey:
        """Look through the rows, decide what is counted, and count it."""
        looked = engine.profile()
        spare = {each.index for each in (self._weight,) if each is not None}
        columns = self._layout.columns
        sort = sort_columns(self._layout.kind, columns, looked.profiles, self._form, spare)
        groups = self._groups(sort, looked)
        asked = [each for each in sort.questions if self._group is None or self._group.index not in each.columns]
        ticked = [each for each in asked if each.way == TICKS]
        any_of = tuple(dict.fromkeys(tuple(sorted((*each.columns, *each.beside))) for each in ticked))
        bases = {each.columns: -1 - any_of.index(tuple(sorted((*each.columns, *each.beside)))) for each in ticked}
        counting = [Counting(each, groups, bases.get(each.columns)) for each in asked]
        self._count(engine, counting, any_of)
        for each in counting:
            each.tell_apart(partial(engine.tally, self._request(each.closed.columns)))
        telling = bases_that_tell(counting, engine, self._smallest)
        questions = {
            each.closed.columns: each.question(
                self._place(columns[each.closed.columns[0]]),
                self._smallest,
                weighted=self._weight is not None,
                base_tells=each.closed.columns in telling,
            )
            for each in counting
        }
        return self._survey(looked, sort, questions)

    def _count(self, engine: Counter, counting: Sequence[Counting], any_of: tuple[tuple[int, ...], ...]) -> None:
        by_column: dict[int, list[Counting]] = {}
        for each in counting:
            for column in each.columns:
                by_column.setdefault(column, []).append(each)
        request = self._request(sorted(column for column in by_column if column >= 0), any_of)
        for tally in engine.tally(request):
            for each in by_column[tally.column]:
                each.add(tally)

    def _request(self, columns: Iterable[int], any_of: tuple[tuple[int, ...], ...] = ()) -> Request:
        return Request(columns=tuple(columns), any_of=any_of, group=self.group, weight=self.weight)

    def _groups(self, sort: Sorted, looked: Looked) -> Mapping[str, str]:
        """Give the groups by what stands in the column to group by."""
        if self._group is None:
            return {}
        index = self._group.index
        closed = sort.about.get(index) or next((each for each in sort.questions if each.columns == (index,)), None)
        answers = looked.profiles[index].answers
        # Which groups are named is decided later, by their size; here only what can be no group is turned away.
        may_be_named = self._group.role in (ANSWERS, ABOUT) and not sort.left_out.get(index, "").startswith("personal")
        if answers is None or not may_be_named or (closed is not None and closed.way != ONE):
            raise CannotCount(
                f"The answers cannot be grouped by “{self._group.heading}”: its answers are not a few that repeat, or "
                "they are personal. Name another column."
            )
        return {text: word for text in answers if (word := parts_of(closed, text)[0] if closed else text)}

    def _survey(self, looked: Looked, sort: Sorted, questions: Mapping[tuple[int, ...], Question | None]) -> Survey:
        made = {columns: question for columns, question in questions.items() if question is not None}
        in_questions = {index: question for columns, question in made.items() for index in columns}
        uses = [
            self._use(column, sort, looked.profiles[column.index], in_questions, looked.respondents)
            for column in self._layout.columns
            if column.heading or looked.profiles[column.index].filled
        ]
        return Survey(
            place=self._source.place,
            kind=self._layout.kind,
            respondents=self._shown(looked.respondents),
            left_out=looked.left_out,
            questions=tuple(made.values()),
            columns=tuple(uses),
            as_of=_month(self._days(looked)),
            smallest=self._smallest,
            group=self._group.heading if self._group else None,
            weight=self._weight.heading if self._weight else None,
        )

    def _days(self, looked: Looked) -> frozenset[str]:
        """Give the days of the column that says best when people answered: the end before the start."""
        for words in (
            ("submission", "recorded", "submitted"),
            ("end", "completion", "fin"),
            ("today", "timestamp"),
            ("",),
        ):
            for column in self._layout.columns:
                days = looked.profiles[column.index].days
                if column.role == WHEN and days and any(word in column.heading.casefold() for word in words):
                    return days
        return frozenset()

    def _use(
        self, column: Column, sort: Sorted, profile: Profile, in_questions: Mapping[int, Question], respondents: int
    ) -> ColumnUse:
        place, heading = self._place(column), column.heading
        if self._group is not None and column.index == self._group.index:
            return ColumnUse(heading=heading, place=place, fate=COUNTED, why="groups")
        if self._weight is not None and column.index == self._weight.index:
            return ColumnUse(heading=heading, place=place, fate=COUNTED, why="weights")
        if column.index in in_questions:
            sign = "line breaks" if column.joined == BY_LINE else f"“{column.joined}”"
            was_joined = in_questions[column.index].several and column.index in sort.left_out
            apart = f" (answers told apart at {sign})" if was_joined else ""
            return ColumnUse(heading=heading, place=place, fate=COUNTED, why=f"counted{apart}")
        why = sort.left_out.get(column.index, f"no answer that {self._smallest} people or more gave alike")
        # A number in between may be that of those who gave a hidden answer: “other”, or a telephone number for a yes.
        cells = self._shown(profile.filled) if profile.filled in (0, respondents) else None
        return ColumnUse(heading=heading, place=place, fate=LEFT_OUT, why=why, cells=cells)

    def _place(self, column: Column) -> Place:
        place = self._source.place
        return Place(
            file=place.file,
            sheet=place.sheet,
            row=self._source.number_of(self._layout.rows - 1 if self._layout.kind == "surveymonkey" else 0),
            column=column.index + 1,
            heading=column.heading or None,
            lines=place.lines,
        )

    def _shown(self, count: int) -> int | None:
        return None if is_small(count, self._smallest) else count


def _column_named(layout: Layout, form: Form, name: str | None) -> Column | None:
    """Find the column with a heading, or the only one whose heading ends in it, or that the form calls so."""
    if name is None:
        return None
    found = next((column for column in layout.columns if is_named(column, name)), None)
    if found is None:
        meant = form.find(name)
        also = [
            column
            for column in layout.columns
            if ends_in_name(column, name) or (meant and form.find(column.code) is meant)
        ]
        found = also[0] if len(also) == 1 else None
    if found is None:
        some = ", ".join(f"“{column.heading}”" for column in layout.columns[:5] if column.heading)
        raise CannotCount(f"There is no column “{name}” in the survey. Its columns begin with {some}.")
    return found


def _month(days: frozenset[str]) -> str | None:
    """Give the month of the last of some days as written, or its year where day and month cannot be told apart."""
    style = values.settles_style(sorted(days))
    months: list[str] = []
    for day in sorted(days):
        when = values.read_when(None, day, style=style)
        if isinstance(when, When) and isinstance(when.last, date):
            months.append(f"{when.last:%Y-%m}")
        elif found := next(
            (part for part in day.replace(".", "/").split("/") if len(part) == 4 and part.isdigit()), None
        ):
            months.append(found)
    years = {month[:4] for month in months}
    if any(len(month) == 4 for month in months):
        return max(years)
    return max(months, default=None)
