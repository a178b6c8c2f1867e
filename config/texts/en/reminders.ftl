# Reminders: the ladder, once more tomorrow, and the word upwards

reminder-title = 📋 <b>{ $left }</b> · { $count } still owed
reminder-only = 📋 <b>{ $left }</b> · still owed: No. { $number }{ $state ->
        [draft] {" "}(your draft is at step { $step })
        [returned] {" "}(returned, to be corrected)
       *[other] {""}
    }.
reminder-what = Tap one to answer; for more time send /extend.
reminder-what-one = Tap the button below to answer.
reminder-more = Tap one to answer; everything owed is in /todo, for more time send /extend.
reminder-fill = Answer
reminder-go-on = Go on
reminder-correct = Correct
reminder-extend = More time
reminder-snooze = Tomorrow
reminder-snooze-due = Tomorrow (late)
reminder-is-snoozed = You will be reminded once more on { $day }.
reminder-snoozed = You will be reminded once more: { $day } { $at }.
reminder-snoozed-late = You will be reminded once more: { $day } { $at }. The due day will be past then, and what is sent counts as late.
reminder-snoozed-last = You will be reminded once more: { $day } { $at }. The reminders are over; from that day your department's leader and the office are told.
reminder-nothing-owed = Nothing is owed now, there is nothing to remind of.

escalation-title = ⚠️ <b>Reminders are over: { $departments ->
        [1] 1 department
       *[other] { $departments } departments
    } still { $departments ->
        [1] owes
       *[other] owe
    } { $requests }</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
escalation-what = Nudge them all, or press one: nudge, supervision letter, talk.
escalation-nudge = Nudge all ({ $count })
escalation-over = 📋 Everything told of on { $day } has been sent.
escalation-own-title = ⚠️ <b>Your department still owes { $requests ->
        [1] 1 report
       *[other] { $requests } reports
    }</b>
escalation-own-what = The liaisons were reminded several times. Please see that it is sent.
overdue-line = { $light ->
        [red] 🔴
       *[other] ⚪
    } { $department } · owes { $count } (No. { $numbers }{ $more ->
        [yes] {" "}…
       *[no] {""}
    }) · due { $due }, { $left }
overdue-answered = ⚪ { $department } · sent
overdue-department = { $name }
