package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/cmd/penstock/buildinfo"
	"github.com/penstock/penstock/deploy/image"
	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/flink/cluster"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/java"
	"github.com/penstock/penstock/runtime/flink/python"
)

// imageOptions are the flags of image.
type imageOptions struct {
	output, tag, binary string
	// runtimes are the distributions of Flink that it has, and java is the home of the Java that they run with.
	runtimes []string
	java     string
	// python has the image have PyFlink, too.
	python bool
}

func newImageCommand() *cobra.Command {
	var o imageOptions
	cmd := &cobra.Command{
		Use:   "image",
		Short: "Write the container image of this program, without a registry or a daemon",
		Long: `Write the container image of this program as an archive: for the control plane, and for the pods of clusters on the embedded engine.

With --flink it is the image of clusters on Apache Flink: it has the distributions that "penstock runtime install" has installed on this
machine, this machine's Java, and what of the system that needs. With --python programs in Python run there, too: it has PyFlink, as
"penstock runtime install --python" has installed it, and the Python of this machine that it was installed for.

docker load, podman load, ctr -n k8s.io images import and kind load image-archive take it. The same program gives the same bytes.`,
		Example: `  penstock image --output penstock.tar
  penstock image --output penstock.tar --tag registry.example.com/penstock:v1
  penstock image --output flink.tar --tag penstock/flink:v1 --flink FLINK-1_20
  penstock image --output flink.tar --tag penstock/flink:v1 --flink FLINK-1_20 --python
  ctr -n k8s.io images import penstock.tar`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.python && !slices.ContainsFunc(o.runtimes, runsPython) {
				return fmt.Errorf("--python needs one of --flink %s", strings.Join(python.Runtimes(), ", "))
			}
			if err := o.write(cmd.Context()); err != nil {
				return err
			}
			if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%s is in %s\n", o.tag, o.output); err != nil {
				return fmt.Errorf("write to standard output: %w", err)
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.output, "output", "o", "", "the file to write (required)")
	f.StringVar(&o.tag, "tag", defaultImage(), "the name of the image")
	f.StringVar(&o.binary, "binary", "", "the penstock binary for the image, a static one for Linux (default: this one)")
	f.StringSliceVar(&o.runtimes, "flink", nil, "the runtime environments of Apache Flink that it has, separated by commas, such as FLINK-1_20")
	f.BoolVar(&o.python, "python", false, "have programs in Python run on those that they can run on")
	f.StringVar(&o.java, "java", "", "the home of the Java for Flink (default: $JAVA_HOME, or the one in PATH)")
	if err := errors.Join(cmd.MarkFlagRequired("output"), cmd.MarkFlagFilename("output", "tar"), cmd.MarkFlagFilename("binary")); err != nil {
		panic(err) // the flags are defined above
	}
	return cmd
}

// imageVariable names the image of clusters' pods where --kubernetes-image does not; the chart sets it to that of the control plane.
const imageVariable = "PENSTOCK_IMAGE"

// defaultImage is the name of the image of this very build.
func defaultImage() string { return imageOf(buildinfo.Get().Version) }

// imageOf is the name of the image of a version. Tags have no plus sign, which versions of changed sources do.
func imageOf(version string) string {
	return "penstock/penstock:" + strings.ReplaceAll(version, "+", "_")
}

// certificates are where Linux distributions keep the certificates that TLS trusts.
var certificates = []string{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"}

func (o *imageOptions) write(ctx context.Context) (err error) {
	if o.binary == "" {
		if runtime.GOOS != "linux" {
			return errors.New("--binary must name a binary for Linux, which this one is not")
		}
		if o.binary, err = os.Executable(); err != nil {
			return fmt.Errorf("find this program: %w", err)
		}
	}
	i := &image.Image{
		Tag: o.tag, User: "10001:10001", WorkingDir: "/work", Entrypoint: []string{"/penstock"},
		Files:  []image.File{{Source: o.binary, Target: "/penstock"}, {Target: "/tmp"}, {Target: "/work"}, {Target: "/etc/flink"}},
		Labels: map[string]string{"org.opencontainers.image.title": "Penstock", "org.opencontainers.image.version": buildinfo.Get().Version},
	}
	// Hadoop's client of S3, which is Flink's, does not work for a user without a name.
	i.Files = append(i.Files, image.File{Target: "/etc/passwd", Content: []byte("root:x:0:0:root:/work:/nowhere\npenstock:x:10001:10001:penstock:/work:/nowhere\n")},
		image.File{Target: "/etc/group", Content: []byte("root:x:0:\npenstock:x:10001:\n")})
	for _, file := range certificates {
		if _, err := os.Stat(file); err == nil {
			i.Files = append(i.Files, image.File{Source: file, Target: certificates[0]})
			break
		}
	}
	for _, name := range o.runtimes {
		if err := o.addFlink(ctx, i, name); err != nil {
			return err
		}
	}
	to, err := os.Create(filepath.Clean(o.output))
	if err != nil {
		return fmt.Errorf("write the image: %w", err)
	}
	return errors.Join(i.Write(to), to.Close())
}

// addFlink adds a distribution of Flink, at the place that it has on this machine: what makes its JVMs start fast is only good there.
func (o *imageOptions) addFlink(ctx context.Context, i *image.Image, name string) error {
	v, known := distribution.Find(name)
	if !known {
		return fmt.Errorf("there is no Apache Flink for %q; there is for %s", name, strings.Join(runtimeNames(), ", "))
	}
	cache := maven.CacheDir(".")
	found, err := distribution.Installed(v, cache)
	if err != nil {
		return err
	}
	home, err := o.javaHome(ctx, v)
	if err != nil {
		return err
	}
	files, err := image.Java(home)
	if err != nil {
		return err
	}
	own, err := java.InstallJAR(filepath.Dir(found.Dir))
	if err != nil {
		return err
	}
	archives, err := cluster.Train(ctx, v, cache)
	if err != nil {
		return err
	}
	for _, path := range append(archives, found.Dir, own) {
		files = append(files, image.File{Source: path, Target: path, Dated: true})
	}
	if o.python && python.Runs(v) {
		py, err := python.Installed(v, cache)
		if err != nil {
			return err
		}
		more, err := image.Python(ctx, py.Interpreter)
		if err != nil {
			return err
		}
		files = append(append(files, more...), image.File{Source: py.Dir, Target: py.Dir, Dated: true})
	}
	i.Files = append(i.Files, files...)
	i.Env = []string{"JAVA_HOME=" + home, maven.CacheVariable + "=" + cache}
	return nil
}

// runsPython tells whether programs in Python run on a runtime environment.
func runsPython(name string) bool { return slices.Contains(python.Runtimes(), name) }

// javaHome finds the home of the Java of the image, and has JVMs that this process starts run from there: their paths are a part of what makes
// those of the image start fast.
func (o *imageOptions) javaHome(ctx context.Context, v distribution.Version) (home string, err error) {
	if home = o.java; home == "" {
		machine, err := java.Find(ctx, v.OldestJava, v.NewestJava)
		if err != nil {
			return "", err
		}
		program, err := filepath.EvalSymlinks(machine.Executable)
		if err != nil {
			return "", fmt.Errorf("find Java: %w", err)
		}
		home = filepath.Dir(filepath.Dir(program))
	}
	if err := os.Setenv("JAVA_HOME", home); err != nil {
		return "", fmt.Errorf("find Java: %w", err)
	}
	machine, err := java.Find(ctx, v.OldestJava, v.NewestJava)
	if err != nil {
		return "", err
	}
	return filepath.Dir(filepath.Dir(machine.Executable)), nil
}
