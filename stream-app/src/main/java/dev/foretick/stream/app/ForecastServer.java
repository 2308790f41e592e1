package dev.foretick.stream.app;

import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.runtime.Runtimes;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.consume.GroupStart;
import dev.foretick.stream.consume.WindowLog;
import dev.foretick.stream.http.Health;
import dev.foretick.stream.http.HttpEndpoints;
import dev.foretick.stream.live.LivePage;
import dev.foretick.stream.reload.FileState;
import dev.foretick.stream.score.LiveAccuracy;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: its loops, metrics and health. */
public final class ForecastServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ForecastServer.class);
  private static final Duration ADMIN_CLOSE = Duration.ofSeconds(1);

  private final Closing resources;
  private final Loops loops;
  private final HttpEndpoints http;
  private final MeterRegistry registry;
  private final Supplier<LiveAccuracy> accuracy;
  private final BrokerRefusal refusal;
  private final Duration shutdownTimeout;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ForecastServer(
      Closing resources,
      Loops loops,
      HttpEndpoints http,
      MeterRegistry registry,
      Supplier<LiveAccuracy> accuracy,
      BrokerRefusal refusal,
      Duration shutdownTimeout) {
    this.resources = resources;
    this.loops = loops;
    this.http = http;
    this.registry = registry;
    this.accuracy = accuracy;
    this.refusal = refusal;
    this.shutdownTimeout = shutdownTimeout;
  }

  /**
   * Starts a server and returns while it joins its group.
   *
   * @throws dev.foretick.model.bundle.BundleException if the model cannot be read
   * @throws dev.foretick.stream.config.ConfigException if the configuration contradicts the model
   * @throws dev.foretick.stream.http.HttpStartException if the port is taken
   * @throws ServerException if the broker does not answer or a topic is missing
   */
  public static ForecastServer start(ServeConfig config) {
    return start(config, Runtimes::open);
  }

  /** Starts a server as {@link #start(ServeConfig)} does, with forecasters of another kind. */
  public static ForecastServer start(ServeConfig config, ForecasterOpener opener) {
    FileState read = FileState.of(config.model().path());
    ModelBundle bundle = BundleFile.read(config.model().path());
    Closing resources = new Closing();
    try {
      return start(config, read, bundle, opener, resources);
    } catch (RuntimeException | Error e) {
      resources.close();
      throw e;
    }
  }

  /** Where metrics and health are served. */
  public int httpPort() {
    return http.port();
  }

  /** What {@code /metrics} shows. */
  public MeterRegistry meters() {
    return registry;
  }

  /** How the forecasts have turned out so far; nothing if scoring is off. */
  public LiveAccuracy accuracy() {
    return accuracy.get();
  }

  /**
   * Waits until the server has stopped.
   *
   * @throws ServerException if it ended by itself, which is an error
   */
  public void awaitStop() throws InterruptedException {
    loops.awaitEnd();
    Optional<Throwable> failure = loops.failure();
    if (failure.isPresent()) {
      Throwable reason = failure.get();
      throw new ServerException(refusal.explain(reason).orElse("a loop ended: " + reason), reason);
    }
  }

  /** Finishes the batch at hand, commits, leaves the group and stops, within the timeout. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      // Whoever closes waits until it is done, also the second one.
      resources.close();
      return;
    }
    long start = System.nanoTime();
    log.info(
        "Stopping: the batch at hand is finished and committed, the group is left; at most {} s",
        seconds(shutdownTimeout));
    resources.close();
    log.info("Stopped after {} s", seconds(Duration.ofNanos(System.nanoTime() - start)));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }

  private static ForecastServer start(
      ServeConfig config,
      FileState read,
      ModelBundle bundle,
      ForecasterOpener opener,
      Closing resources) {
    InstanceId instance =
        resources.add(
            InstanceId.take(
                config.instanceId(),
                config.groupId(),
                Path.of(System.getProperty("java.io.tmpdir", "."))));
    KafkaClients clients = new KafkaClients(config, instance.value());
    Admin admin = clients.admin();
    // Not for as long as a broker that is away may take to answer.
    resources.add(() -> admin.close(ADMIN_CLOSE));
    WindowLog windowLog = new AdminWindowLog(admin, config.topics());
    LoopAssembly assembly = new LoopAssembly(config, bundle, opener, clients, windowLog);
    resources.add(assembly.registry()::close);
    Health health = assembly.health();
    HttpEndpoints http = startHttp(config.http(), assembly, resources);

    HeldOffsets heldOffsets =
        new HeldOffsets(
            admin,
            config.groupId(),
            clients.transactionTimeout().multipliedBy(2),
            Clock.systemUTC());
    BrokerProbe probe = resources.add(new BrokerProbe(admin, health, heldOffsets));
    GroupStart start = prepareTopics(config, bundle, clients, admin);

    Loops loops = resources.add(assembly.loops(start, resources));
    probe.start();
    loops.start();
    assembly.modelWatch(read).ifPresent(watch -> resources.add(watch).start());
    log.info(
        "Serving {} {} from {} to {}; {} on port {}",
        bundle.modelName(),
        bundle.provenance().modelVersion(),
        config.topics().input(),
        config.topics().output(),
        config.http().page() ? "the live page, metrics and health" : "metrics and health",
        http.port());
    return new ForecastServer(
        resources,
        loops,
        http,
        assembly.registry(),
        assembly::accuracy,
        BrokerRefusal.of(config),
        config.shutdownTimeout());
  }

  private static HttpEndpoints startHttp(
      ServeConfig.Http http, LoopAssembly assembly, Closing resources) {
    if (!http.page()) {
      return resources.add(
          HttpEndpoints.start(http.host(), http.port(), assembly.registry(), assembly.health()));
    }
    LivePage page = resources.add(new LivePage(assembly.pageSource()));
    return resources.add(
        HttpEndpoints.start(
            http.host(), http.port(), assembly.registry(), assembly.health(), page));
  }

  private static GroupStart prepareTopics(
      ServeConfig config, ModelBundle bundle, KafkaClients clients, Admin admin) {
    BrokerAnswers answers = new BrokerAnswers(BrokerRefusal.of(config));
    WindowsTopic windows = WindowsTopic.of(config, bundle);
    int partitions =
        new Topics(admin, config.topics(), windows, clients.maxRequestBytes(), answers).ensure();
    return new GroupHistory(admin, answers)
        .of(config.groupId(), config.topics().input(), partitions);
  }

  /** Less than the whole, so that what is closed after the loop has its time as well. */
  static Duration loopTimeout(Duration shutdownTimeout) {
    return shutdownTimeout.multipliedBy(9).dividedBy(10);
  }
}
