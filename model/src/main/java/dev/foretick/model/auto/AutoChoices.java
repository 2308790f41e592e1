package dev.foretick.model.auto;

import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Options for training that suit the data, and why. They are a start that a person who knows the
 * data can better, and they are the same for the same data.
 *
 * @param seasonality steps of the season; 1 is none. Never longer than the window
 * @param inputSize past observations that a window holds
 * @param frontEnd patches, each one step of the LSTM; empty is a plain LSTM that reads one
 *     observation a step
 * @param hidden units of the one LSTM layer
 * @param dropout share of the last hidden state that training drops
 * @param transform what the network learns of the target
 * @param normalization what the transformed target is divided by
 * @param batchSize windows in one step of learning
 * @param stride observations from one training window to the next
 * @param learningRate of Adam at the start
 * @param epochs most passes over the training windows
 * @param patience epochs without a better validation loss that end the training
 * @param reasons every choice, in this order, by the name of its option on the command line
 */
public record AutoChoices(
    int seasonality,
    int inputSize,
    List<ConvBlock> frontEnd,
    int hidden,
    double dropout,
    TargetTransform transform,
    Normalization normalization,
    int batchSize,
    int stride,
    double learningRate,
    int epochs,
    int patience,
    List<Choice> reasons) {

  private static final int PATIENCE = 3;

  public AutoChoices {
    frontEnd = List.copyOf(frontEnd);
    reasons = List.copyOf(reasons);
  }

  /**
   * Looks at the data and chooses.
   *
   * @param training the training part of each series and nothing after it; at least one has rows
   * @param frequency the usual time between two rows
   * @param horizon future steps to forecast
   * @param channels values that a row has: the target and what is given beside it
   */
  public static AutoChoices of(
      List<SeriesData> training, Duration frequency, int horizon, int channels) {
    if (training.stream().allMatch(series -> series.length() == 0)) {
      throw new IllegalArgumentException("training: no rows (expected: at least 1)");
    }
    if (horizon < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "horizon: %d, channels: %d (expected: >= 1)".formatted(horizon, channels));
    }
    HistorySample sample = HistorySample.of(training);
    SeriesKind kind = SeriesKind.of(training, sample, frequency);
    TrainingRows rows = new TrainingRows(training, horizon);
    int longest = rows.longestWindow(channels);
    Decision<Integer> season = season(sample, kind, longest);
    int steps = season.value();
    Decision<Integer> inputSize = InputSizeRule.of(steps, kind, horizon, longest);
    Decision<TargetTransform> transform =
        ScalingRule.transform(
            kind, steps, steps > 1 ? SpreadByLevel.slope(sample.values(), steps) : 0);
    LearningRule learning =
        LearningRule.of(rows.windows(inputSize.value()), training.size(), steps > 1);
    return new Assembly(
            season,
            inputSize,
            PatchRule.frontEnd(inputSize.value(), steps, learning.hidden()),
            transform,
            ScalingRule.normalization(kind, transform.value()),
            learning)
        .choices();
  }

  private static Decision<Integer> season(HistorySample sample, SeriesKind kind, int longest) {
    if (kind.isIrregular()) {
      return new Decision<>(
          1,
          "%.0f %% of gaps between rows differ from the usual one: no number of rows is a period"
              .formatted(100 * kind.irregularShare()));
    }
    return SeasonRule.of(sample, CalendarPeriod.of(sample.series(), SeasonRule.SHORTEST), longest);
  }

  /** All decisions, on their way to options with reasons. */
  private record Assembly(
      Decision<Integer> season,
      Decision<Integer> inputSize,
      List<ConvBlock> frontEnd,
      Decision<TargetTransform> transform,
      Decision<Normalization> normalization,
      LearningRule learning) {

    AutoChoices choices() {
      return new AutoChoices(
          season.value(),
          inputSize.value(),
          frontEnd,
          learning.hidden(),
          learning.dropout(),
          transform.value(),
          normalization.value(),
          learning.batchSize(),
          learning.stride(),
          learning.learningRate(),
          learning.epochs(),
          PATIENCE,
          reasons());
    }

    private List<Choice> reasons() {
      List<Choice> reasons = new ArrayList<>();
      add(reasons, "seasonality", season.value(), season.reason());
      add(reasons, "input-size", inputSize.value(), inputSize.reason());
      if (frontEnd.isEmpty()) {
        add(reasons, "no-front-end", true, "the LSTM reads so short a window row by row");
      }
      for (ConvBlock block : frontEnd) {
        int steps = block.outputLength(inputSize.value());
        String reason = "in patches, the LSTM reads %d steps".formatted(steps);
        add(reasons, "kernel", block.kernel(), reason);
        if (block.stride() != block.kernel()) {
          add(reasons, "stride", block.stride(), "the oldest patch takes the rest of the window");
        }
      }
      add(reasons, "hidden", learning.hidden(), learning.sizeReason());
      add(reasons, "dropout", learning.dropout(), learning.sizeReason());
      add(reasons, "transform", transform.value().optionName(), transform.reason());
      add(reasons, "normalization", normalization.value().optionName(), normalization.reason());
      add(reasons, "batch-size", learning.batchSize(), learning.sizeReason());
      add(reasons, "window-stride", learning.stride(), learning.strideReason());
      add(reasons, "learning-rate", learning.learningRate(), learning.sizeReason());
      add(reasons, "epochs", learning.epochs(), learning.epochsReason());
      add(reasons, "patience", PATIENCE, "validation losses waver for an epoch or two");
      return reasons;
    }

    private static void add(List<Choice> reasons, String option, Object value, String reason) {
      reasons.add(new Choice(option, String.valueOf(value), reason));
    }
  }
}
