package dev.foretick.common.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes moments as {@link Instant#toString} prints them: 0, 3, 6 or 9 digits of a second's
 * fraction. Remembers the last date, because moments of one message mostly share it. One thread
 * owns it.
 *
 * <p>The calendar is computed as in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms":
 * years begin in March, so that the leap day is their last.
 */
final class IsoTimeWriter {
  private static final int ROOM = 40;
  private static final int SECONDS_PER_DAY = 86_400;

  /** Years of four digits without a sign, 0000 to 9999. */
  private static final long FIRST_SECOND = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  // From 0000-03-01 to 1970-01-01. A cycle of 400 years lies before it, so that no day is negative.
  private static final int EPOCH_DAY = 719_468;
  private static final int DAYS_PER_CYCLE = 146_097;

  // Turn the zeros of hh0mm0ss into colons and those of yyyy0mm0 into hyphens when added.
  private static final long CHARACTERS_AND_COLONS = Digits.ASCII + 0x0000_0A00_000A_0000L;
  private static final long CHARACTERS_AND_HYPHENS = Digits.ASCII - 0x0300_0003_0000_0000L;

  private int day = Integer.MIN_VALUE;
  private long yearAndMonth;
  private int dayOfMonth;

  /**
   * Writes a moment.
   *
   * @param second since 1970-01-01T00:00:00Z
   * @param nano of the second, 0 to 999 999 999
   */
  void put(long second, int nano, JsonBytes out) {
    if (second < FIRST_SECOND || second > LAST_SECOND) {
      String text = Instant.ofEpochSecond(second, nano).toString();
      out.put(text.getBytes(StandardCharsets.US_ASCII));
      return;
    }
    byte[] target = out.room(ROOM);
    int at = out.size();
    int today = (int) Math.floorDiv(second, SECONDS_PER_DAY);
    if (today != day) {
      turnTo(today);
    }
    Digits.put(yearAndMonth, target, at);
    target[at + 8] = (byte) ('0' + dayOfMonth / 10);
    target[at + 9] = (byte) ('0' + dayOfMonth % 10);
    target[at + 10] = 'T';
    int secondOfDay = (int) (second - (long) today * SECONDS_PER_DAY);
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    int time = hour * 1_000_000 + minute * 1_000 + secondOfDay % 60;
    Digits.put(Digits.eight(time) + CHARACTERS_AND_COLONS, target, at + 11);
    at = fraction(nano, target, at + 19);
    target[at] = 'Z';
    out.end(at + 1);
  }

  private static int fraction(int nano, byte[] target, int at) {
    if (nano == 0) {
      return at;
    }
    target[at] = '.';
    Digits.put(Digits.eight(nano / 10) + Digits.ASCII, target, at + 1);
    target[at + 9] = (byte) ('0' + nano % 10);
    if (nano % 1_000 != 0) {
      return at + 10;
    }
    return nano % 1_000_000 == 0 ? at + 4 : at + 7;
  }

  private void turnTo(int epochDay) {
    int days = epochDay + EPOCH_DAY + DAYS_PER_CYCLE;
    int cycle = days / DAYS_PER_CYCLE;
    int dayOfCycle = days % DAYS_PER_CYCLE;
    int yearOfCycle =
        (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
    int dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = 400 * (cycle - 1) + yearOfCycle + (month <= 2 ? 1 : 0);
    dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    yearAndMonth = Digits.eight(year * 10_000 + month * 10) + CHARACTERS_AND_HYPHENS;
    day = epochDay;
  }
}
