package dev.foretick.stream.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The report of a bench for machines: names in snake case that end with their unit, shares from 0
 * to 1, {@code null} for what is not defined, everything in a fixed order.
 */
public final class BenchJson {
  /** Changes with any field that is taken away or means something else, not with a new one. */
  private static final int SCHEMA_VERSION = 2;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The same bytes on every platform. */
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private BenchJson() {}

  /** The whole document, with a line feed at its end. */
  public static String render(BenchReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("schema_version", SCHEMA_VERSION);
    machine(json.putObject("machine"), report.machine());
    settings(json.putObject("settings"), report);
    summary(json.putObject("top_rate"), report);
    paced(json.putObject("latency"), report.paced());
    speed(json.putObject("server"), report.network());
    report.beside().ifPresent(speed -> speed(json.putObject("beside"), speed));
    report.restart().ifPresent(restart -> restart(json.putObject("restart"), restart));
    ObjectNode memory = json.putObject("memory");
    memory.put("heap_one_series_bytes", report.memory().before());
    memory.put("heap_all_series_bytes", report.memory().after());
    number(memory, "bytes_per_series", report.memory().bytesPerSeries());
    number(json, "start_seconds", report.startSeconds());
    delivery(json.putObject("delivery"), report);
    try {
      return MAPPER.writer(PRINTER).writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values could not be written", e);
    }
  }

  private static void machine(ObjectNode json, BenchReport.Machine machine) {
    json.put("cores", machine.cores());
    json.put("system", machine.system());
    json.put("java", machine.java());
  }

  private static void settings(ObjectNode json, BenchReport report) {
    ServeBenchOptions options = report.options();
    ServeBenchOptions.Load load = options.load();
    json.put("series", load.series());
    json.put("partitions", load.partitions());
    if (load.rate().isPresent()) {
      json.put("rate", load.rate().getAsDouble());
    } else {
      json.put("rate", "max");
    }
    number(json, "duration_seconds", load.duration().toMillis() / 1e3);
    number(json, "warm_up_seconds", load.warmUp().toMillis() / 1e3);
    json.put("rounds", load.rounds());
    BenchReport.Served model = report.model();
    json.put("model", model.name());
    json.put("trained", model.trained());
    json.put("input_size", model.window().inputSize());
    json.put("horizon", model.window().horizon());
    json.put("channels", model.window().channels());
    json.put("quantiles", model.quantiles());
    json.put("hidden", model.trained() ? null : (Integer) options.network().hidden());
    ServeBenchOptions.Server server = options.server();
    json.put("delivery", BenchConfig.dashed(server.delivery()));
    json.put("emit", BenchConfig.dashed(server.emit()));
    json.put("threads", server.threads());
    json.put("max_replay_records", server.maxReplayRecords());
    json.put("scoring", server.scoring().isOn());
    json.put("scores_topic", server.scoring().isPublished());
    json.put("heap", server.heap());
    json.put("beside", BenchConfig.dashed(options.steps().beside()));
    json.put("bootstrap_servers", options.bootstrapServers().orElse(null));
    ArrayNode kafka = json.putArray("kafka");
    options.kafka().keySet().forEach(kafka::add);
  }

  private static void summary(ObjectNode json, BenchReport report) {
    boolean measured = !report.rounds().isEmpty();
    number(
        json,
        "forecasts_per_second",
        measured ? report.network().forecastsPerSecond() : Double.NaN);
    number(
        json,
        "beside_forecasts_per_second",
        report.beside().map(Speed::forecastsPerSecond).orElse(Double.NaN));
    number(json, "ratio_to_beside", report.ratio());
    number(json, "runtime_forecasts_per_second", report.bareForecastsPerSecond());
    number(json, "ratio_to_runtime", report.bareRatio());
    ArrayNode rounds = json.putArray("rounds");
    for (Round round : report.rounds()) {
      ObjectNode entry = rounds.addObject();
      number(entry, "forecasts_per_second", round.network().forecastsPerSecond());
      number(entry, "beside_forecasts_per_second", round.beside().forecastsPerSecond());
      number(entry, "ratio_to_beside", round.ratio());
      entry.put("snapshots", round.network().server().snapshots());
      entry.put("beside_snapshots", round.beside().server().snapshots());
      number(entry, "runtime_forecasts_per_second", round.bare().windowsPerSecond());
      entry.put("runtime_batch", round.bare().batch());
      number(entry, "ratio_to_runtime", round.bareRatio());
    }
  }

