package dev.foretick.common.bars;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to add a tick, of which there are twenty in a bar, and to find a step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullUnmarked // The fields are set before each trial.
public class BarBenchmark implements BarSink {
  private static final int TICKS = 1_000;
  private static final int HORIZON = 100;
  private static final long TICK_NANOS = Duration.ofSeconds(3).toNanos();

  @Param({"always", "stocks"})
  public String market;

  private BarCalendar calendar;
  private BarBuilder builder;
  private long start;
  private long time;
  private Bar last;

  /**
   * Anew for each iteration, as the ticks of more than a second would leave the years there are.
   */
  @Setup(Level.Iteration)
  public void open() {
    @Nullable TradingSession session = market.equals("stocks") ? Markets.STOCKS : null;
    calendar =
        new BarCalendar(
            new BarSpec(
                Duration.ofMinutes(1), session, BarFill.PREVIOUS, Duration.ofSeconds(90), 500));
    builder = new BarBuilder(calendar);
    start = Markets.newYork("2024-07-05T15:00:00");
    time = start;
  }

  @Override
  public void bar(Bar bar) {
    last = bar;
  }

  /** From bar to bar, with ticks that are up to 15 seconds out of order. */
  @Benchmark
  @OperationsPerInvocation(TICKS)
  public Bar add() {
    for (int i = 0; i < TICKS; i++) {
      time = calendar.isOpen(time + TICK_NANOS) ? time + TICK_NANOS : calendar.next(time);
      builder.add(time - (i & 3) * 5_000_000_000L, i, 1, this);
    }
    return last;
  }

  /** The steps after Friday's last hour, most of which are on Monday where there are sessions. */
  @Benchmark
  @OperationsPerInvocation(HORIZON)
  public long steps() {
    long step = start;
    for (int i = 0; i < HORIZON; i++) {
      step = calendar.next(step);
    }
    return step;
  }
}
