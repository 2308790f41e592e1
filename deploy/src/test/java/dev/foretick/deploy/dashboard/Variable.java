package dev.foretick.deploy.dashboard;

/**
 * A choice at the top of a dashboard.
 *
 * @param query what Prometheus is asked for the values
 * @param regex which part of them counts; empty for the whole
 * @param initial what is chosen at first; empty for all there are
 */
record Variable(
    String name, String label, String description, String query, String regex, String initial) {
  static final Variable JOB =
      new Variable(
          "job", "Job", "Scrape jobs of Prometheus", "label_values(foretick_ready, job)", "", "");
  static final Variable INSTANCE =
      new Variable(
          "instance",
          "Instance",
          "Servers",
          "label_values(foretick_ready{job=~\"$job\"}, instance)",
          "",
          "");

  /** Kafka clients end in the number of their loop where Foretick names them. */
  static final Variable LOOP =
      new Variable(
          "loop",
          "Loop",
          "Loops of a server, by the number that ends the names of their Kafka clients",
          "label_values(kafka_consumer_coordinator_rebalance_total{job=~\"$job\",instance=~\"$instance\"}, client_id)",
          "/.*(?<value>-(?<text>\\d+))$/",
          "");

  static final Variable SERIES =
      new Variable(
          "series",
          "Series",
          "Series that metrics.series lists",
          "label_values(foretick_series_mae{job=~\"$job\"}, series)",
          "",
          "");
  static final Variable STEP =
      new Variable(
          "step",
          "Steps ahead",
          "How long before the actual value the forecast was made",
          "label_values(foretick_forecast_due{job=~\"$job\"}, step)",
          "",
          "1");
}