  private static void paced(ObjectNode json, Paced paced) {
    number(json, "ticks_per_second", paced.ticksPerSecond());
    number(json, "forecasts_per_second", paced.speed().forecastsPerSecond());
    json.put("count", paced.latency().count());
    number(json, "p50_ms", 1e3 * paced.latency().p50());
    number(json, "p90_ms", 1e3 * paced.latency().p90());
    number(json, "p99_ms", 1e3 * paced.latency().p99());
    number(json, "p999_ms", 1e3 * paced.latency().p999());
    number(json, "longest_ms", 1e3 * paced.latency().longest());
    number(json, "worst_producer_delay_ms", 1e3 * paced.worstDelaySeconds());
    number(json, "mean_batch", paced.speed().meanBatch());
    number(json, "loop_cpu_micros_per_forecast", paced.speed().loopCpuMicrosPerForecast());
  }

  private static void speed(ObjectNode json, Speed speed) {
    number(json, "seconds", speed.seconds());
    json.put("forecasts", speed.forecasts());
    number(json, "forecasts_per_second", speed.forecastsPerSecond());
    number(json, "records_per_second", speed.recordsPerSecond());
    number(json, "mean_batch", speed.meanBatch());
    json.put("snapshots", speed.server().snapshots());
    json.put("loops", speed.server().loops());
    number(json, "loop_cpu_micros_per_forecast", speed.loopCpuMicrosPerForecast());
    number(json, "process_cpu_micros_per_forecast", speed.processCpuMicrosPerForecast());
    number(json, "loop_allocated_bytes_per_record", speed.loopAllocatedBytesPerRecord());
    json.put("collections", speed.server().collections());
    number(json, "collection_seconds", speed.server().collectionSeconds());
    ObjectNode shares = json.putObject("loop_shares");
    speed.loopShares().forEach((stage, share) -> number(shares, named(stage), share));
    ObjectNode processes = json.putObject("processor_shares");
    speed
        .processors()
        .shares()
        .forEach((process, share) -> number(processes, named(process), share));
  }

  private static void restart(ObjectNode json, Restart restart) {
    number(json, "ticks_per_second", restart.ticksPerSecond());
    number(json, "jvm_seconds", restart.jvmSeconds());
    number(json, "started_seconds", restart.startedSeconds());
    number(json, "ready_seconds", restart.readySeconds());
    number(json, "answered_seconds", restart.answeredSeconds());
    number(json, "longest_partition_seconds", restart.restored().longestSeconds());
    number(json, "loop_cpu_seconds", restart.restored().loopCpuSeconds());
    number(json, "process_cpu_seconds", restart.restored().processCpuSeconds());
    json.put("series", restart.restored().series());
    json.put("snapshots_read", restart.restored().snapshotsRead());
    json.put("records_replayed", restart.restored().recordsReplayed());
  }

  private static void delivery(ObjectNode json, BenchReport report) {
    DeliveryCount delivery = report.delivery();
    json.put("ticks", delivery.ticks());
    json.put("refused", delivery.refused());
    json.put("expected", delivery.expected());
    json.put("received", delivery.received());
    json.put("lost", delivery.lost());
    json.put("doubled", delivery.doubled());
    json.put("scores_expected", report.scores().map(ScoreCount::expected).orElse(null));
    json.put("scores_received", report.scores().map(ScoreCount::received).orElse(null));
  }

  private static String named(String text) {
    return text.replace(' ', '_');
  }

  /** JSON has no NaN and no infinity. */
  private static void number(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }
}
