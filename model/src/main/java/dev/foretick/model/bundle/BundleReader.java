package dev.foretick.model.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.trained.SeriesGroups;
import dev.foretick.model.trained.TrainedModel;
import dev.foretick.model.training.TrainingReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.zip.ZipFile;

/** Turns a bundle file into a bundle, or says why not. */
final class BundleReader {
  private static final byte[] ZIP_START = {'P', 'K', 3, 4};

  /*
   * Nothing in the file is believed before it is checked: first the format version of the manifest, if there is one of
   * believable size and with the zip's own checksum, then the list of entries and their declared sizes, then each further entry against the size and SHA-256
   * that the manifest states, then whether all the parts fit each other. Entries are read from memory by name; their
   * names never become paths.
   */
  private final BundleZip zip;

  private BundleReader(BundleZip zip) {
    this.zip = zip;
  }

  static ModelBundle read(Path file) {
    return read(file, Runtime.getRuntime().maxMemory());
  }

  /** Reads a file that may take so many bytes of memory. */
  static ModelBundle read(Path file, long memory) {
    if (!Files.isRegularFile(file)) {
      throw new BundleException(
          "%s: %s (expected: a model bundle)"
              .formatted(file, Files.exists(file) ? "is not a file" : "is not there"));
    }
    if (!Files.isReadable(file)) {
      throw new BundleException(
          "%s: may not be read (expected: a model bundle that this user may read)".formatted(file));
    }
    try (ZipFile zip = open(file)) {
      return new BundleReader(new BundleZip(zip, memory)).bundle();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw refused(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static ZipFile open(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          beginsAsZip(file)
              ? "damaged or cut off (expected: a model bundle, whole)"
              : "not a model bundle (expected: a file that foretick train wrote)",
          e);
    }
  }

  private static boolean beginsAsZip(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return Arrays.equals(bytes.readNBytes(ZIP_START.length), ZIP_START);
    }
  }

  private ModelBundle bundle() throws IOException {
    if (zip.holds(BundleEntry.MANIFEST)) {
      // Before the entries: those of another version have other names.
      requireVersion(manifestTree());
    }
    zip.requireEntries();
    Manifest manifest = BundleJson.read(manifestTree(), Manifest.class, BundleEntry.MANIFEST);
    QuantileLevels levels =
        QuantileLevels.of(manifest.levels().stream().mapToDouble(Double::doubleValue).toArray());
    TrainedModel model =
        new TrainedModel(
            manifest.model(),
            manifest.window(),
            manifest.network(),
            weights(manifest, levels),
            manifest.scaling(),
            levels,
            manifest.point(),
            groups(manifest, levels));
    return new ModelBundle(
        model,
        manifest.schema(),
        report(manifest),
        manifest.provenance(),
        checked(manifest, BundleEntry.GRAPH));
  }

  private JsonNode manifestTree() throws IOException {
    return BundleJson.tree(zip.read(BundleEntry.MANIFEST), BundleEntry.MANIFEST);
  }

  private static void requireVersion(JsonNode tree) throws IOException {
    String format = tree.path("format").asText();
    if (!format.equals(Manifest.FORMAT)) {
      throw new IOException(
          "manifest.json: format '%s' (expected: '%s')".formatted(format, Manifest.FORMAT));
    }
    JsonNode version = tree.path("format_version");
    if (!version.isInt() || version.intValue() != Manifest.FORMAT_VERSION) {
      throw new IOException(
          "manifest.json: format version %s (expected: %d; train again to get one)"
              .formatted(version, Manifest.FORMAT_VERSION));
    }
  }

  private NetworkWeights weights(Manifest manifest, QuantileLevels levels) throws IOException {
    manifest.network().lstmSteps(manifest.window().inputSize());
    long expected = WeightsCodec.encodedSize(manifest.network(), manifest.window(), levels.count());
    if (zip.size(BundleEntry.WEIGHTS) != expected) {
      throw new IOException(
          "weights.bin: %d bytes (expected: %d for this network)"
              .formatted(zip.size(BundleEntry.WEIGHTS), expected));
    }
    return WeightsCodec.decode(
        checked(manifest, BundleEntry.WEIGHTS),
        manifest.network(),
        manifest.window(),
        levels.count());
  }

  private SeriesGroups groups(Manifest manifest, QuantileLevels levels) throws IOException {
    GroupTable table =
        BundleJson.read(
            checked(manifest, BundleEntry.GROUPS), GroupTable.class, BundleEntry.GROUPS);
    return table.with(
        CalibrationCodec.decode(
            checked(manifest, BundleEntry.CALIBRATION),
            table.blends().size(),
            manifest.window().horizon(),
            levels.count() / 2));
  }

  private TrainingReport report(Manifest manifest) throws IOException {
    JsonNode tree = BundleJson.tree(checked(manifest, BundleEntry.REPORT), BundleEntry.REPORT);
    return BundleJson.read(tree, TrainingReport.class, BundleEntry.REPORT);
  }

  /** The bytes of an entry, if they are those that the manifest states. */
  private byte[] checked(Manifest manifest, BundleEntry entry) throws IOException {
    Manifest.Entry stated = manifest.entries().get(entry.fileName());
    if (stated == null) {
      throw new IOException(
          "manifest.json: entries %s (expected: %s among them)"
              .formatted(manifest.entries().keySet(), entry.fileName()));
    }
    if (zip.size(entry) != stated.size()) {
      throw new IOException(
          "%s: %d bytes (expected: %d)"
              .formatted(entry.fileName(), zip.size(entry), stated.size()));
    }
    byte[] bytes = zip.read(entry);
    String found = Sha256.hex(bytes);
    if (!found.equals(stated.sha256())) {
      throw new IOException(
          "%s: SHA-256 %s (expected: %s)".formatted(entry.fileName(), found, stated.sha256()));
    }
    return bytes;
  }

  private static BundleException refused(Path file, String reason, Exception cause) {
    return new BundleException(file + ": " + reason.replaceAll("\\s+", " "), cause);
  }
}
