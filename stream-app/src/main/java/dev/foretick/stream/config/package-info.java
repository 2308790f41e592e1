/**
 * What a user may say about a server, and how it is read: one YAML file becomes one tree of checked
 * records, or a list of everything that is wrong with it.
 */
@NullMarked
package dev.foretick.stream.config;

import org.jspecify.annotations.NullMarked;
