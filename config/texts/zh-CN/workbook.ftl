# 填报表:一次填报多项

# 表里

workbook-sheet-tasks = 填报
workbook-sheet-figures = 指标
workbook-title = { $period }进展填报表
workbook-about = { $department } · 待报{ $count }项 · { $late ->
        [yes] 应于{ $due }前报送,已逾期,请尽快报送
       *[no] 请于{ $due }前报送
    } · 第{ $revision }版
workbook-question = 本次专项调度:{ $question }
workbook-how =
    1. 只填黄色的格:{ $this }状态从下拉框里选,{ $this }进展写文字;有困难要办公室帮助的写在“需协调事项”。白色的格只供对照,改了不算。
    2. 已写过草稿的已经填好,可以直接改。没有改动的行不会动,可以分几次填、几次发。
    3. 带“见指标表”的,请到下面的“指标”表填{ $this }累计数。佐证材料不放在表里,发回后在对话中逐项添加。
    4. 填完保存,把这个文件原样发回给机器人。机器人逐格核对,您看过再存为草稿或报送。
workbook-how-mail =
    1. 只填黄色的格:{ $this }状态从下拉框里选,{ $this }进展写文字;有困难要办公室帮助的写在“需协调事项”。白色的格只供对照,改了不算。
    2. 已写过草稿的已经填好,可以直接改。没有改动的行不会动,可以分几次填、几次发。
    3. 带“见指标表”的,请到下面的“指标”表填{ $this }累计数。佐证材料不放在表里,请另附。
    4. 填完保存,把这个文件作为附件回复来信,或交给办公室经办人。经办人核对后为您报送。
workbook-how-figures =
    只填黄色的“{ $this }累计”:从年初到{ $this }的累计数,按“单位”一列的单位填数字,例如 520。还没有数的写“暂无数据”。
    状态为“无新进展”的可以空着,按{ $before }累计计。
workbook-footer = 第 { $page } 页,共 { $pages } 页
workbook-column-number = 序号
workbook-column-problem = 存在问题
workbook-column-target = 整改目标
workbook-column-measures = 整改措施
workbook-column-last-status = { $before }状态
workbook-column-last-text = { $before }进展
workbook-column-status = { $this }状态(必填)
workbook-column-text = { $this }进展(必填)
workbook-column-help = 需协调事项
workbook-column-see-figures = 指标
workbook-see-figures =
    { $count ->
        [1] 见{ $sheet }表
            第{ $first }行
       *[other] 见{ $sheet }表
            第{ $first }-{ $last }行
    }
workbook-figure-column-number = 序号
workbook-figure-column-problem = 存在问题
workbook-figure-column-name = 指标
workbook-figure-column-unit = 单位
workbook-figure-column-year-target = 全年目标
workbook-figure-column-last = { $before }累计
workbook-figure-column-this = { $this }累计(必填)
workbook-note-status = 从下拉框里选一种:已完成、达到序时进度、未达到序时进度、无新进展。选“无新进展”时,进展和指标可以空着。
workbook-note-text = 写做了什么、到什么程度,有数字写数字。可参照左边的{ $before }进展,请改成{ $this }的;最多8000字。
workbook-note-help = 没有就空着。写了的,报送时立即转告办公室;最多1000字。
workbook-note-figure = 填累计数,例如 520,也可以写 520万亩。没有数写“暂无数据”。比{ $before }少的会再问一遍。
workbook-choose-title = 请选一种状态
workbook-choose = 请从下拉框里选一种状态。
workbook-number-title = 这里填数字
workbook-number = 单位是{ $unit },一般只填数字。确定要这样填吗?
workbook-number-prompt = 单位:{ $unit }{ $last ->
        [none] {""}
       *[other] ;{ $before }累计 { $last }
    }

# 领表

menu-workbook = 填报表:一次填多项
workbook-file =
    📋 <b>{ $period }填报表</b> · { $department } · 第{ $revision }版
    待报{ $count }项,{ $left ->
        [none] 请于{ $due }前报送。
       *[other] 应于{ $due }前报送,{ $left },请尽快报送。
    }
    在电脑上用 Excel 或 WPS 填黄色的格,存好后把文件发回这里。每一格都会核对,您看过再报送。
workbook-file-to-hand-on =
    📋 <b>{ $period }填报表</b> · { $department } · 第{ $revision }版
    待报{ $count }项,{ $left ->
        [none] { $due }前。
       *[other] 应于{ $due }前报送,{ $left }。
    }请转给这个单位;对方填好后,把文件发到这里,核对后可代为报送。
