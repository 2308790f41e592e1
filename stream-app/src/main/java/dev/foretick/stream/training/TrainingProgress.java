package dev.foretick.stream.training;

import dev.foretick.model.training.EpochResult;
import dev.foretick.model.training.TrainingListener;
import dev.foretick.model.training.TrainingSchedule;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.ProgressBar;
import dev.foretick.stream.terminal.Terminal;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A line for each epoch, and a bar below them on a terminal. Losses are pinball, scaled units.
 * Where a training is one of many, its epochs show in the bar alone.
 */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
  private final ProgressBar bar;
  private final Terminal terminal;
  private final TrainingSchedule schedule;
  private final String which;
  private final BooleanSupplier cancelled;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int sinceBest;
  private long epochStartNanos = System.nanoTime();

  /**
   * Shows progress of the only training.
   *
   * @param cancelled asked after each step; true ends the training with a {@link
   *     CancellationException}
   */
  public TrainingProgress(Terminal terminal, TrainingSchedule schedule, BooleanSupplier cancelled) {
    this(terminal, schedule, "", cancelled);
  }

  private TrainingProgress(
      Terminal terminal, TrainingSchedule schedule, String which, BooleanSupplier cancelled) {
    this.terminal = terminal;
    this.schedule = schedule;
    this.which = which;
    this.cancelled = cancelled;
    this.bar = new ProgressBar(terminal);
  }

  /**
   * Shows progress of one training of many.
   *
   * @param which such as {@code model 2 of 5}
   */
  public static TrainingProgress ofMany(
      Terminal terminal, TrainingSchedule schedule, String which) {
    return new TrainingProgress(terminal, schedule, which + "  ", () -> false);
  }

  @Override
  public void onBatch(int epoch, int epochs, int batchesDone, int batches, double loss) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("training was cancelled");
    }
    double done = (epoch - 1 + (double) batchesDone / batches) / epochs;
    bar.update(
        done, "%sepoch %d/%d  loss %s".formatted(which, epoch, epochs, Figures.measure(loss)));
  }

  @Override
  public void onEpoch(EpochResult result) {
    boolean better = result.validationLoss() < bestLoss;
    bestLoss = Math.min(bestLoss, result.validationLoss());
    sinceBest = better ? 0 : sinceBest + 1;
    if (which.isEmpty()) {
      line(result, better);
    }
    if (result.epoch() == schedule.epochs() || sinceBest >= schedule.patience()) {
      bar.clear();
      bar.update(1, which + "fitting the baselines, calibrating the intervals");
    }
  }

  private void line(EpochResult result, boolean better) {
    long now = System.nanoTime();
    String line =
        String.format(
            Locale.ROOT,
            "  epoch %2d/%d   loss %s   validation %s   %4.1f s",
            result.epoch(),
            schedule.epochs(),
            Figures.measure(result.trainingLoss()),
            Figures.measure(result.validationLoss()),
            (now - epochStartNanos) / 1e9);
    bar.println(better ? line + "   " + terminal.green("best") : line);
    epochStartNanos = now;
  }

  @Override
  public void close() {
    bar.clear();
  }
}
