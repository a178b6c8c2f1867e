# Nudges

menu-nudge = Nudge
nudge-head = <b>The office asks you to answer</b>
nudge-title = 📋 <b>Nudge: { $departments ->
        [1] 1 department owes
       *[other] { $departments } departments owe
    } { $requests }</b>, { $overdue } overdue{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
nudge-what = Press a department for details, or nudge them all.
nudge-nobody = 📋 Nobody owes anything now.
nudge-nobody-so-called = Nothing owed was found for “{ $given }”. Give a department or a number, such as /nudge 21; alone it lists all.
nudge-all = Nudge all ({ $count })
nudge-late = Overdue only
nudge-department = 📋 <b>{ $department }</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
nudge-liaisons = { $people ->
        [1] 1 liaison
       *[other] { $people } liaisons
    }{ $lost ->
        [0] {""}
       *[other] , { $lost } can't be reached
    }
nudge-task = { $light ->
        [red] 🔴
       *[other] ⚪
    } <b>No. { $number }</b> { $problem } · { $period } · { $state ->
        [returned] returned
        [draft] draft
       *[open] not begun
    } · due { $due }, { $left }
nudge-owes-nothing = Nothing is owed now.
nudge-reminded = Reminded on { $count ->
        [1] 1 day
       *[other] { $count } days
    }{ $more ->
        [yes] , lately
       *[no] :
    } { $days }
nudge-nudged = Nudged on { $count ->
        [1] 1 day
       *[other] { $count } days
    }{ $more ->
        [yes] , lately
       *[no] :
    } { $days }
nudge-letters = Supervision letters: { $count }
nudge-this = Nudge
nudge-letter = Letter
nudge-talk = Note a talk
nudge-back = Back
nudge-confirm-all = 📋 <b>Nudge everybody who owes</b>
nudge-confirm-late = 📋 <b>Nudge who is overdue</b>
nudge-would = { $departments ->
        [1] 1 department
       *[other] { $departments } departments
    } with { $people ->
        [1] 1 liaison
       *[other] { $people } liaisons
    } will be nudged ({ $requests } owed).
nudge-did = { $departments ->
        [1] 1 department
       *[other] { $departments } departments
    } with { $people ->
        [1] 1 liaison
       *[other] { $people } liaisons
    } nudged ({ $requests } owed).
nudge-waits = It is outside working hours; this leaves on { $at }.
nudge-count-barred = { $count ->
        [1] 1 department was
       *[other] { $count } departments were
    } nudged that day already and { $count ->
        [1] is
       *[other] are
    } left alone.
nudge-count-told = { $count ->
        [1] 1 liaison has
       *[other] { $count } liaisons have
    } had that day's message and { $count ->
        [1] is
       *[other] are
    } left alone.
nudge-count-lost = { $count } can't be reached; please call them.
nudge-count-unbound = { $count ->
        [1] 1 department has
       *[other] { $count } departments have
    } no liaison; please invite one with /invite.
nudge-confirm-what = One message each, with everything owed.
nudge-confirm-nobody = There is nobody left to nudge that day.
nudge-yes = Nudge them ({ $count })
nudge-said = { $departments ->
        [1] 1 department
       *[other] { $departments } departments
    } with { $people ->
        [1] 1 liaison
       *[other] { $people } liaisons
    } nudged{ $lost ->
        [0] {""}
       *[other] ; { $lost } can't be reached
    }.{ $at ->
        [now] {""}
       *[other] {" "}It is outside working hours: this leaves on { $at }.
    }
nudge-nothing-owed = Nothing is owed any more.
nudge-barred = This department was nudged that day already; nothing was sent. You can nudge it tomorrow.
nudge-told = The liaisons have had that day's message; nothing was sent. You can nudge them tomorrow.
nudge-lost = The liaison can't be reached (the bot may be blocked); nothing was sent. Please call.
nudge-unbound = This department has no liaison; nothing was sent. Please invite one with /invite.
nudge-off = Nudges are switched off in the settings (collection.nudges_per_day is 0).
