# 填报的旁支:逐条填写、用以前的材料、需协调事项、谁在填、补充材料

part-measure =
    措施{ $at }/{ $of }
    <blockquote expandable>{ $text }</blockquote>
part-ask = 请输入这条措施的{ $this }进展。没有进展可直接点下一条。
part-ask-more = 可接着写,发来的加在这条后面;或点下一条。
part-next = 下一条
part-done = 写完了
part-same = 与{ $last }相同
part-clear = 清空这条
part-whole = 整段填写

shelf-title = 本单位以前报过的材料
shelf-line = { $at }. { $name } · 序号{ $number } · { $period }
shelf-empty = 以前报过的材料都已附上。
shelf-ask = 点一份就附上,也可以输入它的编号。
shelf-use = 用第{ $at }份
shelf-done = 选好了
evidence-attached = 已附上 { $name }。
evidence-again-number = 请点一份,或输入它的编号(1至{ $most });选好了点“选好了”。

help-open = 需协调事项
help-ask = 请写需要办公室协调的事,例如卡在哪里、需要谁做什么。报送时立即告诉办公室,不等审核。
help-written-line =
    需协调事项
    <blockquote expandable>{ $text }</blockquote>
help-written = 需协调事项已写上,报送时立即告诉办公室。
help-dropped = 需协调事项已去掉。
help-drop = 不需要协调
help-too-long = 需协调事项共{ $given }个字,超过{ $most }个字,没有记下。请写要点,详细情况写在进展里。
receipt-help =
    需协调事项({ $seen ->
        [none] 办公室还没有点知悉
       *[other] 办公室 { $seen } 已知悉
    }):{ $text }
help-title = ⚠️ <b>需协调 · 序号{ $number }</b> · { $department } · { $period }
help-text = <blockquote expandable>{ $text }</blockquote>
help-sent = { $at }随填报送来
help-state-new = 请点“已知悉”,单位会看到办公室已经知道。
help-state-seen = 已知悉:{ $by ->
        [none] 经办人
       *[other] { $by }
    } { $at }
help-state-back = 这份填报已由单位撤回修改,重新报送时再告知。
help-seen = 已知悉
help-seen-toast = 已记下,单位会看到。
help-seen-already = { $by ->
        [none] 另一位经办人
       *[other] { $by }
    }已于{ $at }点过知悉。

pen-title = 📋 <b>序号{ $number }</b> · { $period } · 正在填报
pen-held = { $writer ->
        [none] 本单位另一位联络员
       *[other] { $writer }
    }自{ $since }起正在填这一项,最近一次改动 { $touched }。草稿现在是这样:
pen-what = 要接着填,点“由我接着填”;草稿原样接过来,对方会收到通知。
pen-take = 由我接着填
pen-look = 刷新
pen-taken =
    📋 <b>序号{ $number }</b> · { $period } · 已由同事接着填
    { $by ->
        [none] 本单位另一位联络员
       *[other] { $by }
    }于{ $at }接过去了,您写的都在草稿里。

more-title = 📋 <b>序号{ $number }</b> · { $period } · 补充材料
more-ask = 请发要补充的文字、照片或文件,可以多条;发完点“提交补充”。
more-noted = 已记下,还没有提交。
more-edited = 修改已记下,还没有提交。
more-send = 提交补充
more-leave = 不补充了
more-left = 没有补充,原来的填报不变。
more-nothing = 还没有要补充的内容。请发文字、照片或文件,再点“提交补充”。
more-sent = 序号{ $number }的补充已送到办公室。
more-to-draft = 序号{ $number }已退回或撤回,补充的内容加到了草稿里,请核对后重新报送。
more-too-late = 序号{ $number }已经审核,补充的内容没有加上{ $quoted ->
        [none] 。
       *[other] :{ $quoted }。
    }请联系办公室。
