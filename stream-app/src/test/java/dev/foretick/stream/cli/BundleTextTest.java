package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.stream.testing.TestModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleTextTest {
  @Test
  void lines_ofAModelWithGroups_sayHowManySeriesAreTreatedByThemselves() {
    assertThat(BundleText.lines(TestModels.grouped()))
        .contains(
            "learnt up to 1970-01-01 00:00 UTC",
            "target       price, seen with minute-of-hour of the calendar",
            "middle       median, of least absolute error",
            "blend        the model alone",
            "groups       3 series with a calibration of their own, in 2 of them a naive forecast has"
                + " a share");
  }

  @Test
  void lines_ofAModelWithoutGroups_saySo() {
    assertThat(BundleText.lines(TestModels.model(TargetTransform.NONE, List.of("bid", "ask"))))
        .contains(
            "target       price, seen with bid, ask",
            "groups       none, all series are treated alike");
  }
}
