# The ledger: a file's preview, a task's card, figures

ledger-file-unexpected = No step is waiting for a file, so it was not taken. To send evidence open an item in /todo first; to object start with /object; only a coordinator can import a ledger.
ledger-file-without-tasks = No task was found in “{ $file }”. Please send a ledger (.xlsx, .csv, .docx) whose heading has “序号” (No.), “整改任务” (Task), “责任单位” (Responsible units) and so on, or a file in the form of a notice.
ledger-source-too-big = “{ $file }” is too big and was not taken: 20 MB and five thousand rows are read at most. Please leave out pictures and empty rows, or split it.
ledger-source-empty = There is no text in “{ $file }”. If it is a scan or a picture, please send the text.
ledger-source-unknown-kind = “{ $file }” is no file that can be read. Please send .xlsx, .csv, .docx, .html or .txt.
ledger-source-broken = “{ $file }” can't be opened; it may be damaged. Please export it again.
ledger-source-unknown-encoding = The characters of “{ $file }” can't be made out. Please save it as UTF-8 or GBK.
ledger-source-encrypted = “{ $file }” is locked with a password. Please save it without one and send it again.
ledger-source-other-word = “{ $file }” is an older Word, a WPS or a macro document. Please save it as .docx and send it again.
ledger-source-other-workbook = “{ $file }” is a WPS, a macro or another kind of workbook. Please save it as .xlsx and send it again.

ledger-preview = 📋 <b>Import preview</b> · { $file }
ledger-preview-programme = Inspection: { $programme }
ledger-preview-new-programme = Inspection: { $programme } (new)
ledger-preview-counts = added { $added } · changed { $changed } · unchanged { $unchanged }
ledger-preview-added = + No. { $number } { $problem }
ledger-preview-changed = <b>No. { $number }</b>
ledger-preview-change = { $field }: { $old } → { $new }
ledger-preview-errors = <b>To be corrected first: { $count }</b>
ledger-preview-warnings = Please note: { $count }
ledger-preview-open = Press Import to write this into the ledger; nothing is written otherwise.
ledger-preview-same = The ledger says this already: there is nothing to write.
ledger-preview-faulty = Nothing was written. Please correct the file and send it again.
ledger-preview-dropped = Not imported; the ledger is unchanged.
ledger-preview-applied = { $unbound ->
        [0] Imported. See a task with /task and its number.
        [one] Imported. One department has no liaison yet: please use /invite.
       *[other] Imported. { $unbound } departments have no liaison yet: please use /invite.
    }
ledger-folded = <blockquote expandable>{ $lines }</blockquote>
ledger-and-more = and { $count } more lines
ledger-empty = (empty)
ledger-take = Import
ledger-leave = Leave it
ledger-whole = See all
ledger-whole-file = Preview { $file }.txt
ledger-whole-here = 📋 Everything in the preview of “{ $file }” is listed in this file.
ledger-preview-of = { $line } ({ $programme })
ledger-taken-over = Imported: { $added } added, { $changed } changed
ledger-dropped = Not imported
ledger-has-moved = The ledger has changed since the preview, and nothing was written. Please look again.
ledger-has-errors = Something in the file must be corrected first; nothing was written.

ledger-field-problem = Problem
ledger-field-lead = Lead units
ledger-field-cooperating = Cooperating units
ledger-field-supervising = Supervising units
ledger-field-accepting = Accepting units
ledger-field-owners = Measure owners
ledger-field-indicators = Yearly figures
ledger-field-responsible = Responsible units
ledger-field-target = Target
ledger-field-measures = Measures
ledger-field-deadline = Deadline
ledger-field-completion = Completion

ledger-read-warning = { $text }
ledger-nothing-found = No task was found.
ledger-no-number = Item { $place } has no number ({ $problem }). Please add it in the file.
ledger-no-problem = No. { $number } is new to the ledger, and the file does not state the task. Please add it.
ledger-number-twice = No. { $number } stands in the file more than once. Please keep one.
ledger-owner-unknown = “{ $unit }”, owner of measure { $measure } of No. { $number }, is none of that task's units. Please add it to a column of units, or correct the name.
ledger-other-unit = “{ $name }” is counted in “{ $unit }”; here it says “{ $given }”. Please make them agree, or give another figure another name.

