# Words that stand the same on every card, letter and document

state-in_progress = in progress
state-accepting = acceptance applied for
state-accepted = accepted
state-closed = struck off

status-done = done
status-on_track = on track
status-behind = behind
status-no_change = nothing new

light-white = ⚪ owed
light-green = 🟢 fine
light-amber = 🟡 due soon, in review or returned
light-red = 🔴 overdue or behind

role-coordinator = coordinator
role-leader = leader
role-liaison = liaison
role-department_leader = department's leader

provisional = provisional
