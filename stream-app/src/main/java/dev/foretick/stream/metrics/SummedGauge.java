package dev.foretick.stream.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A number to which each loop adds its part. Any thread may read it. */
final class SummedGauge {
  private final List<AtomicLong> parts = new CopyOnWriteArrayList<>();

  /** The part of a further loop, which alone writes it. */
  AtomicLong part() {
    AtomicLong part = new AtomicLong();
    parts.add(part);
    return part;
  }

  long sum() {
    return parts.stream().mapToLong(AtomicLong::get).sum();
  }
}
