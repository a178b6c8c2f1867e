# Errors and notes on a ledger that was read

ledger-at-line = line { $line }
ledger-at-row = table { $table } row { $row }
ledger-at = { $where }: { $message }

ledger-column-unknown = The column “{ $heading }” is not known and was not read. To have it read, please give it a name of the template's.
ledger-column-twice = “{ $heading }” and “{ $other }” say the same; only “{ $other }” was read.
ledger-column-unnamed = Column { $column } has no name and was not read.
ledger-column-hidden = The column “{ $heading }” is hidden and was read all the same. If it shall not count, please delete it and send the file again.
ledger-rows-hidden = { $count ->
        [one] One row is hidden (by a filter, say) and was read all the same. If it shall not count, please delete it.
       *[other] { $count } rows are hidden (by a filter, say) and were read all the same. If they shall not count, please delete them.
    }
ledger-row-left-out = “{ $text }” stands in a row of its own without a number and was not read.
ledger-row-without-number = This row has no number ({ $problem }). Please add it; if it belongs to the task above, please merge its cells with that.
ledger-no-number-column = The heading has no column “序号” (No.). Please add it.
ledger-no-heading = No heading was found. It needs columns such as “序号” (No.), “整改任务” (Task), “责任单位” (Responsible units); the template has them.
ledger-number-unclear = “{ $text }” is no task's number. Please write it like 21 or 47-5.
ledger-number-date = This number is a date ({ $text }); what it was can't be told. Please make the cell a text and type it again.
ledger-number-was-date = The spreadsheet turned this number into a date ({ $text }); it was read as { $number }. Please check, and make the cell a text.
ledger-number-was-decimal = This number is a decimal ({ $text }); it was read as { $number }. Please check, and make the cell a text.
ledger-number-again = No. { $number } stands in { $first } already. Please keep one.
ledger-cell-formula = This cell is a formula ({ $text }) without a saved value. Please open and save the file in a spreadsheet program, or type the value.
ledger-cell-error = The formula in this cell fails ({ $text }). Please correct it.
ledger-no-such-day = There is no day “{ $text }”. Please correct it.
ledger-deadline-unclear = “{ $text }” does not name one day; only the words are kept. Please check.
ledger-deadlines-differ = No. { $number } has several deadlines ({ $text }); no day is set, only the words are kept. Please check.
ledger-owner-of-nothing = There is no measure beside “{ $text }”; it was not read.
ledger-figure-words = “{ $text }” can't be counted and was not read.
ledger-figure-no-name = There is a target ({ $text }) without the name of a figure. Please add it.
ledger-figure-no-unit = “{ $text }” has no unit of measure. Please add it, as in 640 万亩.
ledger-figure-no-year = The year of “{ $name }” can't be told. Please add a column “指标年度” (Year), or name the column “2025年度目标”.
ledger-figure-twice = “{ $name }” has two different targets for { $year }. Please keep one.
ledger-figure-too-long = The name or unit of a figure is too long ({ $name }, { $unit }): 60 and 12 characters at most.
ledger-year-unclear = “{ $text }” is no year. Please write it like 2025.
ledger-sheet-hidden = The sheet “{ $sheet }” is hidden and was not read.
ledger-sheet-copy = The sheets “{ $sheet }” and “{ $other }” hold the same numbers; only “{ $other }” was read.
