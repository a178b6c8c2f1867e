# An announcement on its way to every subscriber: the coordinators' card.

spreading-title = <b>📢 Sending the announcement</b>
    { $title }
spreading-sending = { $sent } of { $total } sent, about { $minutes } min left.
spreading-paused = Paused: { $sent } of { $total } sent, { $left } to go.
spreading-done = All sent: { $sent } of { $total }.
spreading-ended = Stopped: { $sent } of { $total } sent, the others get nothing.
spreading-failed = { $count } can't be reached (they stopped the bot).
spreading-asks = Stop for good? { $left } people will not get this message; the publicity period itself goes on.
spreading-pause = Pause
spreading-on = Go on
spreading-end = Stop
spreading-end-yes = Stop for good
spreading-end-no = Keep sending
spreading-paused-toast = Paused.
spreading-goes-on = Sending goes on.
spreading-ended-toast = Stopped.
