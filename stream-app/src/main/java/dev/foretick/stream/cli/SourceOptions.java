package dev.foretick.stream.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where observations come from if not from a CSV file. */
final class SourceOptions {
  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      description = {
        "JSON lines, plain or .gz, or - for standard input: each is checked and then sent as it"
            + " stands. --time-field (default: ts), --target-field, --covariate-fields and"
            + " --series-field say which fields it has."
      })
  @Nullable String json;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "The series of JSON lines that name none.")
  @Nullable String series;

  @Option(
      names = "--market",
      paramLabel = "NAME",
      converter = OptionNames.Markets.class,
      description = "The public trades of an exchange: coinbase or kraken.")
  @Nullable Market market;

  @Option(
      names = "--product",
      paramLabel = "NAME",
      split = ",",
      description = "What is traded there, e.g. BTC-USD,ETH-USD: a series each.")
  List<String> products = new ArrayList<>();

  @Option(
      names = "--market-url",
      paramLabel = "URL",
      description = "Another address of the exchange, such as its sandbox or a proxy.")
  @Nullable URI marketUrl;
}
