package command

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
	"github.com/penstock/penstock/snapshotstore"
)

// passphraseHeader has the passphrase of an archive, in base64; as apiserver has it.
const passphraseHeader = "Penstock-Passphrase"

// passphraseVariable is the environment variable that may have a passphrase.
const passphraseVariable = "PENSTOCK_PASSPHRASE"

const passphraseHelp = "`FILE` whose first line is the passphrase; or the environment has it in " + passphraseVariable

// passphrase is what is in the file, or in the environment; empty for none.
func passphrase(file string) (string, error) {
	if file == "" {
		return os.Getenv(passphraseVariable), nil
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("read the passphrase: %w", err)
	}
	line, _, _ := strings.Cut(string(content), "\n")
	if line = strings.TrimSuffix(line, "\r"); line == "" {
		return "", fmt.Errorf("the first line of %s is empty: it has to be the passphrase", file)
	}
	return line, nil
}

func newSnapshotsExportCommand() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use: "export NAME SNAPSHOT FILE|-", Short: "Write a snapshot into one file, to keep it or to import it elsewhere", Args: cobra.ExactArgs(3),
		Long: `Write a snapshot into one file, or to standard output, to keep it or to import it into another application or another installation.

The file is encrypted as the snapshot is, and opens where the key that wraps its data key can be used; with the server's own key that is
this installation only. With a passphrase it is encrypted anew, for whoever has that. FILE appears only once it is whole.`,
		Example: `  penstock snapshots export orders before-upgrade orders.tar
  penstock snapshots export orders before-upgrade orders.tar --passphrase-file secret.txt
  penstock snapshots export orders before-upgrade - | ssh host 'cat > orders.tar'`,
	}
	b := newBase(cmd, false)
	cmd.Flags().StringVar(&file, "passphrase-file", "", passphraseHelp)
	mustRegister(cmd.MarkFlagFilename("passphrase-file"))
	cmd.ValidArgsFunction = b.completeOf("SnapshotName")
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		secret, err := passphrase(file)
		if err != nil {
			return err
		}
		p := b.progress()
		what := fmt.Sprintf("snapshot %s of %s", args[1], args[0])
		p.Step("Exporting %s", what)
		out, err := b.api.ExportApplicationSnapshot(ctx, &model.ExportApplicationSnapshotRequest{
			ApplicationName: &args[0], SnapshotName: &args[1], WithPassphrase: new(secret != ""),
		})
		if err != nil {
			return failed(p, err)
		}
		moved := &moving{progress: p, what: "Exporting " + what, total: *out.SizeInBytes}
		if args[2] == "-" {
			err = download(ctx, *out.DownloadUrl, secret, io.MultiWriter(b.out, moved))
		} else {
			err = writeWhole(args[2], func(to io.Writer) error { return download(ctx, *out.DownloadUrl, secret, io.MultiWriter(to, moved)) })
		}
		if err != nil {
			return failed(p, err)
		}
		p.Done("%s is exported: %s", what, terminal.Bytes(moved.n))
		return nil
	})
	return cmd
}

func newSnapshotsImportCommand() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use: "import NAME SNAPSHOT FILE|-", Short: "Make a snapshot of an application out of an exported one", Args: cobra.ExactArgs(3),
		Long: `Make a snapshot of an application out of one that was exported, from this application or another, here or elsewhere. It is encrypted with
the key of the application that it is imported to, verified, and there as a whole or not at all.`,
		Example: `  penstock snapshots import orders from-staging orders.tar
  penstock start orders --restore from-staging`,
	}
	b := newBase(cmd, false)
	cmd.Flags().StringVar(&file, "passphrase-file", "", passphraseHelp)
	mustRegister(cmd.MarkFlagFilename("passphrase-file"))
	cmd.ValidArgsFunction = b.completeApplication
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		secret, err := passphrase(file)
		if err != nil {
			return err
		}
		from, size := b.in, int64(0)
		if args[2] != "-" {
			f, err := os.Open(args[2])
			if err != nil {
				return err
			}
			defer f.Close()
			if info, err := f.Stat(); err == nil {
				size = info.Size()
			}
			from = f
		}
		return b.importSnapshot(ctx, args[0], args[1], secret, from, size)
	})
	return cmd
}

