# Publicity periods: what the public sees, what stands on paper, drawing up, how it stands

# -- on paper --
notice-title = Notice on striking off task { $number } of { $programme }
notice-text = The matter “{ $problem }” (task { $number }), found by { $programme }, has been put right as planned{ $accepted ->
        [yes] {" "}and accepted
       *[no] {""}
    }. { $stage ->
        [close] It is to be struck off.
       *[accept] Acceptance and striking off are to be applied for.
    } What has been done is published here for everyone to examine.
notice-text-several = { $count } matters found by { $programme } (tasks { $number }) have been put right as planned{ $accepted ->
        [yes] {" "}and accepted
       *[no] {""}
    }. { $stage ->
        [close] They are to be struck off.
       *[accept] Acceptance and striking off are to be applied for.
    } What has been done is published here for everyone to examine.
notice-period = The publicity period runs from { $start } to { $end } (both days included, { $days } days, { $working } of them working days). Objections can be raised within it as follows, by name or anonymously.
notice-period-blank = The publicity period runs from __________ to __________. Objections can be raised within it as follows, by name or anonymously.
notice-receiver = Received by: { $given }
notice-person = Person: { $given }
notice-phones = Phone: { $given }
notice-emails = E-mail: { $given }
notice-postal = Address: { $given }
notice-attachment = Annex: what has been done
notice-annex = Annex
notice-table = What has been done
notice-table-number = What has been done (task { $number })
notice-row-task = Task
notice-row-departments = Responsible
notice-row-target = Target
notice-row-measures = Measures
notice-row-completion = Completion
notice-row-completion-as-of = Completion (as of { $day })
notice-date-blank = __________
notice-scan = Scan to see the notice and to object

# -- what the public sees --
publicity-notice =
    📢 <b>{ $title }</b>

    { $text }

    Period: { $period }
publicity-period = { $start } to { $end } ({ $days } days, { $working } working days)
publicity-contact-receiver = Received by: { $given }
publicity-contact-person = Person: { $given }
publicity-contact-phones = Phone: { $given }
publicity-contact-emails = E-mail: { $given }
publicity-contact-postal = Address: { $given }
publicity-issuer = Published by: { $issuer }
publicity-public-file = Document
publicity-object = Object
publicity-over = <b>The period ended at 24:00 on { $day }.</b>
publicity-pin = 📢 { $title }
publicity-still-pinned =
    ⚠️ “{ $title }” is withdrawn, but still pinned in { $where }: the bot may not take it down (Telegram: { $reason }).
    The announcement itself says that it is withdrawn. Please unpin it there by hand; with the right to pin, the bot does it next time.
publicity-document = { $title } (full text and table)
publicity-remind-halfway =
    📢 <b>{ $title }</b>
    Half of the period is over; it ends at 24:00 on { $day }, { $left } days from now, today included.
    To object, press the button below{ $phones ->
        [none] {""}
       *[other] {" "}or call { $phones }
    }.
publicity-remind-last =
    📢 <b>{ $title }</b>
    Today, { $day }, is the last day of the period; it ends at 24:00.
    To object, press the button below{ $phones ->
        [none] {""}
       *[other] {" "}or call { $phones }
    }.
publicity-outcome =
    📢 <b>{ $title }</b>
    The period is over; { $objections ->
        [0] no objection was received
        [1] one objection was received and has been dealt with
       *[other] { $objections } objections were received and have been dealt with
    }. Task { $number } has been struck off.

# -- drawing up --
publicity-form-head = 📢 <b>Notice · task { $numbers }</b> · step { $step } of 4
publicity-form-head-receiver = 📢 <b>Notice · task { $numbers }</b> · who receives objections
publicity-form-head-tasks = 📢 <b>Notice · task { $numbers }</b> · tasks
publicity-form-kept = Now: { $kept }
publicity-form-left = 📢 The draft notice of task { $numbers } is saved; go on with it from /publicity.
publicity-form-dropped = 📢 The draft notice of task { $numbers } is deleted; nothing was published.
publicity-ask-dates =
    Suggested: { $start } to { $end } ({ $days } days, { $working } working days)
    Or type dates, such as 2025-05-21 2025-05-31, or 5月21日起10个工作日.
publicity-ask-phones = Please type the phones that take objections, such as 0311-55501234, 0311-55505678. Write none where objections are taken in writing only.
publicity-ask-phones-offered =
    The office's phones: { $offered }
    Press the button to use these, or type others, such as 0311-55501234, 0311-55505678.
