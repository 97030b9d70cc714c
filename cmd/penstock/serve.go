package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/cmd/penstock/datadir"
	"github.com/penstock/penstock/logs/collector"
)

// serveOptions are the flags of serve.
type serveOptions struct {
	dataDir          string
	listen           string
	databaseURL      string
	accountID        string
	region           string
	logLevel         string
	metricsTokenFile string
	stopApplications bool
	vpcLookup        string
	quotas           apiserver.Quotas
	logs             logOptions
	access           accessOptions
	scale            scaleOptions
	health           healthOptions
	rootKey          rootKeyOptions
	keys             keyOptions
	retention        retentionOptions
	state            stateOptions
	clusters         clusterOptions
	flink            flinkOptions
}

// shutdownPatience is how long requests that are under way may take to end.
const shutdownPatience = 10 * time.Second

var (
	accountPattern = regexp.MustCompile(`^[0-9]{12}$`)
	regionPattern  = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
)

func newServeCommand() *cobra.Command {
	o := serveOptions{quotas: apiserver.DefaultQuotas()}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the control plane",
		Long: `Run the control plane: the API, and the reconciler that makes applications be as they shall be.

Everything is kept in the data directory, which is made if it is not there. A private Postgres is started in it unless
--database-url names another. The server is ready when GET /healthz answers 200.

For the AWS CLI and SDKs it writes aws/credentials and aws/config into the data directory. The first start makes the first
credential: the one in PENSTOCK_ROOT_ACCESS_KEY_ID and PENSTOCK_ROOT_SECRET_ACCESS_KEY, or a random one.

SIGTERM or Ctrl-C ends the control plane and leaves applications running; the next start finds them again. With
--stop-applications they are stopped first, with a snapshot. A second signal ends the process at once.

Amazon's services (S3, EC2, Kinesis, Lambda, CloudWatch Logs) are found by the environment of the AWS SDK: AWS_ENDPOINT_URL, AWS_PROFILE and so on.
EC2 is only asked for the VPC that subnets belong to; where there is no EC2, they are taken as given (--vpc-lookup).

Quotas, each changed by --quota NAME=VALUE; the value unlimited takes the limit away:

` + strings.TrimRight(apiserver.QuotaHelp(), "\n"),
		Example: `  penstock serve --data-dir /var/lib/penstock
  penstock serve --data-dir ./data --listen 127.0.0.1:9000 --region eu-west-1
  penstock serve --data-dir ./data --database-url postgres://penstock@db/penstock
  penstock serve --data-dir ./data --runtime kubernetes --state-storage 's3://state?region=eu-west-1'
  penstock serve --data-dir ./data --quota applications=100 --quota kpus=8`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.check(); err != nil {
				return err
			}
			return serve(cmd.Context(), o, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.dataDir, "data-dir", "", "the directory that holds everything (required)")
	f.StringVar(&o.listen, "listen", "127.0.0.1:7070", "the address of the API; port 0 takes a free one")
	f.StringVar(&o.databaseURL, "database-url", "", "a Postgres to use instead of a private one, as postgres://user:password@host/name")
	f.StringVar(&o.accountID, "account-id", "000000000000", "the AWS account that applications belong to")
	f.StringVar(&o.region, "region", "us-east-1", "the default region; requests may be signed for any, or for --regions")
	f.StringVar(&o.metricsTokenFile, "metrics-token-file", "", "a file with the token that Prometheus has to bring; without it /metrics and /metrics/applications are open to whoever reaches the API")
	f.StringVar(&o.logLevel, "log-level", "info", "debug, info, warn or error")
	f.BoolVar(&o.stopApplications, "stop-applications", false, "stop all applications, with a snapshot, before ending")
	f.StringVar(&o.vpcLookup, "vpc-lookup", vpcLookupAuto, "how to find the VPC of subnets: ec2, none, or auto, which asks EC2 where the environment names AWS credentials or an endpoint")
	f.DurationVar(&o.logs.keepAge, "log-keep-age", collector.DefaultKeepAge, "for how long the events of applications' logs are kept")
	f.IntVar(&o.logs.keepMiB, "log-keep-mib", collector.DefaultKeepBytes>>20, "how much of the log of each application is kept, in MiB")
	o.access.register(f)
	o.scale.register(f)
	o.health.register(f)
	o.rootKey.register(f)
	o.keys.register(f)
	o.retention.register(f)
	o.state.register(f)
	o.clusters.register(f)
	o.flink.register(f)
	f.Var(quotaFlag{&o.quotas}, "quota", "change a quota; may be given several times")
	if err := errors.Join(cmd.MarkFlagRequired("data-dir"), cmd.MarkFlagDirname("data-dir")); err != nil {
		panic(err) // the flag is defined above
	}
	return cmd
}

