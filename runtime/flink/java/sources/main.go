// Command sources prints the digest of the sources that the JAR of a folder is built of.
package main

import (
	"fmt"
	"os"

	"github.com/penstock/penstock/runtime/flink/java"
)

func main() {
	digest, err := java.SourcesDigest(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "sources:", err)
		os.Exit(1)
	}
	fmt.Fprintln(os.Stdout, digest)
}
