package dev.foretick.model.dl4j;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work that is cut into as many equal parts as there are processors, if it is worth it. */
final class Lanes {
  /** Fewer rows are done before a second thread has woken up. */
  private static final int FEWEST_ROWS = 32;

  private static final int MOST = 8;

  private final int count;
  private final int rows;

  Lanes(int rows) {
    int processors = Math.min(MOST, Runtime.getRuntime().availableProcessors());
    this.rows = rows;
    this.count = Math.max(1, Math.min(processors, rows / FEWEST_ROWS));
  }

  int count() {
    return count;
  }

  /** The first row of a lane; that of the lane after the last is the number of rows. */
  int first(int lane) {
    return first(rows, lane);
  }

  /** The same for another number of rows. */
  int first(int otherRows, int lane) {
    return (int) ((long) otherRows * lane / count);
  }

  /** Runs all lanes and waits for them. The caller's thread is one of them. */
  void run(IntConsumer lane) {
    if (count == 1) {
      lane.accept(0);
    } else {
      IntStream.range(0, count).parallel().forEach(lane);
    }
  }
}
