# The workbook: many tasks answered at once

# In the file

workbook-sheet-tasks = Report
workbook-sheet-figures = Figures
workbook-title = Progress for the { $period }
workbook-about = { $department } · { $count } owed · { $late ->
        [yes] was due by { $due }, please send it soon
       *[no] by { $due }
    } · revision { $revision }
workbook-question = This special round asks: { $question }
workbook-how =
    1. Fill in the yellow cells only: choose the status from the list, write { $this }'s progress; what you need the office's help with goes under "Help wanted". White cells are there to be read, changes in them don't count.
    2. What was drafted before is filled in already and can be changed. Rows you leave alone stay as they are: fill in and send back as often as you like.
    3. Where it says "see Figures", the cumulative figures go on the sheet Figures. Evidence does not go in here: add it in chat after sending the file back.
    4. Save, and send this file back to the bot. Every cell is checked, and you see the result before anything is kept or sent.
workbook-how-mail =
    1. Fill in the yellow cells only: choose the status from the list, write { $this }'s progress; what you need the office's help with goes under "Help wanted". White cells are there to be read, changes in them don't count.
    2. What was drafted before is filled in already and can be changed. Rows you leave alone stay as they are: fill in and send back as often as you like.
    3. Where it says "see Figures", the cumulative figures go on the sheet Figures. Evidence does not go in here: please enclose it.
    4. Save, and send this file back as an enclosure of your reply, or hand it to the office. A coordinator checks it and sends it for you.
workbook-how-figures =
    Fill in the yellow column only: cumulative from January to the end of { $this }, a number in the unit beside it, such as 520. Write "no figure" where there is none yet.
    With the status "no new progress" it may stay empty: { $before }'s figure stands.
workbook-footer = Page { $page } of { $pages }
workbook-column-number = No.
workbook-column-problem = Problem
workbook-column-target = Target
workbook-column-measures = Measures
workbook-column-last-status = Status { $before }
workbook-column-last-text = Progress { $before }
workbook-column-status = Status { $this } (required)
workbook-column-text = Progress { $this } (required)
workbook-column-help = Help wanted
workbook-column-see-figures = Figures
workbook-see-figures =
    { $count ->
        [1] { $sheet },
            row { $first }
       *[other] { $sheet },
            rows { $first }-{ $last }
    }
workbook-figure-column-number = No.
workbook-figure-column-problem = Problem
workbook-figure-column-name = Indicator
workbook-figure-column-unit = Unit
workbook-figure-column-year-target = Target of the year
workbook-figure-column-last = Cumulative { $before }
workbook-figure-column-this = Cumulative { $this } (required)
workbook-note-status = Choose one from the list. With "no new progress" text and figures may stay empty.
workbook-note-text = What was done and how far it got, with figures where there are any. The text of { $before } stands on the left; please write { $this }'s. At most 8000 characters.
workbook-note-help = Leave it empty if there is nothing. What you write reaches the office the moment it is sent. At most 1000 characters.
workbook-note-figure = Cumulative, such as 520, or 520 with its unit. Write "no figure" where there is none. Less than { $before } is asked about.
workbook-choose-title = Please choose a status
workbook-choose = Please choose one of the list.
workbook-number-title = A number goes here
workbook-number = The unit is { $unit }; usually a number alone is enough. Keep it as it is?
workbook-number-prompt = Unit: { $unit }{ $last ->
        [none] {""}
       *[other] ; cumulative { $before } { $last }
    }

# Handing it out

menu-workbook = Workbook: many at once
workbook-file =
    📋 <b>Workbook for the { $period }</b> · { $department } · revision { $revision }
    { $count } owed, { $left ->
        [none] by { $due }.
       *[other] due by { $due }, { $left }: please send it soon.
    }
    Fill in the yellow cells with Excel or WPS, save, and send the file back here. Every cell is checked, and you see it before anything is sent.
workbook-file-to-hand-on =
    📋 <b>Workbook for the { $period }</b> · { $department } · revision { $revision }
    { $count } owed, { $left ->
        [none] by { $due }.
       *[other] due by { $due }, { $left }.
    } Please hand it on to the department; send the filled file here, check it, and send it for them.
