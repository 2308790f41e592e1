package dev.foretick.stream.fault;

/** What a server promises, and how much of it an audit may hold it to. */
enum DeliveryMode {
  AT_LEAST_ONCE("at-least-once", ""),

  /** Few records are read again, so that most windows come from their snapshots. */
  EXACTLY_ONCE("exactly-once", "instance.id: %s\nstate.max-replay-records: 1000\n");

  private final String value;
  private final String more;

  DeliveryMode(String value, String more) {
    this.value = value;
    this.more = more;
  }

  /** Whether a reader of committed records sees everything once. */
  boolean isExact() {
    return this == EXACTLY_ONCE;
  }

  /** Its keys of the configuration of an instance. */
  String yaml(String instance) {
    return "delivery: %s%n%s".formatted(value, more.formatted(instance));
  }
}
