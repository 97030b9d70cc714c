package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/aymanbagabas/go-udiff"
	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/names"
	"github.com/penstock/penstock/cli/output"
	"github.com/penstock/penstock/cli/terminal"
	"github.com/penstock/penstock/cli/value"
)

// versionDiff is what differs between two versions, for programs.
type versionDiff struct {
	From int64  `json:"from"`
	To   int64  `json:"to"`
	Diff string `json:"diff"`
}

func newDiffCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "diff NAME [FROM [TO]]",
		Short: "Show what differs between two versions of an application",
		Long: `Show what differs between two versions of an application, configuration and code, as a unified diff. Without versions it is
what the last update changed; with one, what has changed since that one.`,
		Example: `  penstock diff orders
  penstock diff orders 3
  penstock diff orders 3 5 | less -R`,
		Args: cobra.RangeArgs(1, 3),
	}
	b := newBase(cmd, true)
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, last string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return b.completeApplication(cmd, args, last)
		}
		return names.Of(cmd.Context(), b.connect, "ApplicationVersionId", args[0]), cobra.ShellCompDirectiveNoFileComp
	}
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		from, to, err := b.twoVersions(ctx, args)
		if err != nil {
			return err
		}
		text, err := b.diff(ctx, args[0], from, to)
		if err != nil {
			return err
		}
		if b.isJSON() {
			return b.writeJSON(versionDiff{from, to, text})
		}
		if text == "" {
			_, err := fmt.Fprintf(b.out, "versions %d and %d of %s are the same\n", from, to, args[0])
			return err
		}
		_, err = fmt.Fprint(b.out, paintDiff(text, b.paint))
		return err
	})
	return cmd
}

// twoVersions are the versions that the arguments name, or the current one and the one before.
func (b *base) twoVersions(ctx context.Context, args []string) (from, to int64, err error) {
	for i, into := range []*int64{&from, &to} {
		if len(args) < i+2 {
			break
		}
		if *into, err = strconv.ParseInt(args[i+1], 10, 64); err != nil || *into < 1 {
			return 0, 0, fmt.Errorf("%q is not the number of a version", args[i+1])
		}
	}
	if to != 0 {
		return from, to, nil
	}
	detail, err := b.describe(ctx, args[0])
	if err != nil {
		return 0, 0, err
	}
	to = *detail.ApplicationVersionId
	switch {
	case from != 0:
	case detail.ApplicationVersionUpdatedFrom != nil:
		from = *detail.ApplicationVersionUpdatedFrom
	case to > 1:
		from = to - 1
	default:
		return 0, 0, fmt.Errorf("%s has one version only", args[0])
	}
	return from, to, nil
}

// diff is the unified diff of two versions: of the configuration, then of the code.
func (b *base) diff(ctx context.Context, name string, from, to int64) (string, error) {
	var configurations, codes [2]string
	for i, id := range []int64{from, to} {
		out, err := b.api.DescribeApplicationVersion(ctx, &model.DescribeApplicationVersionRequest{ApplicationName: &name, ApplicationVersionId: &id})
		if err != nil {
			return "", err
		}
		if configurations[i], codes[i], err = versionTexts(out.ApplicationVersionDetail); err != nil {
			return "", err
		}
	}
	label := func(what string, id int64) string { return fmt.Sprintf("%s version %d: %s", name, id, what) }
	return udiff.Unified(label("configuration", from), label("configuration", to), configurations[0], configurations[1]) +
		udiff.Unified(label("code", from), label("code", to), codes[0], codes[1]), nil
}

// passing are the members of a description that say how things are at the moment, and not how they were configured.
var passing = []string{
	"ApplicationStatus", "ApplicationVersionId", "CreateTimestamp", "LastUpdateTimestamp", "ConditionalToken", "ApplicationARN",
	"ApplicationVersionUpdatedFrom", "ApplicationVersionRolledBackFrom", "ApplicationVersionRolledBackTo", "ApplicationVersionCreateTimestamp",
	"RunConfigurationDescription", "CurrentParallelism", "JobPlanDescription", "CloudWatchLoggingOptionId", "VpcConfigurationId",
}

// versionTexts are a version's configuration in YAML, and its code where that is text.
func versionTexts(d *model.ApplicationDetail) (configuration, code string, err error) {
	if d == nil {
		return "", "", errors.New("the server described no version")
	}
	text, err := json.Marshal(d)
	if err != nil {
		return "", "", fmt.Errorf("write the version: %w", err)
	}
	v, err := value.Parse(text)
	if err != nil {
		return "", "", fmt.Errorf("read the version: %w", err)
	}
	var b strings.Builder
	if err := output.Write(&b, configured(v, &code), output.Options{Format: output.YAML}); err != nil {
		return "", "", err
	}
	if code != "" && !strings.HasSuffix(code, "\n") {
		code += "\n"
	}
	return b.String(), code, nil
}

// configured is a description without what passes and without the text of the code, which goes into code.
func configured(v any, code *string) any {
	switch v := v.(type) {
	case *value.Object:
		kept := value.NewObject()
		for _, name := range v.Names() {
			member, _ := v.Get(name)
			if text, ok := member.(string); ok && name == "TextContent" {
				*code = text
				continue
			}
			if !slices.Contains(passing, name) {
				kept.Set(name, configured(member, code))
			}
		}
		return kept
	case []any:
		for i := range v {
			v[i] = configured(v[i], code)
		}
	}
	return v
}

// paintDiff colours the lines of a unified diff.
func paintDiff(text string, p terminal.Paint) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		color := terminal.Color("")
		switch {
		case strings.HasPrefix(line, "---"), strings.HasPrefix(line, "+++"):
			color = terminal.Bold
		case strings.HasPrefix(line, "@@"):
			color = terminal.Place
		case strings.HasPrefix(line, "+"):
			color = terminal.Added
		case strings.HasPrefix(line, "-"):
			color = terminal.Gone
		}
		body, end := strings.CutSuffix(line, "\n")
		b.WriteString(p.Text(color, body))
		if end {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
