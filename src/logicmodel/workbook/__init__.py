"""The workbook (.xlsx): a blank one to fill in, and a plan written back into it."""

from logicmodel.workbook.filled import Workbook, plan_workbook
from logicmodel.workbook.template import Style, blank_workbook

__all__ = ["Style", "Workbook", "blank_workbook", "plan_workbook"]
