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

# -- what striking off asks for --
order-show = Closing order
order-title = 📋 <b>Closing order</b> · { $name }
order-is = Now: { $steps }
order-holds = { $count ->
        [one] It holds for the one task that is not struck off yet
       *[other] It holds for the { $count } tasks that are not struck off yet
    }, at once; what was accepted and published stays so.
order-published = { $count ->
        [one] The notice that is scheduled or runs goes
       *[other] The { $count } notices that are scheduled or run go
    } on.
order-what = Provinces differ; choose what yours prescribes.
order-then = {" "}→{" "}
order-nothing = nothing
order-step-acceptance = acceptance
order-step-publicity = publicity
order-ap = Accept, then publish
order-pa = Publish, then accept
order-pap = Publish, accept, publish
order-app = Accept, publish twice
order-set = Changed, and holds at once
