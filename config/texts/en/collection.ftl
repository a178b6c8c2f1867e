# Collection rounds: the prompt, the form, what one owes, reminders

collection-comma = {", "}
prompt-title = 📋 <b>Progress for the { $period }</b>
prompt-title-special = 📋 <b>Question in { $period }</b>
prompt-round = <b>{ $title }</b>
prompt-question = <blockquote expandable>{ $question }</blockquote>
prompt-owed = { $department } · { $owed } of { $total } still owed · by { $due }, { $left }
prompt-all-sent = { $department } · all { $total } sent
prompt-ended = { $department } · { $sent ->
        [0] {""}
       *[other] { $sent } sent,{" "}
    }{ $ended } not owed any more
prompt-why-ended = { $why ->
        [cancelled] The office has cancelled this round.
       *[archived] The programme is archived.
    }
prompt-provisional = The due day is provisional: holidays of a year it touches are not published yet, it will be counted again.
prompt-is-signed = Signed for
prompt-line = <b>No. { $number }</b> { $problem } · { $state }
row-empty = not begun
row-draft = draft { $step }/{ $steps }
row-submitted = sent, in review
row-accepted = accepted
row-returned = returned
prompt-what = Tap one to answer, or reply to this message with your text.
prompt-thanks = Nothing is owed in this round any more. You will be told here what the review says.
prompt-fill = Answer { $number }
prompt-fill-long = Answer { $number }
prompt-go-on = Go on { $number }
prompt-go-on-long = Go on { $number }
prompt-correct = Correct { $number }
prompt-correct-long = Correct { $number }
prompt-special = Special { $number }
prompt-special-long = Special { $number }
prompt-view = View { $number }
prompt-view-long = View { $number }
prompt-sign = Sign for it
prompt-why = Why this day?
prompt-signed = Signed for.
why-this-day = Counted from { $start }, that day included, working day { $days } is { $due }.
why-rhythm-quarterly = These tasks are asked for every quarter.
why-rhythm-monthly = These tasks are asked for every month, and not again with the quarter.
why-rhythm-weekly = These tasks are asked for every week, due before the next week's round opens; not again with the quarter.
why-by-hand = This is a special round; the office set it a number of working days.
why-named = This is a special round; the office named its due day.
why-moved = It was { $day } before the holidays changed and days were counted again; a date once told never comes earlier.
why-extended = No. { $number } is extended to { $until }.
due-provisional = { $day }, provisional
why-make-up = { $day } is a make-up working day and counts.
why-off = { $first } to { $last } are days off and don't count.
why-off-day = { $day } is a day off and doesn't count.
why-provisional = Holidays of one of these years are not published yet: Monday to Friday are counted for now, and again later.

which-title =
    📋 Which task is this text for?
    <blockquote>{ $text }</blockquote>
which-what = Please tap one, or type its number.
which-task = No. { $number }
which-task-long = { $number }
which-leave = None
reply-which = Please tap one of the tasks above, or type its number.
reply-to-which = You owe reports in more than one round, so this text was not kept. Please reply to the round's message, or open a task from /todo.
reply-nothing-owed = Nothing is owed in this round any more, so this text was not kept. To add something, please call the office.

todo-title = 📋 <b>{ $count } owed</b>, by due day
todo-line = <b>No. { $number }</b> { $problem } · { $period } · { $state } · by { $due } ({ $left })
todo-none = 📋 Nothing is owed now.
todo-waiting = { $count } more sent and in review.
todo-what = Tap one to answer.

# The form

report-head = 📋 <b>No. { $number }</b> · { $period } · step { $step } of { $steps }: { $name }
report-about = <i>{ $problem }</i>
report-step-status = status
report-step-text = progress
report-step-figure = figures
report-step-evidence = evidence
report-step-preview = check
report-returned-line = ⚠️ Returned: { $comment }
report-none = not given
report-last-status = Status of { $last }: { $status }
report-chosen = Chosen: { $status }
report-ask-status = Please choose { $this }'s status.
report-same = As { $last }
report-leave = Save draft
report-back = Back
report-next = Next
report-go-on = Go on
report-measures =
    Measures
    <blockquote expandable>{ $text }</blockquote>
report-last-text =
    Progress of { $last }
    <blockquote expandable>{ $text }</blockquote>
report-written =
    Written
    <blockquote expandable>{ $text }</blockquote>
report-text =
    Progress
    <blockquote expandable>{ $text }</blockquote>
report-no-text = Progress: no change
report-ask-text = Please type { $this }'s progress: what was done, how far it is. Several messages are fine; editing one edits the draft.
report-ask-answer = Please type the answer. Several messages are fine; edit one and the draft follows.
report-ask-more = Go on writing, it is added; then tap “Next”.
report-use-last = From { $last }
report-by-measure = By measure
report-from-last = The text was started from { $last }'s; the reviewer sees what changed.
report-question = This round asks: { $question }
report-clear = Clear text
report-status-line = Status: { $status }
report-will-be-late = The due day has passed: it will be marked late.
report-check = Please check it, then tap “Send”.
report-send = Send
report-edit-status = Status
report-edit-text = Text
report-edit-figures = Figures
report-edit-evidence = Evidence
report-link-unknown = This report was not found. What you owe is under /todo.
report-kept-title = 📋 <b>No. { $number }</b> · { $period } · not owed any more
report-kept-why = { $why ->
        [cancelled] The office has cancelled this round.
       *[archived] The programme is archived.
    }
