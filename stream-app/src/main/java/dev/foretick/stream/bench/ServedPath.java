package dev.foretick.stream.bench;

import dev.foretick.stream.config.Emit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A server with its topics and the consumer of its forecasts, and the loads it is put under. */
final class ServedPath {
  /** Ticks that may be on their way at the least, enough to keep every process busy. */
  private static final int LEAST_AHEAD = 20_000;

  private static final int MOST_AHEAD = 200_000;

  /** Of one series, so that the buffers of the server's clients have the size that they keep. */
  private static final int FIRST_TICKS = 20_000;

  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STALLED = Duration.ofSeconds(20);

  /** Before a rate counts: queues fill, and short batches have to be compiled anew. */
  private static final Duration LEAD_IN = Duration.ofSeconds(1);

  private static final Duration PACED_LEAD_IN = Duration.ofSeconds(3);

  private final BenchSite site;
  private final BenchModel model;
  private final BenchTopics topics;
  private final ChildProcess producer;
  private final BenchProgress progress;
  private final BenchedServer.Compute compute;
  private final String name;
  private final ForecastReader reader;
  private final ChildProcess server;
  private final double startSeconds;
  private DeliveryCount delivery = DeliveryCount.NONE;

  /** Starts a server with ticks waiting for it, and returns after its first forecast. */
  ServedPath(
      BenchSite site,
      BenchModel model,
      BenchTopics topics,
      ChildProcess producer,
      BenchProgress progress,
      BenchedServer.Compute compute)
      throws InterruptedException {
    this.site = site;
    this.model = model;
    this.topics = topics;
    this.producer = producer;
    this.progress = progress;
    this.compute = compute;
    this.name = site.uniqueName(compute.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    topics.create(BenchConfig.ticks(name));
    topics.createShort(BenchConfig.forecasts(name));
    topics.create(BenchConfig.deadLetters(name));
    this.reader =
        site.open(
            new ForecastReader(
                site.connection(),
                BenchConfig.forecasts(name),
                site.options().load().partitions()));
    reader.start();
    fill(0, 1, model.bundle().window().inputSize());
    long start = System.nanoTime();
    this.server = startServer();
    await(() -> reader.answered().answered() > 0, PATIENCE);
    this.startSeconds = (reader.answered().firstAnswerNanos() - start) / 1e9;
    server.read(BenchedServer.Started.class);
    fill(0, 1, FIRST_TICKS);
    drain();
  }

  /** From the start of the server's process to its first forecast. */
  double startSeconds() {
    return startSeconds;
  }

  /** Whether each tick had its forecast so far. */
  DeliveryCount delivery() {
    return delivery;
  }

  /** Bytes of heap that the server holds on to. */
  long heapBytes() {
    return server.ask("heap", BenchedServer.Heap.class).bytes();
  }

  /** Fills the window of every series and returns when the server has read them all. */
  void fillWindows() throws InterruptedException {
    int series = site.options().load().series();
    if (series > 1) {
      fill(1, series - 1, model.bundle().window().inputSize());
    }
    drain();
  }

  /** Lets the server's code be compiled. */
  void warmUp(Duration duration) throws InterruptedException {
    if (!duration.isZero()) {
      saturate(Duration.ZERO, duration);
    }
  }

  /** As many ticks as the server answers, for so long. */
  Speed saturate(Duration duration) throws InterruptedException {
    return saturate(LEAD_IN, duration);
  }

  /** So many ticks a second, for so long. */
  Paced pace(double ticksPerSecond, Duration duration) throws InterruptedException {
    ServerFigures before = begin();
    producer.tell("pace " + BenchConfig.ticks(name) + " " + ticksPerSecond);
    pass(PACED_LEAD_IN, () -> {});
    LatencyWindow latency = new LatencyWindow(WallClock.epochNanos(), duration);
    reader.measure(latency);
    Snapshot start = snapshot();
    pass(duration, () -> {});
    Speed speed = snapshot().since(start);
    BenchedProducer.Sent sent = end(before);
    return new Paced(ticksPerSecond, speed, sent.worstDelaySeconds(), Paced.Latency.of(latency));
  }

  /** The runtime alone, in the process of the server while that has nothing to do. */
  BareRuntime.Speed bare(double batch, Duration duration) {
    return server.ask(
        "runtime %d %d".formatted(Math.max(1, Math.round(batch)), duration.toMillis()),
        BareRuntime.Speed.class);
  }

  private Speed saturate(Duration leadIn, Duration duration) throws InterruptedException {
    ServerFigures before = begin();
    int ahead = Math.max(LEAST_AHEAD, Math.min(MOST_AHEAD, site.options().load().series()));
    Runnable credit = () -> producer.tell("credit " + (reader.answered().progress() + ahead));
    producer.tell("saturate " + BenchConfig.ticks(name));
    pass(leadIn, credit);
    Snapshot start = snapshot();
    pass(duration, credit);
    Speed speed = snapshot().since(start);
    end(before);
    return speed;
  }

  /** Counts from here on. */
  private ServerFigures begin() {
    reader.answered().countFrom(topics.ends(BenchConfig.ticks(name)));
    return server.ask("figures", ServerFigures.class);
  }

  /** Ends the load, waits for the forecasts that are still on their way, and takes stock. */
  private BenchedProducer.Sent end(ServerFigures before) throws InterruptedException {
    BenchedProducer.Sent sent = producer.ask("stop", BenchedProducer.Sent.class);
    drain();
    boolean every = site.options().server().emit() == Emit.EVERY;
    Answered answered = reader.answered();
    long expected =
        every
            ? sent.ticks() - sent.failed()
            : server.ask("figures", ServerFigures.class).since(before).windows();
    delivery =
        delivery.plus(
            new DeliveryCount(
                sent.ticks(), sent.failed(), expected, answered.answered(), answered.doubled()));
    return sent;
  }

  private BenchedProducer.Sent fill(int first, int count, int rounds) {
    String command = "fill %s %d %d %d".formatted(BenchConfig.ticks(name), first, count, rounds);
    return producer.ask(command, BenchedProducer.Sent.class);
  }

  /** Waits until the last tick of each partition is answered, or nothing moves any more. */
  private void drain() throws InterruptedException {
    long[] ends = topics.ends(BenchConfig.ticks(name));
    long moved = System.nanoTime();
    long seen = -1;
    while (!reader.answered().reaches(ends) && System.nanoTime() - moved < STALLED.toNanos()) {
      long now =
          reader.answered().answered() + server.ask("figures", ServerFigures.class).records();
      if (now != seen) {
        seen = now;
        moved = System.nanoTime();
      }
      pass(Duration.ofMillis(50), () -> {});
    }
  }

  private void pass(Duration duration, Runnable often) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      often.run();
      look();
    }
  }

  private void await(BooleanSupplier done, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new BenchFailedException(
            "server: no forecast within %d s".formatted(limit.toSeconds()));
      }
      look();
    }
  }

  private void look() throws InterruptedException {
    Thread.sleep(PAUSE.toMillis());
    site.requireGoing();
    reader.requireReading();
    progress.update();
  }

  private ChildProcess startServer() {
    Path config = site.directory().resolve(name + ".yaml");
    try {
      Files.writeString(
          config, BenchConfig.yaml(site.options(), model, site.serverProperties(), name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return site.child(
        compute == BenchedServer.Compute.NETWORK ? "server" : "server without compute",
        BenchedServer.class,
        site.options().server().heap(),
        List.of(config.toString(), compute.name()));
  }

  private Snapshot snapshot() {
    ServerFigures figures = server.ask("figures", ServerFigures.class);
    return new Snapshot(System.nanoTime(), reader.answered().answered(), figures);
  }

  /** How things stand at a moment. */
  private record Snapshot(long nanos, long forecasts, ServerFigures server) {
    Speed since(Snapshot start) {
      return new Speed(
          (nanos - start.nanos) / 1e9, forecasts - start.forecasts, server.since(start.server));
    }
  }
}
