package dev.foretick.stream.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesktopBrowserTest {
  private static final String PAGE = "http://127.0.0.1:8080/";

  private final List<List<String>> launched = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "Linux, DISPLAY, xdg-open",
    "Linux, WAYLAND_DISPLAY, xdg-open",
    "Mac OS X, HOME, open",
    "Windows 11, HOME, rundll32"
  })
  void open_onADesktop_startsWhatOpensAddressesThere(
      String system, String variable, String program) {
    assertThat(browser(system, Map.of(variable, ":0")).open(PAGE)).isTrue();

    assertThat(launched).hasSize(1);
    assertThat(launched.get(0)).startsWith(program).endsWith(PAGE);
  }

  @Test
  void open_withoutADesktop_startsNothing() {
    assertThat(browser("Linux", Map.of("DISPLAY", "")).open(PAGE)).isFalse();
    assertThat(browser("Mac OS X", Map.of("SSH_CONNECTION", "a 1 b 2")).open(PAGE)).isFalse();

    assertThat(launched).isEmpty();
  }

  @Test
  void open_whereTheProgramIsMissing_doesNotFail() {
    DesktopBrowser browser =
        new DesktopBrowser(
            "Linux",
            Map.of("DISPLAY", ":0"),
            command -> {
              throw new IOException("error=2, No such file or directory");
            });

    assertThat(browser.open(PAGE)).isFalse();
  }

  private DesktopBrowser browser(String system, Map<String, String> environment) {
    return new DesktopBrowser(system, environment, launched::add);
  }
}
