"""Why is a file sent as it is? Because nobody can promise that nothing is left in it."""


class CannotClean(Exception):
    """The reason is for the log; people are told which file."""
