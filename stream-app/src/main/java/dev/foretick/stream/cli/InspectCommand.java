package dev.foretick.stream.cli;

import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.training.ReportText;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foretick inspect}: what is in a model bundle. */
@Command(
    name = "inspect",
    header = "Show what a model forecasts, where it comes from, and how good it is.",
    description = {"", "The report is the one that training ended with."},
    footer = "  foretick inspect m.foretick")
final class InspectCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A model bundle, as 'foretick train' writes it.")
  private Path file = Path.of("");

  @Override
  public void run() {
    ModelBundle bundle = BundleFile.read(file);
    PrintWriter out = spec.commandLine().getOut();
    BundleText.lines(bundle).forEach(out::println);
    out.println();
    ReportText.lines(bundle.report(), bundle.window(), bundle.levels()).forEach(out::println);
    out.flush();
  }
}
