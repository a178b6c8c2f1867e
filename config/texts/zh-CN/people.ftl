# 人员:邀请、加入、起始页

welcome-public =
    您好,这里是{ $office ->
        [none] 整改任务公示
       *[other] { $office }
    }的销号助手。
    正在公示的事项可以在这里查看,如有异议也可以在这里提出,实名、匿名都可以。

    /notices 正在公示 · /object 提出异议 · /receipt 凭回执码查进度
    /subscribe 订阅公示 · /privacy 个人信息说明 · /language 语言
welcome-coordinator =
    📋 <b>经办人</b> · { $office ->
        [none] 本办公室
       *[other] { $office }
    }
    把台账或公示文件直接发到这里即可导入。

    /board 看板 · /missing 谁还没报 · /review 待审核
    /task 序号 · /ledger 台账 · /plan 工作要点 · /round 专项调度
    /nudge 催办 · /documents 督办文书 · /people 人员 · /invite 邀请
    /publicity 公示 · /objections 异议
    /parked 发不出去的 · /health 运行情况
welcome-leader =
    📊 <b>领导</b>
    /board 看板 · /missing 谁还没报 · /task 序号
welcome-liaison =
    📋 <b>联络员</b> · { $departments }
    每次调度会在这里发一条消息,点按钮填报即可。

    /todo 我的待报 · /extend 申请延期 · /history 报送记录 · /away 离岗 · /handover 交接
welcome-department_leader =
    📋 <b>单位领导</b> · { $departments }
    本单位逾期未报的事项会在这里提醒您。

    /board 本单位看板

