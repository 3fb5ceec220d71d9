"""Log lines that show what failed and where, and never whose data it was about."""

import logging
import traceback
from types import TracebackType


class WithoutPersonalData(logging.Formatter):
    """Leaves out the messages of exceptions, which may quote a row or an input."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        error = ei[1]
        parts: list[str] = []
        while error is not None and len(parts) < 5:
            kind = type(error)
            stack = "".join(traceback.format_tb(error.__traceback__))
            parts.append(f"{kind.__module__}.{kind.__qualname__}\n{stack}".rstrip())
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\ncaused by ".join(parts)
