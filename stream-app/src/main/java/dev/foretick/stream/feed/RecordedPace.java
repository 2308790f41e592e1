package dev.foretick.stream.feed;

/** The distances of event time, divided by a factor. One thread owns it. */
final class RecordedPace implements Pace {
  private final double speedUp;
  private long first = FeedRecord.NO_TIME;

  RecordedPace(double speedUp) {
    this.speedUp = speedUp;
  }

  @Override
  public long dueNanos(long index, long epochNanos) {
    if (first == FeedRecord.NO_TIME) {
      first = epochNanos;
    }
    // As doubles: two moments may be further apart than a long reaches.
    return Math.max(0, (long) (((double) epochNanos - (double) first) / speedUp));
  }
}