func (b *base) importSnapshot(ctx context.Context, name, snapshot, secret string, from io.Reader, size int64) error {
	var begin bytes.Buffer
	m, err := snapshotstore.ReadManifest(io.TeeReader(from, &begin))
	if err != nil {
		return err
	}
	in := &model.ImportApplicationSnapshotRequest{ApplicationName: &name, SnapshotName: &snapshot}
	if k := m.Protection; k != nil && k.Passphrase == nil {
		in.SourceApplicationARN, in.SourceKeyProvider = &m.ApplicationARN, &k.Provider
		if k.WrappingKey != "" {
			in.SourceKeyARN = &k.WrappingKey
		}
	}
	if m.Protection != nil && m.Protection.Passphrase != nil && secret == "" {
		return errors.New("the snapshot was exported with a passphrase: --passphrase-file says it")
	}
	p := b.progress()
	what := fmt.Sprintf("snapshot %s of %s", snapshot, name)
	p.Step("Importing %s", what)
	out, err := b.api.ImportApplicationSnapshot(ctx, in)
	if err != nil {
		return failed(p, err)
	}
	moved := &moving{progress: p, what: "Importing " + what, total: size}
	if err := upload(ctx, *out.UploadUrl, secret, io.TeeReader(io.MultiReader(&begin, from), moved)); err != nil {
		return failed(p, err)
	}
	p.Done("%s is imported: %s, which was %s of %s", what, terminal.Bytes(moved.n), m.SnapshotName, m.ApplicationARN)
	return nil
}

// moving tells how much of something was moved.
type moving struct {
	progress *terminal.Progress
	what     string
	n, total int64
	told     int64
}

// Write counts.
func (m *moving) Write(p []byte) (int, error) {
	m.n += int64(len(p))
	if m.total > 0 {
		// An archive is a little larger than what is in it.
		if tenth := min(9, m.n*10/m.total); tenth > m.told {
			m.told = tenth
			m.progress.Step("%s, %d %% of %s", m.what, tenth*10, terminal.Bytes(m.total))
		}
	}
	return len(p), nil
}

func download(ctx context.Context, url, secret string, to io.Writer) error {
	answer, err := transfer(ctx, http.MethodGet, url, secret, nil)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(to, answer.Body); err != nil {
		return fmt.Errorf("download: %w", err)
	}
	return nil
}

func upload(ctx context.Context, url, secret string, from io.Reader) error {
	answer, err := transfer(ctx, http.MethodPut, url, secret, from)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

// transfer uses the URL of a transfer.
func transfer(ctx context.Context, method, url, secret string, body io.Reader) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return nil, fmt.Errorf("transfer: %w", err)
	}
	if secret != "" {
		r.Header.Set(passphraseHeader, base64.StdEncoding.EncodeToString([]byte(secret)))
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, fmt.Errorf("transfer: %w", err)
	}
	if answer.StatusCode == http.StatusOK {
		return answer, nil
	}
	defer answer.Body.Close()
	var problem struct{ Title, Detail string }
	if err := json.NewDecoder(io.LimitReader(answer.Body, 1<<16)).Decode(&problem); err != nil || problem.Detail == "" {
		return nil, fmt.Errorf("transfer: the server answered %s", answer.Status)
	}
	return nil, fmt.Errorf("%s (%s)", problem.Detail, problem.Title)
}

// writeWhole makes a file that appears once it is written to its end.
func writeWhole(path string, do func(io.Writer) error) (err error) {
	f, err := os.OpenFile(path+".part", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := errors.Join(do(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
