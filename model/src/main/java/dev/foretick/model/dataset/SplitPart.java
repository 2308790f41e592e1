package dev.foretick.model.dataset;

/** The parts of a series in time order. */
public enum SplitPart {
  TRAINING,
  VALIDATION,
  TEST
}
