"""Text out of a PDF or DOCX, in a process of its own that may not run long or grow big.

A program, not a module of the application: `python -I extract.py pdf|docx` reads the file from
standard input and writes JSON, {"text": …} or {"error": …}. Documents come from strangers, and both
formats can be made to cost any amount of time or memory; here that only ends this process.

Lines that the document marks as a heading start with "# ", list items with "- ".
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

SECONDS = 15
MEMORY = 1024 * 1024 * 1024
MAX_PAGES = 60
MAX_CHARACTERS = 200_000


def limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the caller's time limit still holds there
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def pdf(data: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

    reader = PdfReader(io.BytesIO(data))
    try:
        # Many files are encrypted with an empty password, only to forbid printing.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Encrypted
        parts, length = [], 0
        for page in reader.pages[:MAX_PAGES]:
            parts.append((page.extract_text() or "").strip())
            length += len(parts[-1])
            if length > MAX_CHARACTERS:
                break
    except (DependencyError, FileNotDecryptedError, WrongPasswordError, NotImplementedError) as error:
        raise Encrypted from error
    return "\n".join(parts)


class Encrypted(Exception):
    """A password is needed."""


def docx(data: bytes) -> str:
    from docx import Document
    from docx.table import Table

    def blocks(container: Any) -> Iterator[str]:
        for block in container.iter_inner_content():
            if isinstance(block, Table):
                for cell in unique_cells(block):
                    yield from blocks(cell)
            else:
                yield from lines(block)

    def unique_cells(table: Any) -> Iterator[Any]:
        seen = set()
        for row in table.rows:
            for cell in row.cells:
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    yield cell

    def lines(paragraph: Any) -> Iterator[str]:
        style = (paragraph.style.name or "") if paragraph.style is not None else ""
        properties = paragraph._p.pPr
        listed = properties is not None and properties.numPr is not None
        if style.startswith(("Heading", "Kop", "Title", "Titel")):
            mark = "# "
        elif listed or style.startswith(("List", "Lijst")):
            mark = "- "
        else:
            mark = ""
        text = paragraph.text
        if mark == "" and text.strip() and all(run.bold for run in paragraph.runs if run.text.strip()):
            mark = "# " if len(text) < 80 and "\n" not in text else ""
        for line in text.split("\n"):
            yield mark + line.strip() if line.strip() else ""

    return "\n".join(blocks(Document(io.BytesIO(data))))


def main() -> None:
    limit()
    data = sys.stdin.buffer.read()
    try:
        text = {"pdf": pdf, "docx": docx}[sys.argv[1]](data)
        answer = {"text": text[:MAX_CHARACTERS]}
    except Encrypted:
        answer = {"error": "encrypted"}
    except MemoryError:
        answer = {"error": "too_complex"}
    except Exception as error:  # whatever a broken file makes the library do
        answer = {"error": "broken", "detail": type(error).__name__}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
