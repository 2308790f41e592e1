package dev.foretick.common.window;

/** What {@link SlidingWindow#insert} did with an observation. */
public enum Placement {
  /** It is the newest one now. */
  APPENDED,
  /** It came out of order, and stands at its place among the others. */
  INSERTED,
  /** Its values took the place of those of the same event time. */
  REPLACED,
  /** One of the same event time is there, and stays. */
  IGNORED,
  /** It is older than all that a full window holds; nothing changed. */
  TOO_OLD;

  /** Whether the window holds the observation's values now. */
  public boolean isTaken() {
    return this == APPENDED || this == INSERTED || this == REPLACED;
  }
}
