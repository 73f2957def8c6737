#!/usr/bin/env python3
"""Runs a command in a terminal, gives it one answer each time it asks, and prints what the terminal shows.

usage: in_terminal.py ANSWERS COMMAND…      answers with commas between them
"""
import os
import pty
import sys
import termios
import time

answers, command = sys.argv[1].split(","), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
shown = b""
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    shown += part
    if shown.endswith(b": ") and answers:
        # Whoever asks for a passphrase shows nothing from then on, and throws away what was typed before.
        while termios.tcgetattr(terminal)[3] & termios.ECHO:
            time.sleep(0.01)
        os.write(terminal, answers.pop(0).encode() + b"\n")
_, status = os.waitpid(child, 0)
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(status))
