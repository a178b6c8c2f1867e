# How the machine is: what can't be delivered, whether all runs

parked =
    ⚠️ <b>One thing can't be delivered</b>
    { $what } → { $where }
    Reason: { $reason }
    Nothing is lost. Check the address and press “Try again”, or reach them another way. All of it is in /parked.
parked-again = Try again
parked-give-up = Give up
parked-list =
    ⚠️ <b>Can't be delivered</b>: { $total }
    { $list }

    Nothing is lost. Press “Try” once it is mended, or “Drop” for what need not leave.
parked-none = Everything can be delivered.
parked-item = { $at }  { $what }{ $where ->
        [none] {""}
       *[other] {" "}→ { $where }
    }
    { $why }{ $since ->
        [none] {""}
       *[other] {""}
        since { $since }
    }
parked-what-letter = { $about ->
        [none] an objection's letter
       *[other] a letter of objection { $about }
    }
parked-what-answer-letter = { $about ->
        [none] an answer by mail
       *[other] the answer to { $about } by mail
    }
parked-what-answer = { $about ->
        [none] an answer to an objector
       *[other] the answer to { $about }
    }
parked-what-question = a question to an objector
parked-what-digest = the daily list of open objections
parked-what-department-letter = a letter to a department
parked-what-announcement = an announcement
parked-what-update = a message that could not be handled
parked-what-other = a message
parked-retry = Try { $at }
parked-drop = Drop { $at }
parked-ask-drop =
    ⚠️ <b>Given up, it never leaves, and can't be brought back</b>
    { $what }{ $where ->
        [none] {""}
       *[other] {" "}→ { $where }
    }
    They will not get it. Really give it up?
parked-drop-sure = Give up
parked-drop-not = Keep it
parked-retried = It is queued again; if it can't leave, you will hear of it.
parked-retried-toast = Queued again
parked-dropped = Given up; it does not leave.
parked-dropped-toast = Given up
parked-kept = Kept; it is still in /parked.
parked-gone = This was dealt with before.

why-plain = { $why }
why-said = { $why } ({ $said })
why-mail-login = the mail server refuses the login; the operator should check name and password
why-mail-sender = the mail server refuses the sender
why-mail-refused-it = the other mail server refused it
why-mail-refuses = the mail server refuses connections
why-mail-silent = the mail server does not answer
why-mail-later = the mail server keeps asking to try later
why-mail-line = the line to the mail server broke
why-mail-settings = the mail settings do not fit the server
why-mail-unreachable = no connection to the mail server
why-mail-tls = no safe connection to the mail server
why-mail-unset = no mail server is set
why-mail-large = the mail is larger than the server takes
why-mail-address = not a mail address
why-mail-returned = it was returned
why-chat-wait = Telegram asked to wait
why-chat-token = Telegram does not accept the bot's token
why-chat-blocked = they stopped the bot, or the account is gone
why-chat-unknown = there is no such chat
why-chat-rights = the bot may not post there
why-other = it was not sent

health = 📊 <b>How it runs</b> { $at }
health-well = 🟢well
health-look = 🟡look at it
health-telegram = Chat { $light } · { $waiting } queued
health-telegram-down = Chat 🔴down for { $minutes } min · { $waiting } queued
health-other = Other { $light } · { $waiting } queued
health-other-down = Other 🔴down for { $minutes } min · { $waiting } queued
health-mail = Mail { $light } · { $waiting } queued
health-mail-down = Mail 🔴down for { $minutes } min · { $waiting } queued, sent when it is back
health-mail-unset = Mail 🟡no mail server is set · { $waiting } queued
health-mail-sent = , the last one { $at }
health-parked = Can't be delivered { $parked ->
        [0] 🟢nothing
       *[other] 🟡{ $parked }
    }
health-unread = Received and not handled yet: { $unread }
health-channel = Channel { $channel } { $light }{ $parked ->
        [0] {""}
       *[other] {" "}· { $parked } can't be delivered
    }
health-mailbox = Mailbox ({ $purpose }) { $at ->
        [none] 🟡not read yet
       *[other] 🟢well · read { $at }
    }
health-mailbox-failing = Mailbox ({ $purpose }) 🔴can't be read since { $since }
health-purpose-returns = bounces and replies
health-purpose-contact = contact address
health-routine = { $name } { $at ->
        [none] 🟡has not run yet
       *[other] 🟢well · { $at }
    }
health-routine-failed = { $name } 🔴failed; the operator should run xiaohao doctor
health-routine-sweep = Nightly sweep
health-routine-reconcile = Nightly proof
health-disk = Disk { $light } · { $free } free of { $total }
health-parked-show = What can't
health-again = Refresh

channel-down =
    ⚠️ <b>Mail has not left for { $minutes } minutes</b> ({ $reason })
    { $objections ->
        [0] Waiting: { $waiting }
       *[other] Objections waiting: { $objections } ({ $waiting } letters)
    }. None is lost, all leave when it is back. Please phone what is urgent{ $phones ->
        [none] {""}
       *[other] {": "}{ $phones }
    }.
channel-back = 📋 Mail is back. { $objections ->
        [0] Letters sent: { $delivered }
       *[other] Objections whose letters were sent: { $objections } ({ $delivered } letters)
    }{ $waiting ->
        [0] {"; nothing waits any more"}
       *[other] {"; still leaving: "}{ $waiting }
    }.
