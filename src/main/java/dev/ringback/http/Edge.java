package dev.ringback.http;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What all routes of one event loop share. {@code passing} knows the troubles that pass by themselves, such as a database that is
 * away; they are answered with a 503.
 */
public record Edge(
        Authentication authentication, Bodies bodies, RandomGenerator chance, Predicate<Throwable> passing) {}
