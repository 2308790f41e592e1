package dev.foretick.stream.bench;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.config.Emit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reports with figures that are easy to check. */
final class SyntheticBench {
  private SyntheticBench() {}

  static ServeBenchOptions options(Optional<Double> rate, Map<String, String> kafka) {
    return options(rate, DeliveryMode.EXACTLY_ONCE, Beside.WITHOUT_COMPUTE, kafka);
  }

  static ServeBenchOptions options(
      Optional<Double> rate, DeliveryMode delivery, Beside beside, Map<String, String> kafka) {
    Scoring scoring = beside == Beside.WITHOUT_SCORES_TOPIC ? Scoring.PUBLISHED : Scoring.OFF;
    return new ServeBenchOptions(
        new ServeBenchOptions.Load(
            2000,
            4,
            rate.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
            Duration.ofSeconds(20),
            Duration.ofSeconds(8),
            2),
        new ServeBenchOptions.Network(Optional.empty(), 32, 16, 12, OptionalInt.empty()),
        new ServeBenchOptions.Server(delivery, Emit.EVERY, 1, scoring, 100_000, "2g"),
        new ServeBenchOptions.Steps(beside, false),
        Optional.empty(),
        kafka);
  }

  /**
   * Two rounds: 200 000 forecasts in 10 s, then in 20 s; without compute 250 000 and 500 000; the
   * runtime alone 100 000 a second.
   */
  static BenchReport atTopRate() {
    return atTopRate(DeliveryMode.AT_LEAST_ONCE, Beside.WITHOUT_COMPUTE);
  }

  /** The same figures for another server and another beside it. */
  static BenchReport atTopRate(DeliveryMode delivery, Beside beside) {
    return report(
        options(Optional.empty(), delivery, beside, Map.of("max.poll.records", "1000")),
        Optional.empty(),
        List.of(
            new Round(speed(10, 200_000), speed(10, 250_000), new BareRuntime.Speed(400, 90_000)),
            new Round(speed(20, 200_000), speed(20, 500_000), new BareRuntime.Speed(400, 110_000))),
        DeliveryCount.NONE.plus(new DeliveryCount(900_000, 0, 900_000, 900_000, 3)));
  }

  /** 5 000 forecasts a second, a restart, and one forecast that is missing. */
  static BenchReport atAFixedRate() {
    return report(
        options(Optional.of(5_000.0), Map.of("max.poll.records", "1000")),
        Optional.of(
            new Restart(
                5_000,
                0.25,
                1.5,
                3.75,
                4.25,
                new RestoreFigures(0, 4, 2.125, 100_000, 120_000, 400_000, 1.125, 5.5))),
        List.of(),
        new DeliveryCount(100_000, 0, 100_000, 99_999, 0));
  }

  private static BenchReport report(
      ServeBenchOptions options,
      Optional<Restart> restart,
      List<Round> rounds,
      DeliveryCount delivery) {
    return new BenchReport(
        new BenchReport.Machine(2, "Linux amd64", "17.0.15"),
        options,
        new BenchReport.Served("lstm", new WindowSpec(16, 12, 1), 3, false),
        1.75,
        new BenchReport.Memory(15_000_000, 40_998_700, 20_000),
        rounds,
        new Paced(
            5_000,
            speed(20, 100_000),
            0.0005,
            new Paced.Latency(100_000, 0.004, 0.008, 0.0125, 0.03, 0.045)),
        restart,
        delivery,
        options.server().scoring().isPublished()
            ? Optional.of(new ScoreCount(7_200_000, 7_199_988))
            : Optional.empty());
  }

  /** The loop computes for half of the time and is idle for a tenth. */
  static Speed speed(double seconds, long forecasts) {
    Map<String, Double> stages = new LinkedHashMap<>();
    stages.put("decode", 0.1 * seconds);
    stages.put("infer", 0.5 * seconds);
    stages.put("publish", 0.3 * seconds);
    Map<String, Double> processes = new LinkedHashMap<>();
    processes.put("server", 1.0 * seconds);
    processes.put("broker", 0.5 * seconds);
    return new Speed(
        seconds,
        forecasts,
        new ServerFigures(
            forecasts,
            forecasts,
            forecasts / 400,
            forecasts / 1000,
            stages,
            1,
            0.8 * seconds,
            1000 * forecasts,
            1.0 * seconds,
            12,
            0.01 * seconds),
        new ProcessorTime(2 * seconds, processes, 1.8 * seconds));
  }
}
