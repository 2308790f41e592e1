package dev.foretick.common.bars;

import dev.foretick.common.bars.Markets.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a {@link BarBuilder} should have said: keeps every tick, and works all bars out anew from a
 * list of where they are.
 */
final class NaiveBars {
  private record Tick(long time, double price, double size) {}

  private final BarSpec spec;
  private final List<Span> spans;
  private final List<Tick> ticks = new ArrayList<>();
  private long newest = Long.MIN_VALUE;
  private long closedUntil = Long.MIN_VALUE;

  /** Takes all bars of the time that a test is about. */
  NaiveBars(BarSpec spec, List<Span> spans) {
    this.spec = spec;
    this.spans = spans;
  }

  TickResult add(long time, double price, double size) {
    for (Span span : spans) {
      if (span.contains(time)) {
        if (span.end() <= closedUntil) {
          return TickResult.LATE;
        }
        ticks.add(new Tick(time, price, size));
        newest = Math.max(newest, time);
        closedUntil = Math.max(closedUntil, newest - spec.grace().toNanos());
        return TickResult.ADDED;
      }
    }
    return TickResult.OFF_SESSION;
  }

  void closeUntil(long moment) {
    if (!ticks.isEmpty()) {
      closedUntil = Math.max(closedUntil, moment);
    }
  }

  /** All that was closed so far: bars, and gaps as text. */
  List<String> closed() {
    List<String> closed = new ArrayList<>();
    long missing = 0;
    int filled = 0;
    Bar last = null;
    for (Span span : spans) {
      List<Tick> own = ticks.stream().filter(tick -> span.contains(tick.time())).toList();
      if (span.end() > closedUntil) {
        break;
      }
      if (!own.isEmpty()) {
        if (missing != 0) {
          closed.add("gap " + missing + " to " + span.start());
        }
        last = bar(span, own);
        closed.add(last.toString());
        missing = 0;
        filled = 0;
      } else if (last != null && spec.fill() == BarFill.PREVIOUS) {
        if (filled++ < spec.maxFilled()) {
          double price = last.close();
          closed.add(new Bar(span.start(), price, price, price, price, 0, 0).toString());
        } else if (missing == 0) {
          missing = span.start();
        }
      }
    }
    return closed;
  }

  private static Bar bar(Span span, List<Tick> arrived) {
    List<Tick> inTime = new ArrayList<>(arrived);
    inTime.sort(Comparator.comparingLong(Tick::time));
    return new Bar(
        span.start(),
        inTime.get(0).price(),
        arrived.stream().mapToDouble(Tick::price).max().orElseThrow(),
        arrived.stream().mapToDouble(Tick::price).min().orElseThrow(),
        inTime.get(inTime.size() - 1).price(),
        arrived.stream().mapToDouble(Tick::size).filter(size -> !Double.isNaN(size)).sum(),
        arrived.size());
  }
}
