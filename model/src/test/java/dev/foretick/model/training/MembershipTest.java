package dev.foretick.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.baseline.CalibratedBaseline;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SyntheticSeries;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.trained.Blend;
import dev.foretick.model.trained.SeriesGroup;
import dev.foretick.model.trained.SeriesGroups;
import dev.foretick.model.trained.TrainedModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private static final TrainingOptions OPTIONS =
      Validations.options(TrainingOptions.Blending.NAIVE);
  private static final SeriesData LONG = Validations.walk("long", 400, 1);
  private static final SeriesData SHORT = Validations.walk("short", 150, 2);
  private static final SeriesData OTHER = Validations.walk("other", 400, 3);

  @Test
  void speakersFor_aGroup_areItsMembers() {
    Membership membership = membership(Map.of(LONG.id(), 1, OTHER.id(), 2), OTHER, LONG);

    assertThat(membership.groups()).isEqualTo(3);
    assertThat(membership.speakersFor(1).test(0)).isFalse();
    assertThat(membership.speakersFor(1).test(1)).isTrue();
    assertThat(membership.speakersFor(2).test(0)).isTrue();
  }

  @Test
  void speakersFor_aGroupWithoutWindows_areAll() {
    Membership membership = membership(Map.of(new SeriesId("gone"), 1, OTHER.id(), 2), LONG, OTHER);

    assertThat(membership.speakersFor(1).test(0)).isTrue();
    assertThat(membership.speakersFor(1).test(1)).isTrue();
    assertThat(membership.speakersFor(0).test(1)).isFalse();
  }

  @Test
  void fitBaselines_seriesOfTheModelAbsent_coversAllGroups() {
    Trainer trainer = new Trainer(OPTIONS, TrainingListener.NONE);
    TrainedModel model = trainer.fit(Validations.data(List.of(LONG, OTHER))).model();

    List<CalibratedBaseline> baselines =
        trainer.fitBaselines(Validations.data(List.of(SHORT, OTHER)), model);

    WindowBatch windows = new WindowBatch(OPTIONS.window(), 3);
    for (int group = 0; group < 3; group++) {
      windows.add(new Window(1, 0, SyntheticSeries.count(OPTIONS.window().inputSize())), group);
    }
    assertThat(model.groups().count()).isEqualTo(3);
    for (CalibratedBaseline baseline : baselines) {
      QuantileForecasts forecasts = baseline.forecast(windows);
      assertThat(forecasts.isFinite(0) && forecasts.isFinite(1) && forecasts.isFinite(2))
          .as(baseline.name())
          .isTrue();
      // Group 0 and 2 have a speaker each, group 1 all of them.
      assertThat(forecasts.quantiles(1, 1)).isNotEqualTo(forecasts.quantiles(0, 1));
      assertThat(forecasts.quantiles(2, 1)).isNotEqualTo(forecasts.quantiles(0, 1));
    }
  }

  private static Membership membership(Map<SeriesId, Integer> members, SeriesData... series) {
    SeriesGroup group =
        new SeriesGroup(Blend.MODEL, new IntervalCalibration(new float[3][1][1], new float[3][1]));
    SeriesGroups groups = new SeriesGroups(List.of(group, group, group), members, 1);
    return new Membership(groups, List.of(series), Validations.of(OPTIONS, List.of(series)));
  }
}
