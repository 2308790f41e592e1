package dev.foretick.model.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The entries of a zip file as a bundle has them: known by name, limited in size, undamaged. */
final class BundleZip {
  private final ZipFile zip;
  private final long memory;

  /**
   * Looks into a zip file.
   *
   * @param memory how many bytes a bundle may come to when it is read
   */
  BundleZip(ZipFile zip, long memory) {
    this.zip = zip;
    this.memory = memory;
  }

  /**
   * Checks that every entry of a bundle is there once, within its limit, and nothing else, and that
   * there is memory for all of them: a small file can inflate to a thousand times its size.
   */
  void requireEntries() throws IOException {
    Set<String> expected =
        Arrays.stream(BundleEntry.values())
            .map(BundleEntry::fileName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found =
        zip.stream()
            .limit(expected.size() + 1L)
            .map(ZipEntry::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    if (zip.size() != expected.size() || !found.equals(expected)) {
      throw new IOException(
          "%d entries, among them %s (expected: %s)".formatted(zip.size(), found, expected));
    }
    long needed = 0;
    for (BundleEntry entry : BundleEntry.values()) {
      if (!holds(entry)) {
        throw new IOException(
            "%s: %d bytes (expected: at most %d)"
                .formatted(entry.fileName(), size(entry), entry.maxSize()));
      }
      needed += size(entry) * entry.expansion();
    }
    if (needed > memory) {
      throw new IOException(
          "entries that take up to %d MB of memory (expected: at most the %d MB of Java's heap, which -Xmx makes larger)"
              .formatted(needed >> 20, memory >> 20));
    }
  }

  /** Whether an entry is there and within its limit. */
  boolean holds(BundleEntry entry) {
    return zip.getEntry(entry.fileName()) != null
        && size(entry) >= 0
        && size(entry) <= entry.maxSize();
  }

  /** Bytes before compression, as the zip declares them. */
  long size(BundleEntry entry) {
    return zip.getEntry(entry.fileName()).getSize();
  }

  /** The bytes of an entry, as many as declared and with the checksum of the zip. */
  byte[] read(BundleEntry entry) throws IOException {
    ZipEntry zipEntry = zip.getEntry(entry.fileName());
    int size = Math.toIntExact(zipEntry.getSize());
    byte[] bytes;
    boolean more;
    try (InputStream stream = zip.getInputStream(zipEntry)) {
      bytes = stream.readNBytes(size);
      more = stream.read() >= 0;
    } catch (IOException e) {
      throw new IOException(
          "%s: %s (expected: readable data)".formatted(entry.fileName(), e.getMessage()), e);
    }
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    if (more || bytes.length != size || checksum.getValue() != zipEntry.getCrc()) {
      throw new IOException(
          "%s: damaged, %s%d bytes with CRC %08x (expected: %d bytes with CRC %08x)"
              .formatted(
                  entry.fileName(),
                  more ? "more than " : "",
                  bytes.length,
                  checksum.getValue(),
                  size,
                  zipEntry.getCrc()));
    }
    return bytes;
  }
}