func (o serveOptions) check() error {
	if o.dataDir == "" {
		// Such as of a shell variable that is not set: the working directory is not what was meant.
		return errors.New("--data-dir is empty; name the directory that holds everything")
	}
	if !accountPattern.MatchString(o.accountID) {
		return fmt.Errorf("--account-id %q is not 12 digits", o.accountID)
	}
	if !regionPattern.MatchString(o.region) {
		return fmt.Errorf("--region %q is not the name of a region", o.region)
	}
	if _, err := readMetricsToken(o.metricsTokenFile); err != nil {
		return err
	}
	if o.logs.keepAge <= 0 || o.logs.keepMiB <= 0 {
		return errors.New("--log-keep-age and --log-keep-mib must be more than nothing")
	}
	if err := o.access.check(o.accountID, o.region); err != nil {
		return err
	}
	if err := o.health.check(); err != nil {
		return err
	}
	if err := o.scale.check(); err != nil {
		return err
	}
	if err := o.keys.check(); err != nil {
		return err
	}
	if err := o.retention.check(); err != nil {
		return err
	}
	if err := o.state.check(); err != nil {
		return err
	}
	if err := o.clusters.check(o.state); err != nil {
		return err
	}
	if err := o.flink.check(o.clusters.runtime); err != nil {
		return err
	}
	_, err := networksOf(o.vpcLookup)
	return err
}

// serve runs the control plane until the context ends.
func serve(ctx context.Context, o serveOptions, out, errOut io.Writer) (err error) {
	logger, err := newLogger(errOut, o.logLevel)
	if err != nil {
		return err
	}
	dir, err := datadir.Open(o.dataDir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dir.Close()) }()
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.listen)
	if err != nil {
		return fmt.Errorf("listen for the API: %w; --listen names another address", err)
	}
	defer listener.Close()
	cp, err := newControlPlane(ctx, o, dir, logger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cp.close()) }()

	endpoint := endpointOf(listener.Addr())
	access := datadir.Access{
		Endpoint: endpoint, Region: o.region, AccessKeyID: cp.root.AccessKeyID, SecretKey: cp.root.SecretAccessKey,
	}
	if err := dir.WriteAWSFiles(access); err != nil {
		return err
	}
	web := apiserver.HTTPServer(cp.api, logger)
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	reconciling, stopReconciling := context.WithCancel(context.WithoutCancel(ctx))
	defer stopReconciling()
	reconciled := make(chan struct{})
	go func() {
		defer close(reconciled)
		cp.run(reconciling)
	}()
	if err := greet(out, access, dir, cp.rootIsNew); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	logger.Info("ready", "endpoint", endpoint, "dataDir", dir.Path())

	select {
	case err = <-failed:
		err = fmt.Errorf("serve the API: %w", err)
	case <-ctx.Done():
		if o.stopApplications {
			err = stopApplications(context.WithoutCancel(ctx), cp.handler, cp.store, o.accountID, out)
		}
	}
	shutdown, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownPatience)
	defer cancel()
	err = errors.Join(err, web.Shutdown(shutdown))
	stopReconciling()
	<-reconciled
	logger.Info("ended")
	return err
}

// endpointOf is how clients on this machine reach a listener.
func endpointOf(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return "http://" + addr.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// greet tells where the API is and how to use it, and the first credential at the start that made it.
func greet(out io.Writer, access datadir.Access, dir *datadir.Dir, first bool) error {
	text := fmt.Sprintf("Penstock is ready at %s\n\n  export PENSTOCK_DATA_DIR=%s\n  penstock apps\n\nThe AWS CLI and the SDKs reach it with\n\n"+
		"  export AWS_SHARED_CREDENTIALS_FILE=%s AWS_CONFIG_FILE=%s\n  aws kinesisanalyticsv2 list-applications\n\n",
		access.Endpoint, shellQuoted(dir.Path()), shellQuoted(dir.CredentialsFile()), shellQuoted(dir.ConfigFile()))
	if first {
		text += fmt.Sprintf("The first credential, told only now and kept in %s:\n\n  access key id      %s\n  secret access key  %s\n\n",
			dir.CredentialsFile(), access.AccessKeyID, access.SecretKey)
	}
	_, err := io.WriteString(out, text)
	return err
}
