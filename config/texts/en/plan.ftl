# The plan of a year

plan-title = 📋 <b>Plan of { $year }</b> · { $programme }
plan-scope = { $tasks ->
        [one] 1 task
       *[other] { $tasks } tasks
    } in work, { $figures ->
        [one] 1 indicator
       *[other] { $figures } indicators
    }
plan-source = From: { $source }{ $by ->
        [none] {""}
       *[other] {" "}· drawn up by { $by }
    }
plan-source-carried = carried over from last year
plan-target-counts = Targets: new { $new } · changed { $changed } · none this year { $dropped } · carried over { $carried } · set already { $kept }
plan-measure-counts = Measures: changed { $changed } · new { $new } · dropped { $dropped }
plan-target-new = + No. { $number } { $name } <b>{ $target }</b>
plan-target-changed = ~ No. { $number } { $name } <b>{ $target }</b> (last year’s target { $last }, reached { $reached })
plan-target-dropped = - No. { $number } { $name }: none this year (last year’s target { $last }, reached { $reached })
plan-target-carried = = No. { $number } { $name } { $target } (reached last year { $reached })
plan-none = none
plan-not-reported = not reported
plan-measure-changed = ~ No. { $number } measure { $place }: { $before } → { $after }{ $reason ->
        [none] {""}
       *[other] {" "}(reason: { $reason })
    }
plan-measure-new = + No. { $number } new measure: { $after }
plan-measure-dropped = - No. { $number } measure { $place } dropped: { $before }{ $reason ->
        [none] {""}
       *[other] {" "}(reason: { $reason })
    }
plan-folded = <blockquote expandable>{ $lines }</blockquote>
plan-and-more = { $count } more lines, all of them in the table
plan-errors = <b>To be corrected first: { $count }</b>
plan-warnings = Worth a look: { $count }
plan-remark = { $where }: { $message }
plan-next-again = This year’s plan is in force. To adjust it, download the table (with the targets as they are), change it and send it back: you see the changes first, only your confirmation writes.
plan-next-open = “Carry over” makes a draft of the targets of { $last }; or download the table, fill it in and send it back. Nothing is written before you confirm.
plan-next-draft = { $unreasoned ->
        [0] If it is right, press “Put in force”: it is written at once and whole. Until then nothing changes.
        [one] One change of a measure has no reason; you will be asked for it. Until you confirm nothing changes.
       *[other] { $unreasoned } changes of measures have no reason; you will be asked for it. Until you confirm nothing changes.
    }
plan-next-faulty = Nothing was written. Please correct the table and send it again.
plan-next-in-force = In force since { $at }{ $by ->
        [none] {""}
       *[other] , confirmed by { $by }
    }. What changed in the measures stands on the task’s card (/task and its number).
plan-carry = Carry over
plan-download = Get the table
plan-import = Send a table
plan-confirm = Put in force
plan-give-up = Give it up
plan-adjust = Adjust
plan-back = Back
plan-choose = { $programme }
plan-choice = · { $programme }
plan-which = 📋 <b>Plan of { $year }</b>: for which inspection?
plan-ask-file = 📋 <b>Plan of { $year }</b> · { $programme }
    Please send the filled table (.xlsx) here; a ledger with targets of { $year } will do too. You see the changes first; only your confirmation writes.
plan-ask-reason = { $count ->
        [one] This change of a measure has no reason.
       *[other] These { $count } changes of measures have no reason.
    } An approved measure needs one. Please write a sentence, for example: adjusted as the provincial meeting decided.
