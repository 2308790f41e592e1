package dev.foretick.stream.feed;

/**
 * Which of the source's records go out.
 *
 * @param skip so many at the start do not
 * @param leadIn so many of the others, of each series, go as fast as they can
 * @param limit so many go at the most
 */
public record FeedLimits(long skip, long leadIn, long limit) {
  /** All of them, at the pace. */
  public static final FeedLimits NONE = new FeedLimits(0, 0, Long.MAX_VALUE);

  public FeedLimits {
    require("--skip", skip, 0);
    require("--lead-in", leadIn, 0);
    require("--limit", limit, 1);
  }

  private static void require(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException("%s: %d (expected: >= %d)".formatted(name, value, least));
    }
  }
}
