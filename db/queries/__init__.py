"""Plain reads, by who asks. They only read."""
