"""What does the office take away? The quarter as a table, its evidence as a pack, the year's summary, a closing record."""
