# Objections: raised by the public, receipt and progress, received and answered by coordinators

## What is being published

notices =
    📢 <b>Being published now</b>
    { $list }

    If you disagree with one, press its button. By name or anonymously, as you like.
notices-line = · { $title } ({ $starts } to { $ends })
notices-object = Object
notices-object-to = No. { $numbers }
notices-none = Nothing is being published at the moment. { $ways }.
objection-call = You may call { $phones }
objection-write = write to { $emails }
objection-or = {", or "}
objection-visit = You may come to the office
objection-notice-unknown = This notice was not found. What is being published now is in /notices.
objection-period-over = The publicity period of “{ $title }” ended on { $ends }. { $ways }; a letter posted by { $ends } counts by its postmark.{ $kept }
objection-period-ahead = The publicity period of “{ $title }” runs from { $starts } to { $ends }; you can object here then. Until then: { $ways }.
objection-period-withdrawn = The notice “{ $title }” was withdrawn and takes no objections. { $ways }.
objection-draft-kept = {" "}What you wrote was not sent; it is kept for 24 hours.
objection-period-closed = The period is over; nothing was sent
objection-office = the office

## Objecting

objection-head =
    ✉️ <b>Objection to “{ $title }”</b>
    Step { $number } of { $of } · { $step }
    { $days ->
        [0] The period is over; nothing can be sent any more
        [1] The last day
       *[other] { $days } days left
    } (until { $ends } 24:00)
objection-step-who = how
objection-step-name = name
objection-step-contact = contact
objection-step-tasks = tasks
objection-step-matter = what and files
objection-step-preview = check
objection-who =
    Please choose:
    <b>By name</b>: name and contact serve this matter only, are kept encrypted, and erased { $days } days after the answer.
    <b>Anonymously</b>: whoever receives it can't see your account; the bot keeps the chat number (encrypted) only to bring you the answer.
    Either way your words and files go by mail to { $emails } and get a register number. Until you confirm, nothing is sent.
objection-anonymously = Anonymously
objection-by-name = By name
objection-read = Read the notice
objection-leave = Leave
objection-leave-form = Leave
objection-back = Back
objection-next = Next
objection-all = All tasks
objection-check = Check
objection-change = Change
objection-confirm = Confirm
objection-pick = No. { $task }
objection-name =
    { $kept ->
        [none] {""}
       *[other] Now: { $kept }.{" "}
    }Please type your name.
objection-contact =
    { $kept ->
        [none] {""}
       *[other] Now: { $kept }.{" "}
    }Please type a phone number or e-mail address, such as 010-55501234 or name@example.org.
objection-tasks =
    This notice covers several tasks. Which ones do you object to? If you are right, only those go back.
    { $list }

    Press the buttons, or type numbers such as 21, 33.
objection-task = ▫️ No. { $number } { $problem }
objection-task-chosen = ☑️ No. { $number } { $problem }
objection-matter = Please write what you object to, in as many messages as you like; send photos and files here too. Then press “Check”, or reply “check”. Editing a message edits the draft.
objection-plain = { $text }
objection-quoted = <blockquote expandable>{ $text }</blockquote>
objection-files = { $count ->
        [one] 1 file
       *[other] { $count } files
    }: { $names }
objection-files-anonymous = Files are renamed to 材料1 and so on.
objection-traces-ask = ⚠️ A file itself may carry the place it was taken, the device or its author's name. Take that out? Files you send later are treated the same.
objection-traces-first = Please say first whether place, device and author shall be taken out of the files (press a button, or reply “clean” or “as they are”).
objection-traces-may = A file itself may carry the place it was taken, the device or its author's name; it can be taken out if you wish.
objection-traces-stay = Files are sent as they are, with place, device and author.
objection-traces-gone = Place, device and author are taken out of what is sent; what it shows is unchanged.
objection-rest-ask = ⚠️ { $names } can't be cleaned for certain (archives, encrypted or signed files, rare formats). Send them all the same? A screenshot would do as well.
objection-rest-first = Please say first whether the files that can't be cleaned shall be sent (press a button, or reply “send them” or “leave them out”).
objection-rest-sent = Can't be cleaned, sent as they are: { $names }.
objection-rest-dropped = Can't be cleaned, not sent: { $names }.
objection-wish-clean = Clean
objection-wish-as_is = As they are
objection-wish-rest_send = Send them
objection-wish-rest_drop = Leave out
objection-preview =
    Concerns No. { $numbers }
    { $who }
    Goes to { $emails }
