package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchServeOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--series 0 | --series: 0 (expected: 1 to 10000000)",
        "--partitions 0 | --partitions: 0 (expected: 1 to 1000)",
        "--rate 0 | --rate: 0.0 (expected: > 0)",
        "--rate fast | --rate: fast (expected: a number, or max)",
        "--duration 0s | --duration: PT0S (expected: > 0)",
        "--duration 20 | 20 (expected: a time such as 90s, 5m or 2h)",
        "--rounds 0 | --rounds: 0 (expected: 1 to 100)",
        "--threads 0 | --threads: 0 (expected: 1 to 64)",
        "--threads 5 | --threads: 5 (expected: at most --partitions: 4)",
        "--heap much | --heap: much (expected: a size such as 512m or 2g)",
        "--delivery maybe | maybe (expected: one of exactly-once, at-least-once",
        "--beside itself | itself (expected: one of without-compute, at-least-once, without-snap",
        "--beside at-least-once --rate 9 | --beside: at-least-once (expected: without --rate, as",
        "--beside at-least-once --delivery at-least-once | --beside: at-least-once (expected: some",
        "--beside without-scoring | --beside: without-scoring (expected: something that the server is",
        "--scoring --beside without-scores-topic | --beside: without-scores-topic (expected: some",
        "--scores-topic --emit latest | --emit: latest (expected: every, with --scores-topic)",
        "--emit latest --restart | --emit: latest (expected: every, with --restart)",
        "--max-replay-records -1 | --max-replay-records: -1 (expected: 0 to 2147483647)",
        "--emit some | some (expected: one of every, latest)",
        "--kafka acks | should be in KEY=VALUE format but was acks",
        "--hidden 0 | lstm units: 0 (expected: 1 to 4096)",
        "--patch-size 32 | input-size: 16 is too short for the front end",
        "--model m.foretick --hidden 64 | --model: with --input-size, --horizon, --hidden",
      })
  void benchServe_withAnOptionThatCannotBe_saysWhatWasExpected(String options, String message) {
    CommandRun run = CommandRun.of("bench serve " + options);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message).contains("Try 'foretick bench serve --help'.");
    assertThat(run.err().lines()).hasSize(2);
  }

  @Test
  void benchServe_withSeveralProblems_reportsThemAll() {
    assertThat(CommandRun.of("bench serve --series 0 --rounds 0 --horizon 0").err())
        .contains("--series: 0 (expected: ", "--rounds: 0 (expected: ", "horizon: 0 (expected: ");
  }

  @Test
  void benchServe_ofABundleThatIsNotThere_startsNothing() {
    CommandRun run = CommandRun.of("bench serve --model /no/such.foretick");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("foretick bench serve: /no/such.foretick");
  }

  @Test
  void bench_withoutACommand_namesOne() {
    CommandRun run = CommandRun.of("bench");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("command: none (expected: serve)");
  }
}
