"""Tables and charts as strips beneath one another, over as many pages as they need."""
