package awscli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/cli/connect"
	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/output"
	"github.com/penstock/penstock/cli/terminal"
	"github.com/penstock/penstock/cli/value"
)

// invocation is one command line that calls an operation.
type invocation struct {
	op     *contract.Operation
	args   *arguments
	query  *value.Query
	target *connect.Target
	out    io.Writer
	errOut io.Writer
}

// run does what the command line says.
func (i *invocation) run(ctx context.Context) error {
	if err := i.checkGlobals(); err != nil {
		return err
	}
	kind := i.skeletonKind()
	if kind == "" || kind == "output" {
		if err := i.checkRequired(); err != nil {
			return err
		}
	}
	switch kind {
	case "input":
		return output.Write(i.out, skeleton(i.op.Input, false, ""), output.Options{Format: output.JSON})
	case "yaml-input":
		_, err := io.WriteString(i.out, yamlSkeleton(i.op))
		return err
	}
	request, err := parameters(i.op, i.args)
	if err != nil {
		return err
	}
	if err := addInput(request, i.args); err != nil {
		return err
	}
	paginate, err := i.paginates(request)
	if err != nil {
		return err
	}
	sent, err := checkRequest(i.op, request, i.binaryFormat())
	if err != nil {
		return err
	}
	if kind == "output" {
		return i.show(skeleton(i.op.Output, true, ""))
	}
	api, err := i.target.Client(ctx)
	if err != nil {
		return err
	}
	c := &caller{api: api, op: i.op, wire: i.target.Settings.TimestampFormat == "wire" || i.target.Settings.TimestampFormat == "none"}
	if i.args.has("debug") {
		c.debug = i.errOut
		c.tell("%s in %s", i.target.Endpoint, i.target.Region)
	}
	if !paginate {
		answer, err := c.call(ctx, sent)
		if err != nil {
			return err
		}
		return i.show(answer)
	}
	return i.list(ctx, c, sent)
}

// list shows a list: as text and streamed YAML page by page, otherwise whole.
func (i *invocation) list(ctx context.Context, c *caller, request *value.Object) error {
	p, err := i.paging()
	if err != nil {
		return err
	}
	format, err := i.format()
	if err != nil {
		return err
	}
	if format != output.Text && format != output.YAMLStream {
		whole, err := c.whole(ctx, request, p)
		if err != nil {
			return err
		}
		return i.show(whole)
	}
	resume, err := c.pages(ctx, request, p, func(page *value.Object) error {
		if format == output.Text {
			page = value.NewObject(i.op.Pagination.List, listOf(page, i.op.Pagination.List))
		}
		return i.show(page)
	})
	if err != nil || resume == "" || format != output.Text {
		return err
	}
	return i.show(value.NewObject("NextToken", value.NewObject("NextToken", resume)))
}

// show writes a value, or what the query picks from it.
func (i *invocation) show(v any) error {
	if i.query != nil {
		var err error
		if v, err = i.query.Search(v); err != nil {
			return err
		}
	}
	format, err := i.format()
	if err != nil {
		return err
	}
	color := i.args.value("color") == "on" || i.args.value("color") != "off" && terminal.Colors(i.out)
	return output.Write(i.out, v, output.Options{Format: format, Title: i.op.Name, Width: terminal.Width(i.out), Color: color})
}

func (i *invocation) format() (output.Format, error) {
	name := i.args.value("output")
	if name == "" && i.target != nil {
		name = i.target.Settings.Output
	}
	if name == "" {
		return output.JSON, nil
	}
	return output.ParseFormat(name)
}

func (i *invocation) binaryFormat() string {
	if format := i.args.value("cli-binary-format"); format != "" {
		return format
	}
	return i.target.Settings.BinaryFormat
}

// skeletonKind is what --generate-cli-skeleton asks for; empty without it.
func (i *invocation) skeletonKind() string {
	switch {
	case !i.args.has("generate-cli-skeleton"):
		return ""
	case i.args.value("generate-cli-skeleton") == "":
		return "input"
	default:
		return i.args.value("generate-cli-skeleton")
	}
}

