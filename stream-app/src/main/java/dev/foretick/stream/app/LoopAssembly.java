package dev.foretick.stream.app;

import dev.foretick.common.bars.BarCalendar;
import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.wire.ObservationCodec;
import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.common.wire.StepClock;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.config.OutputShape;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.config.Warmup;
import dev.foretick.stream.consume.EventTime;
import dev.foretick.stream.consume.GroupStart;
import dev.foretick.stream.consume.LoopModel;
import dev.foretick.stream.consume.LoopParts;
import dev.foretick.stream.consume.LoopRunner;
import dev.foretick.stream.consume.Restore;
import dev.foretick.stream.consume.WindowLog;
import dev.foretick.stream.http.Health;
import dev.foretick.stream.http.LoopHealth;
import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.lifecycle.StopFlag;
import dev.foretick.stream.live.PageFacts;
import dev.foretick.stream.live.PageSource;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.metrics.Meters;
import dev.foretick.stream.publish.AtLeastOnceDelivery;
import dev.foretick.stream.publish.DeadLetters;
import dev.foretick.stream.publish.Delivery;
import dev.foretick.stream.publish.ExactlyOnceDelivery;
import dev.foretick.stream.publish.ForecastPublisher;
import dev.foretick.stream.publish.ScorePublisher;
import dev.foretick.stream.publish.SnapshotPublisher;
import dev.foretick.stream.reload.FileState;
import dev.foretick.stream.reload.ModelReload;
import dev.foretick.stream.reload.ModelWatch;
import dev.foretick.stream.score.LastShown;
import dev.foretick.stream.score.LiveAccuracy;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.score.ScoreMeters;
import dev.foretick.stream.score.ScoreSink;
import dev.foretick.stream.score.ScoringPlan;
import dev.foretick.stream.score.SeasonLags;
import dev.foretick.stream.state.BarKeeper;
import dev.foretick.stream.state.SeriesStore;
import dev.foretick.stream.state.WindowKeeper;
import dev.foretick.stream.watch.WatchShape;
import dev.foretick.stream.watch.Watching;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Wires the loops of a server by hand, from the configuration and the model. */
final class LoopAssembly {
  /** What a crash repeats beside the batches that are under way. */
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(50);

  private final ServeConfig config;
  private final ModelBundle bundle;
  private final ModelOpener opener;
  private final Optional<BarContract> barContract;
  private final ObservationFormat format;
  private final KafkaClients clients;
  private final WindowLog windowLog;
  private final Clock clock = Clock.systemUTC();
  private final PrometheusMeterRegistry registry;
  private final LoopMetrics metrics;
  private final Health health;
  private final List<LiveScorer> scorers = new CopyOnWriteArrayList<>();
  private final Optional<ScoringPlan> scoring;
  private final Optional<ScoreMeters> scoreMeters;
  private final LastShown lastShown = new LastShown();
  private final ModelMeters modelMeters;
  private final ModelHandover handover;
  private final Watching watching;

