package dev.foretick.model.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Turns a bundle into the bytes of a bundle file. */
final class BundleWriter {
  private BundleWriter() {}

  /** Writes a whole bundle; leaves the stream open. */
  static void write(ModelBundle bundle, OutputStream output) throws IOException {
    Map<BundleEntry, byte[]> contents = new LinkedHashMap<>();
    contents.put(BundleEntry.WEIGHTS, WeightsCodec.encode(bundle.model().weights()));
    contents.put(BundleEntry.CALIBRATION, CalibrationCodec.encode(bundle.model().groups()));
    contents.put(BundleEntry.GROUPS, BundleJson.write(GroupTable.of(bundle.model().groups())));
    contents.put(BundleEntry.REPORT, BundleJson.write(bundle.report()));
    contents.put(BundleEntry.GRAPH, bundle.onnxGraph());
    Instant time = bundle.provenance().createdAt();
    ZipOutputStream zip = new ZipOutputStream(output);
    writeEntry(zip, BundleEntry.MANIFEST, BundleJson.write(manifest(bundle, contents)), time);
    for (Map.Entry<BundleEntry, byte[]> entry : contents.entrySet()) {
      writeEntry(zip, entry.getKey(), entry.getValue(), time);
    }
    zip.finish();
  }

  private static Manifest manifest(ModelBundle bundle, Map<BundleEntry, byte[]> contents) {
    Map<String, Manifest.Entry> entries = new LinkedHashMap<>();
    contents.forEach(
        (entry, bytes) ->
            entries.put(entry.fileName(), new Manifest.Entry(bytes.length, Sha256.hex(bytes))));
    return new Manifest(
        Manifest.FORMAT,
        Manifest.FORMAT_VERSION,
        bundle.provenance(),
        bundle.modelName(),
        bundle.model().point(),
        bundle.window(),
        bundle.schema(),
        bundle.model().network(),
        bundle.scaling(),
        Arrays.stream(bundle.levels().toArray()).boxed().toList(),
        entries);
  }

  private static void writeEntry(ZipOutputStream zip, BundleEntry entry, byte[] bytes, Instant time)
      throws IOException {
    if (bytes.length > entry.maxSize()) {
      throw new IOException(
          "%s: %d bytes (expected: at most %d)"
              .formatted(entry.fileName(), bytes.length, entry.maxSize()));
    }
    ZipEntry zipEntry = new ZipEntry(entry.fileName());
    zipEntry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    zip.putNextEntry(zipEntry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
