#!/usr/bin/env python3
"""Lines are split as /bin/sh splits them: drawn lines, each given to both.

test_shell.py [SEED [COUNT]]
"""

import random
import subprocess
import sys

from lines import judge

PIECES = ["a", "b", "--x", " ", "  ", "\t", "'", '"', "\\", "\\\n", "#", "=", "~", "{", "}", ",",
          "a b", "''", '""', "\\'", '\\"', "\\ ", "%", "!", "^", "\u00e9", "'a\"b'", '"c\'d"']
MOST = 9


def by_shell(line: str) -> list[str] | None:
    """The words that /bin/sh makes of a line; None where it refuses it."""
    script = f"set -f\nset -- {line}\nprintf '%s\\0' \"$@\""
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, check=False, timeout=10)
    if done.returncode != 0 or done.stderr:
        return None
    return done.stdout.decode().split("\0")[:-1]


def draw(source: random.Random) -> str:
    return "".join(source.choice(PIECES) for _ in range(source.randint(1, MOST)))


def usable(line: str) -> bool:
    """Where shells differ, or a list in braces is meant, there is nothing to compare."""
    words = by_shell(f"x{line}")
    return "{" not in line and "~" not in line and (words is None or len(words) == 1)


def main(arguments: list[str]) -> int:
    seed = int(arguments[0]) if arguments else random.randrange(1 << 32)
    count = int(arguments[1]) if len(arguments) > 1 else 200
    print(f"test_shell: seed {seed}")
    source = random.Random(seed)
    drawn = [line for line in (draw(source) for _ in range(count * 3)) if usable(line)][:count]
    commands = [f"docker run --cap-drop ALL --name x{line} image" for line in drawn]
    wrong = 0
    for line, command, result in zip(drawn, commands, judge(commands)):
        words = by_shell(f"x{line}")
        # A comment, or quotes left open, take the image along.
        whole = words is not None and by_shell(f"x{line} image") == [*words, "image"]
        expected = ("pass", words[0]) if whole else ("error", None)
        seen = (result["verdict"], result["subject"]["name"] if whole else None)
        if seen != expected:
            wrong += 1
            print(f"test_shell: {command!r}: {seen}, not {expected}", file=sys.stderr)
    print(f"test_shell: {len(drawn)} lines, {wrong} read otherwise than by the shell")
    return 1 if wrong or len(drawn) < count // 4 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
