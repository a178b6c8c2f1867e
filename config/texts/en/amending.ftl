# Correcting, extending, withdrawing a notice: what is published, drawing it up, telling

# -- published --
amend-title-correction = Correction of the notice “{ $title }”
amend-title-extension = Extension of the period of the notice “{ $title }”
amend-title-withdrawal = Withdrawal of the notice “{ $title }”
amend-text-correction = The notice “{ $title }” (tasks { $numbers }), published on { $day }, is corrected as follows:
amend-text-extension = The period of the notice “{ $title }” (tasks { $numbers }), published on { $day }, was { $start } to { $end } ({ $days } days, { $working } of them working days).
amend-text-withdrawal = The notice “{ $title }” (tasks { $numbers }, period { $start } to { $end }), published on { $day }, is withdrawn. It no longer counts towards striking off, and no new objections to it are taken. Objections raised before are still dealt with and answered.
amend-text-longer = It now ends on { $end }: { $start } to { $end } (both days included, { $days } days, { $working } of them working days). Objections raised before stand.
amend-text-unchanged = The period stays { $start } to { $end }.
amend-text-reason = Reason: { $reason }
amend-change-phones = Phone: not “{ $before }” but “{ $after }”.
amend-change-emails = E-mail: not “{ $before }” but “{ $after }”.
amend-change-receiver = Received by: not “{ $before }” but “{ $after }”.
amend-change-text = For “{ $before }” read “{ $after }”.
amend-change-none = none given
amend-change-issuer = the publisher
amend-head = 📢 <b>{ $title }</b>
amend-body = { $text }
publicity-amended-correction = <b>Corrected on { $day }; it stands here as corrected.</b>
publicity-amended-extension = <b>Extended on { $day }; the period above is the longer one.</b>
publicity-amended-withdrawal = <b>Withdrawn on { $day }; no new objections are taken.</b>

# -- card --
publicity-correction = Correct
publicity-extension = Extend
publicity-withdrawal = Withdraw
publicity-change = Change
publicity-form-reopened = 📢 The notice on task { $numbers } is being changed. It is published once it is confirmed again; see /publicity.
publicity-card-taken-back = Withdrawn. Objections to it must still be answered one by one: /objections.

# -- drawing it up --
amend-form-correction = 📢 <b>Correct the notice</b>
    { $title }
amend-form-extension = 📢 <b>Extend the period</b>
    { $title }
amend-form-withdrawal = 📢 <b>Withdraw the notice</b>
    { $title }
amend-period = Period: { $period }
amend-longer = Until: { $end } ({ $days } days, { $working } working days)
amend-so-far = Filled in: { $fields }
amend-kept = It is: { $kept }
amend-field-phones = Phone
amend-field-emails = E-mail
amend-field-receiver = Receiver
amend-field-text = Words
amend-ask-field = What is to be corrected?
amend-ask-phones = Enter the right phone, for example 0311-55501234, 0311-55505678.
amend-ask-emails = Enter the right e-mail, for example objections@example.org; several with commas between.
amend-ask-receiver = Enter a line each: receiving unit, person, postal address. Write - where there is none.
amend-ask-text =
    Enter two lines: the words that stand there and are wrong, then the right ones. For example:
    12 million m³ of water
    1.2 million m³ of water
amend-ask-end =
    Suggested: until { $end } ({ $days } days, { $working } working days).
    Or enter the last day, for example 2025-06-10 or 延长5个工作日.
amend-ask-end-typed = Enter the last day, for example 2025-06-10 or 延长5个工作日.
amend-ask-reason-correction = Why is it corrected? One sentence, published as you write it, for example: The address was mistyped.
amend-ask-reason-extension = Why is it extended? One sentence, published as you write it, for example: To give everyone time to read it.
amend-ask-reason-withdrawal = Why is it withdrawn? One sentence, published as you write it, for example: What was done has to be checked again.
amend-use-suggested = Use this date
amend-other-field = Other field
amend-drop = Give up
amend-preview-correction = <b>Check the correction</b> · it will appear like this:
amend-preview-extension = <b>Check the extension</b> · it will appear like this:
amend-preview-withdrawal = <b>Check the withdrawal</b> · it will appear like this:
amend-goes-to = Goes to { $channels ->
        [0] no channel
        [1] one channel or group
       *[other] { $channels } channels or groups
    }{ $subscribers ->
        [0] {""}
        [1] {" "}and the one person who was sent the notice
       *[other] {" "}and the { $subscribers } people who were sent the notice
    }.
amend-then-correction = Confirmed, it is published at once; the notice is changed and says so. This can't be undone.
amend-then-extension = Confirmed, it is published at once; period, reminders and objections follow the new date. This can't be undone.
amend-then-withdrawal = Confirmed, it is published at once: the period stops, no new objections are taken, and the task must be published again before it is struck off. This can't be undone.
amend-confirm-correction = Publish it
amend-confirm-extension = Publish it
amend-confirm-withdrawal = Withdraw
amend-again-correction = Another one
amend-again-extension = Other date
amend-change-reason = Other reason
amend-warn-routed = { $count ->
        [one] The objection lodged before has
       *[other] The { $count } objections lodged before have
    } gone to the old address and will not be sent again; what comes after goes to the new one.
amend-warn-open = { $count ->
        [one] One objection waits
       *[other] { $count } objections wait
    } for an answer, and must still be answered after the withdrawal.
amend-done-correction = 📢 The correction is published: { $title }
amend-done-extension = 📢 The extension is published: { $title }
amend-done-withdrawal = 📢 The withdrawal is published: { $title }
amend-dropped-correction = 📢 Not corrected, the notice stands as it was: { $title }
amend-dropped-extension = 📢 Not extended, the notice stands as it was: { $title }
amend-dropped-withdrawal = 📢 Not withdrawn: { $title }
amend-confirmed = Published
amend-dropped = Nothing was published
amend-two-lines = Enter exactly two lines: the words as they stand in the notice, then the right ones.
amend-words-long = “{ $given }…” is too long; { $most } characters a line at most.
amend-words-same = Both lines say the same; there is nothing to change.
amend-words-nowhere = The notice does not say “{ $given }”. Copy the words from the notice or its document, punctuation included.
amend-end-unclear = “{ $given }” names no day. For example 2025-06-10 or 延长5个工作日.
amend-end-earlier = The new last day must be later than the present one. To shorten a period, withdraw the notice and publish it again.
amend-reason-first = Give the reason; one sentence is enough.
amend-reason-long = The reason is too long: { $now } characters, { $most } at most.
amend-words-only = Send this as a new text message; what you sent was not taken.
amend-press-to-go-on = It is being checked. Press a button below to change something.
amend-same = It is that already; there is nothing to change.
amend-too-much = One announcement can't hold so much. This one was not noted; publish what you have, then send another.
amend-period-over = The period is over; nothing can be changed any more, and nothing was published.
publicity-warn-day-off = The last day, { $day }, is a day off; objections raised then are seen when the office opens again.
publicity-warn-new-year = The period runs over the New Year; check the years of both dates.
