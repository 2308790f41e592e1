package dev.foretick.stream.consume;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.wire.ForecastDecoder;
import dev.foretick.common.wire.ObservationCodec;
import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.baseline.NaiveForecaster;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaling;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.http.Health;
import dev.foretick.stream.http.LoopHealth;
import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.inference.SafeForecaster;
import dev.foretick.stream.lifecycle.StopFlag;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.publish.AtLeastOnceDelivery;
import dev.foretick.stream.publish.DeadLetters;
import dev.foretick.stream.publish.Delivery;
import dev.foretick.stream.publish.ExactlyOnceDelivery;
import dev.foretick.stream.publish.ForecastPublisher;
import dev.foretick.stream.publish.ServedModel;
import dev.foretick.stream.publish.SnapshotPublisher;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.state.SeriesStore;
import dev.foretick.stream.testing.HandClock;
import dev.foretick.stream.testing.StubForecaster;
import dev.foretick.stream.testing.TestScorers;
import dev.foretick.stream.testing.TestTopics;
import dev.foretick.stream.watch.KeptSeries;
import dev.foretick.stream.watch.WatchShape;
import dev.foretick.stream.watch.Watching;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A loop on Kafka's own stand-ins for its clients, turned by hand. */
final class LoopBench {
  static final String INPUT = "in";
  static final String OUTPUT = "out";
  static final String DEAD = "dead";
  static final TopicPartition FIRST = new TopicPartition(INPUT, 0);
  static final String WINDOWS = "windows";
  static final TopicPartition SECOND = new TopicPartition(INPUT, 1);

  static final CalendarInputs NO_CALENDAR = new CalendarInputs(List.of(), Duration.ofSeconds(1), 1);

  final SlowConsumer consumer = new SlowConsumer();
  final MockConsumer<byte[], byte[]> windows = new MockConsumer<>("earliest");
  long windowsEnd;
  WindowLog windowLog = partition -> CompletableFuture.completedFuture(windowsEnd);
  final HandClock clock;
  final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
  final StubForecaster forecaster = new StubForecaster();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final List<Score> scores = new ArrayList<>();
  final ModelInbox inbox = new ModelInbox();
  final StopFlag stop = new StopFlag();
  final AtomicLong healthNanos = new AtomicLong();
  final Health health = new Health(healthNanos::get, Duration.ofMinutes(5));
  final LoopHealth loopHealth = health.loop();
  final AtomicLong watchNanos = new AtomicLong();
  final Watching watching =
      new Watching(
          WatchShape.of(StubForecaster.WINDOW, StubForecaster.LEVELS, 1),
          KeptSeries.of(Set.of(new SeriesId("listed"))),
          () -> "stub",
          watchNanos::get,
          1);
  final LoopParts parts;
  final ForecastLoop loop;

  private final LoopMetrics metrics = new LoopMetrics(registry);
  private final ForecastDecoder decoder = new ForecastDecoder();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private @Nullable List<ConsumerRecord<byte[], byte[]>> together;

  LoopBench() {
    this(new LoopSetup());
  }

  LoopBench(LoopSetup setup) {
    clock = setup.clock;
    Delivery delivery = delivery(setup.delivery);
    Optional<LiveScorer> scorer =
        Optional.of(
            TestScorers.of(
                "stub",
                "v1",
                TestScorers.plan(StubForecaster.LEVELS, 2, 10, Set.of(new SeriesId("watched"))),
                registry,
                Optional.of(scores::add)));
    LoopModel model = loopModel(forecaster, "v1", Map.of(), () -> {});
    SeriesStore store =
        new SeriesStore(
            setup.keeper, "stub", series -> 0, Duration.ofDays(1), 1_000, scorer, metrics, clock);
    parts =
        new LoopParts(
            consumer,
            delivery,
            model,
            inbox,
            new ObservationCodec(format()),
            store,
            new MicroBatch(StubForecaster.WINDOW, 500, model.guarded(), setup.warmUp),
            setup.emit,
            setup.eventTime,
            new ForecastPublisher(
                INPUT, OUTPUT, false, model.served(), setup.steps, delivery, metrics, clock),
            new DeadLetters(DEAD, delivery),
            scorer,
            new SnapshotPublisher(store, WINDOWS, setup.maxReplayRecords, metrics),
            new Restore(
                windows,
                partition -> windowLog.end(partition),
                WINDOWS,
                setup.maxReplayRecords,
                OffsetReset.parse(setup.offsetReset).orElseThrow(),
                setup.start),
            loopHealth,
            stop,
            metrics,
            watching.join(),
            clock);
    loop = new ForecastLoop(parts);
    loop.subscribe(INPUT);
    consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    consumer.updateEndOffsets(Map.of(FIRST, 0L, SECOND, 0L));
  }

