"""Faults that people make in a plan, each put into a sound workbook by code that knows nothing of the rules' own."""
