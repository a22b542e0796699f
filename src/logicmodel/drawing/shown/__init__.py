"""What pictures show, as values: boxes and arrows, tables and charts, and the same in words. Nothing here knows a size."""
