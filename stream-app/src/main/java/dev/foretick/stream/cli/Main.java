package dev.foretick.stream.cli;

/** Where the launcher enters. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String... arguments) {
    System.exit(ForetickCommand.commandLine().execute(arguments));
  }
}
