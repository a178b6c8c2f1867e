# What was sent

menu-history = What we sent
history-title = 📋 <b>Sent</b> · { $count } in all
history-none = 📋 Nothing was sent yet. What is owed is under /todo.
history-round = <b>{ $period }</b>
history-line = No. { $number } { $problem } · { $department ->
        [none] {""}
       *[other] { $department } ·{" "}
    }{ $state }{ $at ->
        [none] {""}
       *[other] {" "}· { $at }
    }{ $late ->
        [yes] {" "}(late)
       *[no] {""}
    }
history-what = Tap one to read it.
history-open = View { $number }
history-open-long = View { $number }
history-back = Back to the list
history-files = Evidence
history-comment = Review: { $comment }
history-file = No. { $number } · { $period } · evidence { $at } of { $of }
