package dev.foretick.stream.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.sun.management.ThreadMXBean;
import dev.foretick.stream.metrics.Meters;
import dev.foretick.stream.metrics.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Asks the meters of a server in this process, and the JVM, what the server has done so far. */
final class ServerProbe {
  private static final String LOOP_THREADS = "foretick-loop";

  private final MeterRegistry meters;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  ServerProbe(MeterRegistry meters) {
    this.meters = meters;
  }

  ServerFigures figures() {
    long[] loops = loops();
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    return new ServerFigures(
        (long) count(Meters.RECORDS_CONSUMED),
        summaries().stream().mapToLong(summary -> (long) summary.totalAmount()).sum(),
        summaries().stream().mapToLong(DistributionSummary::count).sum(),
        (long) count(Meters.STATE_SNAPSHOTS),
        stages(),
        loops.length,
        Arrays.stream(threads.getThreadCpuTime(loops)).sum() / 1e9,
        Arrays.stream(threads.getThreadAllocatedBytes(loops)).sum(),
        Processors.ownSeconds(),
        collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum(),
        collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum() / 1e3);
  }

  RestoreFigures restored() {
    Collection<Timer> restores = meters.find(Meters.STATE_RESTORE.meterName()).timers();
    return new RestoreFigures(
        (int) gauge(Meters.STATE_RESTORING),
        restores.stream().mapToLong(Timer::count).sum(),
        restores.stream().mapToDouble(timer -> timer.max(NANOSECONDS)).max().orElse(0) / 1e9,
        (long) gauge(Meters.SERIES_ACTIVE),
        (long) count(Meters.STATE_SNAPSHOTS_READ),
        (long) count(Meters.STATE_REPLAYED),
        Arrays.stream(threads.getThreadCpuTime(loops())).sum() / 1e9,
        Processors.ownSeconds());
  }

  private double gauge(Meters meter) {
    return meters.find(meter.meterName()).gauges().stream().mapToDouble(Gauge::value).sum();
  }

  private double count(Meters meter) {
    return meters.find(meter.meterName()).counters().stream().mapToDouble(Counter::count).sum();
  }

  private List<DistributionSummary> summaries() {
    return List.copyOf(meters.find(Meters.BATCH_SIZE.meterName()).summaries());
  }

  private Map<String, Double> stages() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      String name = stage.name().toLowerCase(Locale.ROOT);
      Collection<Timer> timers = meters.find(Meters.STAGE.meterName()).tag("stage", name).timers();
      double nanos = timers.stream().mapToDouble(timer -> timer.totalTime(NANOSECONDS)).sum();
      seconds.put(name, nanos / 1e9);
    }
    return seconds;
  }

  private long[] loops() {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .filter(thread -> thread.getThreadName().startsWith(LOOP_THREADS))
        .mapToLong(ThreadInfo::getThreadId)
        .toArray();
  }
}
