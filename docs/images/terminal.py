"""Draws what a command prints in a terminal as a picture: `sqspack check 2>&1 | python3 terminal.py 'sqspack check' > check.svg`.

Run the command with CLICOLOR_FORCE=1, so that it prints colours.
"""

import html
import re
import sys

COLOURS = {"31": "#b3261e", "91": "#b3261e", "33": "#8a5a00", "94": "#1f5fbf"}
WIDTH, HEIGHT, MARGIN = 7.8, 19, 14


def drawn(line, y):
    """One line of the terminal as SVG. Each piece has its place and length, so that columns stand in any font."""
    pieces, style, column = [], set(), 0
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if part.startswith("\x1b"):
            codes = part[2:-1].split(";")
            style = set() if codes in (["0"], [""]) else style | set(codes)
            continue
        bold = ' font-weight="bold"' if "1" in style else ""
        fill = next((f' fill="{COLOURS[code]}"' for code in style if code in COLOURS), "")
        text, indent = part.strip(), len(part) - len(part.lstrip())
        if text:
            x, length = MARGIN + (column + indent) * WIDTH, len(text) * WIDTH
            place = f'x="{x:.1f}" y="{y}" textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"'
            pieces.append(f"<text {place}{bold}{fill}>{html.escape(text, quote=False)}</text>")
        column += len(part)
    return "\n".join(pieces)


lines = [f"\x1b[1m$ {sys.argv[1]}\x1b[0m", *sys.stdin.read().rstrip("\n").split("\n")]
longest = max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines)
width, height = round(longest * WIDTH + 2 * MARGIN), len(lines) * HEIGHT + 2 * MARGIN
print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"')
print(' font-family="Consolas, Menlo, \'Liberation Mono\', monospace" font-size="13" fill="#202124">')
print(f'<rect width="{width}" height="{height}" rx="6" fill="#f6f8fa" stroke="#d0d7de"/>')
for number, line in enumerate(lines):
    print(drawn(line, MARGIN + 14 + number * HEIGHT))
print("</svg>")
