package dev.foretick.stream.state;

/** What became of something that was written down. */
public enum Restored {
  /** A series has its window back. */
  TAKEN,
  /** The series was forgotten. */
  FORGOTTEN,
  /** A later snapshot of the series is in already. */
  OUTDATED,
  /** It counts records that this group has not answered: the group's offsets were set back. */
  AHEAD,
  /** It is of another model's windows or of another version, or it is not whole. */
  MISFIT
}
