package awscli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/shorthand"
)

func writeServiceHelp(w io.Writer, cmd *cobra.Command) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nUsage:\n  penstock kinesisanalyticsv2 [options] OPERATION [parameters]\n\nExamples:\n%s\n\nOperations:\n", cmd.Long, cmd.Example)
	for _, o := range contract.Operations {
		fmt.Fprintf(&b, "  %-51s %s\n", o.CommandName(), firstSentence(o.Summary))
	}
	b.WriteString("\nWaiters:\n")
	writeWaiters(&b)
	b.WriteString("\nOptions of all operations:\n")
	writeOptions(&b, globalOptions)
	b.WriteString("\n\"penstock kinesisanalyticsv2 OPERATION help\" tells of one operation and its parameters.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func firstSentence(s string) string {
	first, _, more := strings.Cut(s, ". ")
	if more {
		return first + "."
	}
	return s
}

func writeOperationHelp(w io.Writer, op *contract.Operation) error {
	var b strings.Builder
	options := operationOptions(op)
	fmt.Fprintf(&b, "%s\n\nUsage:\n  penstock kinesisanalyticsv2 %s\n", op.Summary, op.CommandName())
	for _, o := range options {
		if text := usage(o); text != "" {
			fmt.Fprintf(&b, "    %s\n", text)
		}
	}
	b.WriteString("\nParameters:\n")
	for _, o := range options {
		if o.member != nil && !o.negated && !o.hidden {
			writeParameter(&b, o)
		}
	}
	b.WriteString("\nOptions:\n")
	var others []*option
	for _, o := range options {
		if o.member == nil {
			others = append(others, o)
		}
	}
	writeOptions(&b, others)
	fmt.Fprintf(&b, "\nExamples:\n%s\n\"penstock kinesisanalyticsv2 help\" tells of the options of all operations.\n", example(op))
	_, err := io.WriteString(w, b.String())
	return err
}

// usage is an option in the form that the usage shows it in; empty if it does not.
func usage(o *option) string {
	if o.hidden || o.negated {
		return ""
	}
	text := "--" + o.name
	switch o.arity {
	case oneValue:
		text += " <value>"
	case optionalValue:
		text += " [<value>]"
	case someValues:
		text += " <value> [<value> ...]"
	case noValue:
		if o.member != nil {
			text += " | --no-" + o.name
		}
	}
	if o.required {
		return text
	}
	return "[" + text + "]"
}

// writeParameter tells the type of a parameter, its values, and the short notation where that is of help.
func writeParameter(b *strings.Builder, o *option) {
	s := o.member.Shape
	needed := ""
	if o.required {
		needed = ", required"
	}
	fmt.Fprintf(b, "  --%s (%s%s)\n", o.name, kindName(s), needed)
	if len(s.Enum) > 0 {
		writeWrapped(b, "One of "+strings.Join(s.Enum, ", ")+".")
	}
	if !shorthand.Supports(s) {
		return
	}
	if text := shorthand.Synopsis(s); text != "" {
		fmt.Fprintf(b, "      Short: %s\n", text)
	}
	inner := s
	if s.Kind == contract.List {
		inner = s.Elem
	}
	if inner.Kind == contract.Struct {
		names := make([]string, len(inner.Members))
		for i, m := range inner.Members {
			names[i] = m.Name
			if m.Required {
				names[i] += "*"
			}
		}
		writeWrapped(b, "JSON, or file://path, with "+strings.Join(names, ", "))
	}
}

// writeWrapped writes a text in lines of a hundred characters, indented.
func writeWrapped(b *strings.Builder, text string) {
	const width, before = 100, "      "
	line := before
	for _, word := range strings.Fields(text) {
		if len(line)+1+len(word) > width && line != before {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = before
		}
		line += word + " "
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}

func kindName(s *contract.Shape) string {
	switch s.Kind {
	case contract.Struct:
		return "structure"
	case contract.List:
		return "list of " + kindName(s.Elem) + "s"
	case contract.Enum:
		return "string"
	case contract.Timestamp:
		return "timestamp: seconds since 1970, or a date as in RFC 3339"
	default:
		return string(s.Kind)
	}
}

func writeOptions(b *strings.Builder, all []*option) {
	for _, o := range all {
		if o.hidden {
			continue
		}
		name := "--" + o.name
		if o.arity == oneValue || o.arity == optionalValue {
			name += " <value>"
		}
		fmt.Fprintf(b, "  %-32s %s\n", name, o.help)
		if len(o.choices) > 0 {
			fmt.Fprintf(b, "  %-32s One of %s.\n", "", strings.Join(o.choices, ", "))
		}
	}
}

// example is a call with the parameters that must be there.
func example(op *contract.Operation) string {
	text := "  penstock kinesisanalyticsv2 " + op.CommandName()
	for _, m := range op.Input.Members {
		if m.Required {
			text += " --" + optionName(op, &m) + " " + sampleValue(m)
		}
	}
	lines := text + "\n"
	if !shortRequest(op) {
		lines += "  penstock kinesisanalyticsv2 " + op.CommandName() + " --generate-cli-skeleton yaml-input > request.yaml\n" +
			"  penstock kinesisanalyticsv2 " + op.CommandName() + " --cli-input-yaml file://request.yaml\n"
	}
	return lines
}

// shortRequest tells whether a request has no structure.
func shortRequest(op *contract.Operation) bool {
	for _, m := range op.Input.Members {
		if m.Shape.Kind == contract.Struct {
			return false
		}
	}
	return true
}

func sampleValue(m contract.Member) string {
	switch {
	case m.Name == "ApplicationName":
		return "orders"
	case m.Name == "SnapshotName":
		return "before-upgrade"
	case m.Name == "RuntimeEnvironment":
		return "FLINK-1_20"
	case m.Name == "ServiceExecutionRole" || m.Name == "RoleARN":
		return "arn:aws:iam::000000000000:role/orders"
	case m.Name == "ResourceARN":
		return "arn:aws:kinesisanalytics:us-east-1:000000000000:application/orders"
	case len(m.Shape.Enum) > 0:
		return m.Shape.Enum[0]
	case m.Shape.Kind == contract.Integer:
		return "1"
	case m.Shape.Kind == contract.Timestamp:
		return "2026-11-21T05:00:00Z"
	case m.Name == "Tags":
		return "Key=team,Value=data"
	case m.Name == "TagKeys":
		return "team"
	case m.Shape.IsScalar():
		return "<" + contract.OptionName(m.Name) + ">"
	default:
		return "file://" + contract.OptionName(m.Name) + ".json"
	}
}

func writeWaiters(b *strings.Builder) {
	for _, w := range waiters {
		fmt.Fprintf(b, "  wait %-46s %s\n", w.name, firstSentence(w.help))
	}
}

func writeWaitHelp(w io.Writer) error {
	var b strings.Builder
	b.WriteString("Wait for something to be as it shall be. The exit code is 255 where it cannot be any more, or is not after 20 minutes.\n\n" +
		"Usage:\n  penstock kinesisanalyticsv2 wait WAITER [parameters]\n\nWaiters:\n")
	writeWaiters(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeWaiterHelp(out io.Writer, w *waiter) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nUsage:\n  penstock kinesisanalyticsv2 wait %s\n", w.help, w.name)
	for _, o := range w.options() {
		fmt.Fprintf(&b, "    %s\n", usage(o))
	}
	_, err := io.WriteString(out, b.String())
	return err
}
