"""The Telegram face: updates come in through `receive` and `dispatch`, screens go out through `render` and `channel`."""
