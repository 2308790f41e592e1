package dev.foretick.stream.bench;

/**
 * How a server came back that was killed at work.
 *
 * @param ticksPerSecond that went on to come all the while
 * @param jvmSeconds until the JVM came to the program, from the start of the process on like the
 *     following
 * @param startedSeconds when it had its model, its clients and its topics
 * @param readySeconds when all of its partitions were live
 * @param answeredSeconds when the first forecast of it was read
 * @param restored what it read back
 */
record Restart(
    double ticksPerSecond,
    double jvmSeconds,
    double startedSeconds,
    double readySeconds,
    double answeredSeconds,
    RestoreFigures restored) {}
