package dev.foretick.stream.bench;

/** How many ticks may have gone out so far. One thread spends, another allows. */
final class Credits {
  private long allowed;
  private boolean ended;

  /** Allows so many ticks in all. */
  synchronized void allow(long total) {
    if (total > allowed) {
      allowed = total;
      notifyAll();
    }
  }

  /** No more will come. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits until more ticks than {@code sent} may go out; returns how many, 0 at the end. */
  synchronized long await(long sent) throws InterruptedException {
    while (!ended && allowed <= sent) {
      wait();
    }
    return ended ? 0 : allowed;
  }
}
