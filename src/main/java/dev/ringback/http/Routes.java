package dev.ringback.http;

/** What one stage offers over HTTP. Mounted once for each event loop. */
public interface Routes {
    void mount(Api api);

    /** The resource that describes it, in OpenAPI 3.1: {@code openapi/account.yaml}. */
    String description();
}
