package dev.foretick.model.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.model.interval.IntervalCalibration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesGroupsTest {
  private static final SeriesId KNOWN = new SeriesId("known");
  private static final SeriesGroup REST = group(Blend.MODEL, 1);
  private static final SeriesGroup OWN = group(new Blend(0.5f, 0), 2);

  @Test
  void indexOf_seriesThatTrainingNeverSaw_isTheRest() {
    SeriesGroups groups = new SeriesGroups(List.of(REST, OWN), Map.of(KNOWN, 1), 1);

    assertThat(groups.indexOf(KNOWN)).isEqualTo(1);
    assertThat(groups.indexOf(new SeriesId("new"))).isZero();
    assertThat(groups.rest()).isSameAs(REST);
    assertThat(groups.group(1)).isSameAs(OWN);
  }

  @Test
  void isMixed_andIsSeasonal_askEveryGroup() {
    SeriesGroup seasonal = group(new Blend(0, 1), 1);

    assertThat(new SeriesGroups(List.of(REST), Map.of(), 24).isMixed()).isFalse();
    assertThat(new SeriesGroups(List.of(REST, OWN), Map.of(), 24).isMixed()).isTrue();
    assertThat(new SeriesGroups(List.of(REST, OWN), Map.of(), 24).isSeasonal()).isFalse();
    assertThat(new SeriesGroups(List.of(REST, OWN, seasonal), Map.of(), 24).isSeasonal()).isTrue();
  }

  @Test
  void offsets_ofEachGroup_areItsOwn() {
    float[][][] offsets =
        new SeriesGroups(List.of(REST, OWN), Map.of(KNOWN, 1), 1)
            .offsets(QuantileLevels.centralInterval(90));

    assertThat(offsets).hasDimensions(2, 2);
    assertThat(offsets[0][1]).containsExactly(-1, 0, 1);
    assertThat(offsets[1][1]).containsExactly(-2, 0, 2);
  }

  @Test
  void members_changedAfterwards_stayAsTheyWere() {
    Map<SeriesId, Integer> members = new HashMap<>(Map.of(KNOWN, 1));
    SeriesGroups groups = new SeriesGroups(List.of(REST, OWN), members, 1);

    members.put(KNOWN, 0);

    assertThat(groups.indexOf(KNOWN)).isEqualTo(1);
  }

  @Test
  void new_withoutGroups_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeriesGroups(List.of(), Map.of(), 1))
        .withMessage("groups: none (expected: at least 1)");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, Integer.MAX_VALUE})
  void new_memberOfAGroupThatIsNotThere_isRefused(int group) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeriesGroups(List.of(REST, OWN), Map.of(KNOWN, group), 1))
        .withMessageContaining("known")
        .withMessageContaining(group + " (expected: 0 to 1)");
  }

  @Test
  void new_calibrationsOfDifferentHorizons_areRefused() {
    SeriesGroup longer =
        new SeriesGroup(Blend.MODEL, new IntervalCalibration(new float[3][1][1], new float[3][1]));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeriesGroups(List.of(REST, longer), Map.of(), 1))
        .withMessage("calibrated steps: 3 (expected: 2)");
  }

  @Test
  void new_periodOfNoStep_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeriesGroups(List.of(REST), Map.of(), 0))
        .withMessage("period: 0 (expected: >= 1)");
  }

  private static SeriesGroup group(Blend blend, float score) {
    float[][][] scores = {{{score}}, {{score}}};
    return new SeriesGroup(blend, new IntervalCalibration(scores, new float[2][1]));
  }
}
