"""The operator's face: one command a job, and the composition root (`cli/app.py`)."""
