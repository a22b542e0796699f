"""Filling in templates that are not ours: what they may ask for, and how much work they may make.

Jinja's sandbox keeps templates from the program and the computer; it does not keep them from loops without end or from
texts without measure. Here every loop, call, filter and text is paid for in steps, and the steps are counted.
"""

from collections.abc import (
    Callable,
    Generator,
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    Mapping,
    MappingView,
    Sequence,
    ValuesView,
)
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer
from msgspec import Struct

from logicmodel.patterns import pattern_of
from logicmodel.saying import Words, plain_text

LEAST_STEPS = 200_000
"""Steps that every template has; a larger plan gives it more."""

CALL, AGAIN = 5, 30
"""Steps for calling something, and for calling a loop from within itself."""

LETTERS = 64
"""Letters of text that are made for one step."""

LARGEST = 1000
"""The largest whole number that a filter takes: a width, a number of lines, of parts."""

LONGEST_NUMBER = 4096
"""Bits of the longest whole number that a template may work out."""

TEXT_METHODS = frozenset(
    "capitalize casefold count endswith find isalpha isdigit lower lstrip partition removeprefix removesuffix rpartition "
    "rstrip split splitlines startswith strip title upper".split()
)
LOOP_NAMES = frozenset(
    "changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0".split()
)
PUBLIC: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (str, TEXT_METHODS),
    (dict, frozenset(("get", "items", "keys", "values"))),
    (LoopContext, LOOP_NAMES),
    (Macro, frozenset(("name",))),
    (date, frozenset(("day", "month", "year"))),
)
"""Kind of value → what of it a template may name; of the data of a report, its parts."""

FREE = frozenset("count d default first last length".split())
SHALLOW = frozenset("batch groupby list map reject rejectattr reverse select selectattr slice".split())
DEEP = frozenset(
    "abs capitalize center dictsort e escape filesizeformat float forceescape format indent int items join lower max min "
    "replace round safe sort string striptags sum title trim truncate unique upper urlencode wordcount wordwrap".split()
)
"""Filters that may be used: those that look at nothing, at the members, and at all that is in them."""

TESTS = frozenset(
    "boolean defined divisibleby eq equalto even false float ge greaterthan gt in integer iterable le lessthan lower lt "
    "mapping ne none number odd sequence string true undefined upper == != < > <= >=".split()
)
FORMAT = pattern_of(r"%(?:\(\w*\))?[-+ #0]*(?:\*|\d{4,}|\d*\.(?:\*|\d{4,}))")
"""A place in a format that asks for more room than texts have."""


WEIGHTY = (str, list, tuple, dict, range, MappingView)
"""What costs more, the more is in it."""


class TooMuch(SecurityError):
    """A template has used up its steps."""


