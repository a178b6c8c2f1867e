# Mail that came in: replies, bounces, mail to the contact address; coordinators decide

mail-card =
    ✉️ <b>{ $about }</b>
    Received { $moment }
    Subject: { $subject }
mail-about-case-reply = Reply about objection { $number }{ $contact ->
        [none] {""}
       *[other] { " " }· from { $contact }
    }
mail-about-case-auto-reply = Automatic reply about objection { $number }
mail-about-case-bounce = Returned letter of objection { $number }
mail-about-case-new = Mail about objection { $number }
mail-about-case-workbook = Mail about objection { $number }
mail-about-case-unknown = Mail about objection { $number }
mail-about-registered = Mail, registered as objection { $number }
mail-about-reply = Reply
mail-about-new = Mail to the contact address
mail-about-bounce = Returned letter
mail-about-auto-reply = Automatic reply
mail-about-workbook = Mail with a workbook
mail-about-unknown = Mail to be looked at
mail-no-subject = (no subject)
mail-no-text = (no text)
mail-files = { $files ->
        [one] 1 file
       *[other] { $files } files
    }

mail-doubt = Note: { $what }

mail-why-several = It names more than one objection: see which one it is about.
mail-why-slip = Its register number does not exist; these are one digit away.
mail-why-number-only = It names a register number, but does not answer a letter of ours: please check.
mail-why-no-such-number = Its register number does not exist, nor does one like it.
mail-why-department = It answers a letter to a department, not an objection.
mail-why-notice = It answers a notice of ours, not a single objection.
mail-why-objector = The objector answers the letter that brought the answer: see whether something is still open.
mail-why-fits-nothing = It can't be told what it is about.
mail-why-looks-automatic = It looks like an automatic reply.
mail-why-stranger = Its address is none of the notice's contact addresses: check that the receiving office wrote it.
mail-why-no-letter = It can't be told which letter came back, or from which address.
mail-why-no-period = No notice was running when it came.
mail-why-late = It came after the period's end; once registered it is marked late.
mail-why-empty = It has no words of its own.
mail-lack-too-big = Too large ({ $size }): only its beginning was read and its files were not taken. See the mailbox.
mail-lack-too-many-parts = Nested or split beyond use: it was not opened. See the mailbox.
mail-lack-too-many-files = Too many files: the first 30 were taken. See the mailbox for the others.
mail-lack-programs = A file that is a program was not taken.
mail-lack-encrypted = It is encrypted and can't be opened here. See the mailbox.
mail-lack-unreadable = This mail can't be read. See the mailbox.

mail-next-reply = A sender can be forged: check it, then use it as the answer (you can still change it) or just keep it.
mail-next-closed = This objection is settled: just keep the mail.
mail-next-new = If it objects, register it; if it belongs to an objection, give its number; if neither, set it aside.
mail-next-unknown = See which objection it belongs to; if none, set it aside.
mail-next-bounce = See which objection it belongs to and check the address by telephone; then set it aside.
mail-next-workbook = Tell the department, or hand in its workbook yourself (/workbook); then set it aside.
mail-next-file = Just keep it; if it belongs elsewhere, give its number.
mail-next-choose = To which notice?
mail-period = · No. { $numbers } { $title }
mail-period-late = · No. { $numbers } { $title } (over; it will be marked late)
mail-state-filed = { $by ->
        [none] Kept.
       *[other] Kept by { $by }.
    }
mail-state-answered = { $by ->
        [none] Now the draft of an answer: check and send it on the answer's card.
       *[other] { $by } made it the draft of an answer: check and send it on the answer's card.
    }
mail-state-sent = { $by ->
        [none] Taken as the answer; the objection is settled.
       *[other] { $by } took it as the answer; the objection is settled.
    }
mail-state-registered = { $by ->
        [none] Registered: go on from the objection's card.
       *[other] Registered by { $by }: go on from the objection's card.
    }
mail-state-dismissed = { $by ->
        [none] Set aside; the mail is still kept.
       *[other] Set aside by { $by }; the mail is still kept.
    }

