# How often is asked

rhythm-quarterly = Quarterly
rhythm-monthly = Monthly
rhythm-weekly = Weekly
rhythm-task-title = 📋 <b>No. { $number }, how often</b> · { $problem }
rhythm-task-own = <b>{ $rhythm }</b>, a rhythm of its own ({ $programme }: { $usual })
rhythm-task-follows = <b>{ $rhythm }</b>, as { $programme }
rhythm-programme-title = 📋 <b>{ $name }</b> · how often
rhythm-programme = <b>{ $rhythm }</b> · { $count ->
        [one] 1 task
       *[other] { $count } tasks
    }
rhythm-apart = { $rhythm } by themselves, { $count }: No. { $numbers }
rhythm-coming = Next, { $period }: opens { $opens }, due { $due }
rhythm-over = This task is struck off and asked for no more.
rhythm-still = The { $period } was asked for already and is still owed.
rhythm-what = A change holds from the next round on. A task is asked in its own rhythm alone, never twice where a month ends with a quarter.
rhythm-programme-what = A change holds from the next round on; tasks with a rhythm of their own keep it.
rhythm-as-programme = As programme ({ $rhythm })
rhythm-all = Programme
rhythm-to-task = See the task
rhythm-task-set = No. { $number } is asked { $rhythm ->
        [monthly] monthly
        [weekly] weekly
       *[other] quarterly
    } from the next round on.
rhythm-programme-set = Asked { $rhythm ->
        [monthly] monthly
        [weekly] weekly
       *[other] quarterly
    } from the next round on.
