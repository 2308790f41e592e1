package dev.foretick.stream.metrics;

import java.util.Locale;

/** The documentation of every meter, written from the enum that registers them. */
public final class MetricsPage {
  private static final String HEAD =
      """
      # Metrics

      <!-- Generated from the enum dev.foretick.stream.metrics.Meters:
           mvn -pl stream-app -am test -Dtest='*PageTest' -Dsurefire.failIfNoSpecifiedTests=false -Dforetick.docs.update -->

      The server exports these meters at `http://<http.host>:<http.port>/metrics` in Prometheus' text format, along with
      Micrometer's meters of the JVM (`jvm_…`, `process_…`, `system_…`) and of Kafka's clients (`kafka_…`).
      No series id is a label, but for the series that `metrics.series` lists.
      Timers and summaries come as `_sum`, `_count` and `_max`, the largest of the last minutes, and those of latency and batches as `_bucket`, too.

      | Prometheus | kind | labels | |
      |---|---|---|---|
      """;

  private MetricsPage() {}

  /** The whole page as Markdown. */
  public static String render() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Meters meter : Meters.values()) {
      String tags = meter.tags().isEmpty() ? "" : "`" + String.join("`, `", meter.tags()) + "`";
      page.append("| `")
          .append(prometheusName(meter))
          .append("` | ")
          .append(meter.kind().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(tags)
          .append(" | ")
          .append(meter.description())
          .append(" |\n");
    }
    return page.toString();
  }

  /**
   * The name under which Prometheus finds a meter; timers and summaries add {@code _count} and so
   * on.
   */
  public static String prometheusName(Meters meter) {
    String name = meter.meterName().replace('.', '_').replace('-', '_');
    return switch (meter.kind()) {
      case COUNTER -> name + "_total";
      case TIMER -> name + "_seconds";
      case GAUGE, SUMMARY -> name;
    };
  }
}