publicity-ask-emails = Please type the address that receives objections, such as objections@example.org; several are separated by commas.
publicity-ask-emails-offered =
    The office's address: { $offered }
    Objections and their files are sent there. Or type another, such as objections@example.org; several are separated by commas.
publicity-ask-receiver = If another unit receives objections than the one that publishes, please type, a line each: the unit, the person, the postal address; - where there is none.
publicity-ask-tasks = Press a task to take it in or out, then go back to the preview.
publicity-use-suggested = Use suggested dates
publicity-use-phones = Use office phones
publicity-use-emails = Use office e-mail
publicity-change-dates = Dates
publicity-change-phones = Phones
publicity-change-emails = E-mail
publicity-change-receiver = Receiver
publicity-change-tasks = Tasks
publicity-task-in = ✓ { $task_number }
publicity-task-out = Add { $task_number }
publicity-one-task = A notice holds one task at least. To give it up, press Delete draft.
publicity-to-preview = Back to preview
publicity-drop = Delete draft
publicity-leave = Save and leave
publicity-preview-head = <b>Check the notice</b> · step 4 of 4
    It will be published on { $start } at { $at } as follows:
publicity-preview-head-now = <b>Check the notice</b> · step 4 of 4
    It will be published as soon as it is confirmed, as follows:
publicity-preview-table = <blockquote expandable>The table (published with the notice as a document)
    { $rows }</blockquote>
publicity-preview-then = Please check every item. Once confirmed it is published by itself; until then it can still be changed or called off.
publicity-warning = Note: { $what }
publicity-confirm = Confirm notice
publicity-file = See document
publicity-left = The draft is saved
publicity-dropped = The draft is deleted
publicity-confirmed = Confirmed; it will be published by itself
publicity-document-sent = Document sent
publicity-dates-unclear = No start and end can be read from “{ $given }”. Please type them, such as 2025-05-21 2025-05-31, or 5月21日起10个工作日.
publicity-no-such-day = There is no day { $given }. Please check it and type it again.
publicity-length-odd = { $given } days can't be right. Please give a number from 1 to 250.
publicity-ends-first = The end lies before the start. Please check and type again, such as 2025-05-21 2025-05-31.
publicity-start-past = All of these days have passed. A notice can't be published for days gone by: please start today or later.
publicity-start-far = The first day is in { $year }, which is too far ahead. Please check the year and type it again.
publicity-too-long = That would be { $days } days, more than a year. Please check the year and type again.
publicity-phone-unclear = “{ $given }” does not look like a phone number. Please type it, such as 0311-55501234; several are separated by commas.
publicity-email-unclear = “{ $given }” is not an e-mail address. Objections depend on it; please check, such as objections@example.org.
publicity-receiver-lines = Please type one to three lines: the unit, the person, the postal address; - where there is none.
publicity-receiver-long = “{ $given }…” is too long; a line may have 120 characters.
publicity-words-only = Please type here; the file was not kept.
publicity-press-to-change = The notice is being checked. To change an item, press its button below.
publicity-already-over = The period of this draft has passed unpublished. Please press Dates and set it again.
publicity-already = Task { $number } has a publicity period already, waiting or running; see /publicity.
publicity-acceptance-first = In this programme task { $number } is accepted first and published afterwards.
publicity-enough = All publicity periods of task { $number } are over; no other is needed.
publicity-warn-short = Only { $days } working days, fewer than the { $minimum } that are required.
publicity-warn-late = The period is counted from a day gone by; it will be published later than its first day.
publicity-warn-far = It starts { $days } days from now; please check the year.
publicity-warn-provisional = The holidays of this time are not published yet; the working days are provisional.
publicity-warn-no-channel = No channel is set: the public will not see this notice.
publicity-warn-no-departments = Task { $number } has no responsible unit.
publicity-warn-no-target = The target of task { $number } is empty.
publicity-warn-no-measures = The measures of task { $number } are empty.
publicity-warn-no-completion = The completion of task { $number } is empty.

# -- how it stands --
publicity-card-head = 📢 <b>{ $title }</b>
    Period: { $period }
publicity-card-scheduled = Waiting: published by itself on { $day } at { $at }.
publicity-card-running = Running, until 24:00 on { $day }.
publicity-card-ended = Ended at 24:00 on { $day }.
publicity-card-withdrawn = Not published, cancelled (it would have run until { $day }).
publicity-card-late = Note: it was published on { $day }, later than the first day of its period.
publicity-card-objections-come = Objections are shown here as they come; /objections lists them.
publicity-card-objections = Objections: { $count }{ $open ->
        [0] {""}
       *[other] , to be answered: { $open }
    }