workbook-name-department = 请在 /workbook 后面写单位名称,例如 /workbook 水利厅。会发来这个单位的填报表,可以转给对方;填好的文件发回这里,核对后可代为报送。
workbook-no-department = 没有名称含“{ $name }”、还有待报的单位。谁还没报请看 /missing。
workbook-several-departments = 有几个单位都对得上:{ $list }。请写全名。
workbook-file-name = { $period }填报表_{ $department }_第{ $revision }版.xlsx
workbook-which =
    📋 <b>要哪一份填报表?</b>
    每个单位、每次调度各一份。
workbook-choice = { $department } · { $period } · { $owed }项,{ $due }前{ $left ->
        [none] {""}
       *[other] ,{ $left }
    }
workbook-which-what = 请点一份。
workbook-get = 下载填报表
workbook-get-one = { $department } { $period }
workbook-get-all = 每份都要
workbook-nothing-owed = 现在没有要填的。待报的都在 /todo。
workbook-round-over = { $period }之后已经开始了新的一次调度,不再发它的填报表,免得填错批次。还欠的请从 /todo 逐项填。

# 发回来的表,不能收

workbook-mark-altered = 这份填报表里的标记被改过,认不出是哪一份,没有采用。请用 /workbook 重新下载一份,把填好的内容复制过去再发。
workbook-mark-lost = 这份填报表的标记不见了(可能是把内容复制到了新文件里),没有采用。请用 /workbook 下载一份,把内容粘贴到黄色的格里再发。
workbook-unknown = 这份填报表不是这里现在发出的,没有采用。请用 /workbook 重新下载一份再填。
workbook-foreign = “{ $file }”不是机器人发出的填报表,没有采用。请用 /workbook 下载,填好后发回来;要作为佐证,请先从 /todo 点开那一项,走到“佐证”一步再发。
workbook-other-department = 这份填报表是{ $department }的,您不是那个单位的联络员,没有采用。您自己单位的请用 /workbook 下载。
workbook-other-round = 这份填报表是{ $period }的,现在已经是新的一次调度,没有采用。请用 /workbook 下载这一次的;上次还欠的请从 /todo 逐项填。
workbook-old-revision = 这份是第{ $revision }版,之后要填的内容有变,已发出第{ $newest }版,没有采用。请用 /workbook 下载新的一版,把填好的内容复制过去再发。
workbook-save-as-xlsx = 文件不是 .xlsx 格式,读不准,没有采用。请在 Excel 或 WPS 里“另存为”.xlsx 再发。
workbook-broken = 文件打不开或已损坏,没有采用。请重新保存一遍再发;还是不行,请用 /workbook 重新下载。
workbook-sheet-twice = 文件里有两张一样的表,不知道以哪张为准,没有采用。请删掉多余的一张再发。
workbook-sheet-missing = 文件里少了一张表,没有采用。请用 /workbook 重新下载,把填好的内容复制过去再发。
workbook-columns-moved = 表里的列或表头被移动过,没有采用,免得填串。请用 /workbook 重新下载,把填好的内容复制过去再发。

# 一格一格

workbook-at = <b>{ $cell }</b> { $said }
workbook-figure-not-exact = “{ $given }”不是一个准确的数。请填数字,例如 { $example };还没有数写“暂无数据”。
workbook-figure-other-unit = “{ $given }”的单位不是{ $unit }。请换算后填,例如 { $example }。
workbook-figure-negative = “{ $given }”是负数,累计数不会小于0。
workbook-figure-too-large = “{ $given }”太大了,请看看单位和小数点,例如 { $example }。
workbook-figure-too-fine = “{ $given }”的小数超过{ $decimals }位,请四舍五入后填。
workbook-percent = 这一格是百分数,但单位是{ $unit }。请把格式改为“常规”,填数字。
workbook-date = Excel 把它变成了日期({ $given })。请把这一格的格式改为“常规”,再填一遍。
workbook-formula = 这一格是公式,没有存下算出的结果。请直接填结果。
workbook-error-value = 这一格的公式算不出来({ $given })。请直接填结果。
workbook-truth = “{ $given }”不是要填的内容,请改掉。
workbook-status = “{ $given }”不是这里的状态。请从下拉框里选:{ $list }。
workbook-text-long = 共{ $given }个字,超过{ $most }个字。请精简,详细的作为佐证材料发来。
workbook-row-moved = 这一行对不上(应为“{ $expected }”),可能被移动或改过。请改回,或重新下载。
workbook-row-twice = 这一行与第{ $first }行重复,不知道以哪行为准。请删掉一行。
workbook-only-read = 白色的格只供对照,这里的改动不采用。
workbook-outside = 写在表外,没有采用。
workbook-pictures = 表里插入的图片没有采用;佐证请在对话里逐项发。
workbook-row-gone = { $sheet }表少了“{ $number }”一行,按没有改动处理。

