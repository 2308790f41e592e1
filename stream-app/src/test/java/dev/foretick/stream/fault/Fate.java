package dev.foretick.stream.fault;

/** What has to become of a record. */
enum Fate {
  FORECAST,
  DEAD_LETTER,

  /** So large that its dead letter has no room for the value. */
  DEAD_LETTER_WITHOUT_VALUE,

  /** Counted as late and not answered. */
  LATE,

  /** One of the others: nobody knows what a byte that was changed says. */
  ANY
}
