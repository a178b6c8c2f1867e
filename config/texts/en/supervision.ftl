# The acts above a reminder: supervision letters, bulletins, talks

menu-documents = Letters and bulletins
act-name-letter = Supervision letter { $year }/{ $number }
act-name-bulletin = Bulletin { $year }/{ $number }
act-name-talk = Talk { $year }/{ $number }
act-about-nobody = all departments
act-list = 📄 <b>Letters and bulletins</b>
    { $year }: letters { $letters }, bulletins { $bulletins }, talks { $talks }{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
act-line = { $name } · { $about } · { $day }
act-none = Nothing has been made yet.
act-list-what = Make a new one, or press one to see and download it.
act-new-letter = New letter
act-new-bulletin = New bulletin
act-new-talk = Note a talk
act-open-letter = Letter { $number }
act-open-bulletin = Bulletin { $number }
act-open-talk = Talk { $number }
act-back = All of them
act-choose-letter = 📄 <b>Supervision letter: to which department?</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
act-choose-talk = 📄 <b>Talk: with which department?</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
act-choose-bulletin = 📄 <b>Bulletin</b>
act-choose-round = 📄 <b>Bulletin: on which round?</b>
act-round = { $at }. { $period } · { $programme } · { $answered }/{ $owed } answered
act-round-button = { $at }
act-and-more = … and { $count } more; the letter lists them all
act-make = Make it
act-made = No. { $number } is made; the file is below.
act-made-already = No. { $number } has just been made; it was not made twice.
act-title = 📄 <b>{ $name }</b> · { $about }
act-day-letter = Made { $day }
act-day-bulletin = Made { $day }
act-day-talk = Held { $day }
act-tasks = On the record of { $count ->
        [1] 1 task
       *[other] { $count } tasks
    }: No. { $numbers }{ $more ->
        [yes] {" "}…
       *[no] {""}
    }
act-answer-by = Demanded by { $day }
act-note = <blockquote expandable>{ $text }</blockquote>
act-not-sent = Not sent yet. Send it from here, or download it and deliver it on paper.
act-no-receivers = The department has nobody here who could receive it: please download it and deliver it on paper.
act-was-sent = Sent { $at } to { $people ->
        [1] 1 person
       *[other] { $people } people
    }.
act-is-kept = Kept on record.
act-asks-letter = It goes to the department's liaisons and leaders, { $people } in all, and can't be taken back.
act-asks-bulletin = It goes to the liaisons and leaders of every department it names and to the office's leaders, { $people } in all, and can't be taken back.
act-asks-talk = It goes to { $people }.
act-send = Send it
act-send-yes = Send it ({ $count })
act-send-no = Not yet
act-sent = Sent to { $people ->
        [1] 1 person
       *[other] { $people } people
    }.
act-sent-waits = It is outside working hours: it goes to { $people ->
        [1] 1 person
       *[other] { $people } people
    } at the start of the next.
act-sent-already = It was sent already, and not sent twice.
act-nobody-there = Nobody there can receive it, nothing was sent. Please download it and deliver it on paper.
act-download = Download
act-file = 📄 { $name } · { $about }
act-delivered-letter =
    📄 <b>{ $name }</b>
    To { $about }: { $count ->
        [1] 1 report is
       *[other] { $count } reports are
    } overdue. Please answer by { $due }; the letter is attached.
act-delivered-bulletin =
    📄 <b>{ $name }</b>
    Progress reports for the { $about }: the bulletin is attached.
act-delivered-talk = 📄 <b>{ $name }</b>

# The supervision letter

supervision-nobody-late = No department is overdue now; there is no letter to write.
supervision-nothing-late = { $department } has nothing overdue now; there is no letter to write.
supervision-preview = 📄 <b>{ $name }</b>, preview
    To: { $department }
supervision-preview-late = Overdue: { $count }
supervision-preview-task = No. { $number } { $problem } · { $period } · due { $due }, { $days } working days over
supervision-preview-reminded = Reminded on { $count ->
        [1] 1 day
       *[other] { $count } days
    }{ $more ->
        [yes] , lately
       *[no] :
    } { $days }
supervision-preview-nudged = Nudged on { $count ->
        [1] 1 day
       *[other] { $count } days
    }{ $more ->
        [yes] , lately
       *[no] :
    } { $days }
supervision-preview-earlier = Letters since the round began: { $count }
supervision-preview-demand = Demanded by { $day } ({ $days } working days)
supervision-preview-what = If this is right, press “Make it”: it gets its number, is kept on record, and comes here as a Word file.
supervision-length = { $days } working days
supervision-file = Supervision letter { $year }-{ $number } { $department }.docx
supervision-file-draft = Supervision letter (draft) { $department }.docx
supervision-comma = {", "}
supervision-title = Supervision letter
supervision-number = No. { $year }/{ $number }
supervision-draft = (draft, no number)
supervision-to = To { $department }:
supervision-found = As of { $day }, your department has not reported on { $count ->
        [1] the following task, which is
       *[other] the following { $count } tasks, which are
    } overdue:
supervision-column-number = No.
supervision-column-problem = Task
supervision-column-period = Round
supervision-column-due = Due
supervision-column-over = Overdue
supervision-over = { $days } working days
supervision-over-returned = { $days } working days (returned, not sent again)
supervision-reminded = Your liaisons were reminded on { $days } ({ $count ->
        [1] once
       *[other] { $count } times
    }).
supervision-nudged = The office asked again on { $days } ({ $count ->
        [1] once
       *[other] { $count } times
    }).
supervision-earlier = Supervision letters sent to you since the round began: { $count }.
supervision-demand = Please report on these tasks, with evidence, by { $day }, and say why it is late.
supervision-contact = Contact: { $contact }.
supervision-phones = phone { $phones }
supervision-email = e-mail { $email }

# The bulletin

bulletin-no-round = No round has begun; there is nothing to publish.
bulletin-nobody-asked = Nobody was asked in this round; there is nothing to publish.
bulletin-preview = 📄 <b>{ $name }</b>, preview
    Progress reports for the { $period }
bulletin-preview-counts = { $departments } departments owed { $owed }: answered { $answered }; on time { $on_time }, late { $late }, missing { $missing }
bulletin-preview-line = { $place ->
        [none] —
       *[other] { $place }.
    } { $department } · { $answered }/{ $owed }{ $done ->
        [none] {""}
       *[other] {" "}· complete { $done }%
    }{ $punctual ->
        [none] {""}
       *[other] {" "}· on time { $punctual }%
    }
bulletin-preview-between = …
bulletin-preview-what = Ranked by completion, then punctuality; equals share a place. Press “Make it”: it gets its number, is kept on record, and comes here as a Word file.
bulletin-file = Bulletin { $year }-{ $number } { $period }.docx
bulletin-file-draft = Bulletin (draft) { $period }.docx
bulletin-title = Progress reports for the { $period }
bulletin-number = Bulletin No. { $year }/{ $number }
bulletin-to = To all departments concerned:
bulletin-opened = { $programme }: progress for the { $period } was asked for on { $opened }, due { $due }.
bulletin-counts = { $departments } departments were asked for { $owed } reports. As of { $day }, { $answered } stand answered; by the day of the first answer { $on_time } came on time, { $late } late, and { $missing } are overdue and missing. By department:
bulletin-column-place = No.
bulletin-column-department = Department
bulletin-column-owed = Due
bulletin-column-answered = Sent
bulletin-column-on-time = On time
bulletin-column-late = Late
bulletin-column-missing = Not sent
bulletin-column-done = Sent %
bulletin-column-punctual = On time %
bulletin-none = —
bulletin-missing = Overdue and missing
bulletin-missing-line = { $department } ({ $count }): No. { $numbers }.
bulletin-demand = These departments are asked to report without delay and to say why it is late.
bulletin-method = How it was counted: a department owes one report for a task and round. Completion (Sent %) is what stands answered (in review or accepted) of all that is owed; a report that was returned and not sent again does not count. Punctuality (On time %) is what was first sent by its due day, of all that was due or sent; where an extension was granted, its day counts. Places go by completion, then punctuality, compared unrounded; equals share a place and the next ones are skipped. A department of which nothing is due and nothing was sent has no place.

# Talks

talk-nobody-there = The ledger has no departments yet. Please import it first.
talk-title = 📄 <b>{ $name }</b> · { $department }
talk-held = Held { $day }
talk-date = When was it? Press, or type the day, such as 2024-10-24.
talk-note = What was said? Please type it, for example: the head of the office asked the deputy head of the department to report by the end of the month. Posts will do, no names.
talk-check = Please check it and press “Keep it”; it can't be changed afterwards.
talk-today = Today
talk-yesterday = Yesterday
talk-edit-day = Change day
talk-edit-note = Change text
talk-keep = Keep it
talk-leave = Leave it
talk-kept = Talk { $number } is kept.
talk-text-expected = Text is expected here; this was not taken.
talk-text-long = { $given } characters are more than { $most }; nothing was taken. Please shorten it.
talk-day-expected = Which day is “{ $given }”? Please type it as 2024-10-24.
talk-day-ahead = “{ $given }” is still to come. Note a talk after it was held, or type the day again.
