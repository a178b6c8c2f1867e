# The yearly summary

year-file = Summary { $year } { $programme }.docx
year-title = Summary of the year { $year }
year-tasks = The tasks
year-counts = On { $day } there are { $tasks } tasks, of which { $due } are due by the end of { $year }. Of all: { $reported } reported done, { $accepted } accepted, { $publicised } published, { $closed } struck off. Of those due: { $due_reported } reported done, { $due_accepted } accepted, { $due_publicised } published, { $due_closed } struck off. Each is counted by itself: reported is not accepted, accepted is not struck off.
year-figure-due = due
year-figure-reported = reported
year-figure-accepted = accepted
year-figure-publicised = published
year-figure-closed = struck off
year-all = all tasks
year-due-ones = those due
year-moved = In { $year }: accepted { $pass }, not accepted { $fail }, struck off { $close }; sent back by an upheld objection { $upheld }, by a look back { $look_back }.
year-behind = Due and not struck off ({ $count }):
year-none-reached = in progress
year-reporting = Reporting
year-no-rounds = There was no round this year.
year-rounds = { $rounds } rounds asked for { $owed } reports; { $answered } came: { $on_time } in time, { $late } late; { $missing } are missing{ $ahead ->
        [0] {""}
       *[other] , { $ahead } are not due yet
    }.
year-departments = Completion and punctuality of the units ({ $count }){ $shown ->
        [15] , the first 15 drawn
       *[other] {""}
    }:
year-figures = Indicators
year-no-figures = No indicator was set for this year.
year-figures-count = Indicators with a target or a figure: { $count }; { $judged } have both, { $reached } reached the target.
year-measures = Measures changed
year-no-measures = No measure was changed this year.
year-measures-count = Measures changed: { $count }
year-measure = measure { $at }
year-measure-dropped = a dropped measure
year-extensions = Extensions
year-no-extensions = No extension was asked for this year.
year-extensions-count = Extensions asked for: { $count }; granted { $granted }, refused { $refused }
year-extension-asked = open
year-extension-granted = granted
year-extension-refused = refused
year-extension-withdrawn = withdrawn
year-extension-moot = came in time
year-objections = Objections
year-no-objections = No objection came this year.
year-objections-count = Objections: { $count } (chat { $chat }, mail { $mail }, phone { $phone }, letter { $letter }){ $late ->
        [0] {""}
       *[other] , { $late } of them late
    }. Answered { $answered }: upheld { $upheld }, not upheld { $refused }; withdrawn { $withdrawn }; open { $open }. Settled by their own word { $settled }, not settled { $unsettled }.
year-acts = Supervision
year-no-acts = No supervision letter, bulletin or talk this year.
year-acts-count = Supervision letters { $letter }, bulletins { $bulletin }, talks { $talk }:
year-method = A unit owes a report for a task once a round. Completion: answered (in review or accepted) of all owed. Punctuality: first answers by the due day, of those due or answered. Reported done: every owing unit's last report says so, or acceptance was applied for. Published: a period that is over and counts; one from before the task was sent back does not. Indicators are the last cumulative figure of the year; where several units report one, each has a line.
year-column-number = No.
year-column-problem = Task
year-column-deadline = Deadline
year-column-reached = Reached
year-column-indicator = Indicator
year-column-department = Unit
year-column-target = Target
year-column-actual = Actual
year-column-share = Share
year-column-measure = Measure
year-column-changed = Changed
year-column-reason = Reason
year-column-round = Round
year-column-until = Until
year-column-decided = Decided
year-column-act = Paper
year-column-about = About
year-column-day = Day
year-none = There are no tasks yet, so there is nothing to sum up.
year-unknown = No programme is called “{ $given }”.
year-several = There are several programmes ({ $names }); say which one.