mail-answer = Use as answer
mail-keep = Just keep
mail-aside = Set aside
mail-take-up = Take up again
mail-register = Register
mail-assign = Give number
mail-assign-to = It is { $number }
mail-pick = No. { $numbers }
mail-back = Back
mail-show-files = Files ({ $files })
mail-show-text = Whole text
mail-show-sender = Sender

mail-kept = Kept
mail-aside-done = Set aside
mail-taken-up = Back in the list
mail-assigned = Now with { $number }
mail-registered = Registered as { $number }
mail-no-words = This mail has no words to answer with. Press “Answer” on the objection's card and write your own.
mail-no-files = This mail has no files.
mail-no-sender = This mail names no sender.
mail-no-period = There is no notice to register it to.
mail-objection-closed = Objection { $number } was answered or withdrawn: just keep this mail.
mail-assign-ask =
    ✉️ <b>Which objection is it about?</b>
    Subject: { $subject }
    Type its register number, for example 2025-0021.
mail-assign-leave = Leave
mail-assign-left = Left; the mail still waits.
mail-assign-done = ✉️ Done: go on from the mail's card.
mail-assign-expected = Type a register number, for example 2025-0021.
mail-assign-unknown = There is no register number “{ $given }”. Please check, for example 2025-0021; all objections: /objections.
mail-sender =
    Sender of “{ $subject }”
    { $name ->
        [none] No name given
       *[other] Name: { $name }
    }
    Address: { $address }
    What a mail says of its sender can be forged. For this matter only; that you looked is on record.
mail-file = Mail “{ $subject }” · { $name }

mails =
    ✉️ <b>Mails that wait</b>: { $total }
    { $list }

    Press one to open it.
mails-line = { $at } { $about } · { $subject } · { $moment }
mails-open = No. { $at }
mails-none = ✉️ No mail waits.
mails-no-mailbox = ✉️ No mailbox is set: bounces and replies are in the mailbox itself. Ask the operator to set mail.inboxes.
mails-waiting =
    ✉️ <b>{ $total ->
        [one] 1 mail waits
       *[other] { $total } mails wait
    }</b>
    It can't be told what they are about: please look (/mailbox).
mails-look = Look

mail-bounced =
    ⚠️ <b>A letter came back</b>
    { $about } → { $address }
    { $reason ->
        [none] No reason given
       *[other] Reason: { $reason }
    }
    { $next }
mail-letter-objection = The letter of objection { $number }
mail-letter-department = { $department ->
        [none] The letter to a department
       *[other] The letter to { $department }
    }
mail-letter-answer = The answer to objection { $number }
mail-letter-other = A letter of notice
mail-to-objector = the address the objector left
mail-advice-address = They say there is no such address. Telephone and check it for a slip.
mail-advice-full = Their mailbox is full. Ask them by telephone to clear it, then press “Send again”.
mail-advice-size = It was too large for them. Hand the files over another way.
mail-advice-refused = Their server refuses it. Ask them by telephone to let it through, then press “Send again”.
mail-advice-other = Telephone them; once they can receive it, press “Send again”.
mail-bounced-next-objection = The letter is kept. Until it is delivered the tasks concerned can't be struck off.
mail-bounced-next-department = The letter is kept. The department's address can be changed under /people.
mail-bounced-next-answer = The answer is kept. Tell the objector another way (“Contact” on the objection's card), then press “Given otherwise”.
mail-bounced-next-other = The letter is kept.
mail-bounced-sent = Queued to be sent again.
mail-bounced-other = Noted: delivered another way.
mail-bounce-resend = Send again
mail-bounce-other = Given otherwise
mail-bounce-again = Queued again
mail-bounce-given = Noted

mailbox-returns = The mailbox for bounces and replies
mailbox-contact = The notices' contact mailbox
mailbox-down =
    ⚠️ <b>{ $what } could not be read for { $minutes } minutes</b> ({ $host }: { $reason })
    What comes stays there and is read once it is back; if it is urgent, look into the mailbox. The operator should run xiaohao doctor.
mailbox-reason-login = the login is refused
mailbox-reason-connection = its server can't be reached
mailbox-reason-tls = no safe connection
mailbox-reason-folder = INBOX can't be opened
mailbox-reason-mails = reading broke off
mailbox-back = ✉️ { $what } ({ $host }) can be read again; what came meanwhile is being read.
