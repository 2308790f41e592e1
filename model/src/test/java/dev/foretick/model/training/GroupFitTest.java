package dev.foretick.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.SeriesId;
import dev.foretick.model.baseline.PointBaselines;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SyntheticSeries;
import dev.foretick.model.interval.QuantileAssembly;
import dev.foretick.model.scaling.WindowScaler;
import dev.foretick.model.trained.Blend;
import dev.foretick.model.trained.SeriesGroups;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A made-up network that knows the sine, gets the walk wrong way round and says nothing else. */
class GroupFitTest {
  private static final int HORIZON = Validations.WINDOW.horizon();
  private static final int SINE = 0;
  private static final int WALK = 1;
  private static final int SEASONAL = 2;
  private static final List<SeriesData> SERIES =
      List.of(
          SyntheticSeries.sine(600, 17, 10, 0.05, 1),
          Validations.walk("walk", 600, 2),
          SyntheticSeries.sine(600, Validations.PERIOD, 5, 0.02, 3));
  private static final List<SeriesId> NAMES = SERIES.stream().map(SeriesData::id).toList();

  private final TrainingOptions options = Validations.options(TrainingOptions.Blending.NAIVE);
  private final History history = Validations.history(options, SERIES);
  private final WindowScaler scaler = new WindowScaler(history.fitScaling(), options.window());
  private final ValidationSet validation = new ValidationSet(options, history, scaler);

  @Test
  void groups_eachSeries_isForecastByWhoeverKnowsIt() {
    SeriesGroups groups = groups(options);

    assertThat(groups.members().keySet()).containsExactlyElementsOf(NAMES);
    assertThat(blend(groups, SINE)).isEqualTo(Blend.MODEL);
    assertThat(blend(groups, WALK)).isEqualTo(new Blend(0, 0));
    assertThat(blend(groups, SEASONAL)).isEqualTo(new Blend(0, 1));
    assertThat(groups.period()).isEqualTo(Validations.PERIOD);
  }

  @Test
  void groups_withoutBlending_areTheModelAlone() {
    SeriesGroups groups = groups(Validations.options(TrainingOptions.Blending.NONE));

    for (int group = 0; group < groups.count(); group++) {
      assertThat(groups.group(group).blend()).isEqualTo(Blend.MODEL);
    }
  }

  @Test
  void groups_calibratedIntervals_holdWhatTheyPromiseInEach() {
    SeriesGroups groups = groups(options);
    float[][][] offsets = groups.offsets(options.levels());
    for (int series = 0; series < SERIES.size(); series++) {
      assertThat(coverage(groups, series, offsets[1 + series]))
          .as("%s", NAMES.get(series))
          .isBetween(0.895, 0.94);
    }
    // One calibration for all would be too wide for the one and too narrow for the other.
    assertThat(coverage(groups, WALK, offsets[1 + SINE])).isLessThan(0.8);
  }

  private double coverage(SeriesGroups groups, int series, float[][] offsets) {
    QuantileAssembly assembly = new QuantileAssembly(HORIZON, options.levels());
    float[] quantiles = quantiles();
    float[] seasonal = seasonal();
    Blend blend = blend(groups, series);
    int covered = 0;
    int count = 0;
    for (int i = 0; i < validation.size(); i++) {
      if (validation.series(i) != series) {
        continue;
      }
      float[] values = new float[assembly.length()];
      for (int at = 0; at < values.length; at++) {
        int step = i * HORIZON + at / 3;
        float middle = quantiles[3 * step + 1];
        float blended = blend.network() * middle + blend.seasonal() * seasonal[step];
        values[at] = quantiles[3 * i * HORIZON + at] - middle + blended;
      }
      assembly.calibrate(values, 0, offsets);
      for (int step = 0; step < HORIZON; step++) {
        float target = validation.targets()[i * HORIZON + step];
        covered += values[3 * step] <= target && target <= values[3 * step + 2] ? 1 : 0;
        count++;
      }
    }
    return (double) covered / count;
  }

  private SeriesGroups groups(TrainingOptions fitted) {
    BlendChoice choice = new BlendChoice(validation, quantiles(), seasonal());
    return new GroupFit(fitted, validation, NAMES, choice).groups();
  }

  private static Blend blend(SeriesGroups groups, int series) {
    return groups.group(groups.indexOf(NAMES.get(series))).blend();
  }

  private float[] seasonal() {
    return validation.distances(
        PointBaselines.seasonalNaive(options.window(), scaler, Validations.PERIOD));
  }

  /** Shape [windows, horizon, 3], scaled. */
  private float[] quantiles() {
    Random random = new Random(4);
    float[] targets = validation.targets();
    float[] quantiles = new float[3 * targets.length];
    for (int at = 0; at < targets.length; at++) {
      float noise = (float) (0.01 * random.nextGaussian());
      float middle =
          switch (validation.series(at / HORIZON)) {
            case SINE -> targets[at] + noise;
            case WALK -> -targets[at];
            default -> 2 + noise;
          };
      quantiles[3 * at] = middle - 0.01f;
      quantiles[3 * at + 1] = middle;
      quantiles[3 * at + 2] = middle + 0.01f;
    }
    return quantiles;
  }
}
