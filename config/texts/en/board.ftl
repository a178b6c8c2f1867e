# The board

board-title = 📊 <b>Board · { $cycles }</b> · { $tasks ->
        [1] 1 task
       *[other] { $tasks } tasks
    }
board-title-no-round = 📊 <b>All tasks</b> · { $tasks }
board-programme = <i>{ $name }</i>
board-figures = due by now { $expected } · reported done { $reported } · accepted { $accepted } · publicised { $publicised } · struck off { $closed }
board-answered = answered { $answered }/{ $asked } · due { $due }
board-answered-in = { $round } { $answered }/{ $asked } · due { $due }
board-more-rounds = { $count } more rounds.
board-lights-overdue = 🔴 overdue { $count }
board-lights-behind = 🔴 behind { $count }
board-lights-soon = 🟡 due soon { $count }
board-lights-review = 🟡 in review { $count }
board-no-round = No collection round has begun.
board-empty = The ledger is empty. Send a ledger, or a file in the form of a notice, here to import its tasks.
board-round-over = That round is over and no longer on the board.
board-see-missing = { $count } missing
board-review = { $count } to review
board-by-department = Departments
board-by-task = Tasks
board-kept = Punctuality
board-picture = Picture
board-other = Other
board-back = Board
board-nudge = Nudge

board-programmes = 📊 <b>Which inspection?</b>
board-programme-line = { $at }. { $name } · { $tasks } tasks · answered { $answered }/{ $asked }{ $overdue ->
        [0] {""}
       *[other] {" "}· 🔴 overdue { $overdue }
    }
board-programme-button = No. { $at }
board-all = All together

board-missing = 📊 <b>{ $total } not answered</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
board-nothing-asked = 📊 No collection round has begun; nothing is owed.
board-none-missing = 📊 Everybody has answered this round.
board-unsigned = Of these departments { $count } { $count ->
        [1] has
       *[other] have
    } not signed for it.
board-unopened-by = Of these departments { $count } { $count ->
        [1] has
       *[other] have
    } not opened anything.
board-owed = { $light } No. { $number } { $department }{ $round ->
        [none] {""}
       *[other] {" "}· { $round }
    } · { $doing } · due { $due }{ $extended ->
        [yes] {" "}(extended)
       *[no] {""}
    } · { $looked }
board-owed-red = 🔴 overdue
board-owed-amber = 🟡 due soon
board-owed-returned = 🟡 returned
board-owed-white = ⚪ owed
board-owed-green = 🟢 well
board-doing-open = not begun
board-doing-draft = draft
board-doing-returned = to be corrected
board-signed = signed for
board-opened = opened
board-unopened = not opened
board-open-one = Press a number to see more.
board-task-button = No. { $which }

board-departments = 📊 <b>Departments</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
board-department = { $department }: { $answered }/{ $asked } answered { $light }
board-department-button = { $name }

board-unit = 📊 <b>{ $department }</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
board-nothing-of-unit = Nothing is owed at present.
board-request = { $light } No. { $number } { $problem }{ $round ->
        [none] {""}
       *[other] {" "}· { $round }
    } · { $said }{ $state ->
        [none] {""}
       *[other] {" "}· { $state }
    } · due { $due }{ $extended ->
        [yes] {" "}(extended)
       *[no] {""}
    }
board-request-of-task = { $light } { $department }{ $round ->
        [none] {""}
       *[other] {" "}· { $round }
    } · { $said }{ $state ->
        [none] {""}
       *[other] {" "}· { $state }
    } · due { $due }{ $extended ->
        [yes] {" "}(extended)
       *[no] {""}
    }
board-request-open = owed
board-request-submitted = in review
board-request-returned = returned
board-request-accepted = accepted
board-dot-white = ⚪
board-dot-green = 🟢
board-dot-amber = 🟡
board-dot-red = 🔴

board-tasks = 📊 <b>Tasks</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
board-task = No. { $number } { $problem } · { $state }{ $due ->
        [yes] {" "}· due by now, not reported done
       *[no] {""}
    } { $light }
board-not-asked = · not asked this round
board-one-task = 📊 <b>No. { $number }</b> · { $state }
board-deadline = Deadline: { $deadline ->
        [none] none
       *[other] { $deadline }
    }
board-nothing-of-task = No department is asked for this one at present.
board-more-units = { $count } more departments: see the task.
board-task-card = The task

board-one-request = 📊 <b>No. { $number }</b> · { $department } · { $period }
board-standing = { $light } · { $state } · due { $due }{ $extended ->
        [yes] {" "}(extended)
       *[no] {""}
    }{ $late ->
        [yes] {" "}· late
       *[no] {""}
    }{ $looked ->
        [none] {""}
       *[other] {" "}· { $looked }
    }
board-light-review = 🟡 in review
board-light-behind = 🔴 behind
board-said = Status: { $status }
board-returned =
    Why it was returned
    <blockquote expandable>{ $comment }</blockquote>
board-to-review = Review
board-back-missing = Missing
board-back-unit = Department
board-back-task = Task

board-kept-title = 📊 <b>Punctuality in { $year }</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
board-kept-line = { $place ->
        [none] –
       *[other] { $place }.
    } { $department } · { $record }
board-kept-short = { $year }: { $record }
board-record = in time { $on_time }/{ $judged } { $percent }% · late { $late } · missing { $missing }{ $returned ->
        [0] {""}
       *[other] {" "}· returned { $returned }
    }{ $extended ->
        [0] {""}
       *[other] {" "}· extended { $extended }
    }
board-record-none = nothing was due yet
board-kept-how = Ranked by how much was answered, then by how much in time. In time: first sent by 24:00 of the due day (extensions included); a correction after a return is not late.
board-kept-none = No round in this year.
board-kept-year = { $year }

board-picture-coming = The picture follows.
board-picture-caption = 📊 The board on { $day }, { $tasks } tasks
board-picture-name = board
board-no-font = No font on this machine can draw Chinese, so there is no picture. Please have one installed (fonts-noto-cjk, say); the board in words works all the same.
board-sheet-title = The board
board-sheet-expected = Due by now
board-sheet-reported = Reported
board-sheet-accepted = Accepted
board-sheet-publicised = Publicised
board-sheet-closed = Struck off
board-sheet-wall = Tasks ({ $count })
board-sheet-red = overdue or behind { $count }
board-sheet-amber = due soon, in review or returned { $count }
board-sheet-white = owed { $count }
board-sheet-green = well { $count }
board-sheet-none = not asked { $count }
board-sheet-struck = struck off { $count }
board-sheet-departments = Departments this round (punctuality: the year)
board-sheet-percent = { $percent }% in time
board-sheet-more = { $count } more departments: see the board in words.
board-tile-red = overdue
board-tile-amber = attention
board-tile-white = owed
board-tile-green = well
board-tile-none = not asked
board-tile-closed = struck off
