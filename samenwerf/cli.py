"""The command `samenwerf`. It does not start Django, so that it answers at once and anywhere."""

import sys

USAGE = "usage: samenwerf wording [--help] …"


def main(argv: list[str] | None = None) -> int:
    """Runs a sub-command with the arguments after it; returns its exit code, 2 for one that we don't know."""
    arguments = sys.argv[1:] if argv is None else argv
    match arguments:
        case ["wording", *rest]:
            from samenwerf.wording.cli import main as wording

            return int(wording(rest) or 0)
        case ["-h" | "--help"]:
            print(USAGE)
            return 0
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
