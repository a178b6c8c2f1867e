# Mail: objections to the contact address

letter-subject-lodged = Objection { $register } · No. { $numbers }{ $parts ->
        [1] {""}
       *[other] {" "}({ $part }/{ $parts })
    }
letter-subject-addition = Objection { $register }, more material · No. { $numbers }{ $parts ->
        [1] {""}
       *[other] {" "}({ $part }/{ $parts })
    }
letter-subject-withdrawn = Objection { $register } withdrawn · No. { $numbers }{ $parts ->
        [1] {""}
       *[other] {" "}({ $part }/{ $parts })
    }
letter-opening-lodged = { $part ->
        [1] An objection was lodged within the publicity period of “{ $title }”. Please look into it.
       *[other] More files of the same objection to “{ $title }”.
    }
letter-opening-addition = { $part ->
        [1] The objector has added to this objection to “{ $title }”.
       *[other] More files of the same addition to “{ $title }”.
    }
letter-opening-withdrawn = { $part ->
       *[other] The objector has withdrawn this objection to “{ $title }”. Nothing more needs doing.
    }
letter-register = Register number:
letter-task = Tasks concerned:
letter-moment = Lodged:
letter-who = Objector:
letter-who-anonymous = anonymous
letter-contact = Contact:
letter-text = In the objector's own words:
letter-files = Attached:
letter-left-out = Too large to attach; coordinators find these in the bot, the hash (SHA-256) is for checking:
letter-file-left-out = { $name }, { $size }, SHA-256 { $sha256 }
letter-parts = The attachments needed { $parts } letters; this is number { $part }.
letter-answering = Please answer in the bot (send /objections): the answer reaches the objector there. A reply to this mail does not.
letter-closing = { $office ->
        [none] Sent by the xiaohao bot.
       *[other] Sent by the xiaohao bot of { $office }.
    }
