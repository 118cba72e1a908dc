"""Many texts by several processes: in order, with bounded memory, and one Document for each whatever happens.

Texts travel in batches, since a message costs as much as reading a short text.  A batch is closed when it has enough
texts or characters, or when its first text has waited; the first ones hold a single text, so that results come soon
and few texts are shared out evenly.  A few batches for each process are in flight; the oldest is waited for, which
keeps order and bounds what is taken ahead of the results.

Each process has a connection of its own, so the loss of one (killed, out of memory) concerns what it had alone.  The
texts of the batch it was reading are handed out again one at a time, and the one that costs another process its
life gets an empty Document with a FAILED diagnostic.  An error of the input waits until the texts before it have
their Documents.

Processes are ended, not waited for, when the results are no longer asked for (an error, Ctrl-C, an early close);
Ctrl-C ends them silently, and each ends by itself when the process that started it is gone.

This process has no thread of ours.  That it never waits for a worker that waits for it is because a worker
receives in a thread of its own, whatever it does; so sending to it always comes to an end.

Limits: a text is read by one process; one long text does not get quicker.
"""

import os
import queue
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from typing import Any, Final

import attrs

from quoteattr.models import Document, failed

BATCH: Final = 32  # texts in a batch at most
FULL: Final = 50_000  # characters that close a batch, and that are enough for a process to have
PATIENCE: Final = 0.1  # seconds after which a batch takes no further text
FLIGHT: Final = 3  # batches in flight for each process: one it reads, one it has beside, one it has answered
BESIDE: Final = 2  # batches a process has at most
GLANCE: Final = 0.005  # seconds of handing out documents after which the processes are looked after
AHEAD: Final = BATCH * (FLIGHT + 1)  # texts for each process that may be taken before the first of them is answered

Extract = Callable[[str], Document]
Pair = tuple[str, Any]
Answer = tuple[list[Document], Exception | None]


def run(extract: Extract, pairs: Iterable[Pair], workers: int) -> Iterator[tuple[Document, Any]]:
    """Yield (document, context) for each (text, context), in order; `extract` must be picklable."""
    waiting = deque[_Batch]()
    failure: Exception | None = None
    pool = _Pool(extract, workers)
    try:
        try:
            for batch in _batches(pairs, workers):
                pool.add(batch)
                waiting.append(batch)
                del batch
                while waiting and (len(waiting) >= FLIGHT * workers or not waiting[0].missing):
                    yield from pool.documents(waiting.popleft())
        except _InputError as error:
            failure = error.cause
        while waiting:
            yield from pool.documents(waiting.popleft())
        if failure is not None:
            raise failure
    finally:
        pool.end()


class _Batch:
    """Texts in order, what came of each so far, and how many are missing."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.texts = [text for text, _ in pairs]
        self.contexts = [context for _, context in pairs]
        self.found: list[Document | Exception | None] = [None] * len(pairs)
        self.missing = len(pairs)


@attrs.frozen(eq=False)
class _Task:
    """The texts [first, last) of a batch; `lost` if a process that was reading them has been lost."""

    batch: _Batch
    first: int
    last: int
    lost: bool = False

    @property
    def texts(self) -> list[str]:
        return self.batch.texts[self.first : self.last]

    @property
    def size(self) -> int:
        return sum(map(len, self.texts))

    def settle(self, found: Sequence[Document | Exception]) -> None:
        """Take in what came of the texts; those behind an error count as answered by it."""
        whole = [*found, *[found[-1]] * (self.last - self.first - len(found))]
        self.batch.found[self.first : self.last] = whole
        self.batch.missing -= len(whole)

    def alone(self) -> "list[_Task]":
        """Return a task for each of the texts."""
        return [_Task(self.batch, i, i + 1, lost=True) for i in range(self.first, self.last)]


class _InputError(Exception):
    """The input raised `cause` when the next text was asked for."""

    def __init__(self, cause: Exception) -> None:
        self.cause = cause


def _batches(pairs: Iterable[Pair], workers: int) -> Iterator[_Batch]:
    """Yield texts in batches that grow from one text to BATCH; raise `_InputError` where the input raises."""
    batch, size, since, made = list[Pair](), 0, 0.0, 0
    failure: Exception | None = None
    try:
        for pair in pairs:
            since = since if batch else time.monotonic()
            batch.append(pair)
            size += len(pair[0])
            most = min(BATCH, 1 << made // (2 * workers))
            if len(batch) >= most or size >= FULL or time.monotonic() - since > PATIENCE:
                yield _Batch(batch)
                batch, size, made = [], 0, made + 1
    except Exception as error:  # noqa: BLE001 - whatever the caller's iterable raises is the caller's to see, later
        failure = error
    if batch:
        yield _Batch(batch)
    if failure is not None:
        raise _InputError(failure)


# --- in the worker --------------------------------------------------------------------------------


def _work(theirs: Connection, ours: Connection, extract: Extract) -> None:
    """Answer batch after batch until Ctrl-C, which is silent, or until the process that asks is gone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    theirs.close()  # a forked process has that end too, and nobody would notice that the other one is gone
    batches = queue.SimpleQueue[list[str]]()
    threading.Thread(target=_receive, args=(ours, batches), daemon=True).start()
    while True:
        ours.send(_answer(extract, batches.get()))


