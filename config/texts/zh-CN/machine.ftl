# 机器的状况:发不出去的、运行情况

parked =
    ⚠️ <b>有一件发不出去</b>
    { $what } → { $where }
    原因:{ $reason }
    内容还在,没有丢。核对地址后点“再试”;或另行联系对方。都在 /parked。
parked-again = 再试
parked-give-up = 放弃
parked-list =
    ⚠️ <b>发不出去的</b> { $total }件
    { $list }

    内容都还在。核对后点“再试”;确实不用发的点“放弃”。
parked-none = 没有发不出去的。
parked-item = { $at }  { $what }{ $where ->
        [none] {""}
       *[other] {" "}→ { $where }
    }
    { $why }{ $since ->
        [none] {""}
       *[other] {""}
        自{ $since }起
    }
parked-what-letter = { $about ->
        [none] 异议的邮件
       *[other] 异议 { $about } 的邮件
    }
parked-what-answer-letter = { $about ->
        [none] 给提出人的答复邮件
       *[other] 异议 { $about } 给提出人的答复邮件
    }
parked-what-answer = { $about ->
        [none] 给提出人的答复
       *[other] 异议 { $about } 给提出人的答复
    }
parked-what-question = 给提出人的提问
parked-what-digest = 每日未办结清单
parked-what-department-letter = 给单位的调度邮件
parked-what-announcement = 公示消息
parked-what-update = 有人发来的一条消息没能处理
parked-what-other = 一条消息
parked-retry = 再试 { $at }
parked-drop = 放弃 { $at }
parked-ask-drop =
    ⚠️ <b>放弃后不再发送,也不能恢复</b>
    { $what }{ $where ->
        [none] {""}
       *[other] {" "}→ { $where }
    }
    对方收不到这一件。确定放弃吗?
parked-drop-sure = 确认放弃
parked-drop-not = 不放弃
parked-retried = 已重新排队发送;再发不出去会告诉您。
parked-retried-toast = 已重新排队
parked-dropped = 已放弃,不再发送。
parked-dropped-toast = 已放弃
parked-kept = 没有放弃,仍在 /parked 里。
parked-gone = 这一件已经处理过了。

why-plain = { $why }
why-said = { $why }({ $said })
why-mail-login = 邮件服务器不接受登录,请运维核对账号和密码
why-mail-sender = 邮件服务器不接受发件人
why-mail-refused-it = 对方邮件服务器拒收
why-mail-refuses = 邮件服务器拒绝连接
why-mail-silent = 邮件服务器没有应答
why-mail-later = 邮件服务器一直让稍后再试
why-mail-line = 与邮件服务器的连接中断
why-mail-settings = 邮件设置与服务器不符
why-mail-unreachable = 连不上邮件服务器
why-mail-tls = 与邮件服务器的加密连接不成
why-mail-unset = 还没有设置邮件服务器
why-mail-large = 邮件超过服务器能收的大小
why-mail-address = 不是有效的邮箱地址
why-mail-returned = 被退信
why-chat-wait = Telegram 要求稍后再发
why-chat-token = Telegram 不接受机器人的令牌
why-chat-blocked = 对方停用了机器人或账号已注销
why-chat-unknown = 找不到这个对话
why-chat-rights = 机器人在那里没有发消息的权限
why-other = 没有发成

health = 📊 <b>运行情况</b> { $at }
health-well = 🟢正常
health-look = 🟡请看一下
health-telegram = 聊天 { $light } · 排队{ $waiting }条
health-telegram-down = 聊天 🔴中断{ $minutes }分钟 · 排队{ $waiting }条
health-other = 其他 { $light } · 排队{ $waiting }条
health-other-down = 其他 🔴中断{ $minutes }分钟 · 排队{ $waiting }条
health-mail = 邮件 { $light } · 排队{ $waiting }封
health-mail-down = 邮件 🔴中断{ $minutes }分钟 · 排队{ $waiting }封,恢复后自动补发
health-mail-unset = 邮件 🟡没有设置邮件服务器 · 排队{ $waiting }封
health-mail-sent = ,最近一封 { $at }
health-parked = 发不出去 { $parked ->
        [0] 🟢没有
       *[other] 🟡{ $parked }件
    }
health-unread = 收到还没处理 { $unread }条
health-channel = 频道 { $channel } { $light }{ $parked ->
        [0] {""}
       *[other] {" "}· { $parked }条发不出去
    }
health-mailbox = 邮箱({ $purpose }) { $at ->
        [none] 🟡还没有读过
       *[other] 🟢正常 · { $at }读过
    }
health-mailbox-failing = 邮箱({ $purpose }) 🔴读不了,自{ $since }起
health-purpose-returns = 退信和回信
health-purpose-contact = 受理邮箱
health-routine = { $name } { $at ->
        [none] 🟡还没有运行过
       *[other] 🟢正常 · { $at }
    }
health-routine-failed = { $name } 🔴最近一次没有成功,请运维运行 xiaohao doctor
health-routine-sweep = 夜间清理
health-routine-reconcile = 夜间核对
health-disk = 磁盘 { $light } · 剩{ $free },共{ $total }
health-parked-show = 看发不出去的
health-again = 刷新

channel-down =
    ⚠️ <b>邮件已有{ $minutes }分钟发不出去</b>({ $reason })
    { $objections ->
        [0] { $waiting }封在排队
       *[other] { $objections }件异议在排队(共{ $waiting }封)
    },一件不少,恢复后自动补发;急件请电话告知{ $phones ->
        [none] {""}
       *[other] {" "}{ $phones }
    }。
channel-back = 📋 邮件已恢复,{ $objections ->
        [0] 已补发{ $delivered }封
       *[other] { $objections }件异议的邮件已补发(共{ $delivered }封)
    }{ $waiting ->
        [0] ,排队的都已发出
       *[other] ,还有{ $waiting }封正在发
    }。
