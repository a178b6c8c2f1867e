# Extensions

menu-extend = Ask for more time
extension-open = Ask for time
extension-nothing-owed = Nothing is owed now, so there is nothing to extend.
extension-sent-already = No. { $number } has been sent and needs no extension.
extension-asked-already = The office is deciding on an extension of no. { $number } already.
extension-which-title = 📋 <b>More time</b>
extension-line = <b>No. { $number }</b> { $problem } · { $period } · by { $due }{ $asked ->
        [yes] {" "}· asked for
       *[no] {""}
    }
extension-which-ask = For which one? Please tap it, or type its number.
extension-title = 📋 <b>No. { $number }</b> · { $period } · more time
extension-due = Due { $due }, { $left }
extension-until = Until { $until }
extension-ask-day = Until which day? Please tap one, or type a date, such as 2024-10-25.
extension-offer = +{ $days } working days: { $until }
extension-ask-reason = Please type the reason; it goes to the office at once.
extension-more = +{ $days } days
extension-leave = Don't ask
extension-left = Nothing was asked for, the due day stays.
extension-not-text = Text or a button is needed here; this was not kept.
extension-not-a-day = “{ $given }” is no day that can be read. Please type a date, such as 2024-10-25.
extension-not-later = That is not later than the due day. Please choose a later day.
extension-is-past = That day is past. Please choose a day after today.
extension-too-far = An extension is a year at most. Please choose a nearer day.
extension-day-changed = The date is changed. The reason is still to be written.
extension-reason-expected = Please type the reason, such as “the inspection was put off to the 20th”.
extension-reason-long = That has { $given } characters, more than { $most }, and was not kept. Please make it shorter.
extension-asked = The office has your request for no. { $number }.
extension-withdrawn = The request for no. { $number } is withdrawn.

extension-state-asked = 📋 <b>No. { $number }</b> · { $period } · more time asked for
extension-state-granted = 📋 <b>No. { $number }</b> · { $period } · more time granted
extension-state-refused = 📋 <b>No. { $number }</b> · { $period } · more time refused
extension-state-withdrawn = 📋 <b>No. { $number }</b> · { $period } · request withdrawn
extension-state-moot = 📋 <b>No. { $number }</b> · { $period } · sent, no more time needed
extension-from-to = { $due } → { $until }
extension-reason = Reason: { $reason }
extension-opinion = Opinion: { $opinion }
extension-after-due = It was asked for after the due day; the office sees that.
extension-what-asked = You will be told here what the office says; until then the due day stays.
extension-what-granted = Please send it by { $until }.
extension-what-refused = The due day stays. Please send it soon.
extension-what-withdrawn = The due day stays.
extension-what-moot = Your report has arrived.
extension-withdraw = Withdraw

extension-decide-title = 📋 <b>More time · No. { $number }</b> · { $department } · { $period }
extension-length = { $days } working days more
extension-asked-line = Asked { $at }{ $after ->
        [yes] {" "}(after the due day)
       *[no] {""}
    }
extension-earlier = Extended { $count } times before.
extension-decide-what = Please decide: grant it, or refuse with a reason.
extension-grant = Grant
extension-refuse = Refuse, say why
extension-line-granted = Granted by { $by ->
        [none] a coordinator
       *[other] { $by }
    } { $at }
extension-line-refused = Refused by { $by ->
        [none] a coordinator
       *[other] { $by }
    } { $at }
extension-over-withdrawn = The department withdrew its request; nothing to decide.
extension-over-moot = The report came in time; nothing to decide.
extension-over = This request was withdrawn or is not needed any more. It is shown as it is now.
extension-decided = { $by ->
        [none] Another coordinator
       *[other] { $by }
    } has { $decision ->
        [granted] granted
       *[other] refused
    } it already, { $at }.
extension-granted-toast = Granted: the due day of no. { $number } is moved and the department told.
extension-refused-toast = Refused; the department is told.
extension-opinion-title = 📋 <b>Refusing more time · No. { $number }</b> · { $department } · asked until { $until }
extension-opinion-ask = Please type why; the department reads it.
extension-opinion-expected = Please give the reason, such as “the province sums up on the 20th”.
extension-keep = Not now
extension-waiting = { $count ->
        [0] No request for more time is waiting.
       *[other] { $count } are waiting; the oldest { $shown } are shown. Send /extend again once they are decided.
    }
