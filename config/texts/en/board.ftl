# The board

board-title = 📊 <b>{ $cycles }</b> · { $tasks ->
        [1] 1 task
       *[other] { $tasks } tasks
    }
board-title-no-round = 📊 <b>All tasks</b> · { $tasks }
board-figures = due by now { $expected } · reported done { $reported } · accepted { $accepted } · publicised { $publicised } · struck off { $closed }
board-answered = answered this round { $answered }/{ $asked }
board-lights = 🔴 overdue { $overdue } 🟡 due soon { $soon } 🔴 behind { $behind }
board-no-round = No collection round has begun.
board-empty = The ledger is empty. Send a file in the form of a notice here to import its tasks.
board-see-missing = { $count } missing
board-by-department = Departments
board-by-task = Tasks
board-back = Board

board-missing = 📊 <b>{ $total } not answered</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
board-nothing-asked = 📊 No collection round has begun; nothing is owed.
board-none-missing = 📊 Everybody has answered this round.
board-owed = { $light } No. { $number } { $department } · { $doing } · due { $due } · { $signed }
board-owed-red = 🔴 overdue
board-owed-amber = 🟡 due soon
board-owed-returned = 🟡 returned
board-owed-white = ⚪ owed
board-doing-open = not begun
board-doing-draft = draft
board-doing-returned = to be corrected
board-signed = signed for
board-unsigned = not signed for
board-open-one = Press a number to see the task.
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
board-request = { $light } No. { $number } { $problem } · { $said } · { $state } · due { $due }
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
board-task = No. { $number } { $problem } · { $state } { $light }
board-not-asked = · not asked this round
