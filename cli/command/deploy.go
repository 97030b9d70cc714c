package command

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

// deployment is what the flags of deploy say.
type deployment struct {
	name, runtime, role, description string
	parallelism                      int64
	properties                       []string
	options                          runOptions
	restore                          restore
	start, noStart, wait, watch, dry bool

	code   *code
	groups []model.PropertyGroup
	// given tells whether a flag stands on the command line: others leave an application as it is.
	given func(flag string) bool
}

func newDeployCommand() *cobra.Command {
	d := &deployment{}
	cmd := &cobra.Command{
		Use:   "deploy FILE|FOLDER --name NAME",
		Short: "Create or update an application from a script or package, and run it",
		Long: `Create an application from a Flink SQL script (.sql, or - for standard input), a program in Python (.py, or a folder with a main.py) or a
package (.zip, .jar, or s3://bucket/key), or bring an existing one to it, and start it unless it runs. Deploying the same again
changes nothing and says so.

A running application goes on processing until its new version is ready, and the new version goes on from its state. Flags
that are left out leave an existing application as it is. With --property, the application has exactly the properties given.

Scripts run on the embedded engine, JARs and programs in Python on Apache Flink. A .py file or a folder is packed; what of a package is run
say the runtime properties of kinesis.analytics.flink.run.options, as in the managed service: python, jarfile, pyFiles and others.
Where they do not, it is main.py, or the only .py file. --engine flink has a script run on Apache Flink; moving an application
from one engine to the other takes --restore none, since neither reads the state of the other.`,
		Example: `  penstock deploy orders.sql --name orders
  penstock deploy orders.sql --name orders --parallelism 4 --property kafka.bootstrap.servers=broker:9092
  penstock deploy orders.sql --name orders --dry-run
  penstock deploy app.jar --name enrich --main-class com.example.Enrich --arguments "--window 60"
  penstock deploy orders.sql --name orders --engine flink --restore none
  penstock deploy count.py --name count
  penstock deploy ./count --name count --property kinesis.analytics.flink.run.options.pyFiles=dep/
  penstock deploy app.jar --name enrich --runtime FLINK-1_20 --no-start`,
		Args: cobra.ExactArgs(1),
	}
	b := newBase(cmd, false)
	f := cmd.Flags()
	f.StringVarP(&d.name, "name", "n", "", "`NAME` of the application (default the file's name)")
	f.StringVar(&d.runtime, "runtime", "", "`RUNTIME` environment (default FLINK-1_20 for a new application)")
	f.StringVar(&d.role, "role", "", "`ARN` of the role that the application has (default one named penstock for a new application)")
	f.StringVar(&d.description, "description", "", "`TEXT` that describes a new application")
	f.Int64VarP(&d.parallelism, "parallelism", "p", 0, "`N` parallel subtasks of each operator")
	f.StringArrayVar(&d.properties, "property", nil, "runtime property as `GROUP.KEY=VALUE`, or GROUP:KEY=VALUE; may be repeated")
	d.options.flags(cmd)
	f.BoolVar(&d.start, "start", true, "start it unless it runs")
	f.BoolVar(&d.noStart, "no-start", false, "do not start it")
	f.BoolVar(&d.wait, "wait", true, "wait for the outcome")
	f.BoolVar(&d.watch, "watch", false, "stay and follow how it is, until Ctrl-C")
	f.BoolVar(&d.dry, "dry-run", false, "only tell what would be changed")
	d.restore.flags(cmd, b, func([]string) string { return d.name })
	mustRegister(cmd.RegisterFlagCompletionFunc("name", func(cmd *cobra.Command, _ []string, last string) ([]string, cobra.ShellCompDirective) {
		return b.completeApplication(cmd, nil, last)
	}))
	mustRegister(cmd.RegisterFlagCompletionFunc("runtime", cobra.FixedCompletions([]string{
		string(model.RuntimeEnvironmentFLINK_1_18), string(model.RuntimeEnvironmentFLINK_1_19),
		string(model.RuntimeEnvironmentFLINK_1_20), string(model.RuntimeEnvironmentFLINK_2_2),
	}, cobra.ShellCompDirectiveNoFileComp)))
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return []string{"sql", "py", "zip", "jar"}, cobra.ShellCompDirectiveFilterFileExt
	}
	cmd.MarkFlagsMutuallyExclusive("start", "no-start")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		// What is wrong here is told before a server is looked for.
		if err := d.read(cmd, args[0]); err != nil {
			return err
		}
		return b.run(func(ctx context.Context, _ []string) error { return d.run(ctx, b) })(cmd, args)
	}
	return cmd
}