workbook-name-department = Please name the department after /workbook, such as /workbook water. Its workbook comes here for you to hand on; send the filled file back here, check it, and send it for them.
workbook-no-department = No department that owes anything has “{ $name }” in its name. /missing shows who has not answered.
workbook-several-departments = Several departments fit: { $list }. Please write the whole name.
workbook-file-name = Progress { $period }_{ $department }_rev { $revision }.xlsx
workbook-which =
    📋 <b>Which workbook?</b>
    There is one a department and round.
workbook-choice = { $department } · { $period } · { $owed } owed, by { $due }{ $left ->
        [none] {""}
       *[other] , { $left }
    }
workbook-which-what = Please tap one.
workbook-get = Get workbook
workbook-get-one = { $department } { $period }
workbook-get-all = All of them
workbook-nothing-owed = There is nothing to fill in now. What you owe is always in /todo.
workbook-round-over = A newer round has begun since the { $period }: its workbook is no longer handed out, so that no figure lands in the wrong round. What is still owed can be answered one by one from /todo.

# What can't be taken

workbook-mark-altered = The mark in this workbook was altered, so it can't be told which one it is. Nothing was taken. Please get a new one with /workbook, copy what you filled in, and send that.
workbook-mark-lost = This workbook has lost its mark (was it copied into a new file?). Nothing was taken. Please get one with /workbook, paste into the yellow cells, and send that.
workbook-unknown = This workbook is not one that is out now. Nothing was taken. Please get a new one with /workbook.
workbook-foreign = “{ $file }” is not a workbook of this bot, nothing was taken. Get one with /workbook and send it back filled in. If it is evidence, open the task from /todo and send it at the step “evidence”.
workbook-other-department = This workbook belongs to { $department }, and you are not its liaison. Nothing was taken. Get your own with /workbook.
workbook-other-round = This workbook is for the { $period }, and a newer round has begun. Nothing was taken. Get the one of this round with /workbook; what is owed from before can be answered from /todo.
workbook-old-revision = This is revision { $revision }; what is asked has changed since, and revision { $newest } was handed out. Nothing was taken. Please get the new one with /workbook and copy what you filled in.
workbook-save-as-xlsx = The file is no .xlsx and can't be read for certain. Nothing was taken. Please use “Save as” .xlsx in Excel or WPS and send it again.
workbook-broken = The file is damaged and can't be opened. Nothing was taken. Please save it once more and send it again, or get a new one with /workbook.
workbook-sheet-twice = The file holds the same sheet twice, so it can't be told which counts. Nothing was taken. Please delete one of them and send it again.
workbook-sheet-missing = A sheet is missing. Nothing was taken. Please get a new workbook with /workbook and copy what you filled in.
workbook-columns-moved = Columns or their names were moved. Nothing was taken, so that nothing lands in the wrong place. Please get a new workbook with /workbook and copy what you filled in.

# Cell by cell

workbook-at = <b>{ $cell }</b> { $said }
workbook-figure-not-exact = “{ $given }” is not one exact number. Please give a number, such as { $example }, or “no figure”.
workbook-figure-other-unit = The unit of “{ $given }” is not { $unit }. Please convert it, such as { $example }.
workbook-figure-negative = “{ $given }” is negative; a cumulative figure is not below 0.
workbook-figure-too-large = “{ $given }” is too large. Please look at the unit and the decimal point, such as { $example }.
workbook-figure-too-fine = “{ $given }” has more than { $decimals } decimals. Please round it.
workbook-percent = This cell is a percentage, but the unit is { $unit }. Please set the cell's format to General and give a number.
workbook-date = Excel made a date of it ({ $given }). Please set the cell's format to General and type it again.
workbook-formula = This cell is a formula, and its result was not saved. Please type the result.
workbook-error-value = The formula in this cell has no result ({ $given }). Please type the result.
workbook-truth = “{ $given }” is no answer here. Please change it.
workbook-status = “{ $given }” is not one of the statuses. Please choose from the list: { $list }.
workbook-text-long = { $given } characters, more than { $most }. Please shorten it, and send the details as evidence.
workbook-row-moved = This row does not fit (it should say “{ $expected }”): was it moved or changed? Please undo it, or get a new workbook.
workbook-row-twice = This row is the same as row { $first }, so it can't be told which counts. Please delete one.
workbook-only-read = White cells are there to be read; the change here is not taken.
workbook-outside = Written outside the table, not taken.
workbook-pictures = Pictures put into the file are not taken; please send evidence in chat, task by task.
workbook-row-gone = The sheet { $sheet } lacks the row “{ $number }”: it counts as unchanged.

