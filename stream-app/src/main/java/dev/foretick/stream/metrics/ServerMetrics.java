package dev.foretick.stream.metrics;

import dev.foretick.common.series.ForecastStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * What the loop tells while it runs. Registers every meter at once, so that each is there from the
 * first scrape.
 */
public final class ServerMetrics implements AutoCloseable {
  private static final Duration[] LATENCY_BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60)
  };

  private final MeterRegistry registry;
  private final MeterBuilders builders;
  private final Counter consumed;
  private final Counter late;
  private final Counter dead;
  private final Map<ForecastStatus, Counter> published = new EnumMap<>(ForecastStatus.class);
  private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
  private final Timer latency;
  private final Timer restore;
  private final DistributionSummary batchSize;
  private final Counter reloadSuccess;
  private final Counter reloadFailure;
  private final Deque<AutoCloseable> binders = new ArrayDeque<>();

  public ServerMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.builders = new MeterBuilders(registry);
    this.consumed = builders.counter(Meters.RECORDS_CONSUMED);
    this.late = builders.counter(Meters.RECORDS_LATE);
    this.dead = builders.counter(Meters.RECORDS_DEAD);
    for (ForecastStatus status : ForecastStatus.values()) {
      published.put(status, builders.counter(Meters.FORECASTS_PUBLISHED, status.wireName()));
    }
    for (Stage stage : Stage.values()) {
      stages.put(stage, builders.timer(Meters.STAGE, stage.tag()).register(registry));
    }
    this.latency =
        builders.timer(Meters.LATENCY).serviceLevelObjectives(LATENCY_BUCKETS).register(registry);
    this.restore = builders.timer(Meters.STATE_RESTORE).register(registry);
    this.batchSize =
        builders
            .summary(Meters.BATCH_SIZE)
            .serviceLevelObjectives(1, 4, 16, 64, 256, 1024)
            .register(registry);
    this.reloadSuccess = builders.counter(Meters.MODEL_RELOAD, "success");
    this.reloadFailure = builders.counter(Meters.MODEL_RELOAD, "failure");
    bindJvm();
  }

  public void consumed(int records) {
    consumed.increment(records);
  }

  public void late(int records) {
    late.increment(records);
  }

  public void dead(int records) {
    dead.increment(records);
  }

  public void published(ForecastStatus status, int forecasts) {
    counter(status).increment(forecasts);
  }

  /** From the record's timestamp to the acknowledgement of its forecast. */
  public void latency(long millis) {
    latency.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
  }

  /** Time that one batch spent in a stage. */
  public void stage(Stage stage, long nanos) {
    timer(stage).record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Windows in one call of the runtime. */
  public void batchSize(int windows) {
    batchSize.record(windows);
  }

  /** Partitions that came are whole again. */
  public void restored(Duration duration) {
    restore.record(duration);
  }

  /** An attempt to load a model file. */
  public void modelLoaded(boolean success) {
    (success ? reloadSuccess : reloadFailure).increment();
  }

  /** Registers how many series are held; read by the scraping thread. */
  public void seriesActive(Supplier<Number> value) {
    builders.gauge(Meters.SERIES_ACTIVE, value);
  }

  /** Registers how many records wait; read by the scraping thread. */
  public void consumerLag(Supplier<Number> value) {
    builders.gauge(Meters.CONSUMER_LAG, value);
  }

  /** Registers the model that serves. */
  public void modelInfo(String model, String version) {
    builders.gauge(Meters.MODEL_INFO, () -> 1, model, version);
  }

  /** Adds the client's own metrics. */
  public void bind(Consumer<?, ?> consumer) {
    bind(new KafkaClientMetrics(consumer));
  }

  /** Adds the client's own metrics. */
  public void bind(Producer<?, ?> producer) {
    bind(new KafkaClientMetrics(producer));
  }

  MeterBuilders builders() {
    return builders;
  }

  @Override
  public void close() {
    while (!binders.isEmpty()) {
      try {
        binders.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("closing a meter binder", e);
      }
    }
  }

  private void bind(KafkaClientMetrics metrics) {
    metrics.bindTo(registry);
    binders.push(metrics);
  }

  private void bindJvm() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    JvmGcMetrics collector = new JvmGcMetrics();
    binders.push(collector);
    collector.bindTo(registry);
  }

  private Counter counter(ForecastStatus status) {
    return Objects.requireNonNull(published.get(status));
  }

  private Timer timer(Stage stage) {
    return Objects.requireNonNull(stages.get(stage));
  }
}
