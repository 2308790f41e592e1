package dev.foretick.common.wire;

import dev.foretick.common.series.EpochNanos;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Reads the ISO-8601 forms that files and messages hold: a date, then optionally {@code T} or a
 * blank and a time of day with or without seconds and fraction, then optionally {@code Z} or an
 * offset. Without a time of day it is midnight, without an offset it is UTC. Digits past the
 * nanosecond are dropped.
 */
final class IsoTime {
  private static final String OFFSET_SIGNS = "+-";

  private final String text;
  private int at;

  private IsoTime(String text) {
    this.text = text;
  }

  /**
   * Gives the moment in epoch nanoseconds.
   *
   * @throws DateTimeException if the text is no such moment
   * @throws IllegalArgumentException if it is out of the range of {@link EpochNanos}
   */
  static long parse(String text) {
    return new IsoTime(text).moment();
  }

  private long moment() {
    int year = digits(4);
    expect('-');
    int month = digits(2);
    expect('-');
    LocalDate date = LocalDate.of(year, month, digits(2));
    LocalTime time = LocalTime.MIDNIGHT;
    int offset = 0;
    if (take('T') || take('t') || take(' ')) {
      time = timeOfDay();
      offset = offsetSeconds();
    }
    if (at != text.length()) {
      throw unreadable();
    }
    Instant midnight = Instant.ofEpochSecond(date.toEpochDay() * 86_400 - offset);
    return EpochNanos.of(midnight.plusNanos(time.toNanoOfDay()));
  }

  private LocalTime timeOfDay() {
    int hour = digits(2);
    expect(':');
    int minute = digits(2);
    int second = take(':') ? digits(2) : 0;
    return LocalTime.of(hour, minute, second, take('.') || take(',') ? fraction() : 0);
  }

  private int fraction() {
    int start = at;
    int nanos = 0;
    for (int unit = 100_000_000; isDigit(); unit /= 10, at++) {
      nanos += unit * (text.charAt(at) - '0');
    }
    if (at == start) {
      throw unreadable();
    }
    return nanos;
  }

  private int offsetSeconds() {
    if (at == text.length() || take('Z') || take('z')) {
      return 0;
    }
    int sign = OFFSET_SIGNS.indexOf(text.charAt(at)) == 0 ? 1 : -1;
    if (!take('+') && !take('-')) {
      throw unreadable();
    }
    int hours = digits(2);
    int minutes = take(':') || isDigit() ? digits(2) : 0;
    if (hours > 18 || minutes > 59) {
      throw unreadable();
    }
    return sign * (hours * 3600 + minutes * 60);
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      if (!isDigit()) {
        throw unreadable();
      }
      value = value * 10 + text.charAt(at) - '0';
    }
    return value;
  }

  private boolean isDigit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean take(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char wanted) {
    if (!take(wanted)) {
      throw unreadable();
    }
  }

  private DateTimeException unreadable() {
    return new DateTimeException("unreadable at character " + (at + 1));
  }
}
