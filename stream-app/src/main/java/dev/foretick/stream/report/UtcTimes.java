package dev.foretick.stream.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them, always in UTC. */
public final class UtcTimes {
  private static final DateTimeFormatter MINUTES = formatter("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter SECONDS = formatter("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter MILLIS = formatter("uuuu-MM-dd HH:mm:ss.SSS");

  private UtcTimes() {}

  static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** Date and time without needless seconds: {@code 2026-11-03 14:00 UTC}. */
  public static String full(Instant time) {
    return shortest(time) + " UTC";
  }

  /** From one time to another: {@code 2026-11-03 14:00 to 2026-11-04 09:00 UTC}. */
  static String period(Instant from, Instant to) {
    return shortest(from) + " to " + full(to);
  }

  private static String shortest(Instant time) {
    if (time.toEpochMilli() % 1000 != 0) {
      return MILLIS.format(time);
    }
    return (time.getEpochSecond() % 60 == 0 ? MINUTES : SECONDS).format(time);
  }
}
