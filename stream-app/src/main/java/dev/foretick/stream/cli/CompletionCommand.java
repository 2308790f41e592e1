package dev.foretick.stream.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code foretick completion}: lets bash and zsh complete commands and options. */
@Command(
    name = "completion",
    header = "Print a script that completes commands and options in bash or zsh.",
    description = {"", "Source it in ~/.bashrc or ~/.zshrc to have it in every shell."},
    footer = "  source <(foretick completion)")
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().getOut().print(AutoComplete.bash("foretick", spec.root().commandLine()));
    spec.commandLine().getOut().flush();
  }
}
