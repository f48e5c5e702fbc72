"""The records of a CSV text, each with the line of the file that it starts on. Pure."""

import csv
import io
from collections.abc import Callable, Iterator


def records(
    content: str, broken: Callable[[int, csv.Error], None], *, separator: str = ","
) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that isn't blank with the physical line it starts on.

    :param broken: is told of each record that can't be read, with its line.
    """
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            broken(line, error)
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells
