package dev.foretick.stream.app;

import dev.foretick.stream.http.Health;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/**
 * Asks the broker every two seconds whether it is there, because a consumer whose broker is away
 * only says that there is nothing to read.
 */
final class BrokerProbe implements AutoCloseable {
  private static final int PERIOD_MILLIS = 2_000;

  private final Admin admin;
  private final Health health;
  private final ScheduledExecutorService timer;

  BrokerProbe(Admin admin, Health health) {
    this.admin = admin;
    this.health = health;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "foretick-broker-probe");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Asks at once and from then on. */
  ScheduledFuture<?> start() {
    return timer.scheduleWithFixedDelay(this::ask, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    admin.close();
  }

  private void ask() {
    try {
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(PERIOD_MILLIS))
          .nodes()
          .get();
      health.brokerReachable(true, "polling");
    } catch (ExecutionException e) {
      health.brokerReachable(false, String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
