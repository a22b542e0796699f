"""Pages go to paper: one after the other into a PDF, each of its own size."""

import re
import subprocess
from pathlib import Path

import pytest

from logicmodel.drawing.canvas import Canvas, Page, Words
from logicmodel.drawing.printing import to_pdf
from tests.reporting.test_pdf import needs_poppler

WORDS = Words(name="logframe", title="A programme", description="Two pages.", language="en", right_to_left=False)


def page(words: str, width: float, height: float, label: str) -> Page:
    canvas = Canvas(width, right_to_left=False)
    canvas.text(20, 40, words, 10)
    return Page(width=width, height=height, items=tuple(canvas.items), label=label)


def test_each_page_of_a_pdf_has_its_own_size() -> None:
    pages = [page("First", 400, 300, "Page 1 of 2"), page("Second", 300, 500, "Page 2 of 2")]
    pdf = to_pdf(pages, WORDS)
    boxes = [tuple(map(float, found.split())) for found in re.findall(rb"/MediaBox ?\[([^\]]*)\]", pdf)]
    assert boxes == [(0, 0, 400, 300), (0, 0, 300, 500)]
    assert to_pdf(pages, WORDS) == pdf


@needs_poppler
@pytest.mark.parametrize(("plain", "marked"), [("تثبت", "تثبّت"), ("يختبر", "يُختبر"), ("پژوهش", "پِژوهش")])
def test_signs_over_arabic_letters_leave_them_joined(plain: str, marked: str, tmp_path: Path) -> None:
    """Letters that are not joined are wider."""
    (tmp_path / "made.pdf").write_bytes(to_pdf([page(each, 400, 300, each) for each in (plain, marked)], WORDS))
    asked = ["pdftotext", "-bbox", str(tmp_path / "made.pdf"), "-"]
    placed = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    ends = re.findall(r'xMin="([0-9.]+)" yMin="[0-9.]+" xMax="([0-9.]+)"', placed)
    first, second = (float(right) - float(left) for left, right in ends)
    assert abs(first - second) < 0.1
