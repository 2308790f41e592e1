package dev.foretick.stream.state;

/** What became of an observation. */
public enum Outcome {
  /** It is the newest of its series, or a tick of a bar that is open. */
  TAKEN,
  /** It came out of order or once more, and changed what was known already. */
  REVISED,
  /** Its series took account of it before. */
  KNOWN,
  /** It came too late. */
  LATE,
  /** One of the same event time is there, and stays. */
  DUPLICATE,
  /** The market did not trade at its event time. */
  OFF_SESSION,
  /** Its event time is too far ahead of the wall clock. */
  AHEAD,
  /** No bar can be made of it. */
  NO_TICK;

  /** Whether a series has changed by it. */
  public boolean isTaken() {
    return this == TAKEN || this == REVISED;
  }
}
