"""From a form and a rule set to exact, explained scores."""
