package dev.foretick.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Members of a group that die and join while observations come. */
class RebalanceIT {
  private static final Logger log = LoggerFactory.getLogger(RebalanceIT.class);
  private static final int PARTITIONS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** For what the group does after it has said who has what. */
  private static final Duration AFTERMATH = Duration.ofSeconds(2);

  /** Partitions that stay where they are need not wait for the group to miss a member. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(3);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  static Stream<Arguments> modesAndProtocols() {
    return Stream.of(DeliveryMode.EXACTLY_ONCE)
        .flatMap(
            delivery ->
                Stream.of("classic", "consumer").map(protocol -> Arguments.of(delivery, protocol)));
  }

  @ParameterizedTest
  @MethodSource("modesAndProtocols")
  void memberThatDies_andMemberThatJoins_onlyHoldUpWhatMoves(DeliveryMode delivery, String protocol)
      throws Exception {
    try (Rig rig = new Rig(directory, delivery, PARTITIONS);
        TestTopics topics = rig.topics()) {
      ServerProcess first = rig.serve("one", protocol);
      ServerProcess second = rig.serve("two", protocol);
      ServerProcess third = rig.serve("three", protocol);
      awaitMembers(topics, 3);
      Feeder feeder = rig.feed(120, 300, 1);
      Patience.pause(Duration.ofSeconds(3));

      Rebalance death = rebalance(topics, 2, third::kill, first, second);
      first.requireAlive();
      List<ServerProcess> joined = new ArrayList<>();
      Rebalance joining =
          rebalance(topics, 3, () -> joined.add(rig.serve("four", protocol)), first, second);
      ServerProcess fourth = joined.get(0).awaitReady();
      List<Observed> observations = feeder.stop();
      rig.awaitAnswered(first, second, fourth);
      for (ServerProcess server : List.of(first, second, fourth)) {
        assertThat(server.stop(Rig.SHUTDOWN_TIMEOUT)).as("exit code").isZero();
      }

      ForecastAudit audit = rig.audit(observations);
      log.info("{}, {}: {}", delivery, protocol, audit);
      Gaps gaps = new Gaps();
      rig.readForecasts(gaps::look);
      death.report("death", gaps);
      joining.report("joining", gaps);
      audit.requireClean(delivery);
    }
  }

  /** What moved, and when. */
  private record Rebalance(Set<Integer> moved, Instant from, Instant to) {
    void report(String what, Gaps gaps) {
      Set<Integer> stayed =
          IntStream.range(0, PARTITIONS).boxed().collect(Collectors.toCollection(HashSet::new));
      stayed.removeAll(moved);
      Duration ofStayed = gaps.longest(stayed, from, to);
      log.info(
          "{}: {} moved, longest gap {} ms; {} stayed, longest gap {} ms",
          what,
          moved,
          gaps.longest(moved, from, to).toMillis(),
          stayed,
          ofStayed.toMillis());
      assertThat(moved).as("partitions that moved").isNotEmpty();
      assertThat(stayed).as("partitions that stayed").isNotEmpty();
      assertThat(ofStayed).as("gap of %s at the %s", stayed, what).isLessThan(SESSION_TIMEOUT);
    }
  }

  private static Rebalance rebalance(
      TestTopics topics, int members, Runnable cause, ServerProcess... survivors) throws Exception {
    Map<String, Set<Integer>> before = topics.assignments(Rig.GROUP, Rig.INPUT);
    Instant from = Instant.now();
    cause.run();
    awaitMembers(topics, members);
    Patience.pause(AFTERMATH);
    for (ServerProcess survivor : survivors) {
      // A transaction that the dead member left open ends no sooner than its timeout.
      survivor.awaitReady();
    }
    Map<String, Set<Integer>> after = topics.assignments(Rig.GROUP, Rig.INPUT);
    Set<Integer> moved = new HashSet<>();
    after.forEach(
        (member, partitions) -> {
          Set<Integer> gained = new HashSet<>(partitions);
          gained.removeAll(before.getOrDefault(member, Set.of()));
          moved.addAll(gained);
        });
    return new Rebalance(moved, from, Instant.now());
  }

  /** Waits until so many members share all partitions. */
  private static void awaitMembers(TestTopics topics, int members) {
    Patience.await(
        PATIENCE,
        () -> members + " members that share all partitions",
        () -> {
          Map<String, Set<Integer>> assignments = topics.assignments(Rig.GROUP, Rig.INPUT);
          return assignments.size() == members
              && assignments.values().stream().noneMatch(Set::isEmpty)
              && assignments.values().stream().mapToInt(Set::size).sum() == PARTITIONS;
        });
  }
}
