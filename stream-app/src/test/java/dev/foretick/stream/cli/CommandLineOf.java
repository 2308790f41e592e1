package dev.foretick.stream.cli;

import picocli.CommandLine;

/** The command line for tests of other packages. */
public final class CommandLineOf {
  private CommandLineOf() {}

  public static CommandLine foretick() {
    return ForetickCommand.commandLine();
  }
}