  /**
   * Prepares what the loops share.
   *
   * @param windowLog says how far the topic of windows reaches
   */
  LoopAssembly(
      ServeConfig config,
      ModelBundle bundle,
      ForecasterOpener opener,
      KafkaClients clients,
      WindowLog windowLog) {
    this.config = config;
    this.bundle = bundle;
    this.opener = new ModelOpener(opener, config.model());
    this.barContract = BarContract.of(config, bundle);
    this.format = InputFormat.of(config, bundle);
    this.clients = clients;
    this.windowLog = windowLog;
    this.registry = Registry.create();
    this.metrics = new LoopMetrics(registry);
    this.health = new Health(System::nanoTime, Duration.ofMillis(clients.maxPollIntervalMillis()));
    Meters.READY.gauge(registry, () -> health.isReady() ? 1 : 0);
    this.scoring = ScoringContract.of(config, bundle);
    this.modelMeters =
        new ModelMeters(registry, this::accuracy, scoring, ModelOpener.served(bundle));
    this.scoreMeters = scoring.map(plan -> new ScoreMeters(registry));
    this.handover = new ModelHandover(this.opener, modelMeters);
    this.watching =
        new Watching(
            WatchShape.of(
                bundle.window(), bundle.levels(), 1 + bundle.schema().covariates().size()),
            () -> modelMeters.served().name(),
            System::nanoTime,
            new SecureRandom().nextLong());
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  Health health() {
    return health;
  }

  /** What the live page shows. */
  PageSource pageSource() {
    PageFacts facts =
        new PageFacts(
            config.topics().input(),
            bundle.schema().target(),
            bundle.schema().covariates(),
            barContract.isPresent(),
            bundle.schema().frequency(),
            bundle.window().inputSize(),
            config.scoring().enabled());
    return new PageSource(facts, watching, registry, health, this::accuracy, modelMeters::served);
  }

  /** How the forecasts of all loops have turned out so far; nothing if scoring is off. */
  LiveAccuracy accuracy() {
    return scorers.stream()
        .map(LiveScorer::accuracy)
        .reduce(LiveAccuracy::plus)
        .orElse(LiveAccuracy.NONE);
  }

  /**
   * Puts the loops together, each with clients and a forecaster of its own.
   *
   * @param start what there was before the loops join their group
   * @param resources takes what has to be closed after the loops
   */
  Loops loops(GroupStart start, Closing resources) {
    resources.add(new JvmGcMetrics()).bindTo(registry);
    List<LoopRunner> loops = new ArrayList<>();
    try {
      for (int number = 1; number <= config.threads(); number++) {
        loops.add(loop(number, start, resources));
      }
    } catch (RuntimeException | Error e) {
      // A loop owns its forecaster, also one that never starts.
      new Loops(loops).close();
      throw e;
    }
    return new Loops(loops);
  }

  /**
   * What watches the model file for the loops, unless nothing is to.
   *
   * @param read state of the file before the bundle was read from it
   */
  Optional<ModelWatch> modelWatch(FileState read) {
    Duration interval = config.model().reloadInterval();
    if (interval.isZero()) {
      return Optional.empty();
    }
    ModelReload reload =
        new ModelReload(
            config.model().path(), read, bundle, handover::handOver, modelMeters::refused);
    return Optional.of(new ModelWatch(reload, interval, config.shutdownTimeout().dividedBy(20)));
  }

  private LoopRunner loop(int number, GroupStart start, Closing resources) {
    Consumer<byte[], byte[]> consumer = resources.add(clients.consumer(number));
    bind(resources, new KafkaClientMetrics(consumer));
    Consumer<byte[], byte[]> windows = resources.add(clients.windowsConsumer(number));
    LoopMetrics ofLoop = number == 1 ? metrics : metrics.further();
    LoopHealth loopHealth = health.loop();
    StopFlag stop = new StopFlag();
    Delivery delivery = newDelivery(number, consumer, loopHealth, stop, resources);
    // The loop closes it as well; it may never come to be.
    resources.add(delivery);
    Optional<LiveScorer> scorer = newScorer(delivery);
    scorer.ifPresent(scorers::add);
    LoopModel model = opener.open(bundle, ofLoop);
    Optional<BarCalendar> barCalendar = barContract.map(bars -> new BarCalendar(bars.spec()));
    Optional<BarKeeper> barKeeper = barCalendar.map(this::newBarKeeper);
    SeriesStore store = newStore(barKeeper, scorer, ofLoop);
    boolean warmUp = config.output().warmup() == Warmup.PUBLISH;
    LoopParts parts =
        new LoopParts(
            consumer,
            delivery,
            model,
            handover.join(ofLoop),
            new ObservationCodec(format),
            store,
            new MicroBatch(bundle.window(), clients.maxPollRecords(), model.guarded(), warmUp),
            config.emit(),
            new EventTime(
                config.time().late(),
                config.time().maxAhead(),
                barKeeper,
                config.bars().closeDelay()),
            newPublisher(model, barCalendar, delivery, ofLoop),
            new DeadLetters(config.topics().deadLetter(), delivery),
            scorer,
            new SnapshotPublisher(
                store, config.topics().windows(), config.state().maxReplayRecords(), ofLoop),
            new Restore(
                windows,
                windowLog,
                config.topics().windows(),
                config.state().maxReplayRecords(),
                clients.offsetReset(),
                start),
            loopHealth,
            stop,
            ofLoop,
            watching.join(),
            clock);
    return new LoopRunner(
        parts,
        config.topics().input(),
        number,
        ForecastServer.loopTimeout(config.shutdownTimeout()));
  }

  private Delivery newDelivery(
      int number,
      Consumer<byte[], byte[]> consumer,
      LoopHealth loopHealth,
      StopFlag stop,
      Closing resources) {
    return switch (config.delivery()) {
      case EXACTLY_ONCE ->
          new ExactlyOnceDelivery(
              clients.transactionalId(number),
              resources.add(
                  new BoundProducers(() -> clients.transactionalProducer(number), registry)),
              clients.transactionTimeout(),
              consumer,
              loopHealth,
              System::nanoTime);
      case AT_LEAST_ONCE -> {
        Producer<byte[], byte[]> producer = resources.add(clients.producer(number));
        bind(resources, new KafkaClientMetrics(producer));
        yield new AtLeastOnceDelivery(producer, consumer, COMMIT_INTERVAL, loopHealth, stop);
      }
    };
  }

  private Optional<LiveScorer> newScorer(Delivery delivery) {
    Optional<ScoreSink> sink =
        config.topics().scores().map(topic -> new ScorePublisher(topic, delivery));
    Optional<LiveScorer> scorer =
        scoring.map(
            plan ->
                new LiveScorer(
                    bundle.modelName(),
                    bundle.provenance().modelVersion(),
                    plan,
                    scoreMeters.orElseThrow(),
                    lastShown,
                    sink));
    scorer.ifPresent(live -> live.whenSeriesChange(modelMeters::seriesChanged));
    return scorer;
  }

  private SeriesStore newStore(
      Optional<BarKeeper> barKeeper, Optional<LiveScorer> scorer, LoopMetrics ofLoop) {
    return new SeriesStore(
        barKeeper.isPresent() ? barKeeper.get() : newWindowKeeper(),
        StateContract.of(bundle, barContract.map(BarContract::spec).orElse(null)),
        bundle.model().groups()::indexOf,
        config.state().idleTimeout(),
        config.state().maxSeries(),
        scorer,
        ofLoop,
        clock);
  }

  private WindowKeeper newWindowKeeper() {
    return new WindowKeeper(
        bundle.window(), calendarInputs(), config.time().grace(), config.time().duplicates());
  }

  private BarKeeper newBarKeeper(BarCalendar barCalendar) {
    return new BarKeeper(
        bundle.window(),
        calendarInputs(),
        barCalendar,
        barContract.orElseThrow().channels(),
        scoring.map(ScoringPlan::season).orElse(SeasonLags.NONE));
  }

  private CalendarInputs calendarInputs() {
    return new CalendarInputs(
        bundle.schema().calendar(), bundle.schema().frequency(), bundle.window().horizon());
  }

  private ForecastPublisher newPublisher(
      LoopModel model, Optional<BarCalendar> barCalendar, Delivery delivery, LoopMetrics ofLoop) {
    return new ForecastPublisher(
        config.topics().input(),
        config.topics().output(),
        config.output().shape() == OutputShape.FLAT,
        model.served(),
        barCalendar.<StepClock>map(bars -> bars::next).orElse(null),
        delivery,
        ofLoop,
        clock);
  }

  private void bind(Closing resources, KafkaClientMetrics binder) {
    binder.bindTo(registry);
    resources.add(binder);
  }
}
