/**
 * The bytes of messages: decoders of observations, encoders of forecasts and scores. Knows no Kafka
 * types.
 */
@NullMarked
package dev.foretick.common.wire;

import org.jspecify.annotations.NullMarked;
