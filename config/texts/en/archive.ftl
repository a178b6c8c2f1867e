# Archiving a programme that is done with; what is found of it afterwards; reopening it

archive-ask = Archive it
archive-form-title = 📋 <b>Archive</b> · { $name }
archive-struck = { $tasks ->
        [one] 1 task
       *[other] { $tasks } tasks
    }, { $struck } struck off
archive-open-tasks = Not struck off, { $count }: no. { $numbers }{ $more ->
        [yes] , …
       *[no] {""}
    }
archive-kept-up = Kept up for good, { $count }: asked no more once it is archived
archive-owed = Not answered yet, { $count }: no more reminders, and no more answers taken
archive-blocked = It can't be archived yet:
archive-blocked-period = · the publicity period { $title ->
        [none] {""}
       *[other] “{ $title }”{" "}
    }has not ended{ $day ->
        [none] {""}
       *[other] {" "}(until { $day })
    }
archive-blocked-objections = · { $count ->
        [one] objection { $numbers } has
       *[other] objections { $numbers }{ $more ->
            [yes] {" "}and others ({ $count } in all)
           *[no] {""}
        } have
    } no answer yet
archive-blocked-review = · { $count ->
        [one] 1 report has
       *[other] { $count } reports have
    } not been reviewed
archive-then = Press again once that is done.
archive-look-again = Look again
archive-not-yet = { $name } can't be archived yet; the screen shows why.
archive-reason = Some tasks are not struck off. Type the reason (kept, and told to leaders and coordinators), such as: taken over into the third round of inspections.
archive-reason-expected = Give the reason in words, { $most } characters at most.
archive-reason-given = Reason: { $reason }
archive-sure = Then it is asked and reminded of no more, and leaves the board and the ledger. Everything is kept: its papers are still made, under “Archived”, and it can be reopened. Leaders and coordinators told: { $people }.
    Tap “Archive”, or reply “archive it”{ $reason ->
        [yes] ; to change the reason send another
       *[no] {""}
    }.
archive-do = Archive
archive-leave = Leave it
archive-left = Left; nothing was archived.
archive-moved-on = Something has changed just now; please read the screen again.
archive-done-toast = Archived
archive-done = 📋 <b>Archived</b> · { $name }
    Archived on { $day }.
archive-ended = Not answered, { $count }: no more reminders
archive-done-what = It is asked no more; everything is kept.
archive-open = Open it
archive-is-archived = { $name } is archived. To work on it again, reopen it first: /documents, “Archived”.
report-ended = { $why ->
        [cancelled] The special round that asked for no. { $number } is cancelled; nothing needs to be reported any more.
       *[archived] The programme of no. { $number } is archived; nothing needs to be reported any more.
    }
row-ended = ended
board-request-ended = ended

board-empty-archived = No programme is under way; all are archived: /documents, “Archived”. Send a new ledger here to begin one.
archive-button = Archived: { $count }
archive-list = 📋 <b>Archived programmes</b>
archive-line = { $at }. { $name } · { $tasks ->
        [one] 1 task
       *[other] { $tasks } tasks
    } · archived { $day }
archive-none = 📋 No programme is archived.
archive-title = 📋 <b>{ $name }</b> · archived
archive-closed-on = Archived on { $day }
archive-task-is = Its programme is archived
archive-task = No. { $number } { $problem }
archive-what = The buttons make its papers; “Record” is a task's closing record.
archive-ledger = Ledger
archive-year = Year { $year }
archive-record = Record { $number }
archive-to-list = Archived
archive-reopen = Reopen
archive-reopen-sure = Then it is back on the board and in the ledger, and is asked again from the next round on{ $back ->
        [0] {""}
        [one] ; the one request that is not due yet is owed again
       *[other] ; the { $back } requests that are not due yet are owed again
    }. Leaders, coordinators, and liaisons who owe again are told.
archive-reopen-do = Reopen it
archive-reopen-leave = Leave it
archive-reopened-toast = Reopened
archive-reopened = 📋 <b>Reopened</b> · { $name }
    Archived { $closed }, reopened { $day }.
archive-back = Not due yet and owed again: { $count }.
archive-reopened-what = It goes on from the next round.
archive-reopened-owes = Please report by the due day; see /todo .
