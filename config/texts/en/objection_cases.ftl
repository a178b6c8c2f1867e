# Handling objections: states, questions, days, groups, reminders

## States

objection-state-underway = registered, on its way to the contact address
objection-state-received = registered
objection-state-routed = registered, arrived at the contact address
objection-state-under-review = being looked into
objection-state-asked = the office asks you something
objection-state-upheld = answered: upheld
objection-state-not-upheld = answered: not upheld
objection-next-open = You will be told here when there is an answer.
objection-next-asked = Press “Reply”: text, photos and files are welcome. Without a reply the matter goes on all the same.
case-stage-received = registered, on its way to the contact address
case-stage-routed = arrived at the contact address
case-stage-under-review = { $by ->
        [none] under review
       *[other] under review by { $by }
    }
case-stage-asked = the objector was asked and has not replied yet
case-stage-upheld = answered: upheld
case-stage-not-upheld = answered: not upheld
case-stage-withdrawn = withdrawn by the objector
case-unseen = {", not seen yet"}
case-seen-by = { $by ->
        [none] {", seen"}
       *[other] {", seen by"} { $by }
    }
case-due = To be answered by { $day } { $light }
case-light-white = ⚪to be answered
case-light-asked = ⚪objector's turn, time stands
case-light-amber = 🟡soon
case-light-red = 🔴overdue
case-light-green = 🟢done
case-said-question = Asked: { $text }
case-said-reply = { $text ->
        [none] The objector replied with files
       *[other] The objector replied: { $text }
    }
case-said-unsettled = The objector says it is not settled: { $text ->
        [none] (erased)
       *[other] { $text }
    }
case-settled = The objector says it is settled.
case-next-answer = Please look into it and answer; what is not clear can be asked first.
case-next-asked = You will be told of the reply; you may also answer without it.
case-take = Take it
case-ask = Ask back
objection-taken = Under review

## Questions

question-head = ✉️ <b>A question to the objector of { $number }</b>
question-ask = Please type the question, such as: on which bank is the outlet you mean? You will not see their account; the reply comes back here.
question-preview =
    { $text }
    Press “Send”, or reply “send”. While you wait for the reply, the time to answer stands.
question-send = Send
question-leave = Not now
question-left = Left without a question.
question-sent = ✉️ The question is on its way; you will be told of the reply.
question-text-only = Please ask in text.
question-expected = Please type the question, { $most } characters at most.
question-no-way = This objection has no account to write to; please call or write to the objector.
question =
    ✉️ <b>{ $number }: a question for you</b>
    { $text }
    { $next }
question-open = Press “Reply”: text, photos and files are welcome. The office can't see your account.
question-answered = You have replied, thank you.
question-closed = This objection was answered or withdrawn; no reply is needed any more.
question-replied = ✉️ Your reply is on its way.
objection-question-text = The office asks:<blockquote expandable>{ $text }</blockquote>
objection-reply = Reply
objection-replying = ✉️ <b>Your reply · { $number }</b>
objection-reply-send = Send
letter-subject-reply = Objection { $register }, the objector's reply · No. { $numbers }{ $parts ->
        [1] {""}
       *[other] {" "}({ $part }/{ $parts })
    }
letter-opening-reply = { $part ->
        [1] The objector has replied to what the office asked about this objection to “{ $title }”.
       *[other] More files of the same reply about “{ $title }”.
    }
letter-question = What the office asked:

## Days

due-moved =
    ✉️ <b>Holidays have moved, and with them the days to answer by</b>
    { $list }
due-moved-line = · { $number } was { $before }, is { $day }

## Reminders

cases-waiting =
    ✉️ <b>Objections that wait</b>: { $total }
    { $list }{ $more ->
        [0] {""}
       *[other] {""}
        … and { $more } more
    }

    Press a register number to read and answer.
cases-waiting-line = · { $number } No. { $tasks } { $light }{ $seen ->
        [yes] {""}
       *[no] {", nobody has read it"}
    }
