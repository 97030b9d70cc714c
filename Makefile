# Penstock: the commands of a developer. `make help` lists them.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

GOLANGCI_VERSION := v2.15.0
CACHE := $(CURDIR)/.cache
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X github.com/penstock/penstock/cmd/penstock/buildinfo.Version=$(VERSION)
GO_BUILD := CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)'
SOURCES := $(shell find . -name '*.go' -not -path './.cache/*') go.mod go.sum openapi.yaml

.PHONY: help
help: ## list these commands
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: bin/penstock ## build bin/penstock, one static binary

bin/penstock: $(SOURCES)
	@mkdir -p bin
	$(GO_BUILD) -o $@ ./cmd/penstock

.PHONY: run
run: build ## start Penstock and the flight-delays demo; Ctrl-C stops it, the next run goes on
	@exec bin/penstock demo --data-dir .demo

.PHONY: test
test: build ## all tests
	scripts/gotest ./... -timeout 20m

.PHONY: nightly
nightly: NIGHTLY_SEEDS ?= 1000
nightly: SQL_CASES ?= ../shared/sql-cases
nightly: ENGINE_CHECKS ?= 300
nightly: RANDOM_SCRIPTS ?= 500
nightly: ## 1,000 seeded runs of what can go wrong, and as many of the lifecycle's model (NIGHTLY_SEEDS); more than 20,000 kills of jobs of the engine; a rolling upgrade; random SQL scripts; all SQL cases and random scripts on Apache Flink, where there is Java
	PENSTOCK_SEEDS=$(NIGHTLY_SEEDS) PENSTOCK_FIRST_SEED=$$(date +%s) go test -count 1 -timeout 60m -run TestSeeded ./lifecycle/reconciler
	go test -count 1 -timeout 60m ./lifecycle/modeltest -rapid.checks=$(NIGHTLY_SEEDS)
	go test -count 1 -timeout 60m -v -run TestJob_ExactlyOnce ./runtime/embedded/job -rapid.checks=$(ENGINE_CHECKS)
	PENSTOCK_KILL_SEEDS=$(KILL_SEEDS) PENSTOCK_FIRST_KILL=$$(date +%s) go test -count 1 -timeout 60m -v -run TestKilled ./runtime/embedded/enginetest | grep -v -e '^=== ' -e '^ *--- PASS'
	PENSTOCK_RANDOM_SCRIPTS=$(RANDOM_SCRIPTS) PENSTOCK_FIRST_SEED=$$(date +%s) go test -count 1 -timeout 60m -run TestRandomScripts ./runtime/embedded/enginetest
	PENSTOCK_OLDER_BINARY=$$(scripts/older) go test -count 1 -timeout 20m -run TestRollingUpgrade ./e2e
	if command -v java >/dev/null; then PENSTOCK_TEST_FLINK=FLINK-1_20 PENSTOCK_RANDOM_SCRIPTS=$(RANDOM_SCRIPTS) PENSTOCK_FIRST_SEED=$$(date +%s) \
	  go test -count 1 -timeout 90m -run TestFlink_randomScripts ./runtime/flink/trial; fi
	if command -v java >/dev/null && [ -d '$(SQL_CASES)' ]; then PENSTOCK_TEST_FLINK=FLINK-1_20 PENSTOCK_SQL_CASES='$(abspath $(SQL_CASES))' \
	  go test -count 1 -timeout 60m -run TestFlink_cases ./runtime/flink/trial; fi

.PHONY: test-flink
test-flink: FLINK ?= FLINK-1_20
test-flink: RUN ?= TestConformance|TestFlink
test-flink: ## the tests with a real Apache Flink, which is fetched once; it needs Java (FLINK=FLINK-1_18 for another one)
	PENSTOCK_TEST_FLINK=$(FLINK) go test -count 1 -timeout 40m -p 1 -run '$(RUN)' ./runtime/flink/... ./e2e

.PHONY: test-kubernetes
test-kubernetes: RUN ?= TestConformance|TestKubernetes
test-kubernetes: ## the tests with a real Kubernetes, which is started on this machine; it needs Linux and root (RUN chooses tests)
	scripts/kubernetes scripts/gotest './runtime/kubernetes/... ./e2e' -count 1 -timeout 60m -p 1 -run '$(RUN)'

.PHONY: test-chart
test-chart: ## the chart as Helm renders it; a module of its own, since Helm brings much
	cd deploy/charttest && go test -count 1 ./...

.PHONY: race
race: ## the tests of what runs at the same time, with the race detector, which needs a C compiler
	scripts/race

.PHONY: lint
lint: $(CACHE)/bin/golangci-lint-$(GOLANGCI_VERSION) ## golangci-lint with .golangci.yml
	$< run ./...

$(CACHE)/bin/golangci-lint-$(GOLANGCI_VERSION):
	@mkdir -p $(CACHE)/bin
	cd $(CACHE) && GOFLAGS=-mod=mod GOBIN=$(CACHE)/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	mv $(CACHE)/bin/golangci-lint $@

.PHONY: bench
bench: build ## start time, memory and engine throughput; the figures belong into bench/README.md
	go run ./bench/startup --penstock bin/penstock
	go test -run '^$$' -bench . -benchtime 1s ./runtime/embedded/...

.PHONY: bench-api
bench-api: build ## requests per second with 10,000 applications stored, next to moto_server's
	scripts/python >/dev/null
	go run ./bench/api --penstock bin/penstock

.PHONY: bench-update
bench-update: build ## what updates, rollbacks and starts cost an application that has 100 MB of state
	go run ./bench/update --penstock bin/penstock

.PHONY: bench-state
bench-state: ## checkpoints of a gigabyte of state: how long processing pauses, what an increment writes, stop and start
	go run ./bench/state
	go run ./bench/state --megabytes 500 --memory 256 # the long form: --megabytes 10000 --memory 2048

.PHONY: bench-checkpoint
bench-checkpoint: ## what encryption costs checkpoints and restores, paired in one run
	go run ./bench/checkpoint

.PHONY: bench-nexmark
bench-nexmark: build ## the queries of Nexmark next to Apache Flink, the same events in one run; it needs Java and Maven
	go run ./bench/nexmark --penstock bin/penstock $(ARGS)

.PHONY: bench-latency
bench-latency: ## how long rows take from source to sink at 50,000 a second on one core
	go run ./bench/latency $(ARGS)

.PHONY: bench-engine
bench-engine: build ## start, scaling, what checkpoints cost, and long sliding windows next to Apache Flink; it needs Java and Maven
	go run ./bench/engine --penstock bin/penstock $(ARGS)

.PHONY: bench-flink-start
bench-flink-start: build ## starts and updates on Apache Flink, a JAR and a script: time, output gap, memory; it needs Java
	bin/penstock runtime install FLINK-1_20
	go run ./bench/flinkstart --penstock bin/penstock

.PHONY: bench-fleet
bench-fleet: ## 10,000 applications in the simulated runtime: how soon changes are acted on, idle cost, take-over
	go run ./bench/fleet

.PHONY: simulate
simulate: ## a day of a fleet in the simulated runtime, in seconds: make simulate ARGS="-simulate.applications=50 -simulate.updates=5"
	go test ./bench/simulation -run '^TestDay$$' -count 1 -v -timeout 1h -args -simulate.applications=50 $(ARGS)

.PHONY: generate
generate: ## everything generated, from openapi.yaml
	go generate ./...

.PHONY: fmt
fmt: ## format the sources
	gofmt -w $(shell git ls-files '*.go')

.PHONY: clean
clean: ## remove what was built here and the demo's data
	rm -rf bin .demo
