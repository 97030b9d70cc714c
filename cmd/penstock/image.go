package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/cmd/penstock/buildinfo"
	"github.com/penstock/penstock/deploy/image"
)

// imageOptions are the flags of image.
type imageOptions struct {
	output, tag, binary string
}

func newImageCommand() *cobra.Command {
	var o imageOptions
	cmd := &cobra.Command{
		Use:   "image",
		Short: "Write the container image of this program, without a registry or a daemon",
		Long: `Write the container image of this program as an archive: for the control plane, and for the pods of clusters on the embedded engine.

docker load, podman load, ctr -n k8s.io images import and kind load image-archive take it. The same program gives the same bytes.`,
		Example: `  penstock image --output penstock.tar
  penstock image --output penstock.tar --tag registry.example.com/penstock:v1
  ctr -n k8s.io images import penstock.tar`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.write(); err != nil {
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
	if err := errors.Join(cmd.MarkFlagRequired("output"), cmd.MarkFlagFilename("output", "tar"), cmd.MarkFlagFilename("binary")); err != nil {
		panic(err) // the flags are defined above
	}
	return cmd
}

// imageVariable names the image of clusters' pods where --kubernetes-image does not; the chart sets it to that of the control plane.
const imageVariable = "PENSTOCK_IMAGE"

// defaultImage is the name of the image of this very build.
func defaultImage() string { return "penstock/penstock:" + buildinfo.Get().Version }

// certificates are where Linux distributions keep the certificates that TLS trusts.
var certificates = []string{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"}

func (o *imageOptions) write() (err error) {
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
	for _, file := range certificates {
		if _, err := os.Stat(file); err == nil {
			i.Files = append(i.Files, image.File{Source: file, Target: certificates[0]})
			break
		}
	}
	to, err := os.Create(filepath.Clean(o.output))
	if err != nil {
		return fmt.Errorf("write the image: %w", err)
	}
	return errors.Join(i.Write(to), to.Close())
}