objection-preview-anonymous = Anonymous
objection-preview-named = By name: { $name }, { $contact }
objection-consent = “Confirm” (or replying “confirm”) means you agree: the above is kept encrypted and sent to the contact address; your identity and the chat number for the answer are erased { $days } days after the answer.
objection-long = <b>{ $title }</b>{ $parts ->
        [1] {""}
       *[other] {" "}({ $part }/{ $parts })
    }
objection-left = Left. Nothing was sent; what you wrote is erased.
objection-forgotten = ✉️ The objection you had begun was not touched for 24 hours; it is erased and nothing was sent. To object, please use /object.
objection_addition-forgotten = ✉️ The addition you had begun was not touched for 24 hours; it is erased and nothing was sent. To add material, please use /receipt.
objection-lodged = ✉️ Lodged. Receipt code and progress are in the two messages below.
objection-lodged-toast = Lodged
objection-added = Added ({ $given } characters in all); you may go on.
objection-edited = Changed as you edited it ({ $given } characters in all).
objection-terms-changed = The contact address or the time things are kept has changed since you checked. Please read it as it is now, then confirm.
objection-files-kept = Received; { $files ->
        [one] 1 file
       *[other] { $files } files
    } so far.
objection-files-too-many = An objection takes { $most } files at most; what you just sent was not kept. Several can be put into one, such as a PDF.
objection-not-text = Text, photos and files can be taken here; this was not.
objection-who-first-kept = What you wrote is in the draft and can be changed later. Please choose first: anonymously or by name (press a button, or reply “anonymous” or “by name”).
objection-text-missing = There is no text yet. Please say in a sentence or two what you object to, then check and confirm.
objection-text-too-long = That makes { $given } characters, { $most } at most; the last message was not added. Long material can be sent as a file.
objection-who-first = Please choose first: anonymously or by name (press a button, or reply “anonymous” or “by name”).
objection-name-expected = Please type the name only, { $most } characters at most.
objection-contact-expected = “{ $given }” does not look like a phone number or an e-mail address. Please type one such as 010-55501234 or name@example.org.
objection-task-unknown = “{ $given }” could not be read. The numbers in this notice are { $numbers }. Please type some of these, separated by commas.
objection-edit-unknown = The message you edited is not part of the draft; the draft is unchanged. To add to what was sent, use “Add material”.
objection-too-many-starts = Too many starts in an hour ({ $most } at most). Please try again in { $minutes } min; what you wrote is still there.{ $phones ->
        [none] {""}
       *[other] {" "}If it is urgent, call { $phones }.
    }{ $emails ->
        [none] {""}
       *[other] {" "}You may also write to { $emails }.
    }
objection-too-many = { $most } a day at most. This one is not sent, what you wrote is still there; you can confirm it in { $hours } h.{ $phones ->
        [none] {""}
       *[other] {" "}If it is urgent, call { $phones }.
    }{ $emails ->
        [none] {""}
       *[other] {" "}You may also write to { $emails }.
    }
addition-too-many = { $most } additions a day at most. This one is not sent, what you wrote is still there; you can send it in { $hours } h.{ $phones ->
        [none] {""}
       *[other] {" "}If it is urgent, call { $phones }.
    }{ $emails ->
        [none] {""}
       *[other] {" "}You may also write to { $emails }.
    }

## Receipt and progress

receipt =
    ✉️ <b>Received. Your receipt code</b> (only you know it, please keep it):
    <code>{ $code }</code>
    With it you can follow the matter and add to it from any account (send /receipt); we can't recover it.
