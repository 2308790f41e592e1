package dev.foretick.stream.bench;

import dev.foretick.stream.terminal.StopSignal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every process and every client of a bench, and the duty to end them, whatever happens. */
final class BenchProcesses implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BenchProcesses.class);

  private final Path directory;
  private final StopSignal stop;
  private final List<ChildProcess> children = new ArrayList<>();
  private final Queue<ChildProcess> slow = new ConcurrentLinkedQueue<>();
  private final List<TopicReader> readers = new ArrayList<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /**
   * Prepares to start processes.
   *
   * @param directory for their logs
   * @param stop ends the bench early
   */
  BenchProcesses(Path directory, StopSignal stop) {
    this.directory = directory;
    this.stop = stop;
    stop.whenRequested(() -> slow.forEach(ChildProcess::destroy));
  }

  /** Starts a process that ends with this bench. */
  ChildProcess start(String name, Class<?> main, String heap, List<String> arguments) {
    requireGoing();
    ChildProcess child = ChildProcess.start(name, main, heap, directory, arguments);
    children.add(child);
    return open(child);
  }

  /** Starts a process whose answers may take so long that nobody waits for one after a signal. */
  ChildProcess startSlow(String name, Class<?> main, String heap, List<String> arguments) {
    ChildProcess child = start(name, main, heap, arguments);
    slow.add(child);
    return child;
  }

  /** Ends a process as a crash would, which is no failure then. */
  void kill(ChildProcess child) throws InterruptedException {
    children.remove(child);
    child.kill();
  }

  /** Reads a topic until the end. */
  void startReader(TopicReader reader) {
    readers.add(open(reader));
    reader.start();
  }

  /** Closes it at the end, after all that is opened later. */
  <T extends AutoCloseable> T open(T resource) {
    opened.push(resource);
    return resource;
  }

  /**
   * Looks after all of them.
   *
   * @throws CancellationException if the bench was told to stop
   * @throws BenchFailedException if one has ended
   */
  void requireGoing() {
    if (stop.isRequested()) {
      throw new CancellationException("stopped");
    }
    children.forEach(ChildProcess::requireAlive);
    readers.forEach(TopicReader::requireReading);
  }

  /** Ends all processes at once, for there is nobody who would mind. */
  void destroyAll() {
    children.forEach(ChildProcess::destroy);
  }

  /** Ends all in order, the last first. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        log.warn("Could not be closed in order: {}", e.toString());
      }
    }
  }
}
