# Said anywhere: not understood, moved on, trouble in the machine

not-understood = I did not understand that. /start shows what you can do; running notices are under /notices, an objection you made under /receipt.
not-understood-office = I did not understand that. /help shows what you can do.
not-understood-liaison = I did not understand that. To answer for your department see /todo; for the rest see /help.
edit-after = Changing a message does not change what was handed in. To add something, use the button of its card, or send it as a new message.
edited-command = An edited command is not run. Please send the command as a new message.
button-unknown = This button no longer works. Please begin again with /start.
moved-on = This has moved on; the screen shows where it is now.
nothing-to-cancel = There is nothing under way.
form-cancelled = Cancelled: see the card above.
form-left = Left. What was unfinished has not been sent.
card-moved = This went on in the new message below.
file-too-big = “{ $name }” has { $size }, above the { $most } MB the bot can take, so it was not taken. Please compress it or send it in parts, { $email ->
        [none] or describe it in words.
       *[other] or send it to { $email }.
    }
file-runs = “{ $file }” is a program that can be run, so it was not taken. Please send documents, pictures or photos.
turn-parked = ⚠️ Your last message could not be handled. It is kept and people will look at it. If it is urgent, please call the office.

parked-letter = A letter
parked-announcement = An announcement
parked-other = A message
answer-undelivered = ⚠️ The answer to objection { $number } did not arrive: the objector has stopped the bot. It is kept and can be seen at any time with the receipt code (/receipt). If they gave their name, their contact is behind “Contact” on the card of the objection.
unreachable = ⚠️ A liaison of { $department } can't be reached any more (the bot may have been stopped). Somebody else of the department can; please ring, or invite another.
unreachable-alone = ⚠️ The liaison of { $department } can't be reached any more (the bot may have been stopped), and nobody else of the department can. Please ring, or invite another. { $email ->
        [none] No e-mail of the department is set, so what is owed reaches nobody.
       *[other] What is owed goes to { $email }.
    }
unreachable-back = 📋 The liaison of { $department } can be reached again, and was told once what is owed.
reconcile-miss = ⚠️ The nightly check found something missing: { $what } ({ $thing }). Please have the operator run xiaohao doctor.
reconcile-objection-letter = a lodged objection has no letter
reconcile-letter-address = a letter has no row for one of its addresses
reconcile-request-prompt = an open request never had its prompt
reconcile-period-open = a publicity period that is over is still open
reconcile-audit-chain = the audit chain is broken
task-moved-on = Task { $number } has moved on, so this can't be done now. /task { $number } shows where it is.
parked-unknown = Nothing parked is called { $name }. See xiaohao parked list.
form-back = What you had begun before is open again: please go on with it, or leave it with /cancel.
