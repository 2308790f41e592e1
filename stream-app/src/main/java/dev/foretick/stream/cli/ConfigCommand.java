package dev.foretick.stream.cli;

import dev.foretick.stream.app.ServerCheck;
import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foretick config}: what can be done with a configuration without serving it. */
@Command(
    name = "config",
    header = "Check a server configuration.",
    description = {"", "Every key is in docs/configuration.md."},
    subcommands = ConfigCommand.Check.class,
    footer = "  foretick config check serve.yaml")
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "command: none (expected: check)");
  }

  /** {@code foretick config check}: every problem at once, or what the server would go by. */
  @Command(
      name = "check",
      header = "Report every problem of a configuration, or print what a server would go by.",
      description = {
        "",
        "Looks at every key, at what Kafka's clients take, and at the model; asks no broker."
            + " Defaults are filled in and secrets are masked."
      },
      footer = "  foretick config check serve.yaml")
  static final class Check implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "A YAML file for 'foretick serve'.")
    private Path file = Path.of("");

    @Option(
        names = "--without-model",
        description = "Leave out the model, where it is not on this machine.")
    private boolean withoutModel;

    @Override
    public void run() {
      ServeConfig config = load();
      if (withoutModel) {
        ServerCheck.requireClients(config);
      } else {
        ServerCheck.requireStartable(config);
      }
      config.doubts().forEach(doubt -> spec.commandLine().getErr().println("warning: " + doubt));
      spec.commandLine().getErr().flush();
      spec.commandLine().getOut().println(config);
      spec.commandLine().getOut().flush();
    }

    private ServeConfig load() {
      try {
        return ServeConfig.load(file, System.getenv());
      } catch (ConfigException e) {
        Optional<Path> model =
            withoutModel ? Optional.empty() : ServeConfig.modelPath(file, System.getenv());
        throw model.map(path -> ServerCheck.withModel(e, path)).orElse(e);
      }
    }
  }
}
