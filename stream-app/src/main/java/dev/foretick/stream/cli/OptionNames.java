package dev.foretick.stream.cli;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.window.CalendarFeature;
import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.dataset.MissingValues;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.training.TrainingOptions;
import dev.foretick.stream.bench.Beside;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.config.Emit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Enums by the dashed names that users write. */
final class OptionNames {
  private OptionNames() {}

  static final class Transforms extends Named<TargetTransform> {
    Transforms() {
      super(TargetTransform.values(), TargetTransform::optionName);
    }
  }

  static final class Normalizations extends Named<Normalization> {
    Normalizations() {
      super(Normalization.values(), Normalization::optionName);
    }
  }

  static final class TimeFormats extends Named<TimeUnitFormat> {
    TimeFormats() {
      super(TimeUnitFormat.values(), TimeUnitFormat::optionName);
    }
  }

  static final class Missing extends Named<MissingValues> {
    Missing() {
      super(MissingValues.values(), MissingValues::optionName);
    }
  }

  static final class Blendings extends Named<TrainingOptions.Blending> {
    Blendings() {
      super(TrainingOptions.Blending.values(), TrainingOptions.Blending::optionName);
    }
  }

  static final class Calendar extends Named<CalendarFeature> {
    Calendar() {
      super(CalendarFeature.values(), CalendarFeature::optionName);
    }
  }

  static final class Protocols extends Named<ProtocolName> {
    Protocols() {
      super(ProtocolName.values(), ProtocolName::optionName);
    }
  }

  static final class Points extends Named<PointForecast> {
    Points() {
      super(PointForecast.values(), PointForecast::optionName);
    }
  }

  static final class Deliveries extends Named<DeliveryMode> {
    Deliveries() {
      super(DeliveryMode.values(), OptionNames::dashed);
    }
  }

  static final class Emits extends Named<Emit> {
    Emits() {
      super(Emit.values(), OptionNames::dashed);
    }
  }

  static final class Besides extends Named<Beside> {
    Besides() {
      super(Beside.values(), OptionNames::dashed);
    }
  }

  static final class TailFroms extends Named<TailFrom> {
    TailFroms() {
      super(TailFrom.values(), OptionNames::dashed);
    }
  }

  static final class Markets extends Named<Market> {
    Markets() {
      super(Market.values(), Market::optionName);
    }
  }

  /** As the configuration spells a constant. */
  private static String dashed(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a value by its name. */
  private abstract static class Named<T> implements ITypeConverter<T> {
    private final Map<String, T> values = new LinkedHashMap<>();

    Named(T[] all, Function<T, String> name) {
      for (T value : all) {
        values.put(name.apply(value), value);
      }
    }

    @Override
    public T convert(String text) {
      T value = values.get(text.toLowerCase(Locale.ROOT));
      if (value == null) {
        throw new TypeConversionException(
            "%s (expected: one of %s)".formatted(text, String.join(", ", values.keySet())));
      }
      return value;
    }
  }
}
