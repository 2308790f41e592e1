package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.terminal.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTextTest {
  private final Terminal plain = new Terminal(System.out, false, false, false);

  @Test
  void lines_atTheTopRate_setTheServerBesideWhatItCouldDo() {
    List<String> lines = BenchText.lines(SyntheticBench.atTopRate(), plain);
    assertThat(lines)
        .contains(
            "Top rate  each measured for 20 s",
            "  forecasts/s                                   20 000    10 000    13 333",
            "  the same loop without compute, forecasts/s    25 000    25 000    25 000",
            "  the runtime alone on 1 thread, forecasts/s    90 000   110 000   100 000",
            "  snapshots written                                200       200       400",
            "  the same without compute                         250       500       750",
            "  server / without compute                        0.80      0.40      0.53",
            "  server / runtime alone                          0.22      0.09      0.13",
            "  The server makes 0.53 of the forecasts of the same loop without compute,",
            "  and 0.13 of those of the runtime alone.")
        .anySatisfy(line -> assertThat(line).contains("99 % within").endsWith("12.5 ms"))
        .anySatisfy(line -> assertThat(line).matches("  infer +50.0 % +50.0 %"))
        .anySatisfy(line -> assertThat(line).matches("  heap for a series +1 300 B"))
        .anySatisfy(line -> assertThat(line).matches("  doubled +3"))
        .anySatisfy(line -> assertThat(line).contains("weights are random"))
        .anySatisfy(line -> assertThat(line).contains("max.poll.records"))
        .anySatisfy(line -> assertThat(line).contains("Other programs took their share"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(101).matches("\\p{ASCII}*"));
  }

  @Test
  void lines_atAFixedRate_compareNothing() {
    List<String> lines = BenchText.lines(SyntheticBench.atAFixedRate(), plain);
    assertThat(lines)
        .noneSatisfy(line -> assertThat(line).contains("without compute"))
        .contains("Latency  from a tick that is due to its forecast, at 5 000 ticks/s")
        .contains("Where the loop's time goes  at 5 000 ticks/s")
        .anySatisfy(line -> assertThat(line).matches("  lost +1"));
  }

  @Test
  void lines_besideAtLeastOnce_nameIt() {
    BenchReport report = SyntheticBench.atTopRate(DeliveryMode.EXACTLY_ONCE, Beside.AT_LEAST_ONCE);
    assertThat(BenchText.lines(report, plain))
        .anySatisfy(line -> assertThat(line).contains("exactly-once, emit every"))
        .anySatisfy(line -> assertThat(line).matches("  server / at least once .* 0.53"))
        .anySatisfy(line -> assertThat(line).matches("  the same at least once +250 +500 +750"))
        .contains("  The server makes 0.53 of the forecasts of the same delivering at least once,")
        .noneSatisfy(line -> assertThat(line).contains("without compute"));
  }

  @Test
  void lines_afterARestart_tellHowSoonItWasBack() {
    assertThat(BenchText.lines(SyntheticBench.atAFixedRate(), plain))
        .contains("Restart  after kill -9 at 5 000 ticks/s")
        .anySatisfy(line -> assertThat(line).matches("  from its start until it is ready +3.750 s"))
        .anySatisfy(line -> assertThat(line).matches("  until the JVM runs it +0.2500 s"))
        .anySatisfy(line -> assertThat(line).matches("  processor time of the loops .+ 1.125 s"))
        .anySatisfy(line -> assertThat(line).matches("  of the whole process +5.500 s"))
        .anySatisfy(line -> assertThat(line).matches("  series read back +100 000"))
        .anySatisfy(line -> assertThat(line).matches("  snapshots read +120 000"))
        .anySatisfy(line -> assertThat(line).matches("  records read again +400 000"));
    assertThat(BenchText.lines(SyntheticBench.atTopRate(), plain))
        .noneSatisfy(line -> assertThat(line).startsWith("Restart"));
  }

  @Test
  void lines_besideAServerWithoutATopicOfScores_countTheScores() {
    BenchReport report =
        SyntheticBench.atTopRate(DeliveryMode.EXACTLY_ONCE, Beside.WITHOUT_SCORES_TOPIC);
    assertThat(BenchText.lines(report, plain))
        .anySatisfy(line -> assertThat(line).contains("scoring on, to a topic, heap"))
        .anySatisfy(line -> assertThat(line).matches("  server / without scores topic .* 0.53"))
        .contains("  The server makes 0.53 of the forecasts of the same without a topic of scores,")
        .anySatisfy(line -> assertThat(line).matches("  scores expected +7 200 000"))
        .anySatisfy(line -> assertThat(line).matches("  scores received +7 199 988"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    assertThat(report.isWhole()).as("with scores missing").isFalse();
    assertThat(BenchText.lines(SyntheticBench.atTopRate(), plain))
        .noneSatisfy(line -> assertThat(line).contains("scores expected"));
  }

  @Test
  void isWhole_withAForecastMissing_isNot() {
    assertThat(SyntheticBench.atTopRate().isWhole()).isTrue();
    assertThat(SyntheticBench.atAFixedRate().isWhole()).isFalse();
  }

  @Test
  void latency_ofAServerOrAProducerThatFallsBehind_saysSo() {
    String server = "  The server does not keep up with this rate: ticks wait longer and longer.";
    String producer = "  The producer did not keep up with it: fewer ticks were sent in that time.";
    assertThat(paced(5_000, 0.1)).doesNotContain(server, producer);
    assertThat(paced(7_000, 0.1)).contains(server).doesNotContain(producer);
    assertThat(paced(5_000, 0.6)).contains(producer).doesNotContain(server);
  }

  @Test
  void heapOfASeries_thatIsLostAmongTheRest_isNotTold() {
    BenchReport.Memory memory = new BenchReport.Memory(20_000_000, 18_000_000, 1_000);
    assertThat(memory.isTelling()).isFalse();
    assertThat(memory.bytesPerSeries()).isNaN();
  }

  private List<String> paced(double ticksPerSecond, double worstDelaySeconds) {
    BenchReport report = SyntheticBench.atAFixedRate();
    Paced paced =
        new Paced(
            ticksPerSecond, report.paced().speed(), worstDelaySeconds, report.paced().latency());
    return BenchText.lines(
        new BenchReport(
            report.machine(),
            report.options(),
            report.model(),
            report.startSeconds(),
            report.memory(),
            report.rounds(),
            paced,
            report.restart(),
            report.delivery(),
            report.scores()),
        plain);
  }
}
