package dev.foretick.stream.consume;

import org.jspecify.annotations.Nullable;

/**
 * Where a loop finds its next model: one place, in which a newer model takes that of one which the
 * loop has not taken yet. Any thread may put, the loop's takes. Whoever takes a model closes it;
 * those that nobody takes are closed here.
 */
public final class ModelInbox implements AutoCloseable {
  /** Written under the lock; read without it, so that a loop that finds nothing does not wait. */
  private volatile @Nullable LoopModel waiting;

  private boolean closed;

  /** Leaves a model for the loop, which is closed at once if the loop has ended. */
  public synchronized void put(LoopModel model) {
    drop();
    if (closed) {
      model.forecaster().close();
    } else {
      waiting = model;
    }
  }

  /** The model that waits, which is the caller's from now on; null if there is none. */
  @Nullable LoopModel take() {
    return waiting == null ? null : takeWaiting();
  }

  /** The loop has ended: nothing is taken any more. */
  @Override
  public synchronized void close() {
    closed = true;
    drop();
  }

  private synchronized @Nullable LoopModel takeWaiting() {
    LoopModel taken = waiting;
    waiting = null;
    return taken;
  }

  private void drop() {
    LoopModel dropped = waiting;
    waiting = null;
    if (dropped != null) {
      dropped.forecaster().close();
    }
  }
}
