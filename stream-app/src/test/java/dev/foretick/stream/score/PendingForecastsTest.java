package dev.foretick.stream.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.SeriesId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendingForecastsTest {
  private static final SeriesId SERIES = new SeriesId("a");
  private static final ScoredModel MODEL = new ScoredModel("m", "v");
  private static final int QUANTILES = 3;
  private static final int OBSERVATIONS = 400;

  /** What is pending by the book: every forecast by the observation that it followed. */
  private final TreeMap<Integer, float[]> book = new TreeMap<>();

  private final List<String> matured = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "1, 64, 0",
    "2, 1, 0",
    "12, 12, 0",
    "12, 64, 2147483500",
    "12, 5, 0",
    "24, 7, 2147483600",
    "64, 64, 0",
    "65, 64, 0",
    "100, 3, 0"
  })
  void steps_matureEachOnceWithTheirValues_howeverForecastsComeAndWhoeverHoldsThem(
      int horizon, int maxPending, int firstNumber) {
    PendingShape shape = new PendingShape(horizon, QUANTILES, maxPending);
    PendingForecasts pending = new PendingForecasts(SERIES, null, shape, firstNumber);
    Random random = new Random(horizon * 31L + maxPending);
    for (int now = 0; now < OBSERVATIONS; now++) {
      matured.clear();
      pending.observe(now, this::take);
      assertThat(matured).as("at %d", now).isEqualTo(due(now, horizon));
      book.headMap(now - horizon, true).clear();
      if (pending.isTaking() && random.nextInt(4) > 0) {
        float[] forecast = forecast(now, horizon);
        pending.issue(MODEL, now, forecast, 0);
        book.put(now, forecast);
      }
      assertThat(pending.size()).isEqualTo(book.size()).isLessThanOrEqualTo(maxPending);
      assertThat(pending.unscored())
          .isEqualTo(book.keySet().stream().mapToInt(issued -> horizon - now(issued)).sum());
      if (random.nextInt(10) == 0) {
        pending = handedOver(pending, shape);
      }
    }
  }

  @Test
  void read_ofMoreThanAreKept_saysHowManyStepsAreLeftOut() {
    PendingForecasts dense = new PendingForecasts(SERIES, null, new PendingShape(6, 3, 6));
    for (int now = 0; now < 3; now++) {
      dense.observe(now, this::take);
      dense.issue(MODEL, now, forecast(now, 6), 0);
    }
    PendingForecasts sparse = new PendingForecasts(SERIES, null, new PendingShape(6, 3, 3));
    PendingForecasts other = new PendingForecasts(SERIES, null, new PendingShape(4, 3, 6));

    assertThat(sparse.read(written(dense), new KnownModels())).isEqualTo(6 + 5 + 4);
    assertThat(other.read(written(dense), new KnownModels())).isEqualTo(6 + 5 + 4);
    assertThat(sparse.size()).isZero();
    assertThat(other.size()).isZero();
  }

  @Test
  void show_tellsEachForecastWithTheStepsThatAreStillToCome() {
    PendingForecasts pending = new PendingForecasts(SERIES, null, new PendingShape(2, 1, 2));
    for (int now = 1; now <= 3; now++) {
      pending.observe(now, this::take);
      pending.issue(MODEL, now, new float[] {now * 10, now * 10 + 1}, 0);
    }
    List<String> shown = new ArrayList<>();
    pending.show((age, cutoff, values) -> shown.add(age + " " + cutoff + Arrays.toString(values)));

    assertThat(shown).containsExactly("1 2[NaN, 21.0]", "0 3[30.0, 31.0]");
  }

  @Test
  void modelsThatAreReadBack_areTheObjectsThatAreKnown() {
    KnownModels known = new KnownModels();
    ScoredModel same = known.of(new ScoredModel("m", "v"));
    PendingShape shape = new PendingShape(2, 3, 2);
    PendingForecasts before = new PendingForecasts(SERIES, null, shape);
    before.observe(1, this::take);
    before.issue(MODEL, 1, forecast(1, 2), 0);
    PendingForecasts after = new PendingForecasts(SERIES, null, shape);
    assertThat(after.read(written(before), known)).isZero();

    assertThat(after.model(0)).isSameAs(same).isNotSameAs(MODEL);
  }

  private int now(int issued) {
    return nowOfBook - issued;
  }

  private int nowOfBook;

  private List<String> due(int now, int horizon) {
    nowOfBook = now;
    List<String> due = new ArrayList<>();
    book.forEach(
        (issued, forecast) -> {
          int step = now - issued;
          if (step <= horizon) {
            int from = (step - 1) * QUANTILES;
            due.add(
                text(issued, step, forecast[from], forecast[from + 1], forecast[from + 2], issued));
          }
        });
    return due;
  }

  private void take(PendingForecasts pending, int slot, int step, int place) {
    matured.add(
        text(
            (int) pending.cutoff(slot),
            step,
            pending.value(place),
            pending.value(place + 1),
            pending.value(place + 2),
            pending.naive(slot)));
  }

  private static String text(
      int cutoff, int step, float lower, float yhat, float upper, float naive) {
    return "%d+%d: %s %s %s, %s".formatted(cutoff, step, lower, yhat, upper, naive);
  }

  private static float[] forecast(int now, int horizon) {
    float[] forecast = new float[horizon * QUANTILES];
    for (int i = 0; i < forecast.length; i++) {
      forecast[i] = now * 1_000 + i;
    }
    return forecast;
  }

  private static PendingForecasts handedOver(PendingForecasts from, PendingShape shape) {
    PendingForecasts to = new PendingForecasts(SERIES, null, shape);
    assertThat(to.read(written(from), new KnownModels())).isZero();
    return to;
  }

  private static ByteBuffer written(PendingForecasts pending) {
    ByteBuffer target = ByteBuffer.allocate(pending.encodedLength());
    pending.write(target);
    assertThat(target.hasRemaining()).isFalse();
    return target.flip();
  }
}
