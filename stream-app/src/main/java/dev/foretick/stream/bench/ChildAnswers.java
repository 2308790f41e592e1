package dev.foretick.stream.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** The other end of a {@link ChildProcess}: commands from standard input, answers to the output. */
final class ChildAnswers {
  static final ObjectMapper JSON = new ObjectMapper();

  private final BufferedReader commands;
  private final PrintStream answers;

  private ChildAnswers(BufferedReader commands, PrintStream answers) {
    this.commands = commands;
    this.answers = answers;
  }

  /** Takes the standard streams; whatever else this process prints goes to its log. */
  static ChildAnswers open() {
    ChildAnswers streams =
        new ChildAnswers(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            System.out);
    System.setOut(System.err);
    return streams;
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