plan-reason = Plan of { $year }
plan-sheet-coming = The table is on its way
plan-given-up = The draft was given up
plan-in-force-toast = The plan of { $year } is in force
plan-sheet-here = 📋 The table for the plan of { $year }. Fill it in and send it back here: you see the changes first, only your confirmation writes.
plan-sheet-here-in-force = 📋 The plan of { $year }, in force. To adjust it send it back changed: you see the changes first.
plan-sheet-file = Plan { $year }.xlsx
plan-sheet-name = Plan { $year }
plan-sheet-title = Plan of { $year } · { $programme }
plan-sheet-how = Fill in the yellow cells: this year’s target (empty: none this year); to change a measure write over it and give the reason; to drop one empty its cell and give the reason; for a new measure or indicator insert a row below the task.
plan-sheet-in-force = The plan of { $year }, in force.
plan-told-in-force = 📋 <b>The plan of { $year }</b> is in force · { $programme }
    { $by ->
        [none] Another coordinator confirmed it.
       *[other] { $by } confirmed it.
    } Targets written: { $targets }, changes of measures: { $measures }. See /plan.

plan-nothing-to-plan = The ledger has no tasks yet, so there is nothing to plan. Please import it first: /ledger
plan-year-expected = “{ $given }” is no year to plan for. A plan can be drawn up for { $this } or { $next }, for example /plan { $next }
plan-file-expected = The filled table is waited for. Please send the .xlsx file, or press “Back”.
plan-file-not-read = “{ $file }” is no table of a plan, and no task was found in it. Please download the table and fill it in.
plan-file-without-tasks = “{ $file }” holds no task of “{ $programme }”, so it was not taken. Is it the right file?
plan-programme-unknown = The table’s title names “{ $name }”, which is no inspection of the ledger. Please use the table the bot sends and leave its title.
plan-reason-expected = Please say in a sentence why these measures change; or press “Back” and restore their words in the table.
plan-reason-long = That reason is too long ({ $given } characters); please keep it to { $most }.
plan-has-errors = Something in the table has to be corrected first; nothing was written.
plan-ledger-moved = The ledger has changed since this draft was shown; nothing was written yet. Please look once more.
plan-decided = The plan of { $year } is in force since { $at }{ $by ->
        [none] {""}
       *[other] {" "}(confirmed by { $by })
    }; there is nothing to confirm. To change it press “Adjust”.

plan-task-unknown = No task in work has the number { $number }.
plan-no-number = This row has no number: which task is it?
plan-place-number = Measure no. “{ $given }” is no number. Leave the cell empty for a new measure.
plan-measure-unknown = No. { $number } has no measure { $place }. Leave the measure’s number empty for a new one.
plan-measure-twice = Measure { $place } of no. { $number } stands in two rows. Please leave one.
plan-figure-twice = The indicator “{ $name }” of no. { $number } stands in two rows. Please leave one.
plan-no-figure = There is a target without an indicator.
plan-no-unit = The indicator “{ $name }” has no unit.
plan-other-unit = The indicator “{ $name }” is counted in “{ $unit }”, the table says “{ $given }”. A unit can’t change; add an indicator with another name instead.
plan-cell-formula = This cell is a formula without a result. Please write the figure or the words.

measure-history-label = Changes of measures
measure-history-title =
    Changes of measures ({ $count })
    <blockquote expandable>{ $lines }</blockquote>
measure-history-more = { $count } earlier ones stand in the full text
measure-history-changed = { $day } { $number ->
        [0] measure (dropped since)
       *[other] measure { $number }
    }{ $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }: { $before } → { $after } (reason: { $reason })
measure-history-added = { $day } measure added{ $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }: { $after } (reason: { $reason })
measure-history-dropped = { $day } measure dropped{ $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }: { $before } (reason: { $reason })
measure-history-full-changed = { $day }{ $by ->
        [none] {""}
       *[other] , { $by }
    }: { $number ->
        [0] measure (dropped since)
       *[other] measure { $number }
    } changed, reason: { $reason }
    Before: { $before }
    After: { $after }
measure-history-full-added = { $day }{ $by ->
        [none] {""}
       *[other] , { $by }
    }: measure added, reason: { $reason }
    { $after }
measure-history-full-dropped = { $day }{ $by ->
        [none] {""}
       *[other] , { $by }
    }: measure dropped, reason: { $reason }
    Before: { $before }
menu-plan = Plan of the year
