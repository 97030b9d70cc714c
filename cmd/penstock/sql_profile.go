package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// tell prints what a run was to be watched for: the table of --profile, and the plans of EXPLAIN ANALYZE.
func (o sqlRunOptions) tell(profile *job.Profile, p *plan.Plan, out, errOut io.Writer) error {
	if profile == nil {
		return nil
	}
	for _, i := range p.Analyzed {
		if _, err := io.WriteString(out, analyzed(profile, p.Sinks[i])); err != nil {
			return fmt.Errorf("write to standard output: %w", err)
		}
	}
	if !o.profile {
		return nil
	}
	return writeProfile(errOut, profile.Operators())
}

// analyzed is the plan of a sink with what each operator did.
func analyzed(profile *job.Profile, sink *plan.Sink) string {
	return plan.ExplainWith(func(n plan.Node) string {
		o, ok := profile.Of(n)
		if !ok {
			return ""
		}
		if len(n.Inputs()) == 0 {
			return fmt.Sprintf(" (rows=%d time=%s)", o.RowsOut, seconds(o.Time))
		}
		if _, last := n.(*plan.Sink); last {
			return fmt.Sprintf(" (rows in=%d time=%s)", o.RowsIn, seconds(o.Time))
		}
		return fmt.Sprintf(" (rows in=%d out=%d time=%s)", o.RowsIn, o.RowsOut, seconds(o.Time))
	}, sink)
}

// widest is how much of the description of an operator is shown in a line of the table.
const widest = 100

// writeProfile writes a line for each operator, in the order in which rows pass them, and how much of the time all together took
// was its own.
func writeProfile(w io.Writer, operators []job.OperatorProfile) error {
	var all time.Duration
	for _, o := range operators {
		all += o.Time
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "time\tshare\tbusiest\trows in\trows out\t operator")
	for _, o := range operators {
		name := o.Node.Describe()
		if o.Exchange {
			name = "rows copied for the operators that follow"
		}
		if runes := []rune(name); len(runes) > widest {
			name = string(runes[:widest]) + "..."
		}
		fmt.Fprintf(table, "%s\t%.1f %%\t%s\t%d\t%d\t %s\n", seconds(o.Time), 100*float64(o.Time)/float64(max(1, all)), seconds(o.Busiest),
			o.RowsIn, o.RowsOut, name)
	}
	fmt.Fprintf(table, "%s\t100.0 %%\t\t\t\t of all subtasks together\n", seconds(all))
	if err := table.Flush(); err != nil {
		return fmt.Errorf("write the profile: %w", err)
	}
	return nil
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.3f s", d.Seconds()) }
