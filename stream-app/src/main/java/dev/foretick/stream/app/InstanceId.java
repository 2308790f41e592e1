package dev.foretick.stream.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The name of this process among those of its group. It is the same after a restart, so that the
 * broker takes the restarted process for the one that died and ends what that one left open.
 */
final class InstanceId implements AutoCloseable {
  /*
   * Unless the user names it: the host, and the first number that no other process of the host holds. A number is held
   * by a lock on a file, which the operating system lets go of when the process ends, however it ends.
   */
  private static final Logger log = LoggerFactory.getLogger(InstanceId.class);
  private static final int MAX_PROCESSES = 1000;

  private final String value;
  private final @Nullable FileChannel held;

  private InstanceId(String value, @Nullable FileChannel held) {
    this.value = value;
    this.held = held;
  }

  /**
   * Takes the name that the user gives, or one that is free.
   *
   * @param directory where locks are
   */
  static InstanceId take(Optional<String> configured, String groupId, Path directory) {
    if (configured.isPresent()) {
      return new InstanceId(configured.get(), null);
    }
    String host = hostName();
    for (int number = 1; number <= MAX_PROCESSES; number++) {
      Path file = directory.resolve("foretick-%s-%d.lock".formatted(fileName(groupId), number));
      try {
        FileChannel channel = lock(file);
        if (channel != null) {
          return new InstanceId(host + "-" + number, channel);
        }
      } catch (IOException e) {
        log.warn(
            "{} cannot be locked, taking {} for the only process of group {} on this host: {}",
            file,
            host,
            groupId,
            e.toString());
        break;
      }
    }
    return new InstanceId(host, null);
  }

  String value() {
    return value;
  }

  /** Lets another process have the name. */
  @Override
  public void close() throws IOException {
    if (held != null) {
      held.close();
    }
  }

  private static @Nullable FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      log.debug("{} is held within this process", file);
    }
    channel.close();
    return null;
  }

  private static String fileName(String groupId) {
    return groupId.replaceAll("[^A-Za-z0-9._-]", "_")
        + "-"
        + Integer.toHexString(groupId.hashCode());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
