package dev.foretick.stream.cli;

import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.dataset.MissingValues;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Enums by the dashed names that users write. */
final class OptionNames {
  private OptionNames() {}

  static final class Transforms implements ITypeConverter<TargetTransform> {
    @Override
    public TargetTransform convert(String value) {
      return named(TargetTransform.values(), TargetTransform::optionName, value);
    }
  }

  static final class Normalizations implements ITypeConverter<Normalization> {
    @Override
    public Normalization convert(String value) {
      return named(Normalization.values(), Normalization::optionName, value);
    }
  }

  static final class TimeFormats implements ITypeConverter<TimeUnitFormat> {
    @Override
    public TimeUnitFormat convert(String value) {
      return named(TimeUnitFormat.values(), TimeUnitFormat::optionName, value);
    }
  }

  static final class Missing implements ITypeConverter<MissingValues> {
    @Override
    public MissingValues convert(String value) {
      return named(MissingValues.values(), MissingValues::optionName, value);
    }
  }

  private static <T> T named(T[] values, Function<T, String> name, String text) {
    List<String> names = Arrays.stream(values).map(name).toList();
    int index = names.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new TypeConversionException(
          "%s (expected: one of %s)".formatted(text, String.join(", ", names)));
    }
    return values[index];
  }
}
