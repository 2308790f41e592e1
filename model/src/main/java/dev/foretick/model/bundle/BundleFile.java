package dev.foretick.model.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A model bundle as one file: a zip of {@code manifest.json}, {@code weights.bin}, {@code
 * calibration.bin}, {@code report.json} and {@code model.onnx}. The same bundle gives the same
 * bytes.
 */
public final class BundleFile {
  private BundleFile() {}

  /**
   * Writes a bundle whole or not at all: a file that is there already is replaced in one step.
   *
   * @throws BundleException if it cannot be written
   */
  public static void write(ModelBundle bundle, Path file) {
    Path target = file.toAbsolutePath();
    Path unfinished =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try {
        writeDurably(bundle, unfinished);
        Files.move(
            unfinished,
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new BundleException(
          "%s: could not be written, %s (expected: a file name in a writable directory)"
              .formatted(file, e),
          e);
    }
  }

  /**
   * Reads a bundle whole or not at all. Safe on files of unknown origin: sizes are checked before
   * memory is allocated, nothing is written and no code is loaded.
   *
   * @throws BundleException with the reason, if the file is not a bundle that this version reads
   */
  public static ModelBundle read(Path file) {
    return BundleReader.read(file);
  }

  private static void writeDurably(ModelBundle bundle, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream bytes = new BufferedOutputStream(Channels.newOutputStream(channel));
      BundleWriter.write(bundle, bytes);
      bytes.flush();
      channel.force(true);
    }
  }
}
