package dev.foretick.deploy.dashboard;

/** What a value is counted in, by Grafana's name for it. */
enum Unit {
  COUNT("short"),
  SECONDS("s"),
  MILLISECONDS("ms"),
  SHARE("percentunit"),
  RECORDS_PER_SECOND("recps"),
  PER_SECOND("cps"),
  BYTES("bytes"),
  BYTES_PER_SECOND("Bps"),
  /** Of the target, whatever that is. */
  PLAIN("none");

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
