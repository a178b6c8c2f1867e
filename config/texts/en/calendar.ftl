# The calendar: holidays that were changed, years that are not published yet

round-called = { $title ->
        [none] { $period }
       *[other] { $period }, “{ $title }”
    }
calendar-recounted = ⚠️ <b>Due days have changed</b>: the holidays did, and days were counted again.
calendar-settled = 📋 <b>Due days are certain now</b>: the holidays are published, and days were counted again.
calendar-moved = { $round }: it was { $before }, now <b>{ $due }</b>
calendar-kept = { $round }: <b>{ $due }</b>, unchanged
calendar-recounted-what = Please report by the new day. What was extended keeps its own; the cards are up to date.
calendar-recounted-office = The liaisons who still owe are told as well. What was extended keeps its own day; the cards are up to date.
calendar-settled-what = No longer provisional; the cards are up to date.
calendar-uncovered = ⚠️ <b>The holidays of { $year } are not known yet</b>
    The days of these rounds reach into { $year }. For now Monday to Friday are counted, and they are marked provisional:
calendar-coming = { $round } ({ $programme }): opens { $opens }, due { $due }
calendar-uncovered-what = The State Council usually publishes them in November of the year before. Then have the program updated, or the days of { $year } written into overrides/holidays.toml: all is counted again by itself, and whoever is concerned is told.
