package dev.foretick.stream.bench;

import dev.foretick.stream.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Optional;

/** The broker's process. */
final class BenchedBroker {
  private BenchedBroker() {}

  /** What it says when it takes records. */
  record Address(String bootstrapServers) {}

  /** Starts a broker on a directory and keeps it until the input ends. */
  public static void main(String... arguments) {
    ChildAnswers.run(
        answers -> {
          try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0)) {
            answers.answer(new Address(broker.bootstrapServers()));
            answers.serve(command -> Optional.empty());
          }
        });
  }
}
