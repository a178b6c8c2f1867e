# Striking off: what is missing, the confirmation, who is told

closing-head = 📋 <b>Strike off · task { $number }</b> · { $programme }
    { $problem }
closing-missing = It can't be struck off yet. Still missing:
closing-missing-line = · { $what }
closing-missing-then = Press again once that is there.
closing-missing-acceptance = acceptance
closing-missing-publicity = the end of a publicity period{ $asked ->
        [1] {""}
       *[other] {" "}({ $asked } are asked for, { $ended } are over)
    }
closing-missing-running = a publicity period has not ended yet
closing-missing-answer = an answer to objection { $number }{ $more ->
        [yes] {" "}and others ({ $count } in all)
       *[no] {""}
    }
closing-missing-letter = the letters of objection { $number }{ $more ->
        [yes] {" "}and others ({ $count } in all)
       *[no] {""}
    } (not delivered); see to them under /parked
closing-missing-post = the wait of { $days } days for the post, until { $until }
closing-confirm = Everything the programme asks for is there. Task { $number } will be closed, and { $people } people are told. This can't be undone.
closing-do = Strike off
closing-see-period = The notice
closing-look-again = Look again
closing-not-yet = Task { $number } can't be struck off yet; the screen shows what is missing.
closing-closed = Task { $number } struck off
closing-closed-already = Task { $number } has been struck off already.
closing-done = 📋 <b>Struck off · task { $number }</b> · { $programme }
    { $problem }
    Struck off on { $day }.
closing-period = Published { $starts } to { $ends }, { $days } days, { $working } working days
closing-objections = Objections: { $count } ({ $numbers }{ $more ->
        [yes] , …
       *[no] {""}
    }), all answered or withdrawn
closing-no-objections = Objections: none came during publicity
closing-record = Closing record

# Looking back: a task that was struck off goes back

look-back-head = 📋 <b>Look back · no. { $number }</b> · { $programme }
    { $problem }{ $day ->
        [none] {""}
       *[other] {" "}(struck off { $day })
    }
look-back-reason = Why is it looked at again? Type the reason (kept, and told to the units), such as: a visit found sewage still running into the lake.
look-back-sure = Reason: { $reason }

    Then <b>no. { $number } goes from “struck off” back to “in progress”</b>; its acceptance and publicity count no more and are done again; its history stays whole. The units report on it from the next round on. People told: { $people }.
    Tap “Reopen it”, or reply “reopen”; to change the reason send another.
look-back-do = Reopen it
look-back-leave = Leave
look-back-left = Left; nothing changed.
look-back-done = No. { $number } is reopened
look-back-not-closed = No. { $number } is not struck off, so there is nothing to reopen.
look-back-reason-expected = Give the reason in words, { $most } characters at most.
look-back-reopened = ⚠️ <b>Look back · no. { $number } is reopened</b> · { $programme }
    { $problem }
    { $closed ->
        [none] {""}
       *[other] Struck off { $closed },{" "}
    }reopened { $day }. Reason: { $reason }
    { $owes ->
        [yes] You report on it from the next round on; apply for acceptance again when it is done.
       *[no] It is accepted and published again before it can be struck off.
    }
