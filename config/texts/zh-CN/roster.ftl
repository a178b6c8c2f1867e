# 人员:谁在、谁联系不上、身份结束、单位邮箱

people-title =
    📋 <b>人员</b> · 单位{ $departments }个 · { $without ->
        [0] 都有人接收
       *[other] 没有人接收的{ $without }个
    }
    办公室:经办人{ $coordinators }人,领导{ $leaders }人
people-none = 还没有单位。导入台账后单位会一起建立。
people-what = 点单位看人员。
people-line = 🟢 { $name } · 联络员{ $liaisons }人{ $unreachable ->
        [0] {""}
       *[other] ,联系不上{ $unreachable }人
    }{ $away ->
        [0] {""}
       *[other] ,离岗{ $away }人
    }
people-line-unreachable = 🔴 { $name } · 联络员{ $liaisons }人,都联系不上
people-line-none = ⚪ { $name } · 没有联络员{ $invited ->
        [none] {""}
       *[other] ,{ $invited }发的邀请还没有人用
    }
people-office = 办公室
people-find = 查找
people-invite = 邀请
people-back = 返回
people-department = 📋 <b>{ $name }</b>
people-of-office = 📋 <b>办公室</b>
people-nobody = { $invited ->
        [none] 还没有人。
       *[other] 还没有人,{ $invited }发的邀请还没有人用。
    }
people-email = 邮箱 { $email ->
        [none] 没有填写;没有人接收时,调度会发到邮箱
       *[other] { $email }
    }
people-person = { $name ->
        [none] 未留名
       *[other] { $name }
    }
people-person-line = { $name ->
        [none] 未留名
       *[other] { $name }
    } · { $role }{ $state ->
        [none] {""}
       *[other] { $state }
    }
people-role-deputy = 代{ $name ->
        [none] 联络员
       *[other] { $name }
    }填报
people-unreachable = {" "}· 🔴联系不上
people-away = {" "}· 离岗{ $days }
people-add-liaison = 邀请联络员
people-add-leader = 邀请单位领导
people-add-coordinator = 邀请经办人
people-add-office-leader = 邀请领导
people-set-email = { $email ->
        [none] 填写邮箱
       *[other] 改邮箱
    }
people-card = 📋 <b>{ $name ->
        [none] 未留名
       *[other] { $name }
    }</b>
people-card-line = { $role }{ $department ->
        [none] {""}
       *[other] {" "}· { $department }
    } · { $since }起{ $state ->
        [none] {""}
       *[other] { $state }
    }
people-card-stopped = 旧账号已停用,新账号还没有绑定。换绑链接用过后,原有身份全部恢复。
people-card-unreachable = 联系不上:对方可能停用了机器人。请打电话联系;对方点 /start 就恢复。
people-end = 结束{ $role }
people-end-yes = 结束
people-end-no = 不改
people-end-asks = 结束<b>{ $name ->
        [none] 这一位
       *[other] { $name }
    }</b>的身份:{ $role }{ $department ->
        [none] {""}
       *[other] ({ $department })
    }?结束后立即失去权限,对方会收到通知;填过的内容都保留。
people-rebind = 换绑账号
people-rebind-asks = <b>{ $name ->
        [none] 这一位
       *[other] { $name }
    }</b>的账号丢了、换了?先电话核实是本人,再把换绑链接转给对方,用新账号点开。
    “生成链接”:旧账号到新链接被点开时失效。
    “立即停用”:旧账号现在就失效,身份等新账号点开链接后恢复。
people-rebind-link = 生成链接
people-rebind-stop = 立即停用
people-rebind-made = { $stopped ->
        [yes] 旧账号已停用,换绑链接在下面。
       *[no] 换绑链接在下面。
    }
people-rebind-yourself = 自己的账号请由另一位经办人换绑,或请运维生成新的邀请链接。
people-last-coordinator = 这是最后一位经办人,不能结束。请先用 /invite 邀请另一位。
people-role-ended = 已结束,对方会收到通知。
people-find-title = 📋 <b>查找人员和单位</b>
people-find-ask = 请输入姓名或单位名称里的几个字,例如“水利”。
people-find-found = “{ $asked }”找到这些:
people-find-nothing = 没有找到“{ $asked }”。换几个字再试。
people-find-expected = 请输入姓名或单位名称里的几个字。
people-found = { $name ->
        [none] 未留名
       *[other] { $name }
    } · { $department ->
        [none] 办公室
       *[other] { $department }
    }

role-ended-ended = 📋 您的身份已结束:{ $role }{ $department ->
        [none] {""}
       *[other] ({ $department })
    }。填过的内容都保留。如有疑问,请联系办公室。
role-ended-left = 📋 您已退出:{ $role }{ $department ->
        [none] {""}
       *[other] ({ $department })
    }。填过的内容都保留,谢谢您。
role-ended-handed = 📋 交接完成:{ $role }{ $department ->
        [none] {""}
       *[other] ({ $department })
    }已由{ $name ->
        [none] 接手人
       *[other] { $name }
    }接手,没办完的事项和草稿都转过去了。谢谢您。
role-ended-over = 📋 您不再代为填报{ $department ->
        [none] {""}
       *[other] ({ $department })
    }。填过的内容都保留,谢谢您。
role-ended-moved = 📋 您在这里的身份已换到新账号,这个账号不再有权限。不是您本人换的,请立即联系办公室。
people-left = { $last ->
        [yes] ⚠️
       *[no] 📋
    } { $department }的联络员({ $name ->
        [none] 未留名
       *[other] { $name }
    })已不再担任。{ $last ->
        [yes] 这个单位现在没有人能接收,请邀请一位联络员;绑定后自动收到待报事项。
       *[no] 其他联络员照常接收。
    }
people-no-longer = 这件事已不归您办理,这张卡片不再更新。

department-email-title = 📋 <b>{ $department }</b>的邮箱
department-email-ask = { $email ->
        [none] 请输入单位收公文或通知的邮箱,例如 office@example.org。
       *[other] 现在是 { $email }。请输入新的邮箱。
    }单位没有人能在这里接收时,调度和逾期通知发到这个邮箱。
department-email-unclear = “{ $given }”不是一个完整的邮箱地址。请输入一个,例如 office@example.org。
department-email-one = 请只输入一个邮箱地址。
department-email-set = { $department }的邮箱已设为 { $email }。没有人接收的待报事项会在工作时间发到这里。
department-email-kept = { $department }的邮箱没有改{ $email ->
        [none] ,还没有填写
       *[other] :{ $email }
    }。
department-email-leave = 不改

unbound-title = ⚠️ <b>没有人接收的单位</b> · { $period } · { $count }个({ $due }前)
unbound-none = 📋 <b>{ $period }</b>({ $due }前):各单位都有人接收了。
unbound-line = { $department } · 待报{ $count }项 · { $why ->
        [away] 联络员离岗,没有代填人
        [unreachable] 联络员联系不上
       *[other] { $invited ->
            [none] 没有联络员
           *[other] 没有联络员,{ $invited }发的邀请还没有人用
        }
    },{ $email ->
        [none] 没有填写邮箱
       *[other] 改发邮件到 { $email }
    }
unbound-what = 请邀请联络员,绑定后自动收到;没有邮箱的请填写邮箱。
