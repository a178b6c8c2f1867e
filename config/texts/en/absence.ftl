# Being away, standing in, handing over, leaving

away-title = 📋 <b>Away</b>
away-ask = Please type the days, for example 2024-10-14 to 2024-10-18, or until 2024-10-18 (from today).
    This week ends { $week }, the next { $next }.
away-today = Today
away-week = This week
away-next = Next week
away-leave = Not away
away-none = 📋 You are here: prompts and reminders come to you.
away-set-again = Be away
away-is-set = 📋 <b>Away</b> { $days }
away-cover-deputy = { $department }: { $names ->
        [none] your deputy
       *[other] { $names }
    } gets what comes
away-cover-others = { $department }: { $names ->
        [none] the other liaisons
       *[other] { $names }
    } go on as before
away-cover-invited = ⚠️ { $department }: the invite for a deputy is unused; meanwhile { $email ->
        [none] nobody gets what comes
       *[other] it goes to { $email }
    }
away-cover-nobody = ⚠️ { $department }: no deputy yet; meanwhile { $email ->
        [none] nobody gets what comes
       *[other] it goes to { $email }
    }
away-what = You may still answer. Afterwards it all comes to you again, and what is owed is told once.
away-invite = Deputy{ $where ->
        [none] {""}
       *[other] {" "}{ $where }
    }
away-colleague = Ask { $name ->
        [none] colleague
       *[other] { $name }
    }
away-drop = Without { $name ->
        [none] deputy
       *[other] { $name }
    }
away-change = Change days
away-back = Back early
away-call-off = Call it off
away-set = The days are noted.
away-is-back = You are back: prompts and reminders come to you.
away-link-made = The link for your deputy is below; please pass it on.
away-asked = Told { $name ->
        [none] them
       *[other] { $name }
    }.
away-dropped = Done; they are told.
away-deputy = You stand in for somebody and have no days of your own to note. /handover ends standing in.
away-dates-unclear = “{ $given }” could not be read. Please type the days, for example 2024-10-14 to 2024-10-18, or until 2024-10-18.
away-ends-first = “{ $given }” ends before it begins. Please look at the dates again.
away-start-past = “{ $given }” begins on a day that is past. Please begin today or later.
away-start-far = “{ $given }” is more than half a year ahead, or past. Please check the dates.
away-too-long = “{ $given }” is longer than a year. Please hand over with /handover instead.

stand-in-deputy =
    📋 <b>Please stand in</b> · { $department }
    { $name ->
        [none] The liaison
       *[other] { $name }
    } is away { $days }; you answer meanwhile, and prompts and reminders come here.
    { $owed ->
        [0] Nothing is owed now.
        [one] One report is owed now.
       *[other] { $owed } reports are owed now.
    }
stand-in-colleague =
    📋 <b>Please look after it</b> · { $department }
    { $name ->
        [none] The other liaison
       *[other] { $name }
    } is away { $days }; please answer for the department meanwhile.
    { $owed ->
        [0] Nothing is owed now.
        [one] One report is owed now.
       *[other] { $owed } reports are owed now.
    }
stand-in-todo = What I owe

handover-title = 📋 <b>Hand over or leave</b>
handover-line = { $department } · { $state ->
        [deputy] standing in
        [invited] the link to a successor is unused
       *[none] { $others ->
            [0] only you
            [one] one more
           *[other] { $others } more
        }
    }
handover-what = Hand over: pass the link on; once your successor opens it, everything that is not done moves there, drafts too. Leave: without a successor.
handover-link = Hand over{ $where ->
        [none] {""}
       *[other] {" "}{ $where }
    }
handover-leave = Leave{ $where ->
        [none] {""}
       *[other] {" "}{ $where }
    }
handover-asks-last = Leave <b>{ $department }</b>? You are the only one: nobody will get what comes, and the office is told. If somebody takes over, please hand over instead.
handover-asks-others = Leave <b>{ $department }</b>? Nothing comes to you any more; the others go on as before. What you wrote stays.
handover-asks-deputy = Stand in for <b>{ $department }</b> no longer? You will not be told when the liaison is away.
handover-leave-yes = Leave
handover-leave-no = Stay
handover-link-made = The link is below; please pass it on to your successor.
handover-left = You have left.
