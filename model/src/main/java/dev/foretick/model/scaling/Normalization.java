package dev.foretick.model.scaling;

import java.util.Locale;

/** What the transformed target is divided by. */
public enum Normalization {
  /** The target's standard deviation over the training split: one scale for every window. */
  LAST_VALUE,
  /**
   * The window's own standard deviation: each window by its own scale, so that one model serves
   * series of any size.
   */
  INSTANCE,
  /**
   * The size of the window's changes from step to step, the last ones before all ({@link
   * RecentChanges}): for prices, whose restless times come and go.
   */
  EWMA;

  /** The name in options and bundles: {@code last-value}, {@code instance}, {@code ewma}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
