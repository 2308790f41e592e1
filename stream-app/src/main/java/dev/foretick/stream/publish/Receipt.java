package dev.foretick.stream.publish;

/** What happens once the broker has a message for good. Called on any thread, and only once. */
public interface Receipt {
  /** For messages whose arrival nobody waits for. */
  Receipt NONE = recordTimestamp -> {};

  /**
   * The message has arrived.
   *
   * @param recordTimestamp of the record that caused it, in epoch milliseconds
   */
  void acknowledged(long recordTimestamp);
}
