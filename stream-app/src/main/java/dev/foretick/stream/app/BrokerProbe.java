package dev.foretick.stream.app;

import dev.foretick.stream.http.Health;
import dev.foretick.stream.lifecycle.StopFlag;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker every two seconds whether it is there, because a consumer whose broker is away
 * only says that there is nothing to read.
 */
final class BrokerProbe implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BrokerProbe.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);

  /** Probes between two looks for what holds the offsets back. */
  private static final int PROBES_TO_A_LOOK = 15;

  private final Admin admin;
  private final Health health;
  private final HeldOffsets heldOffsets;
  private final StopFlag stop = new StopFlag();

  /** Only the probe's own thread reads and writes it. */
  private boolean answered = true;

  private int unready;

  private final Thread thread = new Thread(this::run, "foretick-broker-probe");

  BrokerProbe(Admin admin, Health health, HeldOffsets heldOffsets) {
    this.admin = admin;
    this.health = health;
    this.heldOffsets = heldOffsets;
    thread.setDaemon(true);
  }

  /** Asks at once and from then on. */
  void start() {
    thread.start();
  }

  @Override
  public void close() {
    stop.request();
    thread.interrupt();
    admin.close(PERIOD);
  }

  private void run() {
    while (!stop.isRequested()) {
      ask();
      stop.pause(PERIOD);
    }
  }

  private void ask() {
    try {
      DescribeClusterOptions options =
          new DescribeClusterOptions().timeoutMs((int) PERIOD.toMillis());
      admin.describeCluster(options).nodes().get();
      health.brokerReachable(true, "polling");
      if (!answered) {
        log.info("The broker answers again");
      }
      answered = true;
      lookForHeldOffsets();
    } catch (ExecutionException e) {
      String what = told(e.getCause());
      health.brokerReachable(false, what);
      if (answered) {
        log.warn("{}, going on trying", what);
      }
      answered = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.request();
    }
  }

  private static String told(@Nullable Throwable cause) {
    // Of a time-out there is no more to say; its text is of a call that the reader has not made.
    return cause instanceof TimeoutException
        ? "The broker does not answer"
        : "The broker does not answer: " + cause;
  }

  /** Once in a while, as long as the server does not become ready though the broker answers. */
  private void lookForHeldOffsets() throws InterruptedException {
    unready = health.isReady() ? 0 : unready + 1;
    if (unready > 0 && unready % PROBES_TO_A_LOOK == 0) {
      heldOffsets.complaint().ifPresent(log::warn);
    }
  }
}
