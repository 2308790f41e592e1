package dev.foretick.deploy.dashboard;

import static dev.foretick.deploy.dashboard.Promql.increase;
import static dev.foretick.deploy.dashboard.Promql.max;
import static dev.foretick.deploy.dashboard.Promql.metric;
import static dev.foretick.deploy.dashboard.Promql.part;
import static dev.foretick.deploy.dashboard.Promql.pooledSkill;
import static dev.foretick.deploy.dashboard.Promql.quantile;
import static dev.foretick.deploy.dashboard.Promql.rate;
import static dev.foretick.deploy.dashboard.Promql.sum;

import dev.foretick.stream.metrics.Meters;
import java.util.List;

/** Is it well? The first page to look at. */
final class OverviewBoard {
  static final Dashboard BOARD =
      new Dashboard(
          "foretick-overview",
          "overview.json",
          "Foretick / Overview",
          "Whether forecasts flow: rates, latency, lag, health, restores, records put aside, models.",
          List.of(),
          List.of(atAGlance(), flow(), latencyAndLag(), health(), model()));

  private OverviewBoard() {}

  private static Row atAGlance() {
    return Row.of(
        "At a glance",
        Panel.figure(
                "Servers",
                "Servers that are ready, of those that Prometheus knows. Fewer ready than known: see Health below and /health/ready of the server.")
            .query(sum(metric(Meters.READY)), "ready")
            .query("count(" + metric("up") + ")", "known")
            .thresholds(Thresholds.atLeast(1)),
        Panel.figure("Forecasts", "Forecasts that the broker has acknowledged, in a second.")
            .query(sum(rate(metric(Meters.FORECASTS_PUBLISHED))), "forecasts")
            .unit(Unit.PER_SECOND),
        Panel.figure(
                "Latency, 99 %",
                "From the timestamp of an observation's record to the acknowledgement of its forecast; 99 of 100 are quicker. A backlog that is worked off counts with its age.")
            .query(quantile(0.99, Meters.LATENCY), "p99")
            .unit(Unit.SECONDS)
            .thresholds(Thresholds.rising(1, 10)),
        Panel.figure("Lag", "Records of the input topic that are not read yet, of all partitions.")
            .query(sum(metric(Meters.CONSUMER_LAG)), "records")
            .thresholds(Thresholds.rising(10_000, 100_000)),
        Panel.figure(
                "Dead letters",
                "Records that were put into the dead-letter topic over the time shown. Their headers say why.")
            .query(sum(increase(metric(Meters.RECORDS_DEAD))), "records")
            .thresholds(Thresholds.rising(1, 100)),
        Panel.figure(
                "Skill",
                "1 - error of the model / error of the best naive forecast, since the model was loaded; below 0 the naive forecast is better.")
            .query(pooledSkill(), "{{model}}")
            .unit(Unit.SHARE)
            .thresholds(Thresholds.atLeast(0)));
  }

  private static Row flow() {
    return Row.of(
        "Flow",
        Panel.lines(
                "Records in, forecasts out",
                "Records read, and forecasts acknowledged by how they came about: ok by the model, warmup for a window that is not full, fallback where the model failed.")
            .query(sum(rate(metric(Meters.RECORDS_CONSUMED))), "records read")
            .query(sum(rate(metric(Meters.FORECASTS_PUBLISHED)), "status"), "{{status}}")
            .unit(Unit.PER_SECOND)
            .from(0)
            .color("records read", "text")
            .color("ok", "green")
            .color("warmup", "blue")
            .color("fallback", "red"),
        Panel.lines(
                "Records left out",
                "Records that were not forecast from: dead letters, too late, seen before, outside of the trading session.")
            .query(sum(rate(metric(Meters.RECORDS_DEAD))), "dead letters")
            .query(sum(rate(metric(Meters.RECORDS_LATE))), "late")
            .query(sum(rate(metric(Meters.RECORDS_DUPLICATE))), "duplicate")
            .query(sum(rate(metric(Meters.RECORDS_OFF_SESSION))), "off session")
            .unit(Unit.RECORDS_PER_SECOND)
            .from(0)
            .color("dead letters", "red")
            .color("late", "orange"));
  }

  private static Row latencyAndLag() {
    return Row.of(
        "Latency and lag",
        Panel.lines(
                "Latency",
                "From the timestamp of an observation's record to the acknowledgement of its forecast: quantiles from the buckets of the histogram, and the longest of late.")
            .query(quantile(0.5, Meters.LATENCY), "p50")
            .query(quantile(0.95, Meters.LATENCY), "p95")
            .query(quantile(0.99, Meters.LATENCY), "p99")
            .query(max(part(Meters.LATENCY, "max")), "longest")
            .unit(Unit.SECONDS)
            .from(0)
            .dashed("longest"),
        Panel.lines(
                "Lag by server",
                "Records of the assigned partitions that are not read yet. It grows where a server is too slow, or has no partition: see Runtime.")
            .query(sum(metric(Meters.CONSUMER_LAG), "instance"), "{{instance}}")
            .from(0)
            .stacked());
  }

  private static Row health() {
    return Row.of(
        "Health and restore",
        Panel.bands(
                "Readiness",
                "What /health/ready says: every loop turns, all windows are whole, the broker takes what is published. A gap: the server does not answer Prometheus.")
            .query(max(metric(Meters.READY), "instance"), "{{instance}}")
            .word(0, "not ready", "red")
            .word(1, "ready", "green")
            .thresholds(Thresholds.atLeast(1)),
        Panel.lines(
                "Partitions being restored",
                "Assigned partitions whose windows are not whole yet, so that they are not answered.")
            .query(sum(metric(Meters.STATE_RESTORING), "instance"), "{{instance}}")
            .from(0)
            .size(6, 8),
        Panel.lines(
                "Time to restore a partition",
                "From the assignment of a partition until its windows are whole: the longest of late, and the mean since the start.")
            .query(max(part(Meters.STATE_RESTORE, "max"), "instance"), "longest {{instance}}")
            .query(
                sum(part(Meters.STATE_RESTORE, "sum"), "instance")
                    + " / "
                    + sum(part(Meters.STATE_RESTORE, "count"), "instance"),
                "mean {{instance}}")
            .unit(Unit.SECONDS)
            .from(0)
            .size(6, 8));
  }

  private static Row model() {
    return Row.of(
        "Model",
        Panel.table("Models that serve", "Which model and version each server forecasts with.")
            .query(max(metric(Meters.MODEL_INFO), "instance", "model", "version"), "")
            .size(12, 7),
        Panel.lines(
                "Model files",
                "Model files that were loaded, the one of the start included, and files that were refused.")
            .query(sum(metric(Meters.MODEL_RELOAD), "result"), "{{result}}")
            .from(0)
            .color("success", "green")
            .color("failure", "red")
            .size(6, 7),
        Panel.lines(
                "Trouble",
                "Runtime calls that failed, and batches that were not committed and were answered once more.")
            .query(sum(rate(metric(Meters.RUNTIME_FAILURES))), "runtime failures")
            .query(sum(rate(metric(Meters.BATCHES_ABORTED))), "aborted batches")
            .unit(Unit.PER_SECOND)
            .from(0)
            .color("runtime failures", "red")
            .color("aborted batches", "orange")
            .size(6, 7));
  }
}
