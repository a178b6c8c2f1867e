"""One workbook (填报表) for a liaison who owes many: handed out filled, checked cell by cell when it comes back."""