cases-waiting-due = , to be answered by { $day }
case-light-unseen = 🟡not seen
cases-list = The list
unseen-long =
    ⚠️ <b>{ $count ->
        [one] An objection lies unread
       *[other] { $count } objections lie unread
    }</b>
    { $list }
    { $again ->
        [none] Please look into it.
       *[other] Please look into it. Whatever is still unread comes back to you in { $again } working days.
    }
unseen-long-line = { $number } · the coordinators were reminded { $times } times
unseen-long-more = and { $count } more

## The daily letter

digest-subject = Open objections: { $count } · { $day }
digest-opening = At the start of today these objections sent to this address were open: { $count }.
digest-heading = Register number, tasks, days since received, state:
digest-line = { $number }, No. { $tasks }, { $days ->
        [0] received today
        [one] { $days } day
       *[other] { $days } days
    }, { $state }
digest-due = , to be answered by { $day }

## Groups

case-group = A group of { $count } (with { $numbers }): one answer, sent to each.
case-alike = { $count ->
        [1] { $percent }% like { $numbers }. Is it the same?
       *[other] Like { $numbers } ({ $count } in all, { $percent }% at most). Are they the same?
    }
case-join = Group them
case-not-same = Not the same
case-ungroup = Ungroup
objection-grouped = Grouped: { $count } in all
objection-not-grouped = Noted; not asked again
objection-ungrouped = Out of the group

## How the answer is given

reply-group = With the { $count } of its group ({ $numbers } too), each gets this answer.
reply-preview-told =
    Verdict: { $verdict }
    { $answer }
    The objector has no account here. Press how it was answered; or let the bot mail it to the address they left.
reply-mail = Send mail
reply-phone = By phone
reply-letter = By letter
reply-mailed = By mail
reply-noted = ✉️ The answer is in the register.
case-answered-phone = Answered by phone.
case-answered-letter = Answered by letter.
case-answered-mail = Answered by mail.
answer-letter-subject = The answer to objection { $register }
answer-letter-opening = The answer to your objection to “{ $title }”:
answer-letter-call = If you disagree, you may call { $phones }.
task-back =
    📋 <b>No. { $number } is back in progress</b>
    { $problem }
    An objection within the publicity period was upheld ({ $registers }); its acceptance and publicity count no more. Please go on, and apply for acceptance again when it is done.{ $phones ->
        [none] {""}
       *[other] {" "}The office can tell you more: { $phones }.
    }

## The list

cases-head = ✉️ <b>Objections · { $which }</b>: { $total }
cases-of-notice = Notice: { $title }
cases-open = { $register }
cases-which-open = Open
cases-which-soon = Due soon
cases-which-asked = Asked
cases-which-answered = Answered
cases-which-all = All
cases-by-notice = By notice
cases-all-notices = All notices
cases-none-open = No objection waits for an answer.
cases-none-soon = None is due soon or overdue.
cases-none-asked = No objector has been asked.
cases-none-answered = None has been answered yet.
cases-none-all = No objection has come in yet.
cases-next = Press a register number to see it.
cases-line = · { $number } No. { $tasks } { $state } · { $days ->
        [0] today
        [one] { $days } day
       *[other] { $days } days
    }{ $due ->
        [none] {""}
       *[other] {" "}· by { $due }
    }
cases-light-unseen = 🟡not seen
cases-light-white = ⚪{ $stage }
cases-light-amber = 🟡soon, { $stage }
cases-light-red = 🔴overdue, { $stage }
cases-light-green = 🟢{ $stage }
cases-stage-received = to be answered
cases-stage-routed = to be answered
cases-stage-under-review = under review
cases-stage-asked = objector's turn
cases-stage-upheld = upheld
cases-stage-not-upheld = not upheld
cases-stage-withdrawn = withdrawn
cases-choose-notice = ✉️ <b>Objections to which notice?</b>
cases-notice-line = { $at }  { $title }: { $open } open of { $total }
cases-notice = Notice { $at }
