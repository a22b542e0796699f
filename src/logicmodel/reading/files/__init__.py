"""Any spreadsheet file as grids of cells with places: whether it is safe to open, and one module a format."""
