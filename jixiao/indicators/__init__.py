"""What one cell says: quantities and units, targets, actuals, tiers, dates, the taxonomy."""
