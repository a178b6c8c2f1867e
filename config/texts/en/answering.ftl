# Beside the form: measure by measure, earlier evidence, help wanted, who is writing, additions

part-measure =
    Measure { $at } of { $of }
    <blockquote expandable>{ $text }</blockquote>
part-ask = Please type { $this }'s progress of this measure. Where there is none, go on to the next.
part-ask-more = Go on writing, it is added to this one; or go to the next.
part-next = Next one
part-done = That is all
part-same = As { $last }
part-clear = Clear it
part-whole = As one text

shelf-title = Sent by your department before
shelf-line = { $at }. { $name } · no. { $number } · { $period }
shelf-empty = All that was sent before is attached.
shelf-ask = Tap one to attach it, or type its number.
shelf-use = Use { $at }
shelf-done = That is all
evidence-attached = { $name } is attached.
evidence-again-number = Please tap one, or type its number (1 to { $most }); when done, tap “That is all”.

help-open = Help wanted
help-ask = Please write what needs the office's help: where it is stuck, who should do what. The office is told the moment you send the report, before any review.
help-written-line =
    Help wanted
    <blockquote expandable>{ $text }</blockquote>
help-written = Noted; the office is told the moment you send the report.
help-dropped = The matter is taken out.
help-drop = No help wanted
help-too-long = That has { $given } characters, more than { $most }, and was not kept. Please give the point here and the details in the text.
receipt-help =
    Help wanted ({ $seen ->
        [none] not seen by the office yet
       *[other] seen by the office { $seen }
    }): { $text }
help-title = ⚠️ <b>Help wanted · No. { $number }</b> · { $department } · { $period }
help-text = <blockquote expandable>{ $text }</blockquote>
help-sent = Sent with the report { $at }
help-state-new = Please tap “Seen”: the department is shown that the office knows.
help-state-seen = Seen by { $by ->
        [none] a coordinator
       *[other] { $by }
    } { $at }
help-state-back = The department took the report back; this will be told again when it is sent.
help-seen = Seen
help-seen-toast = Noted, the department sees it.
help-seen-already = { $by ->
        [none] Another coordinator
       *[other] { $by }
    } has seen it already, { $at }.

pen-title = 📋 <b>No. { $number }</b> · { $period } · being written
pen-held = { $writer ->
        [none] Another liaison of your department
       *[other] { $writer }
    } has been writing since { $since }, last change { $touched }. The draft as it stands:
pen-what = To go on with it, tap “Take over”: the draft stays as it is, and your colleague is told.
pen-take = Take over
pen-look = Look again
pen-taken =
    📋 <b>No. { $number }</b> · { $period } · a colleague goes on
    { $by ->
        [none] Another liaison of your department
       *[other] { $by }
    } took it over { $at }. All you wrote is in the draft.

more-title = 📋 <b>No. { $number }</b> · { $period } · adding to it
more-ask = Please send text, photos or files, as many as you like; then tap “Send it”.
more-noted = Noted, not sent yet.
more-edited = Your change is noted, not sent yet.
more-send = Send it
more-leave = Add nothing
more-left = Nothing was added, the report stands as it was.
more-nothing = There is nothing to add yet. Please send text, photos or files, then tap “Send it”.
more-sent = What you added to no. { $number } is with the office.
more-to-draft = No. { $number } is a draft again, and what you added is in it. Please check it and send it.
more-too-late = No. { $number } has been reviewed, so nothing was added{ $quoted ->
        [none] .
       *[other] : { $quoted }
    } Please call the office.
