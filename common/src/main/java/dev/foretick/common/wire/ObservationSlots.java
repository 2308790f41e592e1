package dev.foretick.common.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a message that are asked for, numbered: the channels from 0, the target first, then
 * the series, then the time.
 */
final class ObservationSlots {
  static final int NOT_ASKED_FOR = -1;

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private final int channels;
  private final boolean positiveTarget;
  private final int series;
  private final int time;

  ObservationSlots(ObservationFormat format) {
    names.add(format.targetField());
    names.addAll(format.covariateFields());
    channels = names.size();
    positiveTarget = format.positiveTarget();
    format.seriesField().ifPresent(names::add);
    series = format.seriesField().isPresent() ? channels : NOT_ASKED_FOR;
    format.timeField().ifPresent(names::add);
    time = format.timeField().isPresent() ? names.size() - 1 : NOT_ASKED_FOR;
    for (int slot = 0; slot < names.size(); slot++) {
      slots.put(names.get(slot), slot);
    }
  }

  /** The number of a field, or {@link #NOT_ASKED_FOR}. */
  int slot(String name) {
    return slots.getOrDefault(name, NOT_ASKED_FOR);
  }

  String name(int slot) {
    return names.get(slot);
  }

  int count() {
    return names.size();
  }

  int channels() {
    return channels;
  }

  int series() {
    return series;
  }

  int time() {
    return time;
  }

  boolean isChannel(int slot) {
    return slot < channels;
  }

  /** Whether a value may stand in a channel. Values are judged as the floats that windows hold. */
  boolean accepts(int channel, double value) {
    return Float.isFinite((float) value) && !(positiveTarget && channel == 0 && (float) value <= 0);
  }

  /** The complaint about a value that {@link #accepts} refuses. */
  MalformedRecordException refusal(int channel, String found, double value) {
    return new MalformedRecordException(
        name(channel),
        found,
        Float.isFinite((float) value)
            ? "> 0, the model forecasts log returns"
            : "a finite number up to " + Float.MAX_VALUE);
  }
}
