package dev.foretick.stream.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foretick.stream.terminal.StopSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The other end of a {@link ChildProcess}: commands from standard input, answers to the output. */
final class ChildAnswers {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Logger log = LoggerFactory.getLogger(ChildAnswers.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final BufferedReader commands;
  private final PrintStream answers;

  private ChildAnswers(BufferedReader commands, PrintStream answers) {
    this.commands = commands;
    this.answers = answers;
  }

  /** All that a process does. */
  interface Body {
    void run(ChildAnswers answers) throws IOException;
  }

  /**
   * Runs a process until its input ends. Ctrl-C, which a terminal sends to this process as well, is
   * for its parent to hear, who then ends the input: so a server leaves its group in order.
   */
  static void run(Body body) {
    StopSignal stop = StopSignal.install(PATIENCE);
    ChildAnswers streams =
        new ChildAnswers(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            System.out);
    // Whatever else this process prints goes to its log.
    System.setOut(System.err);
    try {
      body.run(streams);
    } catch (IOException | RuntimeException | LinkageError e) {
      fail(e);
    }
    stop.finished(0);
    System.exit(0);
  }

  /** Ends the process, the reason at the end of its log. */
  static void fail(Throwable reason) {
    log.error("This process ends", reason);
    Runtime.getRuntime().halt(1);
  }

  /** Says something unasked. */
  void answer(Object value) {
    try {
      answers.println(JSON.writeValueAsString(value));
      answers.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values could not be written", e);
    }
  }

  /**
   * Answers until the input ends.
   *
   * @param commander takes the words of a command; an empty answer is none
   */
  void serve(Function<String[], Optional<?>> commander) throws IOException {
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      commander.apply(line.split(" ", -1)).ifPresent(this::answer);
    }
  }
}