def _receive(connection: Connection, batches: "queue.SimpleQueue[list[str]]") -> None:
    try:
        while True:
            batches.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)


def _answer(extract: Extract, texts: Sequence[str]) -> Answer:
    """Return the documents of a batch, up to the text that raised an error, and that error."""
    documents = list[Document]()
    for text in texts:
        try:
            documents.append(extract(text))
        except MemoryError:
            documents.append(failed(text, "memory did not suffice to read this text"))
        except Exception as error:  # noqa: BLE001 - raised again where the documents are asked for
            return documents, error
    return documents, None


# --- in the process that asks ---------------------------------------------------------------------


class _Worker:
    """A process, the connection to it, and the tasks it has, the one it is at first."""

    def __init__(self, extract: Extract) -> None:
        self.connection, other = Pipe()
        self.tasks = deque[_Task]()
        self.process = Process(target=_work, args=(self.connection, other, extract), daemon=True)
        self.process.start()
        other.close()

    @property
    def has_room(self) -> bool:
        return len(self.tasks) < BESIDE and sum(task.size for task in self.tasks) < FULL

    def end(self) -> None:
        """End the process, whatever it does; it holds nothing but what it was sent."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.connection.close()


class _Pool:
    """Worker processes that are replaced when they are lost, and the tasks nobody has yet."""

    def __init__(self, extract: Extract, workers: int) -> None:
        self.extract, self.number = extract, workers
        self.workers = list[_Worker]()
        self.tasks = deque[_Task]()
        self.seen = 0.0

    def add(self, batch: _Batch) -> None:
        """Take in a batch, and look after the processes."""
        self.tasks.append(_Task(batch, 0, len(batch.texts)))
        self.serve(0)

    def documents(self, batch: _Batch) -> Iterator[tuple[Document, Any]]:
        """Yield the documents of a batch with their contexts; raise what was raised in the worker."""
        while batch.missing:
            self.serve(None)
        for found, context in zip(batch.found, batch.contexts, strict=True):
            if isinstance(found, Document):
                yield found, context
            elif found is not None:
                raise found
            if time.monotonic() - self.seen > GLANCE:
                self.serve(0)

    def serve(self, timeout: float | None) -> None:
        """Hand out tasks and take in answers; wait for one if there is none, at most `timeout` seconds."""
        self.hand_out()
        by_connection = {worker.connection: worker for worker in self.workers}
        for ready in wait(list(by_connection), timeout):
            self.take_in(by_connection[ready])  # type: ignore[index]
        self.hand_out()
        self.seen = time.monotonic()

    def hand_out(self) -> None:
        """Give tasks to the processes that have room, the one with the fewest first."""
        while self.tasks:
            if len(self.workers) < self.number and all(worker.tasks for worker in self.workers):
                self.workers.append(_Worker(self.extract))
            worker = min(self.workers, key=lambda worker: len(worker.tasks))
            if not worker.has_room:
                return
            worker.tasks.append(self.tasks.popleft())
            try:
                worker.connection.send(worker.tasks[-1].texts)
            except OSError:
                self.lose(worker)

    def take_in(self, worker: _Worker) -> None:
        """Take in the answer of a process, or the news that it is lost."""
        try:
            documents, error = worker.connection.recv()
        except (EOFError, OSError):
            self.lose(worker)
        else:
            worker.tasks.popleft().settle(documents if error is None else [*documents, error])

    def lose(self, worker: _Worker) -> None:
        """Hand out again, one text at a time, what a lost process was reading; fail a text that was lost alone."""
        self.workers.remove(worker)
        worker.end()
        if worker.tasks:
            task = worker.tasks.popleft()
            if task.lost:
                task.settle([failed(task.texts[0], "the worker process was lost while it read this text")])
            else:
                worker.tasks.extendleft(reversed(task.alone()))
        self.tasks.extendleft(reversed(worker.tasks))

    def end(self) -> None:
        """End all processes."""
        for worker in self.workers:
            worker.end()
