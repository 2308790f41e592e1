package dev.foretick.stream.state;

import dev.foretick.common.bars.Bar;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a bar has to say, by the names that a model calls its channels. */
public enum BarChannel {
  OPEN,
  HIGH,
  LOW,
  CLOSE,
  VOLUME,
  COUNT;

  /** The channel that a model calls so. */
  public static Optional<BarChannel> of(String name) {
    return Arrays.stream(values()).filter(channel -> channel.channelName().equals(name)).findAny();
  }

  /** What models call it. */
  public String channelName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What models call them. */
  public static List<String> names() {
    return Arrays.stream(values()).map(BarChannel::channelName).toList();
  }

  /** Whether it is positive where all prices are. */
  public boolean isPrice() {
    return this != VOLUME && this != COUNT;
  }

  float value(Bar bar) {
    return (float)
        switch (this) {
          case OPEN -> bar.open();
          case HIGH -> bar.high();
          case LOW -> bar.low();
          case CLOSE -> bar.close();
          case VOLUME -> bar.volume();
          case COUNT -> bar.count();
        };
  }
}
