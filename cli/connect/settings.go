package connect

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Settings are the preferences of a profile that concern the command line only.
type Settings struct {
	// Output is the format; empty means JSON.
	Output string
	// TimestampFormat is iso8601, or wire for what the server sent; empty means iso8601.
	TimestampFormat string
	// BinaryFormat is base64 or raw-in-base64-out; empty means base64.
	BinaryFormat string
	// ErrorFormat is how errors are told; empty means in words.
	ErrorFormat string
}

// configPath is the AWS configuration file.
func configPath() string {
	if path := os.Getenv("AWS_CONFIG_FILE"); path != "" {
		return expandHome(path)
	}
	return expandHome("~/.aws/config")
}

func expandHome(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

// profileName is the profile that counts.
func profileName(o Options) string {
	for _, name := range []string{o.Profile, os.Getenv("AWS_PROFILE"), os.Getenv("AWS_DEFAULT_PROFILE")} {
		if name != "" {
			return name
		}
	}
	return "default"
}

// readSettings reads a profile's settings, which the SDK has no use for and leaves out, from a configuration file that may not
// be there. Variables go first.
func readSettings(path, profile string) (Settings, error) {
	values, err := readProfile(path, profile)
	if err != nil {
		return Settings{}, err
	}
	setting := func(variable, key string) string {
		if variable != "" && os.Getenv(variable) != "" {
			return os.Getenv(variable)
		}
		return values[key]
	}
	return Settings{
		Output:          setting("AWS_DEFAULT_OUTPUT", "output"),
		TimestampFormat: setting("", "cli_timestamp_format"),
		BinaryFormat:    setting("", "cli_binary_format"),
		ErrorFormat:     setting("AWS_CLI_ERROR_FORMAT", "cli_error_format"),
	}, nil
}

// readProfile reads the keys and values of a profile's section. Those of nested sections, which are indented, do not count.
func readProfile(path, profile string) (map[string]string, error) {
	values := map[string]string{}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return values, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the AWS configuration: %w", err)
	}
	defer f.Close()
	inside := false
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		if name, isSection := strings.CutPrefix(strings.TrimSpace(line), "["); isSection {
			name, _, _ = strings.Cut(name, "]")
			name = strings.TrimSpace(name)
			if of, named := strings.CutPrefix(name, "profile "); named {
				name = strings.Trim(strings.TrimSpace(of), `"'`)
			}
			inside = name == profile
			continue
		}
		indented := line != strings.TrimLeft(line, " \t")
		key, value, isPair := strings.Cut(line, "=")
		if inside && isPair && !indented && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, ";") {
			values[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the AWS configuration %s: %w", path, err)
	}
	return values, nil
}
