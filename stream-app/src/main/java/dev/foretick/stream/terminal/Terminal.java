package dev.foretick.stream.terminal;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * One output stream and what it can show. The launcher says whether a stream is a terminal, because
 * Java itself cannot tell them apart; without it everything is plain.
 *
 * @param out where to print, in the terminal's own charset
 * @param interactive whether lines may be drawn over
 * @param colour whether escape sequences for colours are welcome
 * @param unicode whether more than ASCII is shown
 */
public record Terminal(PrintStream out, boolean interactive, boolean colour, boolean unicode) {
  private static final String ESCAPE = "\u001b[";

  /** Standard output: results and the live view. */
  public static Terminal stdout() {
    return detect(System.out, System.getProperty("foretick.terminal", ""), "out", System.getenv());
  }

  /** Standard error: progress. */
  public static Terminal stderr() {
    return detect(System.err, System.getProperty("foretick.terminal", ""), "err", System.getenv());
  }

  static Terminal detect(
      PrintStream stream, String terminals, String name, Map<String, String> env) {
    boolean interactive =
        terminals.contains(name) && !env.getOrDefault("TERM", "dumb").equals("dumb");
    boolean colour = interactive && env.getOrDefault("NO_COLOR", "").isEmpty();
    boolean unicode = locale(env).matches(".*utf-?8.*");
    Charset charset = unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    return new Terminal(new PrintStream(stream, true, charset), interactive, colour, unicode);
  }

  /** The text in bold where colours are welcome. */
  public String bold(String text) {
    return styled("1", text);
  }

  /** The text dimmed where colours are welcome. */
  public String dim(String text) {
    return styled("2", text);
  }

  public String green(String text) {
    return styled("32", text);
  }

  public String yellow(String text) {
    return styled("33", text);
  }

  public String red(String text) {
    return styled("31", text);
  }

  public String cyan(String text) {
    return styled("36", text);
  }

  private String styled(String code, String text) {
    return colour ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
  }

  private static String locale(Map<String, String> env) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = env.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value.toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }
}