  /** A model of one version, as the loop is given it. */
  LoopModel loopModel(
      Forecaster of, String version, Map<SeriesId, Integer> groups, Runnable whenTaken) {
    WindowScaling scaling =
        new WindowScaling(
            TargetTransform.NONE, Normalization.LAST_VALUE, 1, 1, new double[0], new double[0]);
    float[][] naiveQuantiles = {{-1, 0, 1}, {-2, 0, 2}};
    NaiveForecaster naive =
        new NaiveForecaster(StubForecaster.WINDOW, StubForecaster.LEVELS, scaling, naiveQuantiles);
    return new LoopModel(
        of,
        new SafeForecaster(of, group -> group == 0 ? "stub" : "stub-" + group, naive, metrics),
        new ServedModel(
            "stub",
            version,
            StubForecaster.LEVELS,
            PointForecast.MEDIAN,
            StubForecaster.WINDOW.horizon(),
            Duration.ofSeconds(1)),
        groups,
        whenTaken);
  }

  private Delivery delivery(DeliveryMode mode) {
    return switch (mode) {
      case EXACTLY_ONCE ->
          new ExactlyOnceDelivery(
              "bench", this::open, Duration.ofSeconds(15), consumer, loopHealth, System::nanoTime);
      case AT_LEAST_ONCE ->
          new AtLeastOnceDelivery(open(), consumer, Duration.ZERO, loopHealth, stop);
    };
  }

  private MockProducer<byte[], byte[]> open() {
    MockProducer<byte[], byte[]> opened =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    producers.add(opened);
    return opened;
  }

  /** The producer at work. */
  MockProducer<byte[], byte[]> producer() {
    return producers.get(producers.size() - 1);
  }

  /** Lets this member have the partitions, which takes effect with the next turn. */
  void assign(TopicPartition... partitions) {
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(partitions)));
    loop.turn();
  }

  /** Lets the next record of a partition have this offset. */
  void skip(TopicPartition partition, long offset) {
    ends.put(partition, offset);
  }

  /** Appends a well-formed record to a partition's log. */
  void tick(TopicPartition partition, String series, long second, double price) {
    record(partition, series, TestTopics.tickJson(second, price));
  }

  /** Appends any record to a partition's log. */
  void record(TopicPartition partition, String key, String value) {
    long offset = ends.merge(partition, 1L, Long::sum) - 1;
    consumer.updateEndOffsets(Map.of(partition, offset + 1));
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            offset,
            TestTopics.bytes(key),
            TestTopics.bytes(value));
    if (together != null) {
      together.add(record);
    } else {
      consumer.schedulePollTask(() -> consumer.addRecord(record));
    }
  }

  /** Goes round once with all the records that {@code appends} appends. */
  void pollTogether(Runnable appends) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    together = records;
    appends.run();
    together = null;
    consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
    turn(2);
  }

  /** Takes in so many further series that not all of them are kept. */
  void tickMany(TopicPartition partition) {
    pollTogether(
        () -> IntStream.range(0, 100).forEach(series -> tick(partition, "many-" + series, 0, 1)));
  }

  /** Goes round until nothing more comes. */
  void turn(int times) {
    for (int i = 0; i < times; i++) {
      loop.turn();
    }
  }

  List<Forecast> forecasts() {
    return sent(OUTPUT).stream().map(record -> decoder.decode(record.value())).toList();
  }

  List<ProducerRecord<byte[], byte[]>> sent(String topic) {
    return producers.stream()
        .flatMap(producer -> producer.history().stream())
        .filter(record -> record.topic().equals(topic))
        .toList();
  }

  Map<TopicPartition, Long> committed(TopicPartition... partitions) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.of(partitions));
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            offsets.put(partition, offset.offset());
          }
        });
    return offsets;
  }

  /** Lets the group have what the transactions of the producer at work have committed. */
  void commitAsTheTransactionsDid() {
    producer()
        .consumerGroupOffsetsHistory()
        .forEach(transaction -> transaction.values().forEach(consumer::commitSync));
  }

  double count(String meter) {
    Collection<Counter> counters = registry.find(meter).counters();
    return counters.stream().mapToDouble(Counter::count).sum();
  }

  private static ObservationFormat format() {
    return new ObservationFormat(
        ObservationFormat.Kind.JSON,
        Optional.empty(),
        Optional.of("ts"),
        TimeUnitFormat.EPOCH_S,
        "price",
        List.of(),
        ',',
        List.of());
  }
}
