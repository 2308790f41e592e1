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

/** An input topic that is given more partitions while observations come. */
class MorePartitionsIT {
  private static final Logger log = LoggerFactory.getLogger(MorePartitionsIT.class);
  private static final int BEFORE = 2;
  private static final int AFTER = 5;
  private static final String SOON_NOTICED = Rig.CLASSIC + "kafka.metadata.max.age.ms: 1000";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @ParameterizedTest
  @EnumSource(names = "EXACTLY_ONCE")
  void partitionsThatAreAdded_areAnswered_andTheirSeriesWarmUpThere(DeliveryMode delivery)
      throws Exception {
    try (Rig rig = new Rig(directory, delivery, BEFORE)) {
      ServerProcess server = rig.serve("one", "256m", SOON_NOTICED).awaitReady();
      Feeder feeder = rig.feed(100, 500, 1);
      Patience.pause(Duration.ofSeconds(4));

      rig.broker().growTopic(Rig.INPUT, AFTER);
      Patience.pause(Duration.ofSeconds(6));
      server.kill();
      server = rig.serve("one", "256m", SOON_NOTICED).awaitReady();
      Patience.pause(Duration.ofSeconds(2));
      List<Observed> observations = feeder.stop();
      rig.awaitAnswered(server);
      assertThat(server.stop(Rig.SHUTDOWN_TIMEOUT)).as("exit code").isZero();

      assertThat(observations.stream().map(observed -> observed.place().partition()).distinct())
          .as("partitions")
          .hasSize(AFTER);
      ForecastAudit audit = rig.audit(observations);
      log.info("{}: {}", delivery, audit);
      audit.requireClean(delivery);
    }
  }
}
