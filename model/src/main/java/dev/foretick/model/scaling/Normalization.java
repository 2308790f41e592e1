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
  INSTANCE;

  /** The name in options and bundles: {@code last-value}, {@code instance}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
