package dev.foretick.model.backtest;

import dev.foretick.model.dataset.SeriesData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Another future: noise on another level than the history. */
enum OtherFuture {
  /** Far above all that was. */
  ABOVE,
  /** Far below: positive values come close to 0, others fall as far as they rise {@link #ABOVE}. */
  BELOW;

  /** How much larger or smaller than the largest value of the history. */
  private static final float SCALE = 1_000;

  /** Far enough from the largest float for sums and squares of errors. */
  private static final float LARGEST = 1L << 50;

  /**
   * Copies histories and replaces their later rows.
   *
   * @param cutoffs the first row of each series that holds noise
   */
  List<SeriesData> of(List<SeriesData> histories, List<Integer> cutoffs) {
    Random random = new Random(1);
    List<SeriesData> copies = new ArrayList<>(histories.size());
    for (int i = 0; i < histories.size(); i++) {
      copies.add(copy(histories.get(i), cutoffs.get(i), random));
    }
    return copies;
  }

  private SeriesData copy(SeriesData data, int cutoff, Random random) {
    long[] times = new long[data.length()];
    float[][] channels = new float[data.channelCount()][data.length()];
    for (int row = 0; row < times.length; row++) {
      times[row] = data.time(row);
    }
    for (int channel = 0; channel < channels.length; channel++) {
      float[] values = channels[channel];
      float largest = 0;
      boolean positive = true;
      for (int row = 0; row < values.length; row++) {
        values[row] = data.value(channel, row);
        largest = Math.max(largest, Math.abs(values[row]));
        positive &= values[row] > 0;
      }
      float level = level(largest > 0 ? largest : 1, positive);
      for (int row = Math.max(0, cutoff); row < values.length; row++) {
        values[row] = level * (1 + random.nextFloat());
      }
    }
    return new SeriesData(data.id(), times, channels);
  }

  /** Positive values stay so: their logarithms are asked for. */
  private float level(float largest, boolean positive) {
    float above = Math.min(LARGEST, SCALE * largest);
    return switch (this) {
      case ABOVE -> above;
      case BELOW -> positive ? largest / SCALE : -above;
    };
  }
}
