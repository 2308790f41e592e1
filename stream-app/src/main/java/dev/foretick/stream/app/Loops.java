package dev.foretick.stream.app;

import dev.foretick.stream.consume.LoopRunner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The loops of a server. They share nothing; where one ends, the server ends. */
final class Loops implements AutoCloseable {
  private final List<LoopRunner> loops;
  private final CountDownLatch oneEnded = new CountDownLatch(1);

  Loops(List<LoopRunner> loops) {
    this.loops = List.copyOf(loops);
  }

  void start() {
    loops.forEach(loop -> loop.start(oneEnded::countDown));
  }

  /** Waits until a loop has ended, however that came about. */
  void awaitEnd() throws InterruptedException {
    oneEnded.await();
  }

  /** What ended a loop, if it was not a stop. */
  Optional<Throwable> failure() {
    return loops.stream().flatMap(loop -> loop.failure().stream()).findFirst();
  }

  /** Stops all at once: each may take as long as it would alone. */
  @Override
  public void close() {
    List<Thread> closing =
        loops.stream().map(loop -> new Thread(loop::close, "foretick-close")).toList();
    closing.forEach(Thread::start);
    try {
      for (Thread thread : closing) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
