# The quarterly table, the evidence pack

quarter-title = Progress, { $period }
quarter-title-units = Who answered, { $period }
quarter-note = { $programme } · { $office } · asked { $opened }, due { $due } · exported { $made }
quarter-sheet-tasks = By task
quarter-sheet-units = By department
quarter-file = Progress { $period }.xlsx
quarter-column-number = No.
quarter-column-problem = Task
quarter-column-department = Department
quarter-column-status = Progress
quarter-column-text = What was done
quarter-column-figures = Figures (cumulative)
quarter-column-help = Help wanted
quarter-column-evidence = Evidence
quarter-column-due = Due
quarter-column-sent = First sent
quarter-column-kept = In time
quarter-column-state = Review
quarter-column-place = Place
quarter-column-owed = Owed
quarter-column-answered = Answered
quarter-column-on-time = On time
quarter-column-late = Late
quarter-column-missing = Missing
quarter-column-done = Complete
quarter-column-punctual = Punctual
quarter-figure = { $name } { $value }{ $target ->
        [none] {""}
       *[other] {" "}(target { $target })
    }
quarter-kept-on_time = on time
quarter-kept-late = late
quarter-kept-missing = missing
quarter-kept-ahead = not due
evidence-pack-number = No.
evidence-pack-file = Evidence { $period }.zip
evidence-pack-manifest = manifest.csv
evidence-pack-path = Path in the pack
evidence-pack-sha256 = SHA-256
evidence-pack-size = Bytes
evidence-pack-type = Type
evidence-pack-department = Department
evidence-pack-round = Round
evidence-pack-name = Name as sent
evidence-pack-sent = Sent
evidence-pack-state = Review
evidence-pack-there = File
evidence-pack-here = in the pack
evidence-pack-gone = gone or altered, not packed
