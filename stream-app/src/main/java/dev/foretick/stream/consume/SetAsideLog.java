package dev.foretick.stream.consume;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of records that get no forecast: of each kind the first at once, and from then on
 * at most one line a minute that sums up. What a batch holds counts once the batch is through, so
 * that one that is answered again is told of once.
 */
final class SetAsideLog {
  private static final Logger log = LoggerFactory.getLogger(SetAsideLog.class);
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private final Clock clock;
  private final Kind dead;
  private final Kind late;

  /**
   * Makes one that has nothing to tell.
   *
   * @param deadLetters where records go that are no observations
   * @param lateGoThere whether those that come too late go there as well
   */
  SetAsideLog(String deadLetters, boolean lateGoThere, Clock clock) {
    this.clock = clock;
    this.dead = new Kind("went to " + deadLetters);
    this.late = new Kind("came too late and " + (lateGoThere ? dead.fate : "got no forecast"));
  }

  /** A record of the batch at hand went to the dead letters. */
  void dead(int partition, long offset, Supplier<String> reason) {
    dead.note(partition, offset, reason);
  }

  /** An observation of the batch at hand came too late. */
  void late(int partition, long offset, Supplier<String> reason) {
    late.note(partition, offset, reason);
  }

  /** The batch at hand is through. */
  void batchEnded() {
    dead.count();
    late.count();
    tell();
  }

  /** The batch at hand comes once more. */
  void batchAborted() {
    dead.forget();
    late.forget();
  }

  /** Tells what has waited for a line of its own for long enough. */
  void tell() {
    if (dead.isWaiting() || late.isWaiting()) {
      long now = clock.millis();
      dead.tell(now);
      late.tell(now);
    }
  }

  /** Records of one fate. */
  private static final class Kind {
    private final String fate;
    private int inBatch;
    private long waiting;
    private long notBefore = Long.MIN_VALUE;
    private int partition;
    private long offset;
    private Supplier<String> reason = () -> "";

    Kind(String fate) {
      this.fate = fate;
    }

    void note(int partition, long offset, Supplier<String> reason) {
      inBatch++;
      this.partition = partition;
      this.offset = offset;
      this.reason = reason;
    }

    void count() {
      waiting += inBatch;
      inBatch = 0;
    }

    void forget() {
      inBatch = 0;
    }

    boolean isWaiting() {
      return waiting > 0;
    }

    void tell(long now) {
      if (!isWaiting() || now < notBefore) {
        return;
      }
      if (waiting == 1) {
        log.warn(
            "1 record {}: {}, at offset {} of partition {}", fate, reason.get(), offset, partition);
      } else {
        log.warn(
            "{} records {}, the last one: {}, at offset {} of partition {}",
            waiting,
            fate,
            reason.get(),
            offset,
            partition);
      }
      waiting = 0;
      notBefore = now + BETWEEN_LINES.toMillis();
    }
  }
}
