# Builds Ringback from this clone, and puts the release, a Java and nothing else into the image: docker build -t ringback .
# The image has no database: give it database.url. Settings come from the environment (docs/configuration.md).

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src src
COPY bin bin
COPY conf conf
COPY cluster cluster
COPY docs docs
COPY README.md CHANGELOG.md CONTRIBUTING.md LICENSE ./
# The libraries are kept between builds, where the builder can.
RUN --mount=type=cache,target=/libraries \
    mvn -q -B -Dmaven.repo.local=/libraries -Dchecks=off -Dmaven.test.skip=true package \
    && mkdir /release \
    && tar -xzf target/ringback-*.tar.gz -C /release --strip-components=1

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Ringback" \
      org.opencontainers.image.description="A callback dispatcher that never loses what it accepted" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 ringback \
    && useradd --system --uid 10001 --gid ringback --home-dir /var/lib/ringback --shell /usr/sbin/nologin ringback \
    && install -d -o ringback -g ringback -m 0700 /var/lib/ringback
COPY --from=build /release /opt/ringback
# Loopback would be this container alone. The heap is for a limit of 768 MiB and more: docs/operating.md tells the sum.
ENV RINGBACK_HTTP_HOST=0.0.0.0 \
    RINGBACK_DATA_DIR=/var/lib/ringback \
    RINGBACK_HEAP=384m
# By number, so that a cluster that refuses root can see that it is none.
USER 10001:10001
WORKDIR /var/lib/ringback
VOLUME /var/lib/ringback
# 8080 the API and the page; 5701 membership and 5801 the event bus, between nodes only.
EXPOSE 8080 5701 5801
# A node that is not ready may be waiting for its database: only one that does not answer at all is unwell.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "/opt/ringback/bin/healthcheck"]
# It becomes the JVM, which takes the signals itself.
ENTRYPOINT ["/opt/ringback/bin/ringback"]
CMD ["start"]
