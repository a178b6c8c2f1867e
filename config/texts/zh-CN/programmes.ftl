# 调度频次

rhythm-quarterly = 按季
rhythm-monthly = 按月
rhythm-weekly = 按周
rhythm-task-title = 📋 <b>序号{ $number } 调度频次</b> · { $problem }
rhythm-task-own = 单独<b>{ $rhythm }</b>调度({ $programme }:{ $usual })
rhythm-task-follows = <b>{ $rhythm }</b>调度,随{ $programme }
rhythm-programme-title = 📋 <b>{ $name }</b> · 调度频次
rhythm-programme = <b>{ $rhythm }</b>调度 · 任务{ $count }项
rhythm-apart = 单独{ $rhythm }{ $count }项:序号{ $numbers }
rhythm-coming = 下次 { $period }:{ $opens }开始,{ $due }截止
rhythm-over = 这项任务已销号,不再调度。
rhythm-still = { $period }已经下达,仍要报送。
rhythm-what = 改频次从下一次调度起生效。一项任务只按自己的频次调度,月末遇上季末不会问两遍。
rhythm-programme-what = 改频次从下一次调度起生效;单独定了频次的任务不变。
rhythm-as-programme = 随督察({ $rhythm })
rhythm-all = 督察频次
rhythm-to-task = 看任务
rhythm-task-set = 序号{ $number }已改为{ $rhythm ->
        [monthly] 按月
        [weekly] 按周
       *[other] 按季
    }调度,下一次起生效。
rhythm-programme-set = 已改为{ $rhythm ->
        [monthly] 按月
        [weekly] 按周
       *[other] 按季
    }调度,下一次起生效。
