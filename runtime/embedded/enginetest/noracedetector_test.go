//go:build !race

package enginetest

// raceDetector is whether the test was built with the race detector.
const raceDetector = false
