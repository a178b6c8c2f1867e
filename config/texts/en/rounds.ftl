# Special rounds

round-head = 📋 <b>Special round</b>{ $at ->
        [0] {""}
       *[other] {" "}· step { $at } of { $of }: { $step }
    }
round-step-programme = programme
round-step-question = question
round-step-tasks = tasks
round-step-departments = departments
round-step-due = due day
round-step-preview = check
round-programme = { $name }
round-programme-button = { $name }
round-tasks = { $count ->
        [one] 1 task
       *[other] { $count } tasks
    }: { $numbers }
round-departments = { $count ->
        [one] 1 department
       *[other] { $count } departments
    }, { $requests ->
        [one] 1 answer
       *[other] { $requests } answers
    } owed
round-names = <blockquote expandable>{ $names }</blockquote>
round-and-more = { $names } and { $count } more
round-due = Due by <b>{ $due }</b>: counted from { $start }, that day included, working day { $days }
round-due-named = Due by <b>{ $due }</b>
round-figures = The figures are asked for as well
round-waits = It is outside working hours: it leaves when work begins on { $day }.
round-unbound = ⚠️ Nobody can be reached now in { $count ->
        [one] 1 department
       *[other] { $count } departments
    }: { $names }
round-ask-programme = Please choose whose tasks, or type a part of the name.
round-ask-question = Please type what the departments shall answer. With two lines or more the first is the name, for example:
    Check before the floods
    How many places were checked, what was found, when will it be mended?
round-ask-tasks = Please choose the tasks: tap “All open” ({ $count }), or type their numbers, for example 21, 33, 47-5
round-ask-departments = Please choose whom to ask ({ $of } departments answer for these tasks): tap “All”, tap one by one, or type names
round-ask-due = Please choose when it is due, or type a number of working days or a date, for example 5 or 2024-10-18
round-ask-preview = Please check, then tap “Send”. Only the departments you chose get it.
round-all-tasks = All open ({ $count })
round-all-departments = All ({ $count })
round-department = { $name }
round-picked = ✓ { $name }
round-done = Chosen ({ $count })
round-days = { $days } working days
round-send = Send
round-edit-question = Question
round-edit-tasks = Tasks
round-edit-departments = Departments
round-edit-due = Due day
round-with-figures = With figures
round-without-figures = No figures
round-back = Back
round-leave = Don't send
round-left = 📋 The special round was not sent, and what was written is not kept. Begin another with /round.
round-sent = Sent to { $departments ->
        [one] 1 department
       *[other] { $departments } departments
    }.
round-opened = 📋 <b>Sent: { $period }</b>
round-opened-by-another = 📋 <b>Sent by another coordinator: { $period }</b>
round-opened-what = Who has not answered: /missing. Reminders and review are as in any round.

round-no-tasks = There are no tasks in the ledger yet. Please import it first, see /ledger.
round-words-only = Words are expected here; this was not taken.
round-question-expected = There is no question yet. Please type it.
round-title-long = The first line is the name and has { $given } characters, more than { $most }; nothing was taken. Make it shorter and write the question from the second line on.
round-question-long = The question has { $given } characters, more than { $most }; nothing was taken. Please shorten it.
round-programme-expected = That names no programme. Tap one, or type a part of its name.
round-numbers-expected = There is no number in that. Type numbers, for example 21, 33; for all open tasks tap “All open”.
round-numbers-unknown = The ledger has no { $numbers }; nothing was taken. Please check.
round-nobody-owes = No department answers for these tasks (lead, responsible, or cooperating with a measure of its own). Please choose others.
round-departments-expected = No department is chosen yet. Tap some, or type their names.
round-department-unknown = No department that answers for these tasks is called “{ $name }”; nothing was taken. Tap them, or check the name.
round-department-several = “{ $name }” could be several: { $names }. Please type the whole name.
round-due-unclear = “{ $given }” names no day. Type a number of working days or a date, for example 5 or 2024-10-18
round-days-many = “{ $given }” won't do: it can be 1 to { $most } working days. Type another number, or a date.
round-due-past = That day is past. Please choose another.
round-due-far = That day is more than a year away. Please check the year.
round-due-day-off = { $day } is no working day. Please choose one, for example { $other }
round-preview-expected = No text is expected here; nothing was taken. Tap “Send”, or a button to change something.
round-has-moved = A date or a department has changed since the preview; nothing was sent. Please look again.
round-too-many = This programme has had { $most } special rounds this year; there are no numbers left.

round-running = What was sent and is not all answered can be looked at or cancelled with the buttons below.
round-running-button = Round { $n }
round-cancel = Cancel it
round-cancel-ask = 📋 <b>Cancel { $period }?</b>
round-cancel-who = { $owed ->
        [one] The 1 answer that is owed need not be sent,
       *[other] The { $owed } answers that are owed need not be sent,
    } by { $count ->
        [one] 1 department
       *[other] { $count } departments
    }:
round-cancel-what = No more reminders; these departments' cards will say so, without ringing.{ $begun ->
        [0] {""}
        [one] {" "}The draft that was begun stays for its department to read.
       *[other] {" "}The { $begun } drafts that were begun stay for their departments to read.
    }{ $answered ->
        [0] {""}
        [one] {" "}The 1 answer that came stays, and is reviewed.
       *[other] {" "}The { $answered } answers that came stay, and are reviewed.
    } It can't be undone.
    Tap “Cancel it”, or reply “cancel it”.
round-cancel-yes = Cancel it
round-cancel-no = Keep it
round-cancel-press = Please tap “Cancel it” or “Keep it”.
round-cancel-moved = A department has answered just now; nothing was cancelled. Please look again.
round-cancelled-toast = Cancelled
round-cancelled-already = This special round is cancelled already.
round-all-answered = All have answered this special round; there is nothing to cancel.
round-cancelled = 📋 <b>Cancelled: { $period }</b>
round-cancelled-by = By { $by ->
        [none] a coordinator
       *[other] { $by }
    }, { $at }.
round-cancelled-ended = Not answered and not owed any more: { $ended }. { $count ->
        [one] 1 department's cards say
       *[other] { $count } departments' cards say
    } so:
round-cancelled-kept = Answered, and kept: { $answered }.
round-cancelled-unbound = ⚠️ Nobody can be reached in { $count ->
        [one] 1 department
       *[other] { $count } departments
    }; please tell them another way: { $names }
review-round-cancelled = This special round is cancelled: the answer is not returned any more, but can be accepted.
review-cancelled = This special round is cancelled: nothing is returned any more. It can be accepted, or left.
report-stays = This special round is cancelled: what was sent is kept and can't be taken back.
