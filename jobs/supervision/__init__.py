"""What does the office do above a reminder? Supervision letters (督办单), bulletins (通报), talks (约谈): made and kept."""
