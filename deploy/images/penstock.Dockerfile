# The control plane, and the pods of clusters on the embedded engine: one static binary and the certificates that TLS trusts.
#
#   make build && docker build -f deploy/images/penstock.Dockerfile -t penstock/penstock:v1 .
#
# "penstock image" writes the same without docker, a registry or a base image.
FROM alpine:3 AS certificates
RUN apk add --no-cache ca-certificates

FROM scratch
COPY --from=certificates /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY bin/penstock /penstock
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["/penstock"]
