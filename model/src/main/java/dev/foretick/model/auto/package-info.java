/**
 * Sensible options for training, chosen from the training part of the data: each by a rule that has
 * a reason, and each with that reason in words.
 */
@NullMarked
package dev.foretick.model.auto;

import org.jspecify.annotations.NullMarked;
