package dev.foretick.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker that holds its connections and does not answer, as an overloaded one does. */
class FrozenBrokerIT {
  private static final Logger log = LoggerFactory.getLogger(FrozenBrokerIT.class);
  private static final Duration FROZEN = Duration.ofSeconds(20);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration RECOVERY = Duration.ofSeconds(40);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @ParameterizedTest
  @EnumSource(names = "EXACTLY_ONCE")
  void brokerThatDoesNotAnswer_makesTheServerUnready_andItResumesByItself(DeliveryMode delivery)
      throws Exception {
    try (Rig rig = new Rig(directory, delivery, 4)) {
      ServerProcess server = rig.serve("one").awaitReady();
      Feeder feeder = rig.feed(200, 500, 1);
      Patience.pause(Duration.ofSeconds(2));

      long start = System.nanoTime();
      rig.broker().freeze();
      Patience.await(SOON, () -> "unready\n" + server.log(), () -> !server.isReady());
      log.info("{}: unready after {} ms", delivery, millisSince(start));
      assertThat(server.isLive()).isTrue();
      Patience.pause(FROZEN.minusNanos(System.nanoTime() - start));
      assertThat(server.isReady()).isFalse();
      assertThat(server.isLive()).isTrue();

      rig.broker().thaw();
      start = System.nanoTime();
      Patience.await(RECOVERY, () -> "ready\n" + server.log(), server::isReady);
      log.info("{}: ready again {} ms after the broker", delivery, millisSince(start));
      Patience.pause(Duration.ofSeconds(2));
      List<Observed> observations = feeder.stop();
      rig.awaitAnswered(server);
      assertThat(server.stop(Rig.SHUTDOWN_TIMEOUT)).as("exit code").isZero();
      ForecastAudit audit = rig.audit(observations);
      log.info("{}: {}", delivery, audit);
      audit.requireClean(delivery);
    }
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }
}
