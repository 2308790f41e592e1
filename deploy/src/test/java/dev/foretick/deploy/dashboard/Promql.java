package dev.foretick.deploy.dashboard;

import dev.foretick.stream.metrics.Meters;
import dev.foretick.stream.metrics.MetricsPage;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces that queries are made of. A selector always keeps to the jobs and instances that are
 * chosen at the top of the dashboard.
 */
final class Promql {
  private static final List<String> CHOSEN = List.of("job=~\"$job\"", "instance=~\"$instance\"");

  private Promql() {}

  /** A counter, a gauge, or what timers and summaries are prefixed with. */
  static String metric(Meters meter, String... matchers) {
    return metric(MetricsPage.prometheusName(meter), matchers);
  }

  /** One of the several time series of a timer or summary: count, sum, max or bucket. */
  static String part(Meters meter, String part, String... matchers) {
    return metric(MetricsPage.prometheusName(meter) + "_" + part, matchers);
  }

  /** A meter of the JVM or of the process. */
  static String metric(String name, String... matchers) {
    List<String> all = new ArrayList<>(CHOSEN);
    all.addAll(List.of(matchers));
    return name + "{" + String.join(",", all) + "}";
  }

  /** A meter of a Kafka client of the loops that are chosen, whose number ends the client's id. */
  static String ofClient(String name) {
    return metric(name, "client_id=~\".*$loop\"");
  }

  static String rate(String counter) {
    return "rate(" + counter + "[$__rate_interval])";
  }

  /** How much a counter has grown over the time that is shown. */
  static String increase(String counter) {
    return "increase(" + counter + "[$__range])";
  }

  /**
   * Adds up.
   *
   * @param by labels to keep apart
   */
  static String sum(String vector, String... by) {
    return over("sum", vector, by);
  }

  static String max(String vector, String... by) {
    return over("max", vector, by);
  }

  static String min(String vector, String... by) {
    return over("min", vector, by);
  }

  /** A quantile of a meter with buckets, over all chosen instances. */
  static String quantile(double quantile, Meters meter) {
    return "histogram_quantile(%s, %s)".formatted(quantile, sum(rate(part(meter, "bucket")), "le"));
  }

  /** What a timer or summary was told on the average. */
  static String mean(Meters meter, String... by) {
    return sum(rate(part(meter, "sum")), by) + " / " + sum(rate(part(meter, "count")), by);
  }

  /**
   * An accuracy gauge over all instances, by step, each weighted by the steps that it has scored.
   * An instance that has scored nothing says NaN and is left out.
   *
   * @param label that the gauge has beside {@code step}
   * @param step which steps, as a matcher
   */
  static String pooled(Meters gauge, String label, String step, String... matchers) {
    List<String> all = new ArrayList<>(List.of(matchers));
    all.add(step);
    String scored = metric(Meters.SCORED, step);
    return "sum by (%s, step) ((%s >= 0) * on (job, instance, step) group_left () %s) / on (step) group_left () sum by (step) (%s)"
        .formatted(label, metric(gauge, all.toArray(String[]::new)), scored, scored);
  }

  /** The skill over all instances, weighted alike. */
  static String pooledSkill() {
    String scored = metric(Meters.SCORED, "step=\"all\"");
    return "sum by (model) ((%s) * on (job, instance) group_left () %s) / on () group_left () sum(%s)"
        .formatted(known(metric(Meters.SKILL)), scored, scored);
  }

  /** Leaves out NaN, which gauges say before there is anything to say. */
  static String known(String gauge) {
    return gauge + " > -Inf";
  }

  private static String over(String aggregation, String vector, String... by) {
    return by.length == 0
        ? "%s(%s)".formatted(aggregation, vector)
        : "%s by (%s) (%s)".formatted(aggregation, String.join(", ", by), vector);
  }
}
