"""What does the office take away from a round? The quarter as a table, its evidence as a pack with a manifest of hashes."""
