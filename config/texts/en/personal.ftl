# Personal data: what is kept, a copy of it, erasing it, a rule that changes

objection-mine = My data
mine =
    ✉️ <b>{ $number } · what is kept of you</b>
    { $kept }
    The objection itself{ $files ->
        [0] {""}
        [one] {" "}with its file
       *[other] {" "}with its { $files } files
    } and how it was handled stay on record.
    { $asking }
mine-identity = Your name, your contact and the chat number for the answer are kept, encrypted; they are erased { $days } days after the matter has ended.
mine-way-back = Your name is not kept; only the chat number for the answer is (encrypted), and erased { $days } days after the matter has ended.
mine-nothing = Neither your identity nor the chat number is kept any more.
mine-asking-open = This can't be undone: no answer will come here, please follow it by the receipt code; mails that were sent can't be called back. The objection is handled as before. Erase?
mine-asking-ended = This can't be undone; mails that were sent can't be called back. Erase?
mine-export = Get a copy
mine-erase = Erase me
mine-erase-sure = Yes, erase
mine-erase-not = Keep it
mine-back = Back
mine-exported = Done, see the messages below
mine-erased =
    ✉️ { $number }: your identity and the chat number are erased.
    The objection is handled as before; no answer will come here, its receipt code opens it (/receipt).
mine-erased-toast = Erased
export-slow = Copies were made just now. Please try again in { $minutes } min.
identity-gone-open = ⚠️ The objector of { $number } had their personal data erased: name and contact, if there were any, and the chat number are not kept any more; the answer will not reach their chat (they can read it by the receipt code). Please handle it as before.
identity-gone-ended = ✉️ The objector of { $number } had their personal data erased: name and contact, if there were any, and the chat number are not kept any more.

## The copy

copy-name = objection-{ $number }.txt
copy-caption = ✉️ All that is kept of { $number }{ $files ->
        [0] {""}
        [one] ; the file follows
       *[other] ; the { $files } files follow
    }.
copy-register = Register number
copy-notice = Notice
copy-tasks = Tasks
copy-lodged = Lodged
copy-who = How
copy-who-anonymous = anonymously
copy-who-named = by name: { $name }, { $contact }
copy-who-hidden = by name (name and contact are copied only to the account that lodged it)
copy-who-erased = by name (identity erased)
copy-way-back = Chat number
copy-kept = kept (encrypted), for the answer only
copy-not-kept = not kept
copy-addresses = Mailed to
copy-state = State
copy-state-registered = registered
copy-state-under-review = looked into
copy-state-asked = waiting for your reply
copy-state-answered = answered
copy-state-withdrawn = withdrawn
copy-days = Kept for
copy-so-many-days = identity and chat number are erased { $days } days after the matter has ended
copy-text = What was said
copy-files = Files
copy-said-office = The office asked ({ $moment })
copy-said-objector = The objector added ({ $moment })
copy-answer = Answer ({ $moment })

## The rule

retention-shorter =
    ⚠️ <b>The setting for how long identities are kept went from { $before } to { $after } days; it is not in force yet</b>
    Once it is, name, contact and chat number of { $erased } ended objections are erased at once and for good; the others at { $after } days.
    Until then { $before } days hold, and the public is told so. To leave it, set it back to { $before }.
retention-longer =
    ✉️ <b>Identities are kept { $after } days from now on, not { $before }</b>
    Whoever objects from now on is told { $after } days; whoever objected before is erased as they were told then.
retention-taken-card = ✉️ Identities are now kept { $after } days, not { $before }; { $erased } that were over it are being erased.
retention-apply = Put in force
retention-taken = In force: { $days } days
retention-moved = The setting has changed again; what was on the screen no longer holds.
