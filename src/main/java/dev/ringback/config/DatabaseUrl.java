package dev.ringback.config;

/** Where the user's own PostgreSQL is: {@code postgresql://user:password@host:port/db}. */
public record DatabaseUrl(String host, int port, String database, String user, Secret password) {}
