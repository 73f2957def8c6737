#!/usr/bin/env python3
"""Shows how long `sqspack guard --history` takes over a long history: benches/guard_history.py PROGRAM [COMMITS [SECONDS]]

Makes a repository by `git fast-import`, in which each commit changes one of the files of an inspection. Half-way, one commit
writes an invented child's name into a file and the next takes it out again. Ends with 1 if the guard does not find that commit's
file, or takes more than SECONDS where they are given.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FILES = ["contacts", "team", "cases", "inspection", "findings", "overrides", "notes"]
LINES_AT_FIRST = 120
MOST_BYTES = 16_000
CHILDREN = 20
NAMED = "inspections/a/named.toml"


def child(number: int) -> str:
    letters = chr(97 + number % 26) + chr(107 + number % 7)
    return (
        f'[[child]]\nid = "AB{number:02}"\nfamily-name = "Quillfeather{letters}"\nfirst-names = "Zebulon{letters}"\n'
        f'date-of-birth = 2009-12-{number % 28 + 1:02}\nsystem-id = "CV402{number:02}"\n\n'
    )


def line(chance: random.Random) -> str:
    words = ["interview", "room", "planning", "Monday", "agreed", "report", "case", "manager", "letter", "access"]
    return f"# {' '.join(chance.choices(words, k=9))}, extension {chance.randrange(1000, 9999)}\n"


def fill(repository: Path, commits: int) -> None:
    chance = random.Random(1)
    texts = {f"inspections/a/{name}.toml": [line(chance) for _ in range(LINES_AT_FIRST)] for name in FILES}
    with subprocess.Popen(["git", "-C", repository, "fast-import", "--quiet"], stdin=subprocess.PIPE) as git:

        def commit(number: int, changes: dict[str, str | None]) -> None:
            message = f"Change {number}"
            git.stdin.write(
                f"commit refs/heads/main\ncommitter Office <office@sqs.example> {1_700_000_000 + 60 * number} +0000\n"
                f"data {len(message)}\n{message}\n".encode()
            )
            for path, text in changes.items():
                if text is None:
                    git.stdin.write(f"D {path}\n".encode())
                else:
                    content = text.encode()
                    git.stdin.write(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")

        commit(0, {path: "".join(lines) for path, lines in texts.items()})
        paths = sorted(texts)
        for number in range(1, commits):
            path = paths[number % len(paths)]
            lines = texts[path]
            lines[chance.randrange(len(lines))] = line(chance)
            if sum(map(len, lines)) < MOST_BYTES:
                lines.append(line(chance))
            changes: dict[str, str | None] = {path: "".join(lines)}
            if number == commits // 2:
                changes[NAMED] = 'who = "Zebulonak Quillfeatherak"\n'
            if number == commits // 2 + 1:
                changes[NAMED] = None
            commit(number, changes)
        git.stdin.close()
    if git.returncode != 0:
        sys.exit("git fast-import failed")


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = Path(sys.argv[1]).resolve()
    commits = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    most = float(sys.argv[3]) if len(sys.argv) > 3 else None
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder)
        subprocess.run(["git", "init", "-q", "-b", "main", repository], check=True)
        fill(repository, commits)
        (repository / "sqspack.toml").write_text("")
        (repository / "inspections/a").mkdir(parents=True)
        (repository / "inspections/a/inspection.toml").write_text("")
        children = "".join(child(number) for number in range(CHILDREN))
        (repository / "inspections/a/children.private.toml").write_text(children)
        start = time.monotonic()
        run = subprocess.run([program, "guard", "--history"], cwd=repository, capture_output=True, text=True)
        took = time.monotonic() - start
    said = run.stdout + run.stderr
    print(f"{commits} commits: {took:.1f} s")
    if NAMED not in said:
        sys.exit(f"the guard did not find {NAMED}:\n{said}")
    if most is not None and took > most:
        sys.exit(f"more than {most:g} s")


if __name__ == "__main__":
    main()
