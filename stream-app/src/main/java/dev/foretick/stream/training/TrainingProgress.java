package dev.foretick.stream.training;

import dev.foretick.model.training.EpochResult;
import dev.foretick.model.training.TrainingListener;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.ProgressBar;
import dev.foretick.stream.terminal.Terminal;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** A line for each epoch, and a bar below them on a terminal. Losses are pinball, scaled units. */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
  private final ProgressBar bar;
  private final Terminal terminal;
  private final BooleanSupplier cancelled;
  private int epochs;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private long epochStartNanos = System.nanoTime();

  /**
   * Shows progress.
   *
   * @param cancelled asked after each step; true ends the training with a {@link
   *     CancellationException}
   */
  public TrainingProgress(Terminal terminal, BooleanSupplier cancelled) {
    this.terminal = terminal;
    this.cancelled = cancelled;
    this.bar = new ProgressBar(terminal);
  }

  @Override
  public void onBatch(int epoch, int epochs, int batchesDone, int batches, double loss) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("training was cancelled");
    }
    this.epochs = epochs;
    double done = (epoch - 1 + (double) batchesDone / batches) / epochs;
    bar.update(done, "epoch %d/%d  loss %s".formatted(epoch, epochs, Figures.measure(loss)));
  }

  @Override
  public void onEpoch(EpochResult result) {
    long now = System.nanoTime();
    boolean better = result.validationLoss() < bestLoss;
    bestLoss = Math.min(bestLoss, result.validationLoss());
    String line =
        String.format(
            Locale.ROOT,
            "  epoch %2d/%d   loss %s   validation %s   %4.1f s",
            result.epoch(),
            epochs,
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
