"""How often a stream gives a sign of life and looks whether somebody still reads; seconds."""

HEARTBEAT = 15.0
LOOK = 4.0
# An event, not a comment: a script hears it, and so knows a line that is cut from a quiet one.
BEAT = b"event: beat\ndata: {}\n\n"
