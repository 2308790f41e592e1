package dev.foretick.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the forecasts that a reader of committed records sees against the observations. */
final class ForecastAudit {
  /** Relative: batches of other sizes round the last bits otherwise. */
  private static final double TOLERANCE = 1e-5;

  private static final int MOST_EXAMPLES = 10;

  private final Map<Place, Expectation> expected;
  private final Map<Place, Integer> answers = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

  /**
   * Begins without having seen any forecast.
   *
   * @param expected what has to be answered
   */
  ForecastAudit(Map<Place, Expectation> expected) {
    this.expected = expected;
  }

  /** Looks at one more forecast. */
  void look(Forecast forecast) {
    Place place = Place.of(forecast);
    Expectation expectation = expected.get(place);
    if (expectation == null) {
      wrong.add("nobody's: " + forecast);
      return;
    }
    answers.merge(place, 1, Integer::sum);
    Observed observed = expectation.observed();
    if (!forecast.series().value().equals(observed.series())
        || !forecast.cutoff().equals(Instant.ofEpochSecond(observed.second()))
        || forecast.status() != expectation.status()
        || !hasValues(forecast, expectation.values())) {
      wrong.add("%s to %s".formatted(forecast, observed));
    }
  }

  /** That nothing is missing or wrong, and, where that is promised, nothing is there twice. */
  ForecastAudit requireClean(DeliveryMode delivery) {
    assertThat(expected).as("observations").isNotEmpty();
    assertThat(examples(missing())).as("observations without a forecast").isEmpty();
    assertThat(examples(wrong)).as("forecasts that an undisturbed run does not give").isEmpty();
    if (delivery.isExact()) {
      assertThat(examples(repeated())).as("observations with several forecasts").isEmpty();
    }
    return this;
  }

  int observations() {
    return expected.size();
  }

  List<String> missing() {
    return expected.values().stream()
        .filter(expectation -> !answers.containsKey(expectation.observed().place()))
        .map(expectation -> expectation.observed().toString())
        .toList();
  }

  List<String> repeated() {
    return answers.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(entry -> entry.getValue() + " x " + entry.getKey())
        .toList();
  }

  @Override
  public String toString() {
    return "%d observations, %d without a forecast, %d with several, %d wrong forecasts"
        .formatted(observations(), missing().size(), repeated().size(), wrong.size());
  }

  private static boolean hasValues(Forecast forecast, float[] values) {
    int quantiles = values.length / forecast.horizon();
    for (ForecastStep step : forecast.steps()) {
      for (int i = 0; i < quantiles; i++) {
        float value = values[(step.step() - 1) * quantiles + i];
        if (!(Math.abs(step.quantile(i) - value) <= TOLERANCE * Math.abs(value))) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<String> examples(List<String> all) {
    List<String> some = new ArrayList<>(all.subList(0, Math.min(MOST_EXAMPLES, all.size())));
    if (some.size() < all.size()) {
      some.add("and %d more".formatted(all.size() - some.size()));
    }
    return some;
  }
}
