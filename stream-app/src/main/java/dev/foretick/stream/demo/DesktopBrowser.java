package dev.foretick.stream.demo;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The browser of whoever sits before the machine. Where there is none, nothing happens: an address
 * is printed anyway.
 */
final class DesktopBrowser {
  private final String system;
  private final Map<String, String> environment;
  private final Launcher launcher;

  /** Starts a program and does not wait for it. */
  interface Launcher {
    void launch(List<String> command) throws IOException;
  }

  /**
   * Knows how addresses are opened there.
   *
   * @param system name of the operating system, as Java calls it
   */
  DesktopBrowser(String system, Map<String, String> environment, Launcher launcher) {
    this.system = system.toLowerCase(Locale.ROOT);
    this.environment = environment;
    this.launcher = launcher;
  }

  /** That of this machine. */
  static DesktopBrowser ofThisMachine() {
    return new DesktopBrowser(
        System.getProperty("os.name", ""), System.getenv(), DesktopBrowser::launch);
  }

  /** Opens an address; says whether there is something to open it with. */
  boolean open(String address) {
    Optional<List<String>> command = command(address);
    if (command.isEmpty()) {
      return false;
    }
    try {
      launcher.launch(command.get());
      return true;
    } catch (IOException | SecurityException e) {
      return false;
    }
  }

  private Optional<List<String>> command(String address) {
    if (environment.containsKey("SSH_CONNECTION")) {
      return Optional.empty(); // Whoever it is sits elsewhere.
    } else if (system.startsWith("mac")) {
      return Optional.of(List.of("open", address));
    } else if (system.startsWith("windows")) {
      return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler", address));
    }
    // Without a desktop, xdg-open would take over the terminal with a browser for text.
    boolean isDesktop = isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    return isDesktop ? Optional.of(List.of("xdg-open", address)) : Optional.empty();
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isEmpty();
  }

  private static void launch(List<String> command) throws IOException {
    var unused =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
  }
}
