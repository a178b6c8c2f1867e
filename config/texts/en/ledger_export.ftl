# The ledger exported, and its template

ledger-home =
    📋 <b>The ledger</b>
    { $tasks ->
        [0] The ledger is empty.
        [one] 1 task in the ledger.
       *[other] { $tasks } tasks in the ledger.
    }
    To import, send the file here: a workbook (.xlsx), .csv, Word, a web page or text. You see a preview first; nothing is written before you press Import.
ledger-sheet-coming = The file is on its way
ledger-sheet-name = Ledger
ledger-sheet-title = Ledger of rectification tasks
ledger-sheet-title-of = Ledger of rectification tasks · { $programme }
ledger-sheet-note = { $office } · { $day } · { $count ->
        [one] 1 task
       *[other] { $count } tasks
    }
ledger-sheet-yes = yes
ledger-sheet-no = no
ledger-sheet-file = Ledger { $day }.xlsx
ledger-sheet-here = 📋 The ledger, { $count ->
        [one] 1 task
       *[other] { $count } tasks
    }. Correct it and send it back to import it: you see a preview first, and only “Import” writes.
ledger-sheet-empty = The ledger has no tasks yet, so there is nothing to download. Fill in the template, or send a file to import.
ledger-template-file = Ledger template.xlsx
ledger-template-here = 📋 The template. Fill it in and send it here: you see a preview first, and only “Import” writes.
ledger-download = Get the ledger
ledger-template = Get a template
ledger-export-unknown = No inspection in the ledger is called “{ $name }”. There are: { $names }.

ledger-template-note = One row a task; further measures and indicators go into the rows below it, the cells before them left empty or merged. What each column wants stands on the sheet “How to fill it in”.
ledger-template-help = How to fill it in
ledger-template-column = Column
ledger-template-how = What goes there
ledger-template-example = For example
ledger-template-programme = The inspection that found it. May stay empty while there is only one. | 第二轮中央生态环境保护督察
ledger-template-number = Needed. The number in the list; a sub-item is written 47-5: format the column as text first, or it turns into a date. | 21, 47-5
ledger-template-problem = Needed. The problem in the words of the inspection. | The river lacks water; parts of it are dry all year.
ledger-template-lead = Lead units, with commas between them. | Water Department
ledger-template-responsible = Responsible units: they report every round. | Water Department, Environment Department
ledger-template-cooperating = Cooperating units: they report if a measure is theirs. | Finance Department
ledger-template-supervising = Supervising units: they do not report. | Inspection Office
ledger-template-accepting = Accepting units: they do not report. | Environment Department
ledger-template-target = What shall be reached. | Water in the main reaches all year.
ledger-template-deadline = A date, or words such as 2024年12月底, 立行立改, 长期坚持. | 2025-12-31
ledger-template-measure-number = The measure's place within the task. | 1
ledger-template-measure = One measure a row; several in one cell, numbered 1. 2., will do too. | Let 120 million cubic metres into the river a year.
ledger-template-measure-owners = Who carries this measure out; empty: all responsible units. | Water Department
ledger-template-indicator = What is counted each year, in the row of its measure. | Water let in
ledger-template-indicator-unit = The unit it is counted in. | 亿立方米
ledger-template-indicator-year = The year of the target. | 2025
ledger-template-indicator-target = That year's target, digits only. | 1.2
ledger-template-completion = What has been done so far; may stay empty. | 90 million cubic metres let in.
ledger-template-completion-as-of = The day up to which that is said. | 2024-09-30

ledger-ask-reason = This file changes the approved measures of { $count ->
        [one] 1 task
       *[other] { $count } tasks
    } (no. { $numbers }). Such a change needs a reason. Please write a sentence, for example: adjusted as the provincial meeting decided. Then the file is imported.
ledger-reason-back = Back
ledger-reason-expected = Please say in a sentence why these measures change, or press “Back”.
ledger-reason-long = That reason is too long ({ $given } characters); please keep it to { $most }.
ledger-reason-file = Ledger “{ $file }” imported
