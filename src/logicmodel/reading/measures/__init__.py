"""Measures in tables of indicators and in sheets that describe one, and what headings over measures stand for anywhere."""
