"""One writer a medium: HTML, Markdown, PDF, Word, workbooks. None knows what a report is about."""