choose-department = <b>邀请{ $role }</b>:选择单位{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
choose-department-bound = { $name }({ $liaisons }人)
invite-link-role =
    请把下面的链接转给<b>{ $department }</b>的{ $role },点开即完成绑定。
    只能用一次,{ $expires }前有效。

    { $link }
invite-link-office =
    请把下面的链接转给要加入的<b>{ $role }</b>,点开即完成绑定。
    只能用一次,{ $expires }前有效。

    { $link }
invite-link-deputy =
    请把下面的链接转给代您填报的人(<b>{ $department }</b>),点开即可。您离岗期间由对方接收调度和提醒。
    只能用一次,{ $expires }前有效。

    { $link }
invite-link-successor =
    请把下面的链接转给接手的人(<b>{ $department }</b>)。对方点开后,{ $role }的身份和没办完的事项都转过去,您不再接收。
    只能用一次,{ $expires }前有效;点开之前一切照旧。

    { $link }
invite-link-rebind =
    请把下面的链接转给<b>{ $name ->
        [none] 本人
       *[other] { $name }
    }</b>,用新账号点开。点开后原有身份都转到新账号,旧账号立即失效。
    只能用一次,{ $expires }前有效。请先电话核实是本人。

    { $link }
invite-copy = 复制链接
invite-made = 已生成{ $department }的邀请
invite-unknown = 这个邀请链接无效。请向发链接的人再要一个。
invite-slow = 试的次数太多,请{ $minutes }分钟后再试。手里的邀请链接不会因此失效。
invite-used = 这个邀请已被使用。每个链接只能用一次,请向发链接的人再要一个。
invite-expired = 这个邀请已过期或已作废。请向发链接的人再要一个。
invite-needs-department = 邀请联络员或单位领导时,请说明是哪个单位。
invite-department-long = 单位名称最多{ $most }个字。请核对后再试。
joined-liaison = 📋 { $department }的联络员({ $name })已加入。
joined-department_leader = 📋 { $department }的领导({ $name })已加入。
joined-coordinator = 📋 新的经办人({ $name })已加入。
joined-leader = 📋 领导({ $name })已加入。

welcome-deputy =
    📋 <b>代填人</b> · { $department }
    { $days ->
        [none] 联络员离岗时,由您代为填报,届时会在这里通知您。
       *[other] 联络员{ $days }离岗,期间由您代为填报,调度和提醒发到这里。
    }

    /todo 我的待报 · /handover 不再代填
choose-department-none = <b>邀请{ $role }</b>:还没有单位。导入台账后单位会一起建立;也可以点“输入单位”。
invite-type = 输入单位
invite-liaison = 邀请联络员
invite-role-coordinator = 经办人
invite-role-leader = 领导
invite-role-department_leader = 单位领导
invite-waiting = 未用邀请({ $count })
invite-name-title = <b>邀请{ $role }</b>
invite-name-ask = 请输入单位名称,几个字就够,例如“水利”。
invite-name-which = 找到几个单位,请选一个,或把名称输全。
invite-name-unknown = 没有叫“{ $name }”的单位。核对无误可新建;台账里的单位请按台账的名称输入。
invite-name-expected = 请输入单位的名称,几个字就够。
invite-found = { $name }
invite-new = 新建并邀请
step-back = 返回
invite-made-office = 已生成{ $role ->
        [leader] 领导
       *[other] 经办人
    }的邀请
invite-own = 这个链接是给对方的,请转给对方点开。您自己点不算数,链接仍然有效。
invite-is-void = 已作废,链接不能再用。
invite-list-title = <b>还没有人用的邀请</b>
invite-list-none = <b>还没有人用的邀请</b>:没有。
invite-list-line = { $n }. { $invite }
invite-list-what = 发错了的可以作废,再发一个新的。
invite-void = 作废 { $n }
invite-void-asks = 作废这个邀请?{ $invite }。作废后链接不能再用,对方点开会看到已作废。
invite-void-yes = 作废
invite-void-no = 不作废
invite-of-role = { $department ->
        [none] {""}
       *[other] { $department }
    }{ $role }({ $made }发,{ $until }前有效)
invite-of-deputy = { $department }代填人({ $made }发,{ $until }前有效)
invite-of-successor = { $department }{ $role }的接手人({ $made }发,{ $until }前有效)
invite-of-rebind = { $department ->
        [none] 换绑账号
       *[other] { $department }换绑账号
    }({ $made }发,{ $until }前有效)
joined-as-deputy = 📋 { $department }的代填人({ $name ->
        [none] 未留名
       *[other] { $name }
    })已加入,联络员离岗期间由其填报。
joined-as-successor = 📋 { $department }的工作已交接,接手人({ $name ->
        [none] 未留名
       *[other] { $name }
    })已加入。
joined-as-rebind = 📋 { $name ->
        [none] 一位成员
       *[other] { $name }
    }已换到新账号,旧账号已失效。
days-from = { $first }起
days-between = { $first }至{ $last }

choose-language = 请选择语言 / Please choose a language
language-zh = 中文
language-en = English
language-set = 已设为中文。
page-back = 上一页
page-on = 下一页

only-coordinator = 这一步只有经办人可以做。
only-leader = 这一步只有办公室的人可以做。
only-liaison = 这一步只有责任单位的联络员可以做。如果您是联络员,请向办公室要一个邀请链接。
not-yours = 这一项属于别的单位。如果应该由您填报,请联系办公室。
liaison-no-more = 您已不是这个单位的联络员,填过的内容都还在。还需要您填报的话,请向办公室要一个邀请链接。
deputy-not-now = 联络员现在没有离岗,不需要您代为填报。离岗期间会在这里通知您。

menu-start = 起始页
menu-help = 帮助
menu-notices = 正在公示
menu-object = 提出异议
menu-receipt = 凭回执码查进度
menu-language = 语言
menu-cancel = 离开当前步骤
menu-todo = 我的待报
menu-board = 看板
menu-review = 待审核
menu-task = 查看任务(后跟序号)
menu-invite = 邀请人员
menu-people = 人员和单位
menu-away = 离岗和代填
menu-handover = 交接或退出
menu-publicity = 公示
menu-objections = 异议
menu-mailbox = 来信
menu-parked = 发不出去的
menu-health = 运行情况
menu-missing = 谁还没报
menu-ledger = 台账(导入、下载)
menu-round = 发起专项调度
menu-subscribe = 订阅公示
menu-unsubscribe = 不再订阅
menu-privacy = 个人信息说明
unsubscribed = 已取消订阅,不再发送公示。重新订阅请点 /subscribe。
not-subscribed = 您没有订阅公示。要订阅请点 /subscribe。
privacy =
    <b>个人信息说明</b>
    只看公示、订阅公示:只保存这个会话的编号(加密),用来给您回话。
    提出异议:内容和材料加密保存,并以邮件送到公示写明的受理邮箱。匿名提出的,受理单位看不到您的账号;实名提出的,姓名和联系方式只用于办理,经办人每看一次都有记录。
    办结{ $days }天后,姓名、联系方式和送回答复的会话编号自动删除;异议本身和答复留存。
    要看保存了什么、导出或提前删除身份信息:发送 /receipt,在进度卡上点“个人信息”。
    没有提交的草稿24小时后删除,所附文件两天内清理。
