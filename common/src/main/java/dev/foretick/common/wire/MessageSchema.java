package dev.foretick.common.wire;

/** The schema that messages follow. */
final class MessageSchema {
  /** What messages state as their version. Readers refuse a higher one. */
  static final int VERSION = 1;

  private MessageSchema() {}
}
