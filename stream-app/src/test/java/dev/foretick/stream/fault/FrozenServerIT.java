package dev.foretick.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member that stands still for longer than its session, as in a long pause of its machine: it
 * wakes up in the middle of a batch of partitions that another member has had for a while.
 */
class FrozenServerIT {
  private static final Logger log = LoggerFactory.getLogger(FrozenServerIT.class);
  private static final int ROUNDS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @ParameterizedTest
  @EnumSource(names = "EXACTLY_ONCE")
  void memberThatWakesUp_afterAnotherOneHasItsPartitions_harmsNothing_andJoinsAgain(
      DeliveryMode delivery) throws Exception {
    try (Rig rig = new Rig(directory, delivery, 4);
        TestTopics topics = rig.topics()) {
      ServerProcess first = rig.serve("one").awaitReady();
      ServerProcess second = rig.serve("two").awaitReady();
      awaitMembers(topics, 2);
      Feeder feeder = rig.feed(200, 600, 1);
      for (int round = 0; round < ROUNDS; round++) {
        Patience.pause(Duration.ofMillis(1_500 + 37 * round));
        first.freeze();
        awaitMembers(topics, 1);
        Patience.pause(Duration.ofSeconds(1));
        first.thaw();
        awaitMembers(topics, 2);
      }
      List<Observed> observations = feeder.stop();
      rig.awaitAnswered(first, second);
      for (ServerProcess server : List.of(first, second)) {
        assertThat(server.stop(Rig.SHUTDOWN_TIMEOUT)).as("exit code").isZero();
      }
      ForecastAudit audit = rig.audit(observations);
      log.info("{}: {}", delivery, audit);
      audit.requireClean(delivery);
    }
  }

  /** Waits until so many members have partitions. */
  private static void awaitMembers(TestTopics topics, int members) {
    Patience.await(
        PATIENCE,
        () -> members + " members with partitions",
        () ->
            topics.assignments(Rig.GROUP, Rig.INPUT).values().stream()
                    .filter(partitions -> !partitions.isEmpty())
                    .count()
                == members);
  }
}
