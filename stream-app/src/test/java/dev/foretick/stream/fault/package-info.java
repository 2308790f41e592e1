/**
 * Servers and brokers in processes of their own that are killed, stopped, frozen and fed nonsense
 * while observations come, and an audit of what was answered.
 */
@NullMarked
package dev.foretick.stream.fault;

import org.jspecify.annotations.NullMarked;
