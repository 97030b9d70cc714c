// Command sources prints the digest of the Java sources in the working directory, for scripts/flink-java.
package main

import (
	"fmt"
	"os"

	"github.com/penstock/penstock/runtime/flink/java"
)

func main() {
	digest, err := java.SourcesDigest(".")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Fprintln(os.Stdout, digest)
}
