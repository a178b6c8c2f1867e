# Acceptance: a liaison applies, a coordinator decides

accept-form-head = 📋 <b>Application for acceptance · task { $number }</b>
    { $problem }
accept-form-statement = <blockquote expandable>{ $text }</blockquote>
accept-form-files = Files attached: { $count } ({ $names })
accept-form-ask = Please type what has been completed (in several messages if you like), or send files, such as self-check.docx.
accept-form-next = You may go on typing or sending files; editing a message changes what it said. Check it, then press Apply.
accept-submit = Apply
accept-clear = Start over
accept-leave = Save and leave
accept-statement-first = There is no statement yet. Please say in a sentence or two what has been completed, then apply.
accept-too-long = The statement has { $now } characters; { $most } is the most. Please shorten it and send the details as a file.
accept-submitted = Applied for acceptance of task { $number }
accept-left = The draft is saved
accept-someone-else = Another liaison has just changed this application. It is shown as it is now; please look at it, then press again.
accept-not-text = Text, photos and files can be taken here; this was not.
accept-already-applied = This has been applied for already
accept-publicity-first = In this programme task { $number } is published first and accepted afterwards. A coordinator sees to the publication.
accept-not-asked = In this programme task { $number } needs no acceptance now.
accept-applied-applied = 📋 <b>Application for acceptance · task { $number }</b>
    { $problem }
    Sent, with files: { $files }. You will hear of the result here.
accept-applied-left = 📋 <b>Application for acceptance · task { $number }</b>
    { $problem }
    The draft is saved, with files: { $files }. Go on with it from /task { $number }.

accept-card-head = 🔎 <b>Application for acceptance · task { $number }</b> · { $department }
accept-card-problem = { $problem }
accept-card-statement = <blockquote expandable>{ $text }</blockquote>
accept-card-files = Files: { $count } · sent { $at }
accept-card-opinion = Opinion: { $text }
accept-card-waiting = Please check statement and files, then decide.
accept-card-passed = Accepted by { $by } on { $at }.
accept-card-failed = Not accepted, by { $by } on { $at }; the task is in progress again.
accept-pass = Accept
accept-fail = Do not accept…
accept-files = See files
accept-publish = Draw up notice
accept-close = Strike off
accept-opinion-pass = 🔎 <b>Task { $number } · accept</b>
    { $problem }
    Type an opinion to add and it is accepted with it; or press No opinion.
accept-opinion-fail = 🔎 <b>Task { $number } · do not accept</b>
    { $problem }
    Please type the reasons, such as: the monitoring report is missing. It then goes back to the department.
accept-opinion-none = No opinion
accept-back = Back
accept-opinion-in-words = Please give the reasons in words: the department has to act on them.
accept-decided-already = Another coordinator has just decided this; the screen shows the result.
accept-passed = Task { $number } accepted
accept-failed = Task { $number } goes back
accept-no-files = This application came without files.
accept-files-sent = Files sent: { $count }
accept-file = Task { $number }, acceptance file { $position }/{ $total }
accept-told-passed = 📋 <b>Task { $number } accepted</b>
    { $problem }
accept-told-failed = 📋 <b>Task { $number } not accepted</b>
    { $problem }
accept-again = Please complete it as the opinion says and apply again.
accept-apply-again = Apply again
