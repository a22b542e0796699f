"""Letters that would do harm where a text is shown: on a terminal, or in a spreadsheet program."""

FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
"""What a text begins with that a spreadsheet program takes for a formula, the wide signs of East Asia too."""


def plain(text: str) -> str:
    """Keep control and direction characters out of a line of text."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())


def harmless(text: str) -> str:
    """Give a text with an apostrophe before it where a spreadsheet program would take it for a formula.

    >>> harmless("=1+1"), harmless("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
