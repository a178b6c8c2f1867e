# 离岗、代填、交接、退出

away-title = 📋 <b>离岗</b>
away-ask = 请输入离岗的日子,例如 10月14日至10月18日,或 到10月18日(从今天起)。
    本周到{ $week },下周到{ $next }。
away-today = 今天
away-week = 本周
away-next = 下周
away-leave = 不离岗
away-none = 📋 您在岗,调度和提醒照常发给您。
away-set-again = 登记离岗
away-is-set = 📋 <b>离岗</b> { $days }
away-cover-deputy = { $department }:期间由{ $names ->
        [none] 代填人
       *[other] { $names }
    }接收
away-cover-others = { $department }:期间由{ $names ->
        [none] 其他联络员
       *[other] { $names }
    }照常接收
away-cover-invited = ⚠️ { $department }:代填邀请还没有人用,期间{ $email ->
        [none] 没有人接收
       *[other] 发到 { $email }
    }
away-cover-nobody = ⚠️ { $department }:还没有代填人,期间{ $email ->
        [none] 没有人接收
       *[other] 发到 { $email }
    }
away-what = 离岗期间您仍可填报。到期自动恢复,没报的会再告诉您一次。
away-invite = 邀请代填{ $where ->
        [none] 人
       *[other] {" "}{ $where }
    }
away-colleague = 请{ $name ->
        [none] 同事
       *[other] { $name }
    }代填
away-drop = 换掉{ $name ->
        [none] 代填人
       *[other] { $name }
    }
away-change = 改日期
away-back = 提前回岗
away-call-off = 取消离岗
away-set = 已登记离岗。
away-is-back = 已恢复,调度和提醒照常发给您。
away-link-made = 代填链接在下面,请转给对方。
away-asked = 已告诉{ $name ->
        [none] 对方
       *[other] { $name }
    }。
away-dropped = 已取消,对方会收到通知。
away-deputy = 您是代填人,没有需要登记的离岗。不再代填请点 /handover。
away-dates-unclear = 没看懂“{ $given }”。请输入离岗的日子,例如 10月14日至10月18日,或 到10月18日。
away-ends-first = “{ $given }”结束早于开始。请再看一下日期,例如 10月14日至10月18日。
away-start-past = “{ $given }”从已经过去的日子开始。请从今天或以后的日子开始。
away-start-far = “{ $given }”离今天超过半年,或者已经过去。请核对日期。
away-too-long = “{ $given }”超过一年。长期不在岗请用 /handover 交接。

stand-in-deputy =
    📋 <b>请您代填</b> · { $department }
    { $name ->
        [none] 联络员
       *[other] { $name }
    }{ $days }离岗,期间由您填报,调度和提醒发到这里。
    { $owed ->
        [0] 现在没有待报的。
       *[other] 现在待报{ $owed }项。
    }
stand-in-colleague =
    📋 <b>请多关照</b> · { $department }
    { $name ->
        [none] 另一位联络员
       *[other] { $name }
    }{ $days }离岗,期间请您负责填报。
    { $owed ->
        [0] 现在没有待报的。
       *[other] 现在待报{ $owed }项。
    }
stand-in-todo = 我的待报

handover-title = 📋 <b>交接或退出</b>
handover-line = { $department } · { $state ->
        [deputy] 代填
        [invited] 交接链接已发,还没有人用
       *[none] { $others ->
            [0] 只有您一位
           *[other] 另有{ $others }人
        }
    }
handover-what = 交接:把链接转给接手的人,对方点开后,没办完的事项和草稿都转过去。退出:不再担任,不指定接手人。
handover-link = 交接{ $where ->
        [none] 给接手人
       *[other] {" "}{ $where }
    }
handover-leave = 退出{ $where ->
        [none] {""}
       *[other] {" "}{ $where }
    }
handover-asks-last = 退出<b>{ $department }</b>?您是唯一的一位,退出后单位没有人接收,办公室会知道。有人接手的话,请用交接。
handover-asks-others = 退出<b>{ $department }</b>?退出后您不再接收,其他人照常接收。填过的内容都保留。
handover-asks-deputy = 不再为<b>{ $department }</b>代填?联络员离岗时不再通知您。
handover-leave-yes = 退出
handover-leave-no = 不退出
handover-link-made = 交接链接在下面,请转给接手的人。
handover-left = 已退出。
