package dev.foretick.stream.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Days, dates and local times as people write them. Null where a text is none. */
final class DateText {
  private DateText() {}

  static @Nullable LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  static @Nullable ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static @Nullable List<DayOfWeek> days(List<String> texts) {
    return each(texts, text -> DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT)));
  }

  static @Nullable List<LocalDate> dates(List<String> texts) {
    return each(texts, LocalDate::parse);
  }

  private static <T> @Nullable List<T> each(List<String> texts, Function<String, T> parser) {
    List<T> values = new ArrayList<>();
    try {
      texts.forEach(text -> values.add(parser.apply(text)));
      return List.copyOf(values);
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return null;
    }
  }
}
