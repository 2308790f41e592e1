package dev.foretick.stream.config;

/**
 * Where {@code serve --model}, {@code feed} and {@code tail} meet when nobody tells them: a broker
 * of this machine and these topics.
 */
public final class LocalDefaults {
  public static final String HOST = "127.0.0.1";
  public static final int PORT = 9092;
  public static final String BROKERS = HOST + ":" + PORT;
  public static final String INPUT = "observations";
  public static final String OUTPUT = "forecasts";
  public static final String SCORES = "scores";
  public static final String DEAD_LETTERS = "dead-letters";
  public static final String TIME_FIELD = "ts";

  private LocalDefaults() {}
}
