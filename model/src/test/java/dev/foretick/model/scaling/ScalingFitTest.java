package dev.foretick.model.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import org.junit.jupiter.api.Test;

class ScalingFitTest {
  private static final WindowSpec SPEC = new WindowSpec(2, 1, 2);

  @Test
  void scaling_twoWindows_isWorkedOverAllTheirValues() {
    WindowScaling scaling =
        fit(TargetTransform.NONE, new float[] {1, 3, 0, 8}, new float[] {6, 4, 4, 4});

    // Distances -2, 0, 2, 0 and covariates 0, 8, 4, 4.
    assertThat(scaling.targetScale()).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(scaling.covariateMeans()).containsExactly(4);
    assertThat(scaling.covariateScales()[0]).isCloseTo(Math.sqrt(8), within(1e-12));
  }

  @Test
  void scaling_difference_takesTheFirstValueAsZero() {
    WindowScaling scaling = fit(TargetTransform.DIFFERENCE, new float[] {1, 3, 0, 0});

    assertThat(scaling.targetScale()).isEqualTo(1);
  }

  @Test
  void scaling_nothingVaries_isOne() {
    WindowScaling scaling = fit(TargetTransform.NONE, new float[] {5, 5, 7, 7});

    assertThat(scaling.targetScale()).isEqualTo(1);
    assertThat(scaling.covariateMeans()).containsExactly(7);
    assertThat(scaling.covariateScales()).containsExactly(1);
  }

  @Test
  void scaling_seriesAMillionTimesSmaller_keepsItsOwnScale() {
    WindowScaling scaling =
        fit(
            TargetTransform.NONE,
            new float[] {3e6f, 1e6f, 0, 0},
            new float[] {1e6f, 3e6f, 0, 0},
            new float[] {3, 1, 0, 0},
            new float[] {1, 1, 0, 0});

    // The small one deviates by 1, and the last one, which stands still, does not count.
    assertThat(scaling.leastScale()).isPositive().isLessThan(1);
    WindowBatch small = new WindowBatch(SPEC, 1);
    small.add(new Window(2, 0, new float[] {3, 1, 0, 0}));
    assertThat(new WindowScaler(scaling, SPEC).scale(small).scales()).containsExactly(1);
  }

  @Test
  void scaling_windowsOfOneSize_leavesAThousandthAsTheLeast() {
    WindowScaling scaling =
        fit(TargetTransform.NONE, new float[] {3, 1, 0, 0}, new float[] {1, 3, 0, 0});

    assertThat(scaling.leastScale()).isCloseTo(1e-3 * scaling.targetScale(), within(1e-12));
  }

  private static WindowScaling fit(TargetTransform transform, float[]... windows) {
    ScalingFit fit = new ScalingFit(transform, Normalization.INSTANCE, SPEC);
    for (float[] window : windows) {
      WindowBatch batch = new WindowBatch(SPEC, 1);
      batch.add(new Window(2, 0, window));
      fit.add(batch);
    }
    return fit.scaling();
  }
}
