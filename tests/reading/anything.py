"""Whatever people may type into a cell, and whatever a file may store in one."""

from hypothesis import strategies as st

PIECES = "3 03 26 2026 April Mai Q2 Month Year - / . ' , th of months TBC"
CELLS = st.one_of(
    st.text(),
    st.text("0123456789.,'- /%£k€()<>~+of to–٣½", max_size=20),
    st.lists(st.sampled_from(PIECES.split(" "))).map("".join),
    st.lists(st.sampled_from(PIECES.split(" "))).map(" ".join),
)
STORED = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
