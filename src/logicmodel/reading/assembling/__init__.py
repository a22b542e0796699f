"""From drafts of rows to a plan: Refs given and looked up, and what several places say put together."""