publicity-card-cancel = If cancelled, nothing is published on { $day } at { $at }, and the notice must be drawn up again. This can't be undone.
publicity-cancel = Cancel notice
publicity-cancel-do = Yes, cancel it
publicity-keep = Keep it
publicity-cancelled = Cancelled, nothing was published
publicity-close = Strike off { $task_number }
publicity-ended-head = 📢 <b>The period is over</b> · { $title }
    Period: { $period }
publicity-ended-none = No objection was received within the period.
publicity-ended-answered = Objections received: { $count }, all dealt with.
publicity-ended-open = Objections received: { $count }; still to be answered: { $open } ({ $numbers }). Striking off waits for the answers; see /objections.
publicity-ended-close = It can be struck off now.
publicity-ended-next = The programme asks for more steps; see /task.
publicity-missed =
    ⚠️ <b>A notice was not published</b>
    { $title }
    Period: { $period }
    The program stood still for the whole period: nobody saw the notice, so it doesn't count. Please draw it up again from /publicity.
publicity-list-head = 📢 <b>Publicity periods</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
publicity-listed-draft = · { $numbers } draft
publicity-listed-scheduled = · { $numbers } waiting, { $start } to { $end }
publicity-listed-running = · { $numbers } running, { $start } to { $end }
publicity-listed-ended = · { $numbers } over, { $start } to { $end }
publicity-listed-withdrawn = · { $numbers } withdrawn, it was { $start } to { $end }
publicity-list-ready = Ready for a notice: { $numbers }
publicity-list-then = Press one to see it or to go on.
publicity-list-empty = There is no publicity period now and no task ready for one. Tasks appear here once they are accepted.
publicity-list-resume = Go on: { $numbers }
publicity-list-show = See { $numbers }
publicity-list-new = Draw up { $task_number }
publicity-add-channel = Add channel
channel-added = The channel “{ $title }” is connected: notices will be published and pinned there.
channel-lost = ⚠️ The bot may no longer publish in the channel “{ $title }”, notices do not reach it. Please have it made an administrator again, or add another channel in /publicity.

publicity-warn-stated = The stated length ({ $stated }) and the dates disagree: they are { $days } days, { $working } of them working days.
publicity-warn-place-unasked = What the bot may do in “{ $title }” could not be asked of Telegram just now.
publicity-warn-place-gone = The bot is not in “{ $title }”; nothing reaches it. Make the bot an administrator there.
publicity-warn-place-post = The bot may not post in “{ $title }”; nothing reaches it. Its administrators can allow “Post messages”.
publicity-warn-place-edit = The bot may not edit messages in “{ $title }”: the notice there can neither say that it ended or was corrected, nor be pinned. Its administrators can allow “Edit messages”.
publicity-warn-place-pin = The bot may not pin in “{ $title }”; the notice is published there all the same. Its administrators can allow “Pin messages”.
publicity-warn-no-phones = No phone is given for objections.
publicity-add-group = Add a group
group-added = The group “{ $title }” is connected: notices will be published and pinned there.
group-lost = ⚠️ The group “{ $title }” no longer lets the bot write; notices do not reach it. Ask its administrators to make the bot an administrator again, or add another in /publicity.
publicity-form-head-words = 📢 <b>Notice · task { $numbers }</b> · words
publicity-form-head-title = 📢 <b>Notice · task { $numbers }</b> · title
publicity-form-head-text = 📢 <b>Notice · task { $numbers }</b> · text
publicity-form-head-done = 📢 <b>Notice · task { $numbers }</b> · completion
publicity-ask-words =
    To change a few words, enter two lines: the words as they stand in the notice or its table, then the new ones.
    To write a whole part anew, press a button below. The ledger stays as it is.
publicity-ask-title = Enter the new title, one line, 200 characters at most.
publicity-ask-text = Enter the new text, 3000 characters at most.
publicity-ask-done = Enter the completion as the notice shall say it, 3000 characters at most. The ledger stays as it is.
publicity-change-words = Change words
publicity-change-title = New title
publicity-change-text = New text
publicity-change-done = Completion { $task_number }
publicity-from-ledger = From the ledger
publicity-words-empty = Please enter text here.
publicity-warn-ledger = The words differ from the ledger as it is now (changed here, or the ledger has moved on). Press “From the ledger” to follow it.
