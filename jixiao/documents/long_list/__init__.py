"""One list of many projects: a row for each indicator, what is said of the project repeated beside it."""
