package dev.foretick.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code kill -9} of server and broker at random moments under load: {@code
 * -Dforetick.kill.rounds=100} makes it many, {@code -Dforetick.kill.seed} other moments.
 */
class KillIT {
  private static final Logger log = LoggerFactory.getLogger(KillIT.class);
  private static final int ROUNDS = Integer.getInteger("foretick.kill.rounds", 6);
  private static final long SEED = Long.getLong("foretick.kill.seed", 1);
  private static final int BROKER_ONE_IN = 3;

  /** Now and then a server is killed before it is ready. */
  private static final int EARLY_ONE_IN = 4;

  private static final int LONGEST_WAIT_MILLIS = 3_000;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @ParameterizedTest
  @EnumSource(DeliveryMode.class)
  void killedAtAnyMoment_everyObservationIsAnsweredAsIfNothingHadHappened(DeliveryMode delivery)
      throws Exception {
    Random random = new Random(SEED);
    try (Rig rig = new Rig(directory, delivery, 4)) {
      ServerProcess server = rig.serve("one").awaitReady();
      Feeder feeder = rig.feed(200, 800, SEED);
      for (int round = 0; round < ROUNDS; round++) {
        if (random.nextInt(EARLY_ONE_IN) > 0) {
          server.awaitReady();
        }
        // Mostly soon: what piled up meanwhile makes for large batches.
        double share = random.nextDouble();
        Patience.pause(Duration.ofMillis((long) (share * share * LONGEST_WAIT_MILLIS)));
        if (random.nextInt(BROKER_ONE_IN) == 0) {
          log.info("Round {}: kill -9 of the broker", round);
          rig.broker().kill();
          rig.broker().restart();
        } else {
          log.info("Round {}: kill -9 of the server", round);
          server.kill();
          server = rig.serve("one");
        }
      }
      server.awaitReady();
      List<Observed> observations = feeder.stop();
      rig.awaitAnswered(server);
      assertThat(server.stop(Rig.SHUTDOWN_TIMEOUT)).as("exit code").isZero();

      ForecastAudit audit = rig.audit(observations);
      log.info("{}, seed {}: {}", delivery, SEED, audit);
      audit.requireClean(delivery);
    }
  }
}
