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
closing-missing-answer = objection { $number } has no answer
closing-missing-letter = a letter of objection { $number } did not arrive; please have the operator see to it (xiaohao parked list)
closing-missing-post = the wait of { $days } days for the post, until { $until }
closing-confirm = Everything the programme asks for is there. Task { $number } will be closed, and { $people } people are told. This can't be undone.
closing-do = Strike off
closing-look-again = Look again
closing-not-yet = Task { $number } can't be struck off yet; the screen shows what is missing.
closing-closed = Task { $number } struck off
closing-closed-already = Task { $number } has been struck off already.
closing-done = 📋 <b>Struck off · task { $number }</b> · { $programme }
    { $problem }
    Struck off on { $day }.
