# Review

review-title = 🔎 <b>No. { $number }</b> · { $department } · { $period } · { $late ->
        [yes] late
       *[no] on time
    }
review-status = Status: { $status }{ $last ->
        [none] {""}
       *[other] {" "}· { $before } { $last }
    }
review-changed = { $percent }% of the text is not { $before }'s{ $based ->
        [yes] {" "}(it was started from it)
       *[no] {""}
    }
review-alike-own = <b>{ $percent }% like their own report of the { $period }</b>
review-alike = <b>{ $percent }% like no. { $number }{ $department ->
        [none] {""}
       *[other] {" "}of { $department }
    }{ $period ->
        [none] {""}
       *[other] , { $period }
    }</b>
review-figure-falls = <b>{ $name }: less than { $before }</b>, confirmed by the department
review-figure-far = <b>{ $name }: far beyond the year's target</b>, confirmed by the department
review-text-marked =
    Progress (<u>underlined</u> is new, <s>struck</s> was { $before }'s)
    <blockquote expandable>{ $text }</blockquote>
review-text-changes =
    What changed (<u>underlined</u> is new, <s>struck</s> was { $before }'s)
    <blockquote expandable>{ $text }</blockquote>
review-same-run = …… ({ $count } characters the same) ……
review-help =
    Help wanted
    <blockquote expandable>{ $text }</blockquote>
review-what = Please review: accept it, or return it and say what is missing.
review-line-accepted = Accepted by { $by ->
        [none] a coordinator
       *[other] { $by }
    }, { $at }.
review-line-returned = Returned by { $by ->
        [none] a coordinator
       *[other] { $by }
    }, { $at }: { $comment }
review-is-taken-back = The department took it back to change it; it comes again.
review-accept = Accept
review-return = Return…
review-compare = Compare: { $before }
review-see-alike = See both
review-evidence = Evidence
review-whole = Full text
review-next = Next ({ $count })
review-none = 🔎 Nothing waits for review.
review-full-text = { $department } · no. { $number } · { $period } · full text
review-full-text-name = No{ $number }-{ $department }-{ $period }.txt
review-evidence-file = No. { $number } · { $department } · { $period } · evidence { $at }/{ $of }
review-evidence-album = No. { $number } · { $department } · { $period } · evidence { $at } to { $to } of { $of }
review-evidence-more = No. { $number }: { $shown } files of evidence so far, { $left } more.
review-evidence-on = Go on
review-evidence-coming = { $count ->
        [1] 1 file follows.
       *[other] { $count } files follow.
    }
review-comment-title = 🔎 <b>Return</b> no. { $number } · { $department } · { $period }
review-comment-ask = Please type what is missing and how to mend it, such as “the acceptance slip is missing, please add a photo”.
review-comment-expected = A return needs a comment in words, so that the liaison knows what to mend. Please type it.
review-comment-long = The comment has { $given } characters, more than { $most }. Please shorten it.
review-keep = Don't return
review-accepted-toast = No. { $number } accepted.
review-returned-toast = No. { $number } returned.
review-decided = This was { $decision ->
        [returned] returned
       *[other] accepted
    } by { $by ->
        [none] another coordinator
       *[other] { $by }
    }, { $at }{ $decision ->
        [returned] {" "}(“{ $comment }”)
       *[other] {""}
    }.
review-taken-back = The department took this back to change it; it comes again.
review-accepted = 📋 Your report on no. { $number }, { $period }, was accepted.
review-accepted-many = 📋 { $count } of your reports of the { $period } were accepted: no. { $numbers }.
review-accepted-done = 📋 Your report on no. { $number }, { $period }, was accepted as done. You may apply for acceptance.
review-apply = Apply
review-returned =
    📋 <b>No. { $number }</b> · { $period } · returned
    { $comment }

    { $due ->
        [past] The due day has passed: please mend it and send it again soon.
       *[ahead] Please mend it and send it again.
    } Everything you wrote is still there.
review-correct = Correct

review-queue-title = 🔎 <b>{ $count } to review</b>{ $pages ->
        [1] {""}
       *[other] {" "}(page { $page } of { $pages })
    }
review-queue-line = No. { $number } { $department } · { $period } · { $status }{ $warnings ->
        [none] {""}
       *[other] {" "}· <b>{ $warnings }</b>
    }
review-queue-what = { $clean ->
        [0] Please look at them one by one.
       *[other] { $clean } of them came in time, are like no other and let no figure fall: they can be accepted together. Please read the others.
    }
review-comma = ,{" "}
review-warning-late = late
review-warning-alike = like another
review-warning-falls = a figure fell
review-warning-far = a figure too large
review-warning-help = help wanted
review-warning-uncompared = being compared
review-begin = One by one
review-all = Accept { $count }
review-open = No. { $which }
review-all-ask = 🔎 <b>Accept { $count ->
        [1] 1 report
       *[other] { $count } reports
    } together?</b> Each is a decision of its own and each department is told; none can be returned afterwards.
review-all-taken =
    Will be accepted
    <blockquote expandable>{ $lines }</blockquote>
review-all-kept =
    { $count ->
        [1] This one is
       *[other] These { $count } are
    } left to be read
    <blockquote expandable>{ $lines }</blockquote>
review-all-left = One press takes no more; press once more for the other { $count }.
review-all-yes = Accept all { $count }
review-all-no = Not now
review-all-press = Please press “Accept all” or “Not now”.
review-all-accepted = { $count } accepted.
review-all-moved = { $count } accepted. { $left } left as they are: another coordinator has just decided on no. { $numbers }, or the department took them back.
review-comparison-title = 🔎 <b>No. { $number }</b> · { $department } · { $period }
review-comparison-own = Against their own report of the { $period }
review-comparison-other = Against no. { $number } · { $department } · { $period }
review-comparison-alike = { $percent }% alike
review-comparison-legend = { $own ->
        [yes] <u>Underlined</u> is new, <s>struck</s> was there before and is gone.
       *[no] <u>Underlined</u> stands only here, <s>struck</s> only in the other; the rest is the same.
    }
review-comparison-same = The two texts are the same, letter for letter.
review-comparison-text = <blockquote expandable>{ $text }</blockquote>
review-comparison-file = There is more than a screen holds: see the file.
review-comparison-heading = No. { $number } { $department }: two texts compared
review-comparison-paper = { $own ->
        [yes] Underlined is new, struck was there before and is gone.
       *[no] Underlined stands only here, struck only in the other; the rest is the same.
    }
review-comparison-name = No{ $number }{ $own ->
        [yes] {" "}against { $before }
       *[no] {" "}against no{ $other }
    }-{ $department }
review-nothing-to-compare = There is nothing to compare: no earlier report was accepted, or one of the two has no text.
