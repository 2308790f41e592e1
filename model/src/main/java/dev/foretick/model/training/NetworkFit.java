package dev.foretick.model.training;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.dl4j.Dl4jNetwork;
import dev.foretick.model.interval.Pinball;
import dev.foretick.model.interval.QuantileAssembly;
import dev.foretick.model.scaling.WindowScaler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The epochs: passes over shuffled training windows, each followed by the validation windows. */
final class NetworkFit {
  /** Windows that an epoch is judged by: more would cost time and choose no better. */
  private static final int JUDGING_WINDOWS = 5_000;

  private final TrainingOptions options;
  private final TrainingSchedule schedule;
  private final TrainingListener listener;
  private final History history;
  private final WindowScaler scaler;
  private final Dl4jNetwork network;
  private final Random random;
  private final Progress progress;
  private final WeightAverage average;
  private final WindowBatch batch;
  private final List<WindowPosition> judging;
  private final int stride;
  private final int batchesPerEpoch;

  NetworkFit(
      TrainingOptions options,
      TrainingListener listener,
      History history,
      WindowScaler scaler,
      Dl4jNetwork network,
      Clock clock) {
    this.options = options;
    this.schedule = options.schedule();
    this.listener = listener;
    this.history = history;
    this.scaler = scaler;
    this.network = network;
    this.random = new Random(schedule.seed());
    this.batch = new WindowBatch(options.window(), schedule.batchSize());
    this.judging = history.validation().thinned(JUDGING_WINDOWS);
    this.stride = schedule.stride();
    this.batchesPerEpoch = batches(history.training().size() / stride);
    this.average = new WeightAverage(network, batchesPerEpoch);
    this.progress = new Progress(clock, schedule, (long) schedule.epochs() * batchesPerEpoch);
  }

  /** Trains until the epochs, the patience or the time is over; leaves the best epoch's weights. */
  Outcome run() {
    EarlyStopping stopping = new EarlyStopping(schedule.patience());
    List<EpochResult> results = new ArrayList<>();
    for (int epoch = 1; epoch <= schedule.epochs() && !progress.isTimeOver(); epoch++) {
      double trainingLoss = trainEpoch(epoch);
      EpochResult result =
          new EpochResult(
              epoch, trainingLoss, average.during(this::validationLoss), progress.learningRate());
      results.add(result);
      listener.onEpoch(result);
      if (stopping.stopAfter(epoch, result.validationLoss(), average::weights)) {
        break;
      }
    }
    network.restore(stopping.bestWeights());
    return new Outcome(results, stopping.bestEpoch());
  }

  /**
   * What the epochs led to.
   *
   * @param bestEpoch whose weights the network has now
   */
  record Outcome(List<EpochResult> epochs, int bestEpoch) {}

  private double trainEpoch(int epoch) {
    List<WindowPosition> windows = history.training().strided(stride, random);
    Collections.shuffle(windows, random);
    int batches = batches(windows.size());
    double sum = 0;
    int done = 0;
    while (done < batches && (done == 0 || !progress.isTimeOver())) {
      int from = done * schedule.batchSize();
      int to = Math.min(windows.size(), from + schedule.batchSize());
      ScaledExamples examples = history.examples(windows.subList(from, to), batch, scaler);
      sum +=
          network.fit(
              examples.windows().values(),
              examples.targets(),
              examples.size(),
              progress.learningRate());
      done++;
      average.step();
      progress.step();
      listener.onBatch(epoch, schedule.epochs(), done, batches, sum / done);
    }
    return sum / done;
  }

  /** Mean pinball loss of the judging windows with the weights as they are now. */
  double validationLoss() {
    QuantileAssembly assembly = new QuantileAssembly(options.window().horizon(), options.levels());
    Pinball pinball = new Pinball(options.window().horizon(), options.levels(), options.point());
    float[] quantiles = new float[assembly.length()];
    double[] sum = new double[1];
    history.forEachBatch(
        judging,
        (positions, windows) -> {
          ScaledExamples examples = history.scaled(positions, windows, scaler);
          float[] output = network.output(examples.windows().values(), examples.size());
          for (int row = 0; row < examples.size(); row++) {
            assembly.assemble(output, row * assembly.length(), quantiles, 0);
            sum[0] +=
                pinball.loss(quantiles, 0, examples.targets(), row * options.window().horizon());
          }
        });
    return sum[0] / judging.size();
  }

  private int batches(int windows) {
    return Math.max(1, (windows + schedule.batchSize() - 1) / schedule.batchSize());
  }
}
