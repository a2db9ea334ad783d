# What people type here. Everything works on a Debian 12 with Swift 6.3, git and make; what else is
# needed is installed on the way (with sudo, where you are not root).

SHELL := /bin/bash
# Tests see 'package' symbols as they are, so release tests share the objects of the release build.
TESTFLAGS := --disable-xctest --disable-testable-imports

.PHONY: help demo build test test-debug test-release results headcount promises check-results docs check-docs determinism \
	fingerprints soak bench guard memory lint-style format install-deps clean

help:
	@echo "make demo          build, run the pawn company's complaint rules, print the report"
	@echo "make test          all tests, in release and (the cheap ones) in debug"
	@echo "make build         the program: .build/release/headroom"
	@echo "make results       the reference results of all scenarios, anew"
	@echo "make headcount     what staff each scenario needs: results/headcount.md, anew (minutes)"
	@echo "make promises      what each blank could be promised: results/promises.md, anew (minutes)"
	@echo "make check-results the same into a temporary folder, compared byte by byte"
	@echo "make docs          the examples in the documentation, anew"
	@echo "make determinism   same bytes on any number of threads, build, processor, zone, language"
	@echo "make fingerprints  the table of trajectory fingerprints, anew"
	@echo "make bench         time per event beside a single-purpose C program"
	@echo "make guard         instructions per event, compared with the stored table"
	@echo "make memory        the most memory of ten million cases, compared with the bound"
	@echo "make soak          150,000 damaged scenarios through reading, compiling and a short run,"
	@echo "                   5,000 random models with and without persons through the engine and a naive simulator"
	@echo "make lint-style    the source's form; 'make format' mends it"

demo: build
	.build/release/headroom run scenarios/pawn-company.yaml

build: install-deps
	swift build -c release --product headroom

test: test-release test-debug

test-release: build
	swift test -c release $(TESTFLAGS)

test-debug: install-deps
	swift test $(TESTFLAGS)

results: build
	.ci/results

headcount: build
	.ci/headcount

promises: build
	.ci/promises

check-results: build
	.ci/check-results

docs: build
	.ci/examples write

check-docs: build
	.ci/examples check

determinism: build
	swift build --product headroom
	.ci/check-determinism

fingerprints: install-deps
	HEADROOM_WRITE=results/fingerprints.txt swift test -c release $(TESTFLAGS) --filter FingerprintTests

soak: install-deps
	HEADROOM_SOAK=150000 swift test -c release $(TESTFLAGS) --filter 'SoakTests|NaiveTests'

bench: build
	Benchmarks/run

guard: build
	.ci/install-packages valgrind
	Benchmarks/guard

memory: build
	Benchmarks/memory

lint-style:
	swift format lint --strict --recursive Package.swift Sources Tests

format:
	swift format --in-place --recursive Package.swift Sources Tests

install-deps:
	@.ci/install-packages

clean:
	rm -rf .build
