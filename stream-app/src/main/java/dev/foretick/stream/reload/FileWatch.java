package dev.foretick.stream.reload;

import java.nio.file.Path;

/**
 * Tells when a file has become another and stays so. Whoever writes a file in place changes its
 * size or time again and again: it counts as written when two looks in a row see the same. One
 * thread owns it.
 */
final class FileWatch {
  private final Path file;
  private FileState known;
  private FileState lastSeen;

  /**
   * Watches a file.
   *
   * @param known what the caller has read already
   */
  FileWatch(Path file, FileState known) {
    this.file = file;
    this.known = known;
    this.lastSeen = known;
  }

  /** Looks once: whether the file is another than the caller knows, and was so at the last look. */
  boolean hasNew() {
    FileState now = FileState.of(file);
    boolean still = now.equals(lastSeen);
    lastSeen = now;
    if (!still || now.equals(known)) {
      return false;
    }
    known = now;
    return true;
  }

  /** Whether the file is as the last look saw it. If not, what was read since is not to be used. */
  boolean isStill() {
    return FileState.of(file).equals(lastSeen);
  }
}
