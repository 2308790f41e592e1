package dev.foretick.stream.cli;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.window.CalendarFeature;
import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.dataset.MissingValues;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.training.TrainingOptions;
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

  static final class Blendings implements ITypeConverter<TrainingOptions.Blending> {
    @Override
    public TrainingOptions.Blending convert(String value) {
      return named(TrainingOptions.Blending.values(), TrainingOptions.Blending::optionName, value);
    }
  }

  static final class Calendar implements ITypeConverter<CalendarFeature> {
    @Override
    public CalendarFeature convert(String value) {
      return named(CalendarFeature.values(), CalendarFeature::optionName, value);
    }
  }

  static final class Protocols implements ITypeConverter<ProtocolName> {
    @Override
    public ProtocolName convert(String value) {
      return named(ProtocolName.values(), ProtocolName::optionName, value);
    }
  }

  static final class Points implements ITypeConverter<PointForecast> {
    @Override
    public PointForecast convert(String value) {
      return named(PointForecast.values(), PointForecast::optionName, value);
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