# The card

workbook-preview = 📋 <b>Workbook</b> · { $period } · { $department }
workbook-preview-file = { $file } · revision { $revision }
workbook-preview-mail = It came by mail, and a sender can be forged: please make sure first.
workbook-preview-counts = { $changed } changed · { $unchanged } unchanged{ $refused ->
        [0] {""}
       *[other] {" "}· { $refused } can't be taken
    }
workbook-row = <b>No. { $number }</b> { $said }
workbook-row-text = progress “{ $begins }” ({ $count } characters)
workbook-row-help = help wanted
workbook-row-figure = { $name } { $value }
workbook-row-figure-last = { $name } { $value } ({ $before } { $last })
workbook-row-cleared = emptied: { $list }
workbook-row-nothing = nothing filled in
workbook-row-comma = {" · "}
workbook-field-status = status
workbook-field-text = progress
workbook-field-help = help wanted
workbook-row-overwrites = ⚠️ since the workbook was handed out, { $name ->
        [none] another liaison
       *[other] { $name }
    } changed this draft too; the workbook would replace that
workbook-row-held = ⚠️ { $name ->
        [none] another liaison
       *[other] { $name }
    } is writing this one in chat; taking the workbook takes it over
workbook-row-falls = ⚠️ { $name } { $value } is less than { $before }'s ({ $last })
workbook-row-far = ⚠️ { $name } { $value } is far beyond the year's target ({ $target }): is the unit right?
workbook-row-lacks = still missing: { $list }
workbook-refused-submitted = has been sent already, this row is not taken
workbook-refused-accepted = has been accepted already, this row is not taken
workbook-refused-gone = is not asked any more, this row is not taken
workbook-refused-asked-anew = its figures or units have changed, this row is not taken: please get a new workbook
workbook-folded = <blockquote expandable>{ $lines }</blockquote>
workbook-and-more = …and { $count } more
workbook-errors = ⚠️ <b>{ $count ->
        [one] 1 cell needs a correction
       *[other] { $count } cells need a correction
    }</b>, nothing is kept until then:
workbook-warnings = Please note ({ $count }):
workbook-late = The due day ({ $due }) has passed: what is sent now is marked late.
workbook-no-evidence = A workbook holds no evidence: to add some, keep it as drafts first, add files task by task from /todo, then come back here to send; after sending it can still be added.
workbook-now-open = Please check. “Send all” sends it to the office, “Keep as drafts” keeps it for now.
workbook-now-incomplete = Something is still missing: keep it as drafts, complete them, then send.
workbook-now-office = Please make sure that { $department } filled it in, then keep it as drafts or send it for them.
workbook-now-asks = Some figures are far from { $before }'s or from the target (above). Send them as they are?
workbook-now-faulty = Please correct it in the same file, save, and send it again.
workbook-now-same = It is as it was handed out: there is nothing to keep.
workbook-now-drafted = { $count } kept as drafts, not sent yet. Add evidence from /todo, then tap “Send all”.
workbook-now-sent = { $count } sent, in review. You will be told here what the review says.
workbook-now-drafted-office = { $count } kept as drafts, not sent yet; the department's liaisons see them and can go on. Once you are sure, tap “Send for them”.
workbook-now-sent-office = { $count } sent for them, waiting for review.
workbook-now-dropped = Nothing was taken, the drafts are as they were.
workbook-now-replaced = A newer file came, and that one counts.
workbook-take-send = Send all
workbook-take-office = Send for them
workbook-take-keep = Keep as drafts
workbook-take-drop = Drop it
workbook-take-sure = Yes, send
workbook-take-back = Back
workbook-todo = What I owe
workbook-kept = { $count } kept as drafts.
workbook-sent = { $count } sent.
workbook-dropped = Nothing was taken.
workbook-has-moved = Something has changed since; this is how it stands now. Please look once more.
workbook-incomplete = No. { $number } is not complete yet, so nothing was sent. Please complete it from /todo, then tap “Send all” again.
workbook-drafts-sent = These drafts have all been sent, there is nothing left to send.
workbook-arrived =
    📋 <b>{ $department }</b> sent { $count } in a workbook · { $period }{ $late ->
        [yes] {" "}· late
       *[no] {""}
    }
    No. { $numbers }{ $by ->
        [none] {""}
       *[other] , sent by { $by }
    }
    They wait for review.
workbook-arrived-review = Review
