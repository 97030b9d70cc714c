package command

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

func newApplicationKeysCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keys [KEY]",
		Short: "List the customer managed keys of applications, how they are, and what each protects",
		Long: `List the customer managed keys that protect something of applications in the region: how each is, when it was last usable, and which
applications and how many snapshots need it. Look here before a key is disabled or deleted. KEY is a key's id or its ARN.`,
		Example: `  penstock keys
  penstock keys 1234abcd-12ab-34cd-56ef-1234567890ab
  penstock keys --output json | jq -r '.[] | select(.state != "USABLE") | .key'`,
		Args: cobra.MaximumNArgs(1),
	}
	b := newBase(cmd, true)
	cmd.GroupID = GroupServer
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		keys, err := b.keys(ctx)
		if err != nil {
			return err
		}
		if len(args) > 0 {
			keys = keysNamed(keys, args[0])
		}
		if b.isJSON() {
			return b.writeJSON(keys)
		}
		return b.writeKeys(keys)
	})
	cmd.AddCommand(newRotateRootKeyCommand())
	for _, c := range cmd.Commands() {
		c.GroupID = ""
	}
	return cmd
}

// applicationKey is a key that protects something.
type applicationKey struct {
	Key      string `json:"key"`
	Provider string `json:"provider"`
	// State is empty for a key that nobody has looked at yet.
	State      string     `json:"state,omitempty"`
	Reason     string     `json:"reason,omitempty"`
	Since      *time.Time `json:"since,omitempty"`
	LastUsable *time.Time `json:"lastUsable,omitempty"`
	Deletion   *time.Time `json:"deletion,omitempty"`
	Protects   []keyUse   `json:"protects"`
}

// keyUse is what a key protects of an application.
type keyUse struct {
	Application string `json:"application"`
	// Configured tells that the current version names the key, Running that the running job has it.
	Configured bool  `json:"configured"`
	Running    bool  `json:"running"`
	Snapshots  int64 `json:"snapshots"`
}

func (u keyUse) String() string {
	var of []string
	switch {
	case u.Running:
		of = append(of, "running")
	case u.Configured:
		of = append(of, "configured")
	}
	switch {
	case u.Snapshots == 1:
		of = append(of, "1 snapshot")
	case u.Snapshots > 1:
		of = append(of, strconv.FormatInt(u.Snapshots, 10)+" snapshots")
	}
	return u.Application + " (" + strings.Join(of, ", ") + ")"
}

// keys asks for all keys of the region that protect something.
func (b *base) keys(ctx context.Context) ([]applicationKey, error) {
	all := []applicationKey{}
	in := &model.ListApplicationKeysRequest{}
	for {
		out, err := b.api.ListApplicationKeys(ctx, in)
		if err != nil {
			return nil, err
		}
		for _, s := range out.ApplicationKeys {
			k := applicationKey{
				Key: *s.Key.KeyARN, Provider: *s.Key.KeyProvider, Reason: text(s.Key.KeyStateReason), Since: timeOf(s.Key.KeyStateSince),
				LastUsable: timeOf(s.Key.KeyUsableTimestamp), Deletion: timeOf(s.Key.KeyDeletionTimestamp),
			}
			if s.Key.KeyState != nil {
				k.State = string(*s.Key.KeyState)
			}
			for _, u := range s.ApplicationKeyUses {
				k.Protects = append(k.Protects, keyUse{*u.ApplicationName, *u.KeyConfigured, *u.KeyRunning, *u.SnapshotCount})
			}
			all = append(all, k)
		}
		if in.NextToken = out.NextToken; in.NextToken == nil {
			return all, nil
		}
	}
}

func timeOf(t *model.Timestamp) *time.Time {
	if t == nil {
		return nil
	}
	return new(t.Time())
}

// keysNamed are those that an id or an ARN names.
func keysNamed(keys []applicationKey, name string) []applicationKey {
	out := []applicationKey{}
	for _, k := range keys {
		if k.Key == name || strings.HasSuffix(k.Key, ":key/"+name) {
			out = append(out, k)
		}
	}
	return out
}

// keyOf is the key that protects the state of an application; nil for the installation's own.
func keyOf(keys []applicationKey, name string) *applicationKey {
	var configured *applicationKey
	for i := range keys {
		for _, u := range keys[i].Protects {
			switch {
			case u.Application != name:
			case u.Running:
				return &keys[i]
			case u.Configured:
				configured = &keys[i]
			}
		}
	}
	return configured
}

func (b *base) writeKeys(keys []applicationKey) error {
	if len(keys) == 0 {
		_, err := fmt.Fprintf(b.out, "No customer managed key protects anything in %s.\n", b.target.Region)
		return err
	}
	t := terminal.Table{Columns: []terminal.Column{
		{Title: "KEY"}, {Title: "STATE"}, {Title: "LAST USABLE"}, {Title: "PROTECTS", Shrink: true},
	}}
	for _, k := range keys {
		usable := "-"
		if k.LastUsable != nil {
			usable = terminal.Age(time.Now(), *k.LastUsable) + " ago"
		}
		uses := make([]string, len(k.Protects))
		for i, u := range k.Protects {
			uses[i] = u.String()
		}
		state := k.State
		if state == "" {
			state = "-"
		}
		t.Rows = append(t.Rows, terminal.Plain(k.Key, state, usable, strings.Join(uses, ", ")))
	}
	if err := t.Write(b.out, terminal.Width(b.out), b.paint); err != nil {
		return err
	}
	for i := range keys {
		if warning := keys[i].warning(); warning != "" {
			if _, err := fmt.Fprintf(b.out, "\n%s\n", b.paint.Text(terminal.Bad, warning)); err != nil {
				return err
			}
		}
	}
	return nil
}

// warning says what is wrong with a key, and what to do; empty for a usable one.
func (k *applicationKey) warning() string {
	if k.State == "" || k.State == string(model.KeyStateUSABLE) {
		return ""
	}
	warning := k.Reason
	if k.Deletion != nil {
		warning += "; it will be deleted on " + k.Deletion.Format(time.RFC3339) + ", and what it protects can never be read again"
	}
	return warning
}

// sentence is a key in the status of an application; empty for the installation's own.
func (k *applicationKey) sentence(paint terminal.Paint) string {
	if k == nil {
		return ""
	}
	text := k.Key
	switch warning := k.warning(); {
	case warning != "":
		text += "  " + paint.Text(terminal.Bad, k.State+": "+warning)
	case k.LastUsable != nil:
		text += " (usable " + terminal.Age(time.Now(), *k.LastUsable) + " ago)"
	}
	return text
}

// isDenied tells that the caller may not do something, which for what only completes a picture is no failure.
func isDenied(err error) bool { return client.IsCode(err, "AccessDeniedException") }
