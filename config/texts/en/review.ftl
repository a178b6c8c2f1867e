# Review

review-title = 🔎 <b>No. { $number }</b> · { $department } · { $period } · { $late ->
        [yes] late
       *[no] on time
    }
review-status = Status: { $status }{ $last ->
        [none] {""}
       *[other] {" "}· last quarter { $last }
    }
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
review-evidence = Evidence
review-whole = Full text
review-next = Next ({ $count })
review-none = 🔎 Nothing waits for review.
review-full-text = { $department } · no. { $number } · { $period } · full text
review-full-text-name = No{ $number }-{ $department }-{ $period }.txt
review-evidence-file = No. { $number } · { $department } · { $period } · evidence { $at }/{ $of }
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
