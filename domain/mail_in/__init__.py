"""What is a mail that came in? Only what it says of itself; what the register knows is asked elsewhere and handed in.

incoming   the mail as plain data
quoted     what its writer wrote, without what they quote
numbers    which register numbers it names, and which they may have meant
automatic  did a program write it?
bounced    does it say that a letter of ours did not arrive?
verdict    what it is, and whether a person must look
"""
