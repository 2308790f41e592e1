package dev.foretick.stream.reload;

import dev.foretick.model.bundle.BundleException;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.FileChecksum;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.ForecastFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a model file again when it has changed, and hands the model over if it may take the place
 * of the one that runs. Whatever is wrong with the file, the running model stays. One thread owns
 * it.
 */
public final class ModelReload {
  private static final Logger log = LoggerFactory.getLogger(ModelReload.class);

  private final Path file;
  private final FileWatch watch;
  private final ModelContract contract;
  private final Consumer<ModelBundle> handOver;
  private final Runnable refused;
  private String version;

  /** Content that was dealt with, so that a touched file is not dealt with again. */
  private String lastChecksum = "";

  /**
   * Prepares to look.
   *
   * @param read state of the file before {@code running} was read from it
   * @param handOver opens a model and gives it to the loops, or throws and changes nothing
   * @param refused what happens, once, for each content that is not served
   */
  public ModelReload(
      Path file,
      FileState read,
      ModelBundle running,
      Consumer<ModelBundle> handOver,
      Runnable refused) {
    this.file = file;
    this.watch = new FileWatch(file, read);
    this.contract = ModelContract.of(running);
    this.version = running.provenance().modelVersion();
    this.handOver = handOver;
    this.refused = refused;
  }

  /** Looks once at the file, and does what is to be done about it. */
  public void look() {
    if (!watch.hasNew()) {
      return;
    }
    try {
      reload();
    } catch (IOException e) {
      // That may pass, with the same content.
      lastChecksum = "";
      refuse("%s: cannot be read, %s (expected: a model bundle)".formatted(file, e));
    } catch (BundleException e) {
      refuse(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | ForecastFailedException e) {
      refuse("%s: %s".formatted(file, e.getMessage()));
    } catch (RuntimeException | Error e) {
      // Native libraries say in ways of their own that they cannot open or run a graph.
      lastChecksum = "";
      refuse("%s: %s".formatted(file, e));
    }
  }

  private void reload() throws IOException {
    // Not of what is no file: reading a pipe would wait for whoever writes to it.
    String checksum = FileState.of(file).regular() ? FileChecksum.sha256(file) : "";
    if (!checksum.isEmpty() && checksum.equals(lastChecksum)) {
      return;
    }
    lastChecksum = checksum;
    ModelBundle bundle = BundleFile.read(file);
    if (!watch.isStill()) {
      lastChecksum = "";
      return;
    }
    String found = bundle.provenance().modelVersion();
    if (found.equals(version)) {
      log.info("{} holds the model that runs, {}: nothing to do", file, version);
      return;
    }
    List<String> differences = contract.differences(ModelContract.of(bundle));
    if (!differences.isEmpty()) {
      throw new BundleException(file + ": " + String.join("; ", differences));
    }
    handOver.accept(bundle);
    version = found;
  }

  private void refuse(String reason) {
    if (!watch.isStill()) {
      // It is being written: the next looks see to what becomes of it.
      lastChecksum = "";
      return;
    }
    log.warn("The model file is not served, {} goes on: {}", version, reason);
    refused.run();
  }
}
