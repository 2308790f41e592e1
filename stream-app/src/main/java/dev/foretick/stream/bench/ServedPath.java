package dev.foretick.stream.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a tick passes on its way: the producer, a server with topics of its own, a consumer. */
final class ServedPath {
  /** So many that the buffers of the server's clients have the size that they keep. */
  private static final int FIRST_TICKS = 5_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STALLED = Duration.ofSeconds(20);
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final BenchSite site;
  private final BenchModel model;
  private final BenchWatch watch;
  private final String name;
  private final ForecastReader reader;
  private final Optional<PublishedScores> scores;
  private final BenchVariant variant;
  private final double startSeconds;
  private ChildProcess server;

  /** Starts a server with ticks waiting for it, and returns after its first forecast. */
  ServedPath(BenchSite site, BenchModel model, BenchWatch watch, BenchVariant variant)
      throws InterruptedException {
    this.site = site;
    this.model = model;
    this.watch = watch;
    this.variant = variant;
    this.name = site.uniqueName(variant.topicName());
    site.topics().create(ticks());
    site.topics().createShort(BenchConfig.forecasts(name));
    site.topics().create(BenchConfig.deadLetters(name));
    site.topics().deleteAtEnd(BenchConfig.windows(name));
    site.topics().deleteGroupAtEnd(name);
    this.reader = new ForecastReader(site.options().load().partitions());
    site.startReader(BenchConfig.forecasts(name), reader);
    this.scores =
        variant.server().scoring().isPublished() ? Optional.of(readScores()) : Optional.empty();
    fill(0, 1, model.bundle().window().inputSize());
    long start = System.nanoTime();
    this.server = site.startServer(name, model, variant);
    require("forecasts nothing", () -> reader.answered().answered() > 0);
    this.startSeconds = (reader.answered().firstAnswerNanos() - start) / 1e9;
    server.read(BenchedServer.Started.class);
  }

  /** From the start of the server's process to its first forecast. */
  double startSeconds() {
    return startSeconds;
  }

  /** The topic that the server reads. */
  String ticks() {
    return BenchConfig.ticks(name);
  }

  ForecastReader reader() {
    return reader;
  }

  /** Waits until its scores have come, if it publishes them; gives how many did. */
  Optional<ScoreCount> scores() throws InterruptedException {
    return scores.isPresent() ? Optional.of(scores.get().settle()) : Optional.empty();
  }

  /** What the server has done so far. */
  ServerFigures figures() {
    return server.ask("figures", ServerFigures.class);
  }

  /**
   * Kills the server at work, starts it again and returns when all of its partitions are live and
   * it has answered something.
   *
   * @param ticksPerSecond that go on to come
   */
  Restart restart(double ticksPerSecond) throws InterruptedException {
    site.processes().kill(server);
    long start = System.nanoTime();
    long startEpoch = WallClock.epochNanos();
    server = site.startServer(name, model, variant);
    BenchedServer.Started started = server.read(BenchedServer.Started.class);
    double startedSeconds = secondsSince(start);
    long answeredBefore = reader.answered().answered();
    int partitions = site.options().load().partitions();
    require("is not ready", () -> restored().isReady(partitions));
    double readySeconds = secondsSince(start);
    RestoreFigures restored = restored();
    require("forecasts nothing", () -> reader.answered().answered() > answeredBefore);
    return new Restart(
        ticksPerSecond,
        (started.mainEpochNanos() - startEpoch) / 1e9,
        startedSeconds,
        readySeconds,
        secondsSince(start),
        restored);
  }

  private RestoreFigures restored() {
    return server.ask("restored", RestoreFigures.class);
  }

  private void require(String otherwise, BooleanSupplier done) throws InterruptedException {
    if (!watch.await(done, PATIENCE)) {
      throw new BenchFailedException(
          "server: %s within %d s".formatted(otherwise, PATIENCE.toSeconds()));
    }
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  /** Bytes of heap that the server holds on to after some ticks of one series. */
  long heapBytesOfOneSeries() throws InterruptedException {
    fill(0, 1, FIRST_TICKS);
    requireDrained();
    return heapBytes();
  }

  /** Bytes of heap that the server holds on to. */
  long heapBytes() {
    return server.ask("heap", BenchedServer.Heap.class).bytes();
  }

  /** The runtime alone, in the process of the server while that has nothing to do. */
  BareRuntime.Speed bare(double batch, Duration duration) {
    return server.ask(
        "runtime %d %d".formatted(Math.max(1, Math.round(batch)), duration.toMillis()),
        BareRuntime.Speed.class);
  }

  /** Fills the window of every series and returns when the server has read them all. */
  void fillWindows() throws InterruptedException {
    int series = site.options().load().series();
    if (series > 1) {
      fill(1, series - 1, model.bundle().window().inputSize());
    }
    requireDrained();
  }

  /**
   * Waits until the last tick of each partition is answered, or until nothing moves any more; says
   * whether all are answered.
   */
  boolean drain() throws InterruptedException {
    long[] ends = site.topics().ends(ticks());
    long moved = System.nanoTime();
    long seen = -1;
    while (!watch.await(() -> reader.answered().reaches(ends), GLANCE)) {
      long now = reader.answered().answered() + figures().records();
      if (now != seen) {
        seen = now;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > STALLED.toNanos()) {
        return false;
      }
    }
    return true;
  }

  private PublishedScores readScores() {
    PublishedScores published =
        new PublishedScores(
            site.producer(),
            watch,
            ticks(),
            model.bundle().window(),
            BenchConfig.check(site.options(), model).scoring().maxPending());
    site.topics().createShort(BenchConfig.scores(name));
    site.startReader(BenchConfig.scores(name), published);
    return published;
  }

  private void requireDrained() throws InterruptedException {
    if (!drain()) {
      throw new BenchFailedException(
          "server: forecasts nothing more after %s of %s ticks"
              .formatted(figures().records(), ticks()));
    }
  }

  private void fill(int first, int count, int rounds) {
    String command = "fill %s %d %d %d".formatted(ticks(), first, count, rounds);
    BenchedProducer.Sent sent = site.producer().ask(command, BenchedProducer.Sent.class);
    if (sent.failed() > 0) {
      throw new BenchFailedException(
          "broker: refuses %d of %d ticks".formatted(sent.failed(), sent.ticks()));
    }
  }
}
