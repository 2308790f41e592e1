package dev.foretick.stream.metrics;

import java.util.Locale;

/** The stages of the loop, in order. */
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
