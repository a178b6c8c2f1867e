"""What holds for a programme as a whole, and where a task of it differs? How often it is asked, in what order it closes, and being archived."""
