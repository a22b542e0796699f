"""Words as data: what headings and list words are called in the wild, and the lists that the wording rules use."""
