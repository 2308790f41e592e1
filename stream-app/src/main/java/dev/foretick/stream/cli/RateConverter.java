package dev.foretick.stream.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 500/s}, {@code 30/m}, {@code 0.5/s}: so many a second. */
final class RateConverter implements ITypeConverter<Double> {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)/(s|m|h)");

  @Override
  public Double convert(String value) {
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      throw new TypeConversionException(value + " (expected: a rate such as 500/s or 30/m)");
    }
    double amount = Double.parseDouble(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> amount;
      case "m" -> amount / 60;
      default -> amount / 3600;
    };
  }
}
