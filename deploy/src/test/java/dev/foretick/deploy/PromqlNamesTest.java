package dev.foretick.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromqlNamesTest {
  @Test
  void functionsLabelsAndMatchers_areNoNames() {
    assertThat(
            PromqlNames.of(
                "histogram_quantile(0.99, sum by (job, le) (rate(a_bucket{job=~\"$job\"}[5m])))"))
        .containsExactly("a_bucket");
  }

  @Test
  void operatorsAndNumbers_areNoNames() {
    assertThat(
            PromqlNames.of(
                "abs(a:b:c - on (x) group_left () max by (y) (d)) > 1e9 and (e > -Inf) unless f offset 5m"))
        .contains("a:b:c", "d", "e", "f")
        .doesNotContain("x", "y", "and", "Inf", "e9");
  }
}
