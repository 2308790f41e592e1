package dev.foretick.stream.consume;

/**
 * Where a partition goes on.
 *
 * @param live the first offset that is to be answered
 * @param replayFrom the first offset that is read again to complete the windows that snapshots show
 * @param rebuildFrom the same where there are no snapshots to start from
 * @param isNew whether the group has committed nothing, so that the start itself is worth a commit
 */
record StartingPoint(long live, long replayFrom, long rebuildFrom, boolean isNew) {}
