package dev.foretick.model.bundle;

/** The entries of a bundle file, and the most bytes that each may claim. */
enum BundleEntry {
  MANIFEST("manifest.json", 1),
  WEIGHTS("weights.bin", 256),
  CALIBRATION("calibration.bin", 256),
  GROUPS("groups.json", 32),
  REPORT("report.json", 2),
  GRAPH("model.onnx", 320);

  private static final long MEBIBYTE = 1L << 20;

  private final String fileName;
  private final long maxSize;

  BundleEntry(String fileName, long maxMebibytes) {
    this.fileName = fileName;
    this.maxSize = maxMebibytes * MEBIBYTE;
  }

  String fileName() {
    return fileName;
  }

  /** Bytes of memory that one of its bytes may come to: numbers are copied, texts are objects. */
  int expansion() {
    return fileName.endsWith(".json") ? 16 : 3;
  }

  /** Bytes before compression. */
  long maxSize() {
    return maxSize;
  }
}
