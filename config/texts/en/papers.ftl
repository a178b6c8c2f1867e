# Closing record, register of objections, an objection's sheet

paper-coming = It is being made and comes here in a moment.
paper-here = 📄 { $name }
paper-register = Register
paper-year = Year summary
paper-objection = Case sheet
closing-record-file = Task { $number } closing record.docx
closing-record-file-draft = Task { $number } closing record (open).docx
closing-record-title =
    Closing record
    (task { $number })
closing-record-not-closed = { $programme } (not struck off)
closing-record-item = Item
closing-record-content = Content
closing-record-problem = Task
closing-record-lead = Lead unit
closing-record-responsible = Responsible unit
closing-record-target = Target
closing-record-deadline = Deadline
closing-record-completion = Completion
closing-record-unknown = (not on record)
closing-record-acceptance = 1. Acceptance
closing-record-passed = Applied for on { $applied }, passed on { $decided }{ $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }.{ $opinion ->
        [none] {""}
       *[other] {" "}Opinion: { $opinion }.
    }{ $files ->
        [0] {""}
       *[other] {" "}Files: { $files }.
    }
closing-record-failed = Applied for on { $applied }, failed on { $decided }{ $by ->
        [none] {""}
       *[other] {" "}({ $by })
    } and sent back.{ $opinion ->
        [none] {""}
       *[other] {" "}Opinion: { $opinion }.
    }
closing-record-no-acceptance = Not accepted yet.
closing-record-acceptance-unasked = This programme asks for no acceptance.
closing-record-publicity = 2. Publicity
closing-record-period = ({ $at }) { $title }: issued by { $issuer }, published from { $starts } to { $ends }, { $days } days, { $working } working days; announced on { $announced }. Objections: { $objections }.{ $counts ->
        [yes] {""}
        [withdrawn] {" "}The notice was withdrawn and does not count.
       *[no] {" "}The task was sent back afterwards; the period does not count.
    }
closing-record-no-publicity = No period is over yet.
closing-record-publicity-unasked = This programme asks for no publicity.
closing-record-objections = 3. Objections
closing-record-none = None. During publicity{ $wait ->
        [0] {""}
       *[other] {" "}and the { $wait } days after it that letters are waited for
    } no objection came in, by chat, phone, letter or mail.
closing-record-none-published = Nothing was published, so there was no objection.
closing-record-count = Objections: { $count }. Upheld { $upheld }, not upheld { $refused }, withdrawn { $withdrawn }{ $open ->
        [0] ; all are settled
       *[other] ; still open { $open }
    }{ $late ->
        [0] {""}
       *[other] ; of these { $late } came late
    }. They are:
closing-record-column-number = Number
closing-record-column-came = Source, date
closing-record-column-about = About task
closing-record-column-verdict = Verdict
closing-record-column-answer = Answer
closing-record-column-letters = Mail
closing-record-posted = postmarked { $day }
closing-record-parked = The letters of { $numbers } could not be delivered; that is to be seen to first.
closing-record-turns = 4. How it went
closing-record-turn = { $day }: { $what }{ $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }.
closing-record-result = 5. Result
closing-record-closed = Everything the programme asks for is there; struck off on { $day }{ $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }.
closing-record-reopened = Reopened after a look back; on { $day } it has not been struck off again.
closing-record-open = On { $day } the task is not struck off.
register-file = Objections { $day }.xlsx
register-sheet = Objections
register-title = Register of objections
register-note = { $office } · exported { $made } · { $count } in all, { $open } open, { $late } late, { $parked } not delivered · without identities
register-column-number = Number
register-column-source = Source
register-column-received = Received
register-column-posted = Postmark
register-column-late = Late
register-column-notice = Notice
register-column-tasks = Tasks
register-column-who = Signed
register-column-state = State
register-column-days = Days
register-column-due = Answer due
register-column-verdict = Verdict
register-column-answer = Answer (in short)
register-column-answered = Answered
register-column-settled = Settled
register-column-group = Same as
register-column-seen = Seen
register-column-letters = Mail
register-source-chat = chat
register-source-mail = mail
register-source-phone = phone
register-source-letter = letter
register-late-yes = late, undecided
register-late-accepted = accepted as in time
register-late-kept = late
register-anonymous = anonymous
register-named = by name
register-state-registered = registered
register-state-under_review = under review
register-state-asked = asked back
register-state-answered = answered
register-state-withdrawn = withdrawn
register-upheld = upheld
register-refused = not upheld
register-settled = settled
register-unsettled = not settled
register-delivery-none = no address
register-delivery-underway = on its way
register-delivery-delivered = delivered
register-delivery-parked = not delivered
task-several = Several programmes have a task { $number }: { $programmes }. Say which one.
objection-number-unknown = There is no { $given } in the register. Numbers look like 2025-0021; /objections lists them.
objection-sheet-file = Objection { $number }.docx
objection-sheet-title = Objection: case sheet
objection-sheet-number = Number { $number }
objection-sheet-notice = Notice
objection-sheet-tasks = Tasks
objection-sheet-came-label = Received
objection-sheet-came = by { $source }, { $day }{ $posted ->
        [none] {""}
       *[other] , postmarked { $posted }
    }{ $late ->
        [none] {""}
       *[other] {" "}({ $late })
    }
objection-sheet-registered = Registered
objection-sheet-registered-at = { $at }{ $by ->
        [none] {""}
       *[other] , by { $by } for somebody else
    }
objection-sheet-who = Signed
objection-sheet-anonymous = anonymous
objection-sheet-named = by name (the identity is kept encrypted and is not part of this sheet)
objection-sheet-state = State
objection-sheet-heading = { $at }. { $what }
objection-sheet-matter = The objection
objection-sheet-no-text = (no text)
objection-sheet-files = Files
objection-sheet-column-name = File
objection-sheet-column-size = Size
objection-sheet-column-hash = SHA-256
objection-sheet-letters = Letters to the contact addresses
objection-sheet-column-letter = Letter
objection-sheet-column-address = Address
objection-sheet-column-state = State
objection-sheet-column-id = Message-ID
objection-sheet-about-lodged = Objection
objection-sheet-about-addition = Addition { $serial }
objection-sheet-about-reply = Reply { $serial }
objection-sheet-about-withdrawn = Withdrawal
objection-sheet-letter-delivered = delivered
objection-sheet-letter-underway = on its way
objection-sheet-letter-parked = not delivered
objection-sheet-letter-withdrawn = not sent
objection-sheet-no-letters = There is no contact address, so no mail was sent; the coordinators have it in chat.
objection-sheet-said = Said since
objection-sheet-said-line = { $at }, { $what }: { $text }
exchange-question = question to the objector
exchange-reply = the objector's reply
exchange-unsettled = the objector finds it unsettled
exchange-draft = an answer that came by mail (draft)
exchange-note = note
objection-sheet-answer = Answer
objection-sheet-answered = Answered on { $day }{ $by ->
        [none] {""}
       *[other] {" "}({ $by })
    }: { $verdict }{ $way ->
        [none] {""}
       *[other] , given by { $way }
    }. In full:
objection-sheet-settled = The objector says it is settled.
objection-sheet-unsettled = The objector says it is not settled; see above.
objection-sheet-not-answered-open = Not answered yet.
objection-sheet-not-answered-withdrawn = Withdrawn by the objector.
objection-sheet-identity = The receipt code is the objector's alone and stands nowhere here; their identity and account are part of no export.
