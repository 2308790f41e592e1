package dev.foretick.stream.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void measure_ofAnySize_showsFourDigits() {
    assertThat(Figures.measure(0.12345)).isEqualTo("0.1235");
    assertThat(Figures.measure(1.2345)).isEqualTo("1.235");
    assertThat(Figures.measure(-123.45)).isEqualTo("-123.5");
    assertThat(Figures.measure(123456)).isEqualTo("123456");
    assertThat(Figures.measure(0.0521)).isEqualTo("0.05210");
    assertThat(Figures.measure(-0.0004452)).isEqualTo("-0.0004452");
    assertThat(Figures.measure(0.0000123)).isEqualTo("1.230e-05");
    assertThat(Figures.measure(0)).isEqualTo("0.0000");
  }

  @Test
  void measure_notDefined_showsADash() {
    assertThat(Figures.measure(Double.NaN)).isEqualTo("-");
    assertThat(Figures.percent(Double.NaN)).isEqualTo("-");
    assertThat(Figures.signedPercent(Double.NEGATIVE_INFINITY)).isEqualTo("-");
  }

  @Test
  void span_inItsLargestUnit() {
    assertThat(Figures.span(Duration.ofHours(24))).isEqualTo("1 d");
    assertThat(Figures.span(Duration.ofMinutes(15))).isEqualTo("15 min");
    assertThat(Figures.span(Duration.ofSeconds(40))).isEqualTo("40 s");
    assertThat(Figures.span(Duration.ofMillis(1500))).isEqualTo("1.500 s");
    assertThat(Figures.span(Duration.ofMillis(1))).isEqualTo("1 ms");
    assertThat(Figures.span(Duration.ofNanos(20))).isEqualTo("20 ns");
  }

  @Test
  void countAndPercent_readLikeText() {
    assertThat(Figures.count(1_234_567)).isEqualTo("1 234 567");
    assertThat(Figures.percent(0.8968)).isEqualTo("89.7 %");
    assertThat(Figures.signedPercent(0.0523)).isEqualTo("+5.2 %");
    assertThat(Figures.clock(Duration.ofSeconds(65))).isEqualTo("1:05");
    assertThat(Figures.bytes(391_900)).isEqualTo("391 kB");
  }
}
