package dev.foretick.stream.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits, and meanwhile looks after every process and shows how far the bench is. */
final class BenchWatch {
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final BenchProcesses processes;
  private final BenchProgress progress;

  BenchWatch(BenchProcesses processes, BenchProgress progress) {
    this.processes = processes;
    this.progress = progress;
  }

  /** Lets time go by, and does something all the while. */
  void pass(Duration duration, Runnable often) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      often.run();
      look();
    }
  }

  /** Waits until something is so, at most so long; says whether it is. */
  boolean await(BooleanSupplier done, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      look();
    }
    return true;
  }

  private void look() throws InterruptedException {
    Thread.sleep(PAUSE.toMillis());
    processes.requireGoing();
    progress.update();
  }
}
