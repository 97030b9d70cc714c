# The pods of clusters on Apache Flink: the binary, Java, and the distributions of Flink, which are assembled and trained when the image is
# made, so that pods fetch nothing.
#
#   make build && docker build -f deploy/images/flink.Dockerfile -t penstock/flink:v1 --build-arg RUNTIMES="FLINK-1_20 FLINK-1_19" .
FROM eclipse-temurin:17-jre
ARG RUNTIMES=FLINK-1_20
COPY bin/penstock /penstock
ENV PENSTOCK_CACHE_DIR=/opt/penstock
RUN /penstock runtime install --cache /opt/penstock $RUNTIMES && mkdir -p /work /etc/flink && chmod -R a+rX /opt/penstock
# Hadoop's client of S3 does not work for a user without a name.
RUN echo 'penstock:x:10001:10001:penstock:/work:/nowhere' >>/etc/passwd
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["/penstock"]
