package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.DEAD;
import static dev.foretick.stream.consume.LoopBench.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.foretick.stream.testing.HandClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SetAsideLogTest {
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final HandClock clock = new HandClock();
  private final SetAsideLog setAside = new SetAsideLog("dead", false, clock);

  @BeforeEach
  void listen() {
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger().detachAppender(log);
  }

  @Test
  void first_isToldAtOnce_andFurtherOnesInOneLineAMinute() {
    dead(1, "price: 'abc' (expected: a number)");
    for (int second = 0; second < 60; second++) {
      clock.advance(Duration.ofSeconds(1));
      dead(10, "price: 'x' (expected: a number)");
    }
    clock.advance(Duration.ofHours(1));
    setAside.tell();

    assertThat(lines())
        .containsExactly(
            "1 record went to dead: price: 'abc' (expected: a number), at offset 7 of partition 3",
            "600 records went to dead, the last one: price: 'x' (expected: a number), at offset 7 of partition 3");
  }

  @Test
  void kinds_haveLinesOfTheirOwn() {
    setAside.late(0, 1, () -> "an observation of 12:00");
    setAside.dead(0, 2, () -> "ts: missing");
    setAside.batchEnded();

    assertThat(lines())
        .containsExactly(
            "1 record went to dead: ts: missing, at offset 2 of partition 0",
            "1 record came too late and got no forecast: an observation of 12:00, at offset 1 of partition 0");
  }

  @Test
  void batchThatComesOnceMore_isToldOfOnce() {
    setAside.dead(0, 2, () -> "ts: missing");
    setAside.batchAborted();
    setAside.tell();
    assertThat(lines()).isEmpty();

    setAside.dead(0, 2, () -> "ts: missing");
    setAside.batchEnded();
    assertThat(lines()).hasSize(1);
  }

  @Test
  void loop_tellsWhatItSetsAside_evenIfNothingElseComes() {
    LoopBench bench = new LoopBench();
    bench.assign(FIRST);
    bench.record(FIRST, "a", "nonsense");
    bench.turn(2);
    bench.record(FIRST, "a", "nonsense");
    bench.turn(2);
    assertThat(lines()).hasSize(1);

    bench.clock.advance(Duration.ofMinutes(1));
    bench.turn(1);
    assertThat(lines()).hasSize(2).allSatisfy(line -> assertThat(line).contains("went to " + DEAD));
  }

  @Test
  void loop_tellsOfLateObservations() {
    LoopBench bench = new LoopBench();
    bench.assign(FIRST);
    bench.tick(FIRST, "a", 2, 1);
    bench.tick(FIRST, "a", 1, 1);
    bench.turn(3);

    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("1 record came too late and got no forecast: an observation of ")
        .endsWith("at offset 1 of partition 0");
  }

  private void dead(int times, String reason) {
    for (int i = 0; i < times; i++) {
      setAside.dead(3, 7, () -> reason);
    }
    setAside.batchEnded();
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(SetAsideLog.class);
  }
}
