package dev.foretick.model.training;

/** Hears how training goes, on the thread that trains. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** The histories are split. */
  default void onData(DataSummary summary) {}

  /**
   * A step is done.
   *
   * @param epoch from 1
   * @param loss mean training loss of the epoch so far
   */
  default void onBatch(int epoch, int epochs, int batchesDone, int batches, double loss) {}

  /** An epoch is done, also one that the time limit cut short. */
  default void onEpoch(EpochResult result) {}
}
