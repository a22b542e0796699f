"""Findings as text, concise text, JSON, CSV, SARIF and commands of GitHub, and the account of a reading.

One module a format. The page of findings is made where the other pages are: in `logicmodel.reporting`.
"""

from logicmodel.listing.account import account_as_csv, account_in_words
from logicmodel.listing.annotations import to_github
from logicmodel.listing.joining import joining_in_words
from logicmodel.listing.lines import summary, to_concise, to_text
from logicmodel.listing.records import record, to_json, waived_record
from logicmodel.listing.rests import rests_in_words
from logicmodel.listing.sarif import to_sarif
from logicmodel.listing.table import to_csv

__all__ = [
    "account_as_csv",
    "account_in_words",
    "joining_in_words",
    "record",
    "rests_in_words",
    "summary",
    "to_concise",
    "to_csv",
    "to_github",
    "to_json",
    "to_sarif",
    "to_text",
    "waived_record",
]
