package main

import (
	"fmt"
	"os"
	"strings"
)

// leastToken is the length below which a token can be guessed.
const leastToken = 16

// readMetricsToken reads the token that asks for metrics have to bring; "" where no file is named, and nobody has to.
func readMetricsToken(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("--metrics-token-file: %w", err)
	}
	token := strings.TrimSpace(string(content))
	if len(token) < leastToken || strings.ContainsAny(token, " \t\r\n") {
		return "", fmt.Errorf("--metrics-token-file: %s must hold one token of at least %d characters", path, leastToken)
	}
	return token, nil
}