// checkGlobals checks the options of the program that have a form.
func (i *invocation) checkGlobals() error {
	if expression, given := i.args.value("query"), i.args.has("query"); given {
		q, err := value.CompileQuery(expression)
		if err != nil {
			return &parameterError{fmt.Sprintf("Bad value for --query %s: %v", expression, err)}
		}
		i.query = q
	}
	if text := i.args.value("endpoint-url"); text != "" {
		if u, err := url.Parse(text); err != nil || u.Scheme == "" || u.Host == "" {
			return &parameterError{fmt.Sprintf("Bad value for --endpoint-url %q: scheme is missing.  Must be of the form http://<hostname>/ or https://<hostname>/", text)}
		}
	}
	return nil
}

// checkRequired wants the options of members that must be there, unless the whole request is given at once.
func (i *invocation) checkRequired() error {
	if i.args.has("cli-input-json") || i.args.has("cli-input-yaml") {
		return nil
	}
	var missing []string
	for j := range i.op.Input.Members {
		m := &i.op.Input.Members[j]
		if name := optionName(i.op, m); m.Required && !i.args.has(name) && !i.args.has("no-"+name) {
			missing = append(missing, "--"+name)
		}
	}
	if len(missing) > 0 {
		return &usageError{message: "the following arguments are required: " + strings.Join(missing, ", ")}
	}
	return nil
}

// paginates tells whether all pages are wanted: not with --no-paginate, and not where the request has a token or a limit.
func (i *invocation) paginates(request *value.Object) (bool, error) {
	p := i.op.Pagination
	if p == nil {
		return false, nil
	}
	if !i.args.has("no-paginate") && !request.Has(p.Input) && !request.Has(p.Limit) {
		return true, nil
	}
	var useless []string
	for _, name := range []string{"starting-token", "page-size", "max-items"} {
		if i.args.has(name) {
			useless = append(useless, "--"+name)
		}
	}
	if len(useless) > 0 {
		return false, &parameterError{"Cannot specify --no-paginate along with pagination arguments: " + strings.Join(useless, ", ")}
	}
	return false, nil
}

func (i *invocation) paging() (paging, error) {
	p := paging{maxItems: -1}
	for _, name := range []string{"page-size", "max-items"} {
		if !i.args.has(name) {
			continue
		}
		n, err := strconv.Atoi(i.args.value(name))
		if err != nil || n < 1 {
			return p, &usageError{message: fmt.Sprintf("argument --%s: %q is no positive number", name, i.args.value(name))}
		}
		if name == "page-size" {
			p.pageSize = json.Number(strconv.Itoa(n))
		} else {
			p.maxItems = n
		}
	}
	if i.args.has("starting-token") {
		p.start = parseResumeToken(i.args.value("starting-token"))
	}
	return p, nil
}

// connectOptions are the options that say which server to speak to.
func connectOptions(a *arguments) (connect.Options, error) {
	o := connect.Options{
		DataDir: a.value("data-dir"), Endpoint: a.value("endpoint-url"), Region: a.value("region"), Profile: a.value("profile"),
		CABundle: a.value("ca-bundle"), NoSign: a.has("no-sign-request"), NoVerify: a.has("no-verify-ssl"),
	}
	for name, into := range map[string]**time.Duration{"cli-read-timeout": &o.ReadTimeout, "cli-connect-timeout": &o.ConnectTimeout} {
		if !a.has(name) {
			continue
		}
		seconds, err := strconv.Atoi(a.value(name))
		if err != nil || seconds < 0 {
			return o, &usageError{message: fmt.Sprintf("argument --%s: %q is no number of seconds", name, a.value(name))}
		}
		*into = new(time.Duration(seconds) * time.Second)
	}
	return o, nil
}

// errorFormat is how errors are told, before anything else of the command line is known to be right.
func errorFormat(words []string) string {
	if i := slices.Index(words, "--cli-error-format"); i >= 0 && i+1 < len(words) {
		return words[i+1]
	}
	return os.Getenv("AWS_CLI_ERROR_FORMAT")
}