ledger-shell-preview = { $programme }: { $added } added, { $changed } changed, { $unchanged } unchanged
ledger-shell-error = error, { $where }: { $message }
ledger-shell-warning = note, { $where }: { $message }
ledger-shell-added = + No. { $number } { $problem }
ledger-shell-changed = ~ No. { $number } { $field }: { $old } → { $new }
ledger-shell-ask = Write this into the ledger?
ledger-shell-applied = Written.
ledger-shell-same = There is nothing to write.
ledger-shell-faulty = Nothing was written: please correct the errors above first.
ledger-shell-dropped = Not written.

task-title = 📋 <b>No. { $number }</b> · { $programme }
task-state = State <b>{ $state }</b>
task-line = { $label }: { $text }
task-long = { $label }: { $text }
task-folded =
    { $label }
    <blockquote expandable>{ $text }</blockquote>
task-problem = Problem
task-deadline = Deadline
task-deadline-both = { $text } ({ $day })
task-target = Target
task-measures = Measures
task-completion = Completion
task-role-lead = Lead
task-role-responsible = Responsible
task-role-cooperating = Cooperating
task-role-supervising = Supervising
task-role-accepting = Accepting
task-figure = Figure { $name }: target for { $year } { $target }
task-figure-open = Figure { $name } ({ $unit }), no yearly target
task-period-draft = Publicity: being drafted
task-period-scheduled = Publicity { $start } to { $end }, not begun
task-period-running = In publicity { $start } to { $end }
task-progress = { $cycle }, { $department }: { $said } · { $light }
task-nothing-sent = nothing sent
task-next = The buttons below are what can be done now.
task-missing-then = See to these first, below; then it can be struck off.
task-nothing-to-do = There is nothing for you to do now.
task-full = Full text
task-action-indicator = Add figure
task-action-rhythm = How often
task-action-apply = Apply
task-action-publicity = Publicity
task-action-close = Strike off
task-action-record = Closing record
task-action-look_back = Look back
task-turn = { $day } { $what }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }
task-turn-apply = applied for acceptance
task-turn-pass = accepted
task-turn-fail = not accepted
task-turn-close = struck off
task-turn-upheld = sent back: an objection was upheld
task-turn-look_back = reopened after a look back
task-text-title = No. { $number } · { $programme }
task-text-file = No-{ $number }.txt
task-text-here = 📋 No. { $number } in full
task-which = 📋 <b>No. { $number }</b> stands in several inspections:
task-choice = { $place }. { $programme }: { $problem }
task-which-part = 📋 There is no No. { $number }, but these parts of it:
task-part = No. { $number } { $problem }
task-part-button = No. { $number }
task-which-next = Please choose one.
task-choose = { $programme }
task-number-expected = Please write the number after /task, such as /task 21. All tasks are in /board, “By task”.
task-unknown = There is no No. { $number } in the ledger. All tasks are in /board, “By task”.
task-not-public = Only the office and the liaisons of the responsible units can see a task. What is being published is in /notices.

indicator-title = 📋 <b>No. { $number } figures</b> · { $problem }
indicator-ask = Please type one line: name, unit, target for { $year }, such as <code>Afforestation 万亩 640</code>
indicator-next-or-done = You can type another line (target for { $year }); press Done when all are there.
indicator-saved = Saved { $name }: { $target }
indicator-more = One more
indicator-done = Done
indicator-leave = Leave it
indicator-line-expected = “{ $given }” can't be read as a figure. Please write name, unit and target, such as: Afforestation 万亩 640
indicator-name-taken = There is a figure called “{ $name }” already. Please use another name, or correct that one.
indicator-other-unit = “{ $name }” has been reported in { $unit } and can't become { $given }. Please add a figure of another name.
