package dev.foretick.model.dataset;

import java.util.Locale;

/** What to do with a row that has a hole: an empty cell, {@code NA}, {@code NaN} or the like. */
public enum MissingValues {
  /** Refuse the file and name the line. */
  FAIL,
  /**
   * Repeat the channel's previous value. Rows before the first value of every channel are dropped.
   */
  PREVIOUS,
  /** Leave the row out. */
  DROP;

  /** The name in options: {@code fail}, {@code previous}, {@code drop}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
