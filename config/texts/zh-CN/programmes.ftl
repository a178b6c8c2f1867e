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

# -- 销号程序 --
order-show = 销号程序
order-title = 📋 <b>销号程序</b> · { $name }
order-is = 现在:{ $steps }
order-holds = 适用于本轮还没有销号的{ $count }项任务,立即生效;已办过的验收和公示仍然有效。
order-published = 正在进行或待发布的{ $count }次公示照常。
order-what = 各地做法不同,请按本省(市)的规定选。
order-then = {" "}→{" "}
order-nothing = 直接销号
order-step-acceptance = 验收
order-step-publicity = 公示
order-ap = 先验收后公示
order-pa = 先公示后验收
order-pap = 公示验收再公示
order-app = 验收后公示两次
order-set = 已改,立即生效
