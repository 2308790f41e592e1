package dev.foretick.stream.market;

import java.time.Instant;

/**
 * One trade.
 *
 * @param product what was traded, as the user calls it
 * @param id which the exchange counts up by one for each trade of the product
 * @param price in the quoted currency
 * @param size in the traded one
 */
record Trade(String product, long id, Instant time, double price, double size) {}
