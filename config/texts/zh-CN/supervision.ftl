# 督办文书:督办单、通报、约谈

menu-documents = 督办文书
act-name-letter = 督办单〔{ $year }〕{ $number }号
act-name-bulletin = 通报〔{ $year }〕{ $number }号
act-name-talk = 约谈记录〔{ $year }〕{ $number }号
act-about-nobody = 各有关单位
act-list = 📄 <b>督办文书</b>
    { $year }年:督办单{ $letters }件,通报{ $bulletins }件,约谈{ $talks }次{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
act-line = { $name } { $about } · { $day }
act-none = 还没有做过督办文书。
act-list-what = 可新做一件,或点一件查看、下载。
act-new-letter = 发督办单
act-new-bulletin = 出通报
act-new-talk = 记约谈
act-open-letter = 督办{ $number }号
act-open-bulletin = 通报{ $number }号
act-open-talk = 约谈{ $number }号
act-back = 返回文书
act-choose-letter = 📄 <b>发督办单:给哪个单位?</b>{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
act-choose-talk = 📄 <b>记约谈:与哪个单位?</b>{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
act-choose-bulletin = 📄 <b>出通报</b>
act-choose-round = 📄 <b>出通报:哪一次调度?</b>
act-round = { $at }. { $period } · { $programme } · 已报{ $answered }/{ $owed }
act-round-button = 第{ $at }项
act-and-more = …另有{ $count }项,文书中全部列出
act-make = 生成
act-made = 已生成{ $number }号,文件在下面。
act-made-already = { $number }号刚才已经生成,没有重复生成。
act-title = 📄 <b>{ $name }</b> · { $about }
act-day-letter = { $day }制发
act-day-bulletin = { $day }制发
act-day-talk = { $day }约谈
act-tasks = 涉及{ $count }项:序号{ $numbers }{ $more ->
        [yes] 等
       *[no] {""}
    },已记入各项任务
act-answer-by = 要求{ $day }前报送
act-note = <blockquote expandable>{ $text }</blockquote>
act-not-sent = 还没有发出。可发给部门,也可下载后按公文送达。
act-no-receivers = 该单位没有能收到消息的联络员或领导,请下载后按公文送达。
act-was-sent = 已于{ $at }发给{ $people }人。
act-is-kept = 已存档。
act-asks-letter = 将发给该单位的联络员和领导,共{ $people }人。发出后不能收回。
act-asks-bulletin = 将发给通报所列各单位的联络员、领导和本办公室领导,共{ $people }人。发出后不能收回。
act-asks-talk = 将发出,共{ $people }人。
act-send = 发给部门
act-send-yes = 确认发出({ $count })
act-send-no = 先不发
act-sent = 已发给{ $people }人。
act-sent-waits = 现在不是工作时间,将在下一个工作时间发给{ $people }人。
act-sent-already = 这一件已经发出,没有重复发。
act-nobody-there = 没有能收到消息的联络员或领导,没有发出。请下载后按公文送达。
act-download = 下载
act-file = 📄 { $name } · { $about }
act-delivered-letter =
    📄 <b>{ $name }</b>
    致{ $about }:有{ $count }项进展逾期未报,请于{ $due }前报送。全文见附件。
act-delivered-bulletin =
    📄 <b>{ $name }</b>
    { $about }进展报送情况的通报,请阅。全文见附件。
act-delivered-talk = 📄 <b>{ $name }</b>

# 督办单

supervision-nobody-late = 现在没有逾期的单位,不用发督办单。
supervision-nothing-late = { $department }现在没有逾期的事项,不用发督办单。
supervision-preview = 📄 <b>{ $name }</b> 预览
    致:{ $department }
supervision-preview-late = 逾期未报{ $count }项
supervision-preview-task = 序号{ $number } { $problem } · { $period } · { $due }截止,逾期{ $days }个工作日
supervision-preview-reminded = 已提醒{ $count }天{ $more ->
        [yes] ,最近
       *[no] {""}
    }:{ $days }
supervision-preview-nudged = 已催办{ $count }天{ $more ->
        [yes] ,最近
       *[no] {""}
    }:{ $days }
supervision-preview-earlier = 本次调度以来已发督办单{ $count }件
supervision-preview-demand = 要求{ $day }前报送({ $days }个工作日)
supervision-preview-what = 核对无误后点“生成”:编号、存档,并把 Word 文件发到这里。
supervision-length = 限{ $days }个工作日
supervision-file = 督办单〔{ $year }〕{ $number }号 { $department }.docx
supervision-file-draft = 督办单(草稿) { $department }.docx
supervision-comma = 、
supervision-title = 整改任务督办单
supervision-number = 督办〔{ $year }〕{ $number }号
supervision-draft = （草稿，未编号）
supervision-to = { $department }：
supervision-found = 经核对，截至{ $day }，你单位以下{ $count }项整改任务的进展情况逾期未报送：
supervision-column-number = 序号
supervision-column-problem = 整改任务
supervision-column-period = 调度期
supervision-column-due = 应报日期
supervision-column-over = 逾期
supervision-over = { $days }个工作日
supervision-over-returned = { $days }个工作日（退回后未重报）
supervision-reminded = 此前已于{ $days }提醒你单位联络员，共{ $count }次。
supervision-nudged = 并于{ $days }专门催办，共{ $count }次。
supervision-earlier = 本次调度以来，已向你单位制发督办单{ $count }件。
supervision-demand = 请你单位于{ $day }前报送上述任务的整改进展和佐证材料，并说明逾期原因。
supervision-contact = 联系方式：{ $contact }。
supervision-phones = 电话 { $phones }
supervision-email = 邮箱 { $email }

# 通报

bulletin-no-round = 还没有开始的调度,没有可通报的。
bulletin-nobody-asked = 这次调度没有向任何单位布置任务,没有可通报的。
bulletin-preview = 📄 <b>{ $name }</b> 预览
    { $period }进展报送情况
bulletin-preview-counts = { $departments }个单位应报{ $owed }项:已报{ $answered },其中按时{ $on_time }、迟报{ $late };到期未报{ $missing }
bulletin-preview-line = { $place ->
        [none] —
       *[other] 第{ $place }名
    } { $department } · 已报{ $answered }/{ $owed }{ $done ->
        [none] {""}
       *[other] {" "}· 完成率{ $done }%
    }{ $punctual ->
        [none] {""}
       *[other] {" "}· 按时率{ $punctual }%
    }
bulletin-preview-between = …
bulletin-preview-what = 先比完成率,再比按时率,都相同的并列。点“生成”:编号、存档,并把 Word 文件发到这里。
bulletin-file = 通报〔{ $year }〕{ $number }号 { $period }报送情况.docx
bulletin-file-draft = 通报(草稿) { $period }报送情况.docx
bulletin-title =
    关于{ $period }
    整改进展报送情况的通报
bulletin-number = 通报〔{ $year }〕{ $number }号
bulletin-to = 各有关单位：
bulletin-opened = { $programme }{ $period }整改进展调度于{ $opened }布置，{ $due }截止。
bulletin-counts = 本次调度共向{ $departments }个单位布置{ $owed }项。截至{ $day }，已报送{ $answered }项；按首次报送的日期计，按时{ $on_time }项，迟报{ $late }项，到期未报{ $missing }项。各单位情况如下：
bulletin-column-place = 名次
bulletin-column-department = 单位
bulletin-column-owed = 应报
bulletin-column-answered = 已报
bulletin-column-on-time = 按时
bulletin-column-late = 迟报
bulletin-column-missing = 未报
bulletin-column-done = 完成率
bulletin-column-punctual = 按时率
bulletin-none = —
bulletin-missing = 到期未报的任务
bulletin-missing-line = { $department }（{ $count }项）：序号{ $numbers }。
bulletin-demand = 请以上单位尽快补报，并说明原因。
bulletin-method = 说明：一个单位就一项任务在一次调度中应报一次，计1项。完成率=已报送（待审或已通过）的项数÷应报项数，退回后未重报的不计。按时率=首次报送不晚于截止日的项数÷已到期或已报送的项数；经同意延期的，以延期后的日期为准。名次先比完成率，再比按时率，按未取整的数比较；都相同的并列，其后的名次顺延。尚无到期事项且未报送的不排名。

# 约谈

talk-nobody-there = 台账里还没有责任单位。请先导入台账。
talk-title = 📄 <b>{ $name }</b> · { $department }
talk-held = { $day }约谈
talk-date = 哪天约谈的?请点,或输入日期,例如 10月24日。
talk-note = 谈了什么?请输入,例如:办公室负责人约谈该厅分管负责人,要求月底前补报。写职务即可,不必写姓名。
talk-check = 请核对,无误点“记录”;记录后存档,不能再改。
talk-today = 今天
talk-yesterday = 昨天
talk-edit-day = 改日期
talk-edit-note = 改内容
talk-keep = 记录
talk-leave = 不记了
talk-kept = 约谈{ $number }号已记录。
talk-text-expected = 这里要文字,这条没有记下。
talk-text-long = 共{ $given }个字,超过{ $most }个字,没有记下。请精简后再发。
talk-day-expected = 没看懂“{ $given }”是哪天。请输入日期,例如 10月24日,或 2024-10-24。
talk-day-ahead = “{ $given }”还没有到。约谈之后再记;记错了请重新输入日期。
