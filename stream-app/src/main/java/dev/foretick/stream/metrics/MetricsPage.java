package dev.foretick.stream.metrics;

import java.util.Locale;
import java.util.stream.Collectors;

/** The documentation of every meter, written from the declarations that the server registers by. */
public final class MetricsPage {
  private static final String HEAD =
      """
      # Metrics

      <!-- Generated from the declarations in dev.foretick.stream.metrics.Meters:
           mvn -pl stream-app -am test -Dtest='*PageTest' -Dsurefire.failIfNoSpecifiedTests=false -Dforetick.docs.update -->

      The server answers `/metrics` in Prometheus' text format. Beside the meters below stand Micrometer's own for the JVM
      (`jvm_*`, `process_*`, `system_*`) and for the Kafka clients (`kafka_consumer_*`, `kafka_producer_*`).

      - `step` is the step of the horizon, from `1`, or `all` for all steps together.
      - `model` is the name of the served model, or `naive` for repeating the last value on the same points.
      - The accuracy of a step counts when its actual value arrives. Averages run since the start of the server, in units of
        the target, over all series: where series differ in size, `foretick_accuracy_mase` and `foretick_skill` compare better.
      - No series is ever a tag: the number of time series in Prometheus does not grow with the number of series served.

      | in Prometheus | in Micrometer | kind | unit | tags | |
      |---|---|---|---|---|---|
      """;

  private MetricsPage() {}

  /** The whole page as Markdown. */
  public static String render() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Meters meter : Meters.values()) {
      page.append(
          "| `%s` | `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  prometheusName(meter),
                  meter.meterName(),
                  meter.kind().name().toLowerCase(Locale.ROOT),
                  meter.unit(),
                  meter.tags().stream()
                      .map(tag -> "`" + tag + "`")
                      .collect(Collectors.joining(" ")),
                  meter.description()));
    }
    return page.toString();
  }

  /**
   * What Prometheus sees; timers and summaries add {@code _count}, {@code _sum}, {@code _bucket}
   * and {@code _max}.
   */
  static String prometheusName(Meters meter) {
    String name = meter.meterName().replace('.', '_');
    return switch (meter.kind()) {
      case COUNTER -> name + "_total";
      case TIMER -> name + "_seconds";
      case GAUGE, SUMMARY -> name;
    };
  }
}
