package dev.foretick.stream.cli;

import picocli.CommandLine.Option;

/** What becomes of the times of a CSV file. */
final class TimeOptions {
  @Option(
      names = "--now",
      description = {
        "Times as if the recording began now, at the distances that it has. Always so without"
            + " --time-field, with rows one second apart."
      })
  boolean now;

  @Option(
      names = "--loop",
      description = "At the end begin again, with times that go on, until Ctrl-C or --limit.")
  boolean loop;
}
