package dev.foretick.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FeedProgressTest {
  private static final OptionalDouble UNEVEN = OptionalDouble.empty();

  @Test
  void text_brokerAnswers_isCountRateAndMoment() {
    FeedStatus status =
        new FeedStatus(1_234, OptionalLong.of(5_000), 0, UNEVEN, Duration.ofSeconds(2));
    assertThat(FeedProgress.text(status, 19.6))
        .isEqualTo("1 234 of 5 000 records   20/s   1970-01-01T00:00:00Z");
  }

  @Test
  void text_brokerDoesNotAnswer_saysForHowLong() {
    FeedStatus status =
        new FeedStatus(70, OptionalLong.of(2_000), 0, UNEVEN, Duration.ofMillis(12_900));
    assertThat(FeedProgress.text(status, 0))
        .isEqualTo("70 of 2 000 records   the broker has not answered for 12 s");
  }

  @Test
  void left_evenPace_isWhatIsLeftAtThisPace() {
    FeedStatus status = status(OptionalLong.of(5_931), OptionalDouble.of(20));
    assertThat(FeedProgress.left(status, 80)).contains(Duration.ofMillis(282_100));
  }

  @Test
  void left_otherPace_isByTheRecentRate() {
    assertThat(FeedProgress.left(status(OptionalLong.of(589), UNEVEN), 3))
        .contains(Duration.ofSeconds(100));
    assertThat(FeedProgress.left(status(OptionalLong.of(589), UNEVEN), 0)).isEmpty();
    assertThat(FeedProgress.left(status(OptionalLong.empty(), UNEVEN), 3)).isEmpty();
  }

  @Test
  void show_wideTerminal_hasABarAndTheTimeLeft() {
    assertThat(shown(120)).contains("%  289 of 5 931").endsWith("  4:42 left");
  }

  @Test
  void show_narrowTerminal_fitsIntoALineWithoutTheBar() {
    assertThat(shown(80)).endsWith("\u001b[K  289 of 5 931 records   0/s   4:42 left");
  }

  private static String shown(int columns) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    FeedProgress progress =
        new FeedProgress(new Terminal(out, true, false, false), columns, () -> 0);
    progress.show(status(OptionalLong.of(5_931), OptionalDouble.of(20)));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static FeedStatus status(OptionalLong of, OptionalDouble perSecond) {
    return new FeedStatus(289, of, FeedRecord.NO_TIME, perSecond, Duration.ZERO);
  }
}
