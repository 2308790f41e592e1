package dev.foretick.stream.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a key look like.
 *
 * @param expected completes {@code (expected: …)} and the range column of the documentation
 * @param list whether a value is a list of texts
 * @param parser turns the texts of a value, one unless {@code list}, into the value; empty if they
 *     are none
 */
record SettingType<T>(String expected, boolean list, Function<List<String>, Optional<T>> parser) {

  /** Of a topic's name. */
  static final int MAX_TOPIC_LENGTH = 249;

  static SettingType<String> text() {
    return single("text", text -> text.isBlank() ? null : text);
  }

  /** A topic name as Kafka takes it. */
  static SettingType<String> topic() {
    Predicate<String> valid =
        text -> text.matches("[a-zA-Z0-9._-]{1,249}") && !text.matches("\\.\\.?");
    return single(
        "1 to 249 of the characters a-z A-Z 0-9 . _ -", text -> valid.test(text) ? text : null);
  }

  static SettingType<Path> path() {
    return single(
        "a path", text -> text.isBlank() || text.indexOf('\0') >= 0 ? null : Path.of(text));
  }

  static SettingType<Character> character() {
    return single("one character", text -> text.length() == 1 ? text.charAt(0) : null);
  }

  static SettingType<Boolean> flag() {
    return single(
        "true or false",
        text -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null);
  }

  static SettingType<Integer> integer(int min, int max) {
    return single(
        max == Integer.MAX_VALUE ? ">= " + min : min + " to " + max,
        text -> {
          try {
            int value = Integer.parseInt(text.replace("_", ""));
            return value >= min && value <= max ? value : null;
          } catch (NumberFormatException e) {
            return null;
          }
        });
  }

  static SettingType<Duration> duration() {
    return single(
        "a duration > 0, such as 500ms, 30s, 5m, 2h, 7d or PT30S",
        text ->
            DurationText.parse(text)
                .filter(value -> value.compareTo(Duration.ZERO) > 0)
                .orElse(null));
  }

  /** A duration, or {@link Duration#ZERO} for what is switched off. */
  static SettingType<Duration> durationOrOff() {
    return single(
        "a duration such as 500ms, 30s, 5m, 2h, 7d or PT30S, or off",
        text ->
            text.equals("off") || text.equals("0")
                ? Duration.ZERO
                : DurationText.parse(text).filter(value -> !value.isNegative()).orElse(null));
  }

  /** One of the constants of an enum in dashed lower case. */
  static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    String names = constants.stream().map(SettingType::print).collect(Collectors.joining(" | "));
    return single(
        names,
        text ->
            constants.stream().filter(value -> print(value).equals(text)).findFirst().orElse(null));
  }

  static SettingType<List<String>> texts() {
    return new SettingType<>(
        "a list of texts",
        true,
        texts -> texts.stream().anyMatch(String::isBlank) ? Optional.empty() : Optional.of(texts));
  }

  /** The same for a key that may be left out. */
  SettingType<Optional<T>> optional() {
    return new SettingType<>(
        expected,
        list,
        texts -> {
          Optional<T> value = parser.apply(texts);
          return value.isPresent() ? Optional.of(value) : Optional.empty();
        });
  }

  /** The same under another expectation. */
  SettingType<T> expecting(String expectation) {
    return new SettingType<>(expectation, list, parser);
  }

  /** The same in another form. */
  <R> SettingType<R> as(String expectation, Function<T, @Nullable R> conversion) {
    return new SettingType<>(
        expectation, list, texts -> parser.apply(texts).map(value -> conversion.apply(value)));
  }

  /** A value as it stands in a YAML file, empty for none. */
  static String print(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(SettingType::print).orElse("");
    } else if (value instanceof Duration duration) {
      return DurationText.format(duration);
    } else if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    } else if (value instanceof List<?> values) {
      return values.stream().map(SettingType::print).toList().toString();
    } else if (value instanceof Set<?> values) {
      return values.stream().map(SettingType::print).sorted().toList().toString();
    }
    return value == null ? "" : value.toString();
  }

  private static <T> SettingType<T> single(String expected, Function<String, @Nullable T> parser) {
    return new SettingType<>(
        expected,
        false,
        texts ->
            texts.size() == 1 ? Optional.ofNullable(parser.apply(texts.get(0))) : Optional.empty());
  }
}
