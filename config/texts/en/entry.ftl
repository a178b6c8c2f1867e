# Registering calls and letters: a coordinator enters what came by phone, post or mail; what is done with late ones

entry-head = ✉️ <b>Register a call or letter</b>
entry-notice = About “{ $title }”
entry-which = Which notice is it about? Tap one, or type a task's number, such as 21.
entry-notice-line = { $at }  No. { $numbers } · { $starts } to { $ends } · { $running ->
        [yes] running
       *[no] over
    }
entry-choose = { $at } No. { $number }
entry-source = How did it come? (Tap, or reply “phone”, “letter” or “mail”.)
entry-source-chat = chat
entry-source-phone = phone
entry-source-letter = letter
entry-source-mail = mail
entry-phone = By phone
entry-letter = By post
entry-mail = By mail
entry-matter =
    { $source ->
        [letter] Write it in one message: the postmark's date on the first line, then name and phone (leave them out for an anonymous one), then the matter. Send a photo of the letter too, if you like. For example:

            10-17
            A resident 0311-55501234
            Sewage still runs into the park's north side
       *[other] Write it in one message: name and phone or address on the first line (leave them out for an anonymous one), then the matter. Send files too, if there are any. For example:

            A resident 0311-55501234
            Sewage still runs into the park's north side
    }
entry-postmark = What day is the postmark? Type it, such as 10-17. Posted within the period is in time, however late it came.
entry-unreadable = Unreadable
entry-received = What day did it come (what day was the call)? Tap, or type it, such as 10-17.
entry-tasks = Which tasks is it about? If it is upheld, only those go back. Tap them, or type their numbers, such as 21, 33.
entry-came = By { $source } · came on { $received }{ $posted ->
        [none] {""}
        [unreadable] , postmark unreadable: the day it came counts
       *[other] , postmarked { $posted }
    }
entry-in-time = In time (the period ends on { $ends })
entry-is-late = ⚠️ Late (the period ended on { $ends }): registered all the same, and marked. If it came earlier, tap “Day received”.
entry-about = About no. { $numbers }
entry-anonymous = Anonymous (nobody was named)
entry-named = By name: { $name }, { $contact }
entry-then = If it is right tap “Register”, or reply “register”. Send more to add it; edit your message to correct it.
entry-register = Register
entry-change-received = Day received
entry-change-source = Source
entry-change-postmark = Postmark
entry-change-tasks = Tasks
entry-leave = Leave
entry-left = Left. Nothing was registered; what was written is erased.
entry-forgotten = ✉️ A call or letter half registered was left for 24 hours: it is erased, nothing was registered. To register one: /objections.
entry-registered = Registered { $number }
entry-done = ✉️ <b>Registered { $number }</b> · { $source } · { $who }
entry-routed = It is on its way to the contact address. The receipt code is in the next message.
entry-not-routed = ⚠️ This notice has no contact address, so no mail is sent; the coordinators have it in chat. The receipt code is in the next message.
entry-done-late = Marked late; choose in another message what to do with it.
entry-done-closed = ⚠️ No. { $numbers } is struck off already. If the objection is upheld, reopen the task in /task first, then answer.
entry-code =
    ✉️ <b>Receipt code of { $number }</b> (shown this once)
    <code>{ $code }</code>
    { $source ->
        [phone] Read it to the caller and have it written down.
        [letter] Put it into the answering letter.
       *[other] Send it to the writer.
    } With /receipt and this code in this bot they see how far it is and can add to it. Don't keep it.
entry-source-expected = First choose how it came: tap, or reply “phone”, “letter” or “mail”.
entry-notice-expected = Nothing found for “{ $given }”. Tap a notice, or type a task's number, such as 21.
entry-day-expected = “{ $given }” is no day I understand, or it is still to come. Type a date, such as 10-17.
entry-posted-after = A postmark ({ $posted }) is never after the day it came ({ $received }). Change the postmark, or the day received first.
entry-edit-unknown = The message you edited is not part of this entry; nothing changed.
entry-edited = Updated with your edit.
entry-no-notice = No notice is running or over, so there is nothing to object to. Notices: /publicity.
entry-new = Calls and letters
late =
    ⚠️ <b>{ $number } is late</b> · { $source }
    { $title }
    The period ended on { $ends }; it came on { $received }{ $posted ->
        [none] {""}
       *[other] , postmarked { $posted }
    }
late-asks = Registered and marked late. Decide: accept it as in time (with a reason), or keep it as late. Both are answered; the closing record says which.
late-accepted = Accepted as in time. Reason: { $reason }
late-kept = Kept as late; it is still answered.
late-accept = As in time
late-keep = Keep as late
late-kept-toast = Kept as late
late-reason =
    ✉️ <b>{ $number }: accept as in time</b>
    Type the reason (it is kept), such as: returned by the post and sent again, first postmark in time.
late-reason-expected = Give the reason in words, { $most } characters at most.
late-leave = Not now
late-left = Left. Nothing changed; it is still marked late.
late-decided-already = This one is decided; the screen shows it.
