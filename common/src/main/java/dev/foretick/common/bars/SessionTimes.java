package dev.foretick.common.bars;

import dev.foretick.common.bars.TradingSession.Hours;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The sessions of a market as moments of epoch time, one of them the current one. */
final class SessionTimes {
  /*
   * What a time zone says of a day takes some lookups and objects, and is asked for each step of each forecast. So the
   * hours of each day are worked out once and kept at the day's number modulo the number of places: more than a year of
   * days stays at hand. Moving to the next session, or to a session near by, allocates nothing then.
   */
  private static final int PLACES = 512;
  private static final long DAY = 86_400_000_000_000L;

  /** More days than any market that TradingSession lets pass is closed. */
  private static final int MAX_SEARCH_DAYS = TradingSession.MAX_CLOSED_DAYS + 100;

  private final TradingSession session;
  private final long[] days = new long[PLACES];
  private final @Nullable Hours[] hours = new @Nullable Hours[PLACES];
  private long open = Long.MAX_VALUE;
  private long close = Long.MAX_VALUE;
  private long nextDay;
  private long nextOpen = Long.MAX_VALUE;

  SessionTimes(TradingSession session) {
    this.session = session;
  }

  /** When the current session opens. */
  long open() {
    return open;
  }

  /** When the current session closes. */
  long close() {
    return close;
  }

  /** When the session after the current one opens. */
  long nextOpen() {
    return nextOpen;
  }

  /** Makes the last session that opens at or before a moment the current one. */
  void seek(long time) {
    if (time >= nextOpen) {
      advance();
    }
    if (time < open || time >= nextOpen) {
      // No zone is more than 18 hours from UTC: whatever opens on the day after the next one opens
      // later.
      long day = Math.floorDiv(time, DAY) + 1;
      for (int searched = 0; !hours(day).isOpen() || hours(day).opens() > time; searched++, day--) {
        requireEnd(searched);
      }
      makeCurrent(day);
    }
  }

  /** Makes the next session the current one. */
  void advance() {
    makeCurrent(nextDay);
  }

  private void makeCurrent(long day) {
    Hours current = hours(day);
    open = current.opens();
    close = current.closes();
    nextDay = day + 1;
    for (int searched = 0; !hours(nextDay).isOpen(); searched++, nextDay++) {
      requireEnd(searched);
    }
    nextOpen = hours(nextDay).opens();
  }

  private Hours hours(long day) {
    int place = (int) (day & (PLACES - 1));
    Hours known = hours[place];
    if (known == null || days[place] != day) {
      known = session.on(LocalDate.ofEpochDay(day));
      hours[place] = known;
      days[place] = day;
    }
    return known;
  }

  private void requireEnd(int searched) {
    if (searched > MAX_SEARCH_DAYS) {
      throw new IllegalStateException(
          "no session within %d days (expected: one in %d): %s"
              .formatted(searched, TradingSession.MAX_CLOSED_DAYS, session));
    }
  }
}
