"""`python -m actorgraph`, and the command `actorgraph`."""

import os
import sys

PIPE_CLOSED = 141  # 128 + SIGPIPE, as a shell has it


def main() -> None:
    """Run the command line; a reader that closes the pipe early ends it without a word."""
    from actorgraph.queries.command_line import main as run  # noqa: PLC0415 - after the pipe guard

    try:
        run()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PIPE_CLOSED)


if __name__ == "__main__":
    main()
