package dev.foretick.stream.consume;

import dev.foretick.common.bars.BarCalendar;
import dev.foretick.common.bars.BarFill;
import dev.foretick.common.bars.BarSpec;
import dev.foretick.common.bars.TradingSession;
import dev.foretick.common.window.DuplicateRule;
import dev.foretick.common.wire.StepClock;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.config.Emit;
import dev.foretick.stream.config.LateRule;
import dev.foretick.stream.state.BarChannel;
import dev.foretick.stream.state.BarKeeper;
import dev.foretick.stream.state.SeriesKeeper;
import dev.foretick.stream.state.WindowKeeper;
import dev.foretick.stream.testing.HandClock;
import dev.foretick.stream.testing.StubForecaster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the loop of a {@link LoopBench} is set up, but for what a test does not care about. */
final class LoopSetup {
  DeliveryMode delivery = DeliveryMode.AT_LEAST_ONCE;
  Emit emit = Emit.EVERY;
  boolean warmUp = true;
  int maxReplayRecords = 100;
  String offsetReset = "earliest";
  GroupStart start = new GroupStart(2, false);
  SeriesKeeper keeper = new WindowKeeper(StubForecaster.WINDOW, LoopBench.NO_CALENDAR);
  EventTime eventTime = EventTime.NONE;
  @Nullable StepClock steps;
  HandClock clock = new HandClock();

  LoopSetup delivery(DeliveryMode mode) {
    delivery = mode;
    return this;
  }

  LoopSetup emit(Emit which) {
    emit = which;
    return this;
  }

  /** Publishes nothing until a window is full. */
  LoopSetup withoutWarmUp() {
    warmUp = false;
    return this;
  }

  LoopSetup maxReplayRecords(int records) {
    maxReplayRecords = records;
    return this;
  }

  LoopSetup offsetReset(String where) {
    offsetReset = where;
    return this;
  }

  LoopSetup start(GroupStart of) {
    start = of;
    return this;
  }

  /** Goes by event time. */
  LoopSetup eventTime(SeriesKeeper by, EventTime rules, HandClock wall) {
    keeper = by;
    eventTime = rules;
    clock = wall;
    return this;
  }

  /** Lets a later value of a moment put an earlier one right, for so long. */
  LoopSetup revisions(Duration grace) {
    keeper =
        new WindowKeeper(StubForecaster.WINDOW, LoopBench.NO_CALENDAR, grace, DuplicateRule.LAST);
    return this;
  }

  /** Makes bars of ten seconds, with a grace of two; the wall clock closes them a second later. */
  LoopSetup bars(BarFill fill, @Nullable TradingSession session, HandClock wall) {
    BarCalendar calendar =
        new BarCalendar(
            new BarSpec(Duration.ofSeconds(10), session, fill, Duration.ofSeconds(2), 1000));
    BarKeeper bars =
        new BarKeeper(
            StubForecaster.WINDOW, LoopBench.NO_CALENDAR, calendar, List.of(BarChannel.CLOSE));
    steps = calendar::next;
    return eventTime(
        bars,
        new EventTime(
            LateRule.DEAD_LETTER, Optional.empty(), Optional.of(bars), Duration.ofSeconds(1)),
        wall);
  }
}
