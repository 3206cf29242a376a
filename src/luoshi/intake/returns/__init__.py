"""The unit's reports as one Excel file: down, filled in WPS, and up again."""
