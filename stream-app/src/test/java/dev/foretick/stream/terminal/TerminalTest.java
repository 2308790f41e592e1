package dev.foretick.stream.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void detect_ofAPipe_isPlain() {
    Terminal pipe = Terminal.detect(stream, "err", "out", Map.of("TERM", "xterm"));
    assertThat(pipe.interactive()).isFalse();
    assertThat(pipe.bold("text")).isEqualTo("text");
  }

  @Test
  void detect_withNoColor_drawsWithoutColours() {
    Map<String, String> env = Map.of("TERM", "xterm", "NO_COLOR", "1", "LANG", "C.UTF-8");
    Terminal terminal = Terminal.detect(stream, "out,err", "out", env);
    assertThat(terminal.interactive()).isTrue();
    assertThat(terminal.unicode()).isTrue();
    assertThat(terminal.green("text")).isEqualTo("text");
  }

  @Test
  void detect_ofATerminal_takesTheFirstLocaleThatIsSet() {
    Map<String, String> env = Map.of("TERM", "xterm", "LC_ALL", "C", "LANG", "C.UTF-8");
    Terminal terminal = Terminal.detect(stream, "out", "out", env);
    assertThat(terminal.unicode()).isFalse();
    assertThat(terminal.bold("text")).isEqualTo("\u001b[1mtext\u001b[0m");
  }

  @Test
  void terminalSize_ofNonsense_isTheDefault() {
    assertThat(TerminalSize.parse("40 120")).isEqualTo(new TerminalSize(40, 120));
    assertThat(TerminalSize.parse("0 0")).isEqualTo(TerminalSize.DEFAULT);
    assertThat(TerminalSize.parse("stty: no tty")).isEqualTo(TerminalSize.DEFAULT);
  }

  @Test
  void progressBar_whereNothingCanBeDrawnOver_printsOnlyLines() {
    ProgressBar bar = new ProgressBar(new Terminal(stream, false, false, false));
    bar.update(0.5, "epoch 1/2");
    bar.println("epoch 1 done");
    bar.clear();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("epoch 1 done" + System.lineSeparator());
  }

  @Test
  void progressBar_halfWay_showsAsMuchTimeLeftAsHasPassed() {
    Terminal ascii = new Terminal(stream, true, false, false);
    assertThat(ProgressBar.line(ascii, 0.5, "epoch 1/2", Duration.ofSeconds(30)))
        .isEqualTo("  ############............  50 %  epoch 1/2  up to 0:30 left");
  }

  @Test
  void screen_drawnTwice_goesBackUpOverItsOwnLines() {
    try (Screen screen = new Screen(new Terminal(stream, true, false, false))) {
      screen.draw(List.of("a", "b"), TerminalSize.DEFAULT);
      screen.draw(List.of("c", "d", "e"), new TerminalSize(3, 80));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("\u001b[2A\rc\u001b[K\n\rd\u001b[K\n\u001b[J")
        .doesNotContain("e\u001b[K")
        .endsWith("\u001b[?25h\u001b[?7h");
  }
}