# 核对卡

workbook-preview = 📋 <b>填报表核对</b> · { $period } · { $department }
workbook-preview-file = { $file } · 第{ $revision }版
workbook-preview-mail = 由邮件发来,发件人可能是假的,请核实后再办。
workbook-preview-counts = 改动{ $changed }项 · 没有改动{ $unchanged }项{ $refused ->
        [0] {""}
       *[other] {" "}· 不能采用{ $refused }项
    }
workbook-row = <b>序号{ $number }</b> { $said }
workbook-row-text = 进展“{ $begins }”({ $count }字)
workbook-row-help = 有需协调事项
workbook-row-figure = { $name } { $value }
workbook-row-figure-last = { $name } { $value }({ $before }{ $last })
workbook-row-cleared = 清空{ $list }
workbook-row-nothing = 没有填内容
workbook-row-comma = {" · "}
workbook-field-status = 状态
workbook-field-text = 进展
workbook-field-help = 需协调事项
workbook-row-overwrites = ⚠️ 领表以后,{ $name ->
        [none] 本单位另一位联络员
       *[other] { $name }
    }也改过这份草稿,存入会换成表里的
workbook-row-held = ⚠️ { $name ->
        [none] 本单位另一位联络员
       *[other] { $name }
    }正在对话里填这一项,存入后由您接着填
workbook-row-falls = ⚠️ { $name } { $value },比{ $before }累计({ $last })少
workbook-row-far = ⚠️ { $name } { $value },远超全年目标({ $target }),请看看单位
workbook-row-lacks = 还缺:{ $list }
workbook-refused-submitted = 已由本单位报送,这一行不采用
workbook-refused-accepted = 已审核通过,这一行不采用
workbook-refused-gone = 这一项不再要报,这一行不采用
workbook-refused-asked-anew = 指标或单位有变,这一行不采用,请重新下载后填
workbook-folded = <blockquote expandable>{ $lines }</blockquote>
workbook-and-more = …另有{ $count }行
workbook-errors = ⚠️ <b>有{ $count }处要改</b>,改好以前什么都不会存:
workbook-warnings = 请留意({ $count }处):
workbook-late = 已过截止日({ $due }),报送后记为迟报。
workbook-no-evidence = 表里不含佐证材料:要附的请先“存为草稿”,从 /todo 逐项添加,再回到这里报送;报送后也可点“补充材料”。
workbook-now-open = 请核对。点“全部报送”就报给办公室;点“存为草稿”先放着。
workbook-now-incomplete = 还有没填全的,可以先存为草稿;补齐后再报送。
workbook-now-office = 请核实确是{ $department }填的,再存为草稿或代为报送。
workbook-now-asks = 有的数与{ $before }或目标差得多(见上)。确定就这样报送吗?
workbook-now-faulty = 请在原文件里改好、保存,再发一遍。
workbook-now-same = 与领出时一样,没有要存的。
workbook-now-drafted = 已存为草稿{ $count }项,还没有报送。可从 /todo 添加佐证,再点“全部报送”。
workbook-now-sent = 已报送{ $count }项,待审核。审核结果会在这里告知。
workbook-now-drafted-office = 已存为草稿{ $count }项,还没有报送;单位的联络员也能看到、接着填。核实无误后点“代为报送”。
workbook-now-sent-office = 已代为报送{ $count }项,进入待审核。
workbook-now-dropped = 没有采用,草稿还是原来的。
workbook-now-replaced = 后来又发来一份,以那份为准。
workbook-take-send = 全部报送
workbook-take-office = 代为报送
workbook-take-keep = 存为草稿
workbook-take-drop = 不要了
workbook-take-sure = 确定报送
workbook-take-back = 返回
workbook-todo = 待报清单
workbook-kept = 已存为草稿{ $count }项。
workbook-sent = 已报送{ $count }项。
workbook-dropped = 没有采用。
workbook-has-moved = 领表或核对以后情况有变,现在显示的是最新的,请再看一遍。
workbook-incomplete = 序号{ $number }还没有填全,一项也没有报送。请从 /todo 补齐,再点“全部报送”。
workbook-drafts-sent = 这些草稿都已报送,没有要报的了。
workbook-arrived =
    📋 <b>{ $department }</b>用填报表报来{ $count }项 · { $period }{ $late ->
        [yes] {" "}· 迟报
       *[no] {""}
    }
    序号{ $numbers }{ $by ->
        [none] {""}
       *[other] ,{ $by }报送
    }
    已进入待审核。
workbook-arrived-review = 开始审核
