package dev.foretick.stream.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What can be told of a file without reading it: two states that differ are two versions of it.
 *
 * @param regular whether it is there and can be read like a file
 * @param size in bytes
 * @param key the file system's own for the file, such as its inode, which a rename replaces
 */
public record FileState(boolean regular, long size, FileTime modified, String key) {
  /** Of a file that is not there. */
  static final FileState NONE = new FileState(false, 0, FileTime.fromMillis(0), "");

  /** The state of a file now; of what it links to, if it is a link. */
  public static FileState of(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileState(
          found.isRegularFile(),
          found.size(),
          found.lastModifiedTime(),
          String.valueOf(found.fileKey()));
    } catch (IOException e) {
      return NONE;
    }
  }
}
