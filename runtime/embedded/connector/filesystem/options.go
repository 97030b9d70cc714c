package filesystem

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/option"
)

// options are the options of a table.
type options struct {
	path            string
	format          format.Factory
	formatOptions   map[string]string
	monitorInterval time.Duration
	// pattern is what a file's path must match; nil for any.
	pattern          *regexp.Regexp
	defaultPartition string
	rollSize         int64
	rollInterval     time.Duration
	// successFile is created in a partition when files of it are committed; empty for none.
	successFile string
}

func readOptions(t *connector.Table, formats format.Registry) (o options, err error) {
	own, formatOptions := split(t.Options)
	r := option.NewReader("connector 'filesystem'", "", own)
	r.String("connector", "")
	r.Int("property-version", 1, 1)
	r.Int("sink.parallelism", 1, 1)
	o.formatOptions = formatOptions
	path := r.Required("path")
	name := r.Required("format")
	o.monitorInterval = r.Duration("source.monitor-interval", 0)
	if r.Has("source.monitor-interval") && o.monitorInterval <= 0 {
		r.Fail("option 'source.monitor-interval' must be greater than 0")
	}
	if pattern := r.String("source.path.regex-pattern", ""); pattern != "" {
		if o.pattern, err = regexp.Compile("^(?:" + pattern + ")$"); err != nil {
			r.Fail("invalid regular expression for option 'source.path.regex-pattern': %v", err)
		}
	}
	r.OneOf("source.report-statistics", "ALL", "ALL", "NONE")
	connector.WatermarkOptions(r)
	o.defaultPartition = r.String("partition.default-name", "__DEFAULT_PARTITION__")
	o.rollSize = r.Bytes("sink.rolling-policy.file-size", 128<<20)
	o.rollInterval = r.Duration("sink.rolling-policy.rollover-interval", 30*time.Minute)
	r.Duration("sink.rolling-policy.check-interval", time.Minute)
	o.successFile = readPartitionCommit(r)
	if r.Bool("auto-compaction", false) {
		r.Fail("'auto-compaction' = 'true' is not supported by connector 'filesystem' here")
	}
	if err := r.Done(); err != nil {
		return o, err
	}
	if o.format, err = formats.Lookup(name); err != nil {
		return o, err
	}
	o.path, err = localPath(path)
	return o, err
}

// readPartitionCommit reads how partitions are committed: the name of the file that marks one that has committed files, empty
// for none. Partitions are committed with their files, which is the trigger process-time without a delay.
func readPartitionCommit(r *option.Reader) (successFile string) {
	r.OneOf("sink.partition-commit.trigger", "process-time", "process-time")
	if r.Duration("sink.partition-commit.delay", 0) > 0 {
		r.Fail("'sink.partition-commit.delay' is not supported by connector 'filesystem' here; partitions are committed with their files")
	}
	name := r.String("sink.partition-commit.success-file.name", "_SUCCESS")
	if strings.ContainsAny(name, `/\`) || name == "" {
		r.Fail("option 'sink.partition-commit.success-file.name' must be the name of a file, not '%s'", name)
	}
	if r.OneOf("sink.partition-commit.policy.kind", "", "success-file") == "" {
		return ""
	}
	return name
}

// split separates the options of the connector from those of the format, which start with its name and a dot.
func split(values map[string]string) (own, formatOptions map[string]string) {
	own, formatOptions = make(map[string]string), make(map[string]string)
	prefix := values["format"] + "."
	for k, v := range values {
		if rest, ok := strings.CutPrefix(k, prefix); ok && prefix != "." {
			formatOptions[rest] = v
		} else {
			own[k] = v
		}
	}
	return own, formatOptions
}

// localPath is the path of the option 'path': a plain path or a file URL.
func localPath(path string) (string, error) {
	scheme, rest, ok := strings.Cut(path, ":")
	if !ok || strings.ContainsAny(scheme, "/.*?[") || len(scheme) < 2 {
		if path == "" {
			return "", fmt.Errorf("option 'path' must not be empty")
		}
		return path, nil
	}
	if scheme != "file" {
		return "", fmt.Errorf("could not find a file system implementation for scheme '%s' of path '%s'", scheme, path)
	}
	if strings.HasPrefix(rest, "//") {
		u, err := url.Parse(path)
		if err != nil || u.Host != "" && u.Host != "localhost" {
			return "", fmt.Errorf("option 'path': '%s' is no URL of a local file", path)
		}
		return u.Path, nil
	}
	return rest, nil
}
