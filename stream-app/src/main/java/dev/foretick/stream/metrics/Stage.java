package dev.foretick.stream.metrics;

import java.util.Locale;

/** A part of the loop whose time is measured. */
public enum Stage {
  DECODE,
  WINDOW,
  INFER,
  PUBLISH,
  COMMIT;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