receipt-copy = Copy the code
receipt-ask =
    ✉️ <b>Follow an objection</b>
    Please send the receipt code, such as K7M4-Q2XD-… (case and dashes don't matter).
receipt-left = Left. Send /receipt whenever you want to look.
receipt-found = Found; the state is below.
receipt-unknown = No objection has this receipt code. Please check it and send it again; it is in the message you got when the objection was received.
receipt-slow = Too many tries. Please try again in { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    }.
objection-not-yours = This objection needs its receipt code first. Please send /receipt.
objection-state =
    ✉️ <b>Register number { $number }</b> (you may tell it to the office)
    { $title }
    State: { $state }{ $seen }{ $due ->
        [none] {""}
       *[other] {""}
    The office answers by { $due }
    }

    { $next }
objection-state-withdrawn = withdrawn
objection-state-seen = , seen by the office
objection-state-asking = Once withdrawn it is not looked into any more and can't be brought back. Withdraw it?
objection-next-answered = The answer is in a message of its own.
objection-next-withdrawn = This objection is not looked into any more.
objection-add = Add material
objection-withdraw = Withdraw
objection-withdraw-sure = Yes, withdraw
objection-withdraw-not = Keep it
objection-withdrawn = { $number } withdrawn
addition =
    ✉️ <b>Add to { $number }</b>
    Send text, photos or files, in as many messages as you like; then press “Send”, or reply “send”.
addition-send = Send
addition-leave = Leave
addition-left = Left. Nothing was added; what you wrote is erased.
addition-sent = ✉️ Sent. It is looked into together with the objection.
addition-empty = There is nothing to add yet. Please send text or files first.
addition-too-late = This objection was answered or withdrawn; nothing can be added.
objection-answered =
    ✉️ <b>Answer to { $number }</b>
    { $verdict }
    { $answer }
    { $next }
verdict-upheld-public = Upheld: the tasks concerned go back to rectification
verdict-refused-public = Not upheld
objection-answered-ask = Does this settle it?
objection-answered-settled = You said it is settled. Thank you.
objection-answered-unsettled = You said it is not settled; your words went to the office.
objection-settled-yes = Settled
objection-settled-no = Not settled
objection-settled = Noted, thank you
objection-settled-already = Your word on this has been noted already.
objection-words =
    ✉️ <b>{ $number } is not settled</b>
    Please say in a few sentences what is still open; it goes to the office. Please leave out your name and phone number.
objection-words-expected = Please say it in words, { $most } characters at most.
objection-unsettled = ✉️ Passed on to the office.

## Coordinators

case =
    ✉️ <b>Objection { $number }</b> · { $who }
    Lodged { $moment }
    { $tasks }
    State: { $state }
case-task = No. { $number } { $problem }
case-anonymous = anonymous
case-named = by name
case-source-phone = by phone
case-source-letter = by letter
case-source-mail = by mail
case-late = ⚠️late
case-files = { $files ->
        [one] 1 file
       *[other] { $files } files
    }
case-additions = Added to { $additions ->
        [one] once
       *[other] { $additions } times
    }, included above
case-answer = Answer: { $answer }
case-next = Please read and answer.
case-seen = Seen
case-reply = Answer
case-show-files = Files ({ $files })
case-show-text = Whole text
case-show-contact = Contact
case-contact =
    Objector of { $number }
    Name: { $name }
    Contact: { $contact }
    For this matter only; that you looked is on record.
case-file = Objection { $number } · { $name }
case-file-left-out = Objection { $number } · { $name } (too big for the mail; the letter names its size and hash)
case-unsettled =
    ✉️ <b>The objector says { $number } is not settled</b>
    { $words }
    It is listed in the register and does not block closing.
objection-seen = Marked as seen
objection-seen-already = Seen already
objection-no-files = This objection has no files.
objection-no-contact = This objection is anonymous: there is no contact.
objection-contact-gone = The objector's name and contact were erased (their time was over, or the objector asked for it).
objection-no-longer-open = This objection was answered or withdrawn; the screen shows it as it is now.
reply-head = ✉️ <b>Answering { $number }</b>
reply-verdict =
    Concerns No. { $numbers }
    Is the objection upheld? (Press a button, or reply “upheld” or “not upheld”.)
reply-text =
    Verdict: { $verdict }
    Please type the answer; the objector gets it word for word.
reply-preview =
    Verdict: { $verdict }
    { $answer }
    If it is right, send it, or reply “send”.
reply-sure =
    If upheld, <b>No. { $numbers } goes back to “in progress”</b>; acceptance and publicity passed so far are void and must be done again. This can't be undone.
    Press “Uphold”, or reply “uphold”.
verdict-upheld = upheld
verdict-refused = not upheld
reply-upheld = Upheld
reply-refused = Not upheld
reply-send = Send
reply-uphold-sure = Uphold
reply-leave = Not now
reply-left = Left without an answer.
reply-sent = ✉️ The answer is on its way.
reply-text-only = Please answer in text.
reply-text-expected = Please type the answer, { $most } characters at most.
reply-verdict-first = Please choose first: upheld or not.
reply-objection-grew = The objector has just added something; please read it before you send. Your answer is still there.
