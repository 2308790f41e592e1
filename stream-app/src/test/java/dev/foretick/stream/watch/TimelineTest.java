package dev.foretick.stream.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final WatchShape SHAPE =
      WatchShape.of(new WindowSpec(8, 3, 1), QuantileLevels.centralInterval(80), 1);

  private final Timeline timeline = new Timeline(7, SHAPE);

  @Test
  void moment_isToldWhatEachLeadSaidOfIt() {
    for (int number = 0; number < 4; number++) {
      // After each moment: 1 step says 10 more than its number, 2 steps 20, 3 steps 30.
      timeline.append(
          number,
          new float[] {number},
          new float[] {
            number + 9, number + 10, number + 11, //
            number + 19, number + 20, number + 21, //
            number + 29, number + 30, number + 31
          });
    }

    List<Moment> moments = timeline.since(0, 100);
    assertThat(moments.get(0).due()).containsOnly(Float.NaN);
    assertThat(moments.get(3).due()).containsExactly(11, 12, 13, 20, 21, 22, 29, 30, 31);
  }

  @Test
  void readerThatIsTooSlow_goesWithoutTheOldest() {
    int capacity = SHAPE.capacity();
    for (int number = 0; number < capacity + 10; number++) {
      timeline.append(number, new float[] {number}, null);
    }

    List<Moment> moments = timeline.since(0, Integer.MAX_VALUE);

    assertThat(moments).hasSize(capacity);
    assertThat(moments.get(0).number()).isEqualTo(10);
    assertThat(timeline.since(0, 5))
        .extracting(Moment::epochNanos)
        .startsWith(capacity + 5L)
        .hasSize(5);
    assertThat(timeline.since(timeline.next(), 5)).isEmpty();
  }

  @Test
  void readersBesideTheWriter_seeRowsWithoutGaps() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (int number = 0; number < 2_000_000 && !over.get(); number++) {
                timeline.append(number, new float[] {number}, null);
              }
              over.set(true);
            });
    writer.start();
    long next = 0;
    try {
      while (!over.get()) {
        for (Moment moment : timeline.since(next, 64)) {
          assertThat(moment.number()).isGreaterThanOrEqualTo(next);
          assertThat(moment.values()[0]).isEqualTo((float) moment.number());
          next = moment.number() + 1;
        }
      }
    } finally {
      over.set(true);
      writer.join();
    }
    assertThat(next).isPositive();
  }

  @Test
  void longHorizons_areShownInBoundedDetail() {
    WatchShape shape =
        WatchShape.of(new WindowSpec(100_000, 10_000, 9), QuantileLevels.centralInterval(80), 9);

    assertThat(shape.past()).isEqualTo(480);
    assertThat(shape.channels()).isEqualTo(7);
    assertThat(shape.steps()).hasSizeLessThanOrEqualTo(720).endsWith(10_000);
    assertThat(shape.leads()).containsExactly(1, 256, 512);
    WatchShape one = WatchShape.of(new WindowSpec(4, 1, 1), QuantileLevels.centralInterval(80), 1);
    assertThat(one.steps()).containsExactly(1);
    assertThat(one.leads()).containsExactly(1);
  }
}
