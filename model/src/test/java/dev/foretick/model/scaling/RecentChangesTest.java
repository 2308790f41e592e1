package dev.foretick.model.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecentChangesTest {
  @Test
  void size_ofEqualChanges_isTheirs() {
    RecentChanges changes = new RecentChanges();
    assertThat(changes.size()).isZero();
    for (int i = 0; i < 5; i++) {
      changes.add(i % 2 == 0 ? 3 : -3);
      assertThat(changes.size()).isCloseTo(3, within(1e-12));
    }
  }

  @Test
  void size_ofALateChange_isMoreThanOfAnEarlyOne() {
    RecentChanges late = new RecentChanges();
    RecentChanges early = new RecentChanges();
    for (int i = 0; i < 40; i++) {
      late.add(i == 39 ? 10 : 1);
      early.add(i == 0 ? 10 : 1);
    }

    assertThat(late.size()).isGreaterThan(2 * early.size());
  }

  @Test
  void weights_giveTheSameSizeAtOnce() {
    double[] values = {1, -4, 2, 0.5, 7};
    double[] weights = RecentChanges.weights(values.length);
    RecentChanges changes = new RecentChanges();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      changes.add(values[i]);
      sum += weights[i] * values[i] * values[i];
    }

    assertThat(Math.sqrt(sum)).isCloseTo(changes.size(), within(1e-12));
  }
}
