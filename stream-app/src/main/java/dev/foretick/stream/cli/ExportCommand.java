package dev.foretick.stream.cli;

import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.onnx.OnnxExporter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foretick export}: the model for any ONNX runtime. */
@Command(
    name = "export",
    header = "Write a model as an ONNX file, for any ONNX runtime.",
    description = {
      "",
      "The graph takes raw windows and gives raw forecasts: scaling and calibration are inside."
    },
    footer = "  foretick export m.foretick --out model.onnx")
final class ExportCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A model bundle, as 'foretick train' writes it.")
  private Path file = Path.of("");

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "The ONNX file to write.")
  private Path output = Path.of("");

  @Override
  public void run() {
    ModelBundle bundle = BundleFile.read(file);
    try {
      // Built here, so that a stranger's bundle cannot pass on a graph of another kind.
      Files.write(
          output,
          OnnxExporter.export(bundle.model(), bundle.schema(), bundle.provenance().modelVersion()));
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s: cannot be written: %s (expected: a file name in a writable directory)"
              .formatted(output, e));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("wrote   " + output);
    out.printf(
        "input   %s: float32 [batch, %d channels, %d observations], the target first, oldest first%n",
        OnnxExporter.INPUT, bundle.window().channels(), bundle.window().inputSize());
    out.printf(
        "output  %s: float32 [batch, %d steps, %d quantiles: %s]%n",
        OnnxExporter.OUTPUT, bundle.window().horizon(), bundle.levels().count(), bundle.levels());
    out.flush();
  }
}
