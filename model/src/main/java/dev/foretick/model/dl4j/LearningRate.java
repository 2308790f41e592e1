package dev.foretick.model.dl4j;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * A learning rate that the training loop sets before each step. All layers' updaters share it,
 * where a schedule of Deeplearning4j could follow only the count of steps and not the clock.
 */
final class LearningRate implements ISchedule {
  private static final long serialVersionUID = 1L;

  private double value;

  void set(double value) {
    this.value = value;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return value;
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