// read reads code and properties.
func (d *deployment) read(cmd *cobra.Command, path string) error {
	d.given = cmd.Flags().Changed
	if d.name == "" {
		base := filepath.Base(path)
		if whole, err := filepath.Abs(path); err == nil {
			base = filepath.Base(whole) // also of the folder "."
		}
		d.name = strings.TrimSuffix(base, filepath.Ext(base))
		if path == "-" {
			return errors.New("--name is missing, and standard input has none")
		}
	}
	if d.given("parallelism") && d.parallelism < 1 {
		return fmt.Errorf("--parallelism %d is not positive", d.parallelism)
	}
	if d.watch && !d.wait {
		return errors.New("--watch waits, --wait=false does not: choose one")
	}
	var err error
	if d.groups, err = propertyGroups(d.properties); err != nil {
		return err
	}
	if err := d.options.check(); err != nil {
		return err
	}
	d.code, err = loadCode(path, cmd.InOrStdin())
	return err
}

func (d *deployment) run(ctx context.Context, b *base) error {
	p := b.progress()
	if err := d.deploy(ctx, b, p); err != nil {
		return failed(p, d.code.locate(err, terminal.PaintFor(b.errOut)))
	}
	if d.watch && !d.dry {
		return b.watch(ctx, func() (string, error) { return b.applicationScreen(ctx, d.name) })
	}
	return nil
}

func (d *deployment) deploy(ctx context.Context, b *base, p *terminal.Progress) error {
	detail, err := b.settle(ctx, p, d.name)
	if isGone(err) {
		if d.dry {
			p.Done("%s would be created from %s", d.name, d.code.path)
			return nil
		}
		detail, err = d.create(ctx, b, p)
	} else if err == nil {
		detail, err = d.update(ctx, b, p, detail)
	}
	if err != nil || detail == nil {
		return err
	}
	if *detail.ApplicationStatus == model.ApplicationStatusREADY && d.start && !d.noStart {
		return b.startReady(ctx, p, d.name, &d.restore, d.wait)
	}
	return nil
}

func (d *deployment) create(ctx context.Context, b *base, p *terminal.Progress) (*model.ApplicationDetail, error) {
	p.Step("Creating %s from %s", d.name, d.code.path)
	in := &model.CreateApplicationRequest{
		ApplicationName: &d.name, RuntimeEnvironment: new(model.RuntimeEnvironmentFLINK_1_20),
		ServiceExecutionRole:     new("arn:aws:iam::000000000000:role/penstock"),
		ApplicationConfiguration: &model.ApplicationConfiguration{ApplicationCodeConfiguration: d.code.creation()},
	}
	if d.runtime != "" {
		in.RuntimeEnvironment = new(model.RuntimeEnvironment(d.runtime))
	}
	if d.role != "" {
		in.ServiceExecutionRole = &d.role
	}
	if d.description != "" {
		in.ApplicationDescription = &d.description
	}
	if groups := withProgram(withOptions(d.groups, d.options.given(d.given)), d.code.program); len(groups) > 0 {
		in.ApplicationConfiguration.EnvironmentProperties = &model.EnvironmentProperties{PropertyGroups: groups}
	}
	if d.given("parallelism") {
		in.ApplicationConfiguration.FlinkApplicationConfiguration = &model.FlinkApplicationConfiguration{
			ParallelismConfiguration: &model.ParallelismConfiguration{
				ConfigurationType: new(model.ConfigurationTypeCUSTOM), Parallelism: &d.parallelism, AutoScalingEnabled: new(false),
			},
		}
	}
	out, err := b.api.CreateApplication(ctx, in)
	if err != nil {
		return nil, err
	}
	p.Done("%s is created", d.name)
	return out.ApplicationDetail, nil
}

// update brings an application to what is wanted. It returns nil where only the differences were asked for.
func (d *deployment) update(ctx context.Context, b *base, p *terminal.Progress, detail *model.ApplicationDetail) (*model.ApplicationDetail, error) {
	in, changes := d.difference(detail)
	if len(changes) == 0 {
		p.Done("%s is as wanted already: version %d, %s", d.name, *detail.ApplicationVersionId, *detail.ApplicationStatus)
		if d.dry {
			return nil, nil
		}
		return detail, nil
	}
	for _, change := range changes {
		fmt.Fprintf(b.errOut, "  %s\n", change)
	}
	if d.dry {
		p.Done("%s would be updated from version %d", d.name, *detail.ApplicationVersionId)
		return nil, nil
	}
	p.Step("Updating %s", d.name)
	out, err := b.api.UpdateApplication(ctx, in)
	if err != nil {
		return nil, err
	}
	if !d.wait {
		p.Done("%s is being updated to version %d", d.name, *out.ApplicationDetail.ApplicationVersionId)
		return nil, nil
	}
	if _, err := b.follow(ctx, p, d.name, "update", out.OperationId); err != nil {
		return nil, err
	}
	after, err := b.settle(ctx, p, d.name)
	if err != nil {
		return nil, err
	}
	paused, err := b.paused(ctx, d.name, out.OperationId)
	if err != nil {
		return nil, err
	}
	p.Done("%s is updated: version %d, %s%s", d.name, *after.ApplicationVersionId, *after.ApplicationStatus, paused)
	return after, nil
}