class Effort:
    """Counts the steps of one template."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Pay steps. Raises TooMuch if there are not as many left."""
        self.left -= steps
        if self.left < 0:
            raise TooMuch

    def weigh(self, value: object) -> None:
        """Pay for looking at everything in a value."""
        waiting = [value]
        while waiting:
            each = waiting.pop()
            self.spend(1 + (len(each) // LETTERS if isinstance(each, str | range) else 0))
            if isinstance(each, list | tuple | set | frozenset | KeysView | ValuesView | ItemsView):
                self.spend(len(each) // LETTERS)
                waiting += each
            elif isinstance(each, Mapping):
                waiting += each.keys()
                waiting += each.values()

    def counted(self, values: Iterable[Any]) -> Iterator[Any]:
        """Give values one by one, and pay for each."""
        for value in values:
            self.spend(1)
            yield value


HALF = pattern_of("[\ud800-\udfff]")
"""One of two halves of a sign, which stands for nothing alone."""


class _Paying(NodeTransformer):
    """Puts the counting into a template: round what loops go through, texts that are joined, and what is compared."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - as Jinja calls it
        self.generic_visit(node)
        node.iter = _through(node.iter, COUNTED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [_through(each, WEIGHED) for each in node.nodes]
        return _through(node, WEIGHED)

    def visit_Operand(self, node: nodes.Operand) -> nodes.Operand:  # noqa: N802
        self.generic_visit(node)
        node.expr = _through(node.expr, WEIGHED)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _through(node, WEIGHED)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _through(node, WEIGHED)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _through(node, WEIGHED) if node.ctx == "load" else node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _through(node, WEIGHED) if isinstance(node.arg, nodes.Slice) else node


COUNTED, WEIGHED = "(counted)", "(weighed)"
"""Names of filters that no template can type."""


def _through(node: nodes.Node, name: str) -> nodes.Expr:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


class GuardedEnvironment(ImmutableSandboxedEnvironment):
    """Fills in templates that are not ours, within a number of steps."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, steps: int, finalize: Callable[[object], object] | None, **settings: Any) -> None:
        self.effort = Effort(steps)
        super().__init__(finalize=self._printing(finalize), optimized=False, **settings)
        allowed = FREE | SHALLOW | DEEP
        self.filters = {name: self._paid(name, make) for name, make in self.filters.items() if name in allowed}
        self.filters[COUNTED] = self.effort.counted
        self.filters[WEIGHED] = self._weighed
        self.tests = {name: test for name, test in self.tests.items() if name in TESTS}
        self.tests["in"] = lambda value, values: value in self._weighed(values)
        self.globals = {name: self.globals[name] for name in ("dict", "namespace", "range")}

    # -- what may be asked for ----------------------------------------------------------------------------------------

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - as Jinja calls it
        """Let a template name the parts of the data, and little of other values."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, Struct):
            return attr in obj.__struct_fields__
        if isinstance(obj, Namespace | TemplateReference | Undefined):
            return True
        if type(obj).__name__ == "TemplateModule":
            return True
        return any(isinstance(obj, kind) and attr in names for kind, names in PUBLIC)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:  # noqa: ARG002 - as Jinja calls it
        """Refuse at once what a template may not name: in a list, what is not there would be printed."""
        raise SecurityError(f"'{attribute}'")

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as Jinja has it
        """Call what a template may call, and pay for it."""
        self, called = __self, __obj
        self.effort.spend(CALL + len(args) // LETTERS)
        owner, name = getattr(called, "__self__", None), getattr(called, "__name__", "")
        if isinstance(called, LoopContext):
            self.effort.spend(AGAIN)
            args = (self.effort.counted(args[0]), *args[1:])
        elif isinstance(owner, str):
            self.effort.weigh((owner, args))
            self._check_numbers(args)
            return self._weighed(super().call(__context, called, *args, **kwargs))
        elif called is self.globals["range"]:
            try:
                made = super().call(__context, called, *args, **kwargs)
            except OverflowError:
                raise TooMuch from None
            self.effort.spend(len(made) // LETTERS)
            return made
        elif called is dict:
            self.effort.weigh((args, kwargs))
        elif not (isinstance(called, _CALLED) or isinstance(owner, dict | LoopContext) or called is Namespace):
            raise SecurityError(f"'{name or type(called).__name__}'")
        return super().call(__context, called, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Work out a sum, and refuse numbers and texts without measure."""
        if operator == "%" and isinstance(left, str):
            self._check_format(left)
            self.effort.weigh(right)
        elif operator == "*":
            self._check_times(left, right)
        elif operator == "**" and not (abs(left) < 2**64 and abs(right) <= 64):
            raise TooMuch
        elif operator == "+":
            self.effort.weigh((left, right))
        return self._weighed(super().call_binop(context, operator, left, right))

    def _check_times(self, left: Any, right: Any) -> None:
        for many, times in ((left, right), (right, left)):
            if isinstance(many, str | list | tuple) and isinstance(times, int):
                self.effort.spend(max(0, times) * (len(many) // LETTERS + 1))
        if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > LONGEST_NUMBER:
            raise TooMuch

    def _check_numbers(self, values: Iterable[object]) -> None:
        for each in values:
            if isinstance(each, int | float | Decimal) and not -LARGEST <= each <= LARGEST:
                raise TooMuch

    def _check_format(self, text: str) -> None:
        if FORMAT.search(text):
            raise TooMuch

    # -- what it costs ------------------------------------------------------------------------------------------------

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Paying().visit(super()._parse(source, name, filename))
        return tree

    def _load_template(self, name: str, globals: Any) -> Any:  # noqa: A002 - as Jinja calls it
        self.effort.spend(LETTERS)
        return super()._load_template(name, globals)

    def concat(self, pieces: Iterable[str]) -> str:
        """Join the pieces of what is printed, and pay for them."""
        return "".join(self._paid_for(pieces))

    def _paid_for(self, pieces: Iterable[str]) -> Iterator[str]:
        for piece in pieces:
            try:
                self.effort.spend(1 + len(piece) // LETTERS)
            except TooMuch as trouble:
                if isinstance(pieces, Generator):
                    pieces.throw(trouble)  # so that the line of the template is known
                raise
            yield piece

    def _weighed(self, value: Any) -> Any:
        if isinstance(value, WEIGHTY):
            self.effort.weigh(value)
        return value

    def _printing(self, finalize: Callable[[object], object] | None) -> Callable[[object], object]:
        def printed(value: object) -> object:
            self._weighed(value)
            said = _said(value)
            if isinstance(said, str) and HALF.search(said):
                raise TemplateRuntimeError("this makes half of a sign, which no file can hold")
            return self._weighed(finalize(said) if finalize else said)

        return printed

    def _paid(self, name: str, make: Callable[..., Any]) -> Callable[..., Any]:
        """Let a filter pay for what it looks at, before it does."""
        first = 1 if hasattr(make, "jinja_pass_arg") else 0

        @wraps(make)
        def paid(*args: Any, **kwargs: Any) -> Any:
            before, value, rest = args[:first], args[first], [*args[first + 1 :], *kwargs.values()]
            self.effort.spend(1)
            if name not in FREE:
                self._check_numbers(rest)
                value = self._looked_at(value, name)
                self._pay_for_texts(name, value, rest)
            return self._weighed(make(*before, value, *args[first + 1 :], **kwargs))

        return paid

    def _looked_at(self, value: Any, name: str) -> Any:
        if isinstance(value, WEIGHTY):
            if name in SHALLOW or isinstance(value, range):
                self.effort.spend(len(value))
            else:
                self.effort.weigh(value)
            return value
        if not isinstance(value, Iterator):
            return value
        members = self.effort.counted(value)
        return members if name in SHALLOW else self._weighed(list(members))

    def _pay_for_texts(self, name: str, value: Any, rest: Sequence[Any]) -> None:
        """Pay for texts that may be put in at every place of another, and refuse sums of what are no numbers."""
        texts = [each for each in rest if isinstance(each, str)]
        if name == "sum" and any(not isinstance(each, int | float | Decimal | str) for each in rest):
            raise TooMuch
        if name == "format" and isinstance(value, str):
            self._check_format(value)
        if texts and hasattr(value, "__len__"):
            self.effort.spend((len(value) + 1) * max(map(len, texts)) // LETTERS)
        self.effort.weigh(rest)


def _said(value: object) -> object:
    """Give words as their text, and refuse to print what has parts or holds what is not there."""
    if isinstance(value, Words):
        return value.text
    if not isinstance(value, tuple | list | Struct):
        return value
    if isinstance(value, tuple) and value and all(isinstance(each, Words) for each in value):
        return plain_text(value)
    for each in (value,) if isinstance(value, Struct) else value:
        if isinstance(each, Struct):
            parts = ", ".join(each.__struct_fields__[:SOME])
            raise TemplateRuntimeError(f"this has parts; name the one to print, for example: {parts}")
        if isinstance(each, Undefined):
            str(each)  # says which
    return value


SOME = 5
"""As many parts are named as examples."""

_CALLED = (Macro, BlockReference, Undefined)
"""What a template makes itself, and may call."""
