package awscli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/cli/connect"
	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/output"
	"github.com/penstock/penstock/cli/value"
)

// The exit codes of the AWS CLI.
const (
	// WrongUsage is for a command line or parameters that cannot be right.
	WrongUsage = 252
	// WrongConfiguration is for credentials that are missing.
	WrongConfiguration = 253
	// Refused is for an error that the server answered with.
	Refused = 254
	// Failed is for everything else, such as a server that cannot be reached.
	Failed = 255
	// Interrupted is for Ctrl-C.
	Interrupted = 130
)

// ExitError ends the program with a code after everything there is to say was said.
type ExitError struct{ Code int }

// Error tells the code.
func (e ExitError) Error() string { return fmt.Sprintf("exit code %d", e.Code) }

// usageError is a command line that cannot be right; a reminder of the form goes with it.
type usageError struct {
	message string
	// unknown says that there are options that nobody knows, of which the AWS CLI tells in its own way.
	unknown bool
}

func (e *usageError) Error() string { return e.message }

// wordsError is an error in the AWS CLI's words, which begin with a capital letter and may end with a full stop.
type wordsError string

func (e wordsError) Error() string { return string(e) }

func inWords(format string, args ...any) error { return wordsError(fmt.Sprintf(format, args...)) }

// parameterError is a value that an option or the request cannot take.
type parameterError struct{ message string }

func (e *parameterError) Error() string { return e.message }

func wrongParameter(option, message string) error {
	return &parameterError{fmt.Sprintf("Error parsing parameter '--%s': %s", option, message)}
}

// report tells an error on errOut and returns the exit code.
func report(errOut io.Writer, err error, format string) int {
	var (
		usage       *usageError
		parameter   *parameterError
		credentials *connect.CredentialsError
		answered    *client.Error
		unreachable *url.Error
	)
	tell := func(code, message string) { reportCoded(errOut, format, code, message, nil) }
	switch {
	case errors.As(err, &usage) && usage.unknown:
		fmt.Fprintf(errOut, "\nusage: %s\n\npenstock: [ERROR]: %s\n", usageLine, usage.message)
		return WrongUsage
	case errors.As(err, &usage):
		tell("ParamValidation", strings.TrimSuffix(usage.message+"\n\nusage: "+usageLine, "\n"))
		return WrongUsage
	case errors.As(err, &parameter):
		tell("ParamValidation", parameter.message)
		return WrongUsage
	case errors.As(err, &credentials):
		tell("NoCredentials", credentials.Error())
		return WrongConfiguration
	case errors.As(err, &answered):
		reportAnswer(errOut, format, answered)
		return Refused
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(errOut)
		return Interrupted
	case errors.As(err, &unreachable):
		fmt.Fprintf(errOut, "\npenstock: [ERROR]: %s\n", unreachableText(unreachable))
		return Failed
	default:
		fmt.Fprintf(errOut, "\npenstock: [ERROR]: %s\n", err)
		return Failed
	}
}

// unreachableText says which server did not answer, and what to do where it may not have been started.
func unreachableText(e *url.Error) string {
	text := fmt.Sprintf("Could not connect to the endpoint URL: %q", e.URL)
	var timeout net.Error
	switch {
	case errors.As(e.Err, &timeout) && timeout.Timeout():
		text = fmt.Sprintf("The endpoint URL %q did not answer in time", e.URL)
	case strings.HasPrefix(e.URL, connect.DefaultEndpoint):
		text += ". Is the server running? Start one with \"penstock serve --data-dir DIR\", or name another with --endpoint-url."
	}
	return text + fmt.Sprintf(" (%v)", e.Err)
}

// reportAnswer tells an error of the server in the AWS CLI's words.
func reportAnswer(errOut io.Writer, format string, e *client.Error) {
	reportCoded(errOut, format, string(e.Code),
		fmt.Sprintf("An error occurred (%s) when calling the %s operation: %s", e.Code, e.Operation, e.Message), e)
}

// reportCoded tells an error in words, or as a value in one of the formats.
func reportCoded(errOut io.Writer, format, code, message string, e *client.Error) {
	o := value.NewObject("Message", message, "Code", code)
	text := message
	if e != nil {
		o = value.NewObject("Message", e.Message, "Code", code)
		for _, m := range furtherMembers(e) {
			o.Set(m.name, m.value)
		}
	} else if format != "legacy" {
		text = fmt.Sprintf("An error occurred (%s): %s", code, message)
	}
	if f, err := output.ParseFormat(format); err == nil && f != output.Off {
		if err := output.Write(errOut, o, output.Options{Format: f, Title: "error"}); err == nil {
			return
		}
	}
	fmt.Fprintf(errOut, "\npenstock: [ERROR]: %s\n", text)
	if o.Len() > 2 && format != "legacy" {
		fmt.Fprint(errOut, "\nAdditional error details:\n")
		for _, name := range o.Names()[2:] {
			v, _ := o.Get(name)
			fmt.Fprintf(errOut, "%s: %s\n", name, inline(v))
		}
	}
}

type namedValue struct {
	name  string
	value any
}

// furtherMembers are the members of an error beyond its message, as of UnableToDetectSchemaException.
func furtherMembers(e *client.Error) []namedValue {
	shape, known := contract.Error(string(e.Code))
	if !known {
		return nil
	}
	body, err := value.Parse(e.Body)
	o, ok := body.(*value.Object)
	if err != nil || !ok {
		return nil
	}
	var all []namedValue
	for _, m := range shape.Members {
		if v, told := o.Get(m.Name); told && v != nil && !strings.EqualFold(m.Name, "message") {
			all = append(all, namedValue{m.Name, v})
		}
	}
	return all
}

// inline is a value in a line.
func inline(v any) string {
	list, ok := v.([]any)
	if !ok {
		return fmt.Sprint(v)
	}
	const most = 4
	if len(list) > most {
		return "<complex value>"
	}
	parts := make([]string, len(list))
	for i, e := range list {
		parts[i] = fmt.Sprint(e)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
