"""What needs several rooms at once: a workbook from any files, a report with its drawings, a marked copy."""
