package dev.foretick.model.training;

import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.trained.SeriesGroups;
import java.util.List;
import java.util.function.IntPredicate;

/** Which of the series at hand belong to which group of a model. */
final class Membership {
  private final int[] groupOf;
  private final int groups;
  private final int[] windows;

  /**
   * Looks the series up.
   *
   * @param validation whose windows speak for the groups
   */
  Membership(SeriesGroups groups, List<SeriesData> series, ValidationSet validation) {
    this.groupOf = series.stream().mapToInt(data -> groups.indexOf(data.id())).toArray();
    this.groups = groups.count();
    this.windows = new int[this.groups];
    for (int i = 0; i < validation.size(); i++) {
      windows[groupOf[validation.series(i)]]++;
    }
  }

  int groups() {
    return groups;
  }

  /** The series that speak for a group: its members, or all where no member has a window. */
  IntPredicate speakersFor(int group) {
    return windows[group] == 0 ? series -> true : series -> groupOf[series] == group;
  }
}