report-kept-what = This is the draft as it was written. It was not sent, and stays here to be read.
report-saved = Draft saved.
report-saved-card =
    📋 <b>No. { $number }</b> · { $period } · draft saved ({ $step }/{ $steps })
    Not sent yet, { $late ->
        [yes] it was due on { $due }: please send it soon
       *[no] please send it by { $due }
    }; any liaison of the department can go on.
report-receipt-submitted = 📋 <b>No. { $number }</b> · { $period } · sent, in review
report-receipt-accepted = 📋 <b>No. { $number }</b> · { $period } · accepted
report-receipt-returned = 📋 <b>No. { $number }</b> · { $period } · returned
report-sent-line = Sent { $at } by { $writer ->
        [none] the liaison
       *[other] { $writer }
    }{ $late ->
        [yes] {" "}(late)
       *[no] {""}
    }
report-more = Add to it
report-take-back = Take back
report-take-back-yes = Take it back
report-take-back-no = Leave it
report-take-back-asks = It becomes a draft again, unseen by the office, and must be sent anew; after the due day it is marked late. Take it back?
report-taken-back = No. { $number } is a draft again and can be changed.
report-sent = No. { $number } sent, in review.
report-sent-late = No. { $number } sent (late), in review.
report-text-taken = Your reply is taken as the text.
report-text-added = This was added to the text.
report-last-text-used = The last text is in. Please make it this time's; the reviewer sees what changed.
report-edited = Your change is noted.
report-edited-left = Your change is in the draft of no. { $number }, which is not sent yet.
report-text-needed = There is no text yet. Please type it, then tap “Next”.
report-text-too-long = The text would have { $given } characters, more than { $most }: this part was not kept. Please shorten it, or send it as a file.
report-not-text = Text, photos or files are needed here; this was not kept.
report-status-expected = Please tap a status, or type its name, such as “on track”.
report-file-expected = Photos or files are awaited here; to add text, write a full sentence. If there is none, tap “No evidence”.
report-preview-expected = That was not understood and not kept. To add text, write a full sentence; to send, tap “Send”.
report-send-at-preview = Before sending, please go to the last step and check everything once.
report-lacks-status = The status is missing. Tap “Status” to choose it.
report-lacks-text = The text is missing. Tap “Text” to write it.
report-lacks-figure = A figure is missing. Tap “Figures”; where there is none, tap “No figure”.
report-someone-else = { $name ->
        [none] Another liaison of your department
       *[other] { $name }
    } has just changed this draft. It is shown as it is now; please look before changing it.
report-sent-already = No. { $number } was sent by your department. Before it is reviewed you can add to it or take it back.
report-reviewed-already = No. { $number } has been reviewed or taken back. It is shown as it is now.
report-edit-too-late = This report was sent; editing the message doesn't change it. Before the review you can add to it or take it back on its card; after it, please call the office.

figure-name = <b>{ $name }</b>{ $of ->
        [1] {""}
       *[other] {" "}({ $at }/{ $of })
    }
figure-target-line = Yearly target { $value }
figure-last-line = As of { $last }: { $value }
figure-given-line = Given { $value }
figure-ask = Please type { $this }'s cumulative figure, such as { $example }.
figure-doubt-falls = This is less than { $last } ({ $before }). Cumulative figures rarely fall. Is { $value } right?
figure-doubt-far = This is far beyond the yearly target ({ $target }); please look at the unit. Is { $value } right?
figure-yes = Yes
figure-no = Change it
figure-same = As { $last }
figure-no-data = No figure
figure-none = no figure yet
figure-no-last = There is no earlier figure this year. Please type a number, or tap “No figure”.
figure-line = { $name } { $value }
figure-beside = {" "}({ $list })
figure-comma = {", "}
figure-last = { $before } { $value }
figure-target = target { $value }
figure-percent = { $percent }%
figure-not-exact = “{ $given }” is not one exact number. Please type a number, such as { $example }; if you can't say, tap “No figure” and add it at the review.
figure-cell-not-exact = “{ $given }” is not one exact number. Please give a number, such as { $example }; leave the cell empty if there is none.
figure-other-unit = “{ $given }” is not in { $unit }. Please give it in { $unit }, such as { $example }.
figure-negative = “{ $given }” is negative; a cumulative figure is not below zero. Please type a number, such as { $example }.
figure-too-fine = “{ $given }” has too many decimals; { $decimals } are kept. Please round it.
figure-too-large = “{ $given }” is too large to keep. Please look at the unit, such as { $example }.

evidence-ask = Please send photos or files, any number; they serve review and acceptance.
evidence-count = Evidence: { $count }
evidence-line = { $at }. { $name }
evidence-names = { $names }
evidence-done = Done
evidence-none = No evidence
evidence-again = Sent before
evidence-drop = Drop { $at }
evidence-dropped = { $name } was taken out.
evidence-received = { $count ->
        [1] 1 file
       *[other] { $count } files
    } received.
