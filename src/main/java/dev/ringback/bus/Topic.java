package dev.ringback.bus;

import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * What nodes tell each other, and how it is written: JSON objects that only ever gain fields, of which those that a reader does not know are
 * left alone. Whatever is told may be lost, and costs time then.
 */
public record Topic<M>(String address, Function<M, JsonObject> write, Function<JsonObject, M> read) {}
