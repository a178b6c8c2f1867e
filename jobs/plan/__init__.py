"""The plan of a year (工作要点): drawn up from the year before or from a table, reviewed as a diff, put in force whole."""
